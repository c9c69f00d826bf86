//! A dialog over the page. The browser keeps the focus in it, closes it on Escape and gives the focus back.

use crate::site::use_site;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    pub(crate) title: AttrValue,
    pub(crate) on_close: Callback<()>,
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let site = use_site();
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        let dialog = node.cast::<HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            // Refused only where it is open already.
            let _ = dialog.show_modal();
        }
        // One that is only taken away would leave the focus nowhere.
        move || dialog.iter().for_each(HtmlDialogElement::close)
    });
    let onclose = props.on_close.reform(|_: Event| ());
    let onclick = {
        let node = node.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    html! {
        <dialog ref={node} aria-labelledby="dialog-title" {onclose}>
            <header>
                <h2 id="dialog-title">{ &props.title }</h2>
                <button type="button" class="quiet" aria-label={site.t.dialog_close()} {onclick}>{ "✕" }</button>
            </header>
            { props.children.clone() }
        </dialog>
    }
}
