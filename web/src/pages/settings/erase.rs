//! Beginning anew: everything that is kept in the browser goes, after a back-up was offered and a word was typed.

use super::storage::attached;
use crate::browser;
use crate::pages::clients::backup::SaveAll;
use crate::parts::{Dialog, size};
use crate::site::use_site;
use crate::state::{Action, Workspace};
use crate::texts::fill;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The field for the word.
const WORD: &str = "erase-word";

#[component]
pub(super) fn Erase() -> Html {
    let site = use_site();
    let t = site.t;
    let asking = use_state_eq(|| false);
    let typed = use_state_eq(String::new);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let can = site.saver.can_erase();
    let open = {
        let (asking, typed) = (asking.setter(), typed.setter());
        Callback::from(move |_: MouseEvent| {
            typed.set(String::new());
            asking.set(true);
        })
    };
    let close = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(false))
    };
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let sure = typed.trim().eq_ignore_ascii_case(t.erase_word());
    let onsubmit = {
        let (site, asking) = (site.clone(), asking.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !sure {
                return browser::focus(WORD);
            }
            asking.set(false);
            let site = site.clone();
            spawn_local(async move {
                site.saver.erase().await;
                site.dispatch.dispatch(Action::Erase { id: browser::new_id() });
                browser::forget_all();
                browser::to_top();
            });
        })
    };
    let files = attached(&workspace);
    let (books, more) = super::loaded_books(&workspace, t);
    let what = fill(
        t.erase_what(),
        &[
            ("clients", &workspace.clients.len().to_string()),
            ("overlays", &(workspace.overlays.len() - books).to_string()),
            ("books", &more),
            ("files", &files.len().to_string()),
            ("size", &size(files.values().sum())),
        ],
    );
    html! {
        <section class="sheet" aria-labelledby="erase">
            <h2 id="erase">{ t.erase_title() }</h2>
            <p>{ t.erase_text() }</p>
            if !can {
                <p class="warning">{ t.erase_cannot() }</p>
            }
            <p class="acts"><button type="button" id="erase-all" disabled={!can} onclick={open}>{ t.erase_button() }</button></p>
            if *asking {
                <Dialog title={t.erase_title()} on_close={close}>
                    <p>{ what }</p>
                    <p>{ t.erase_backup() }</p>
                    <SaveAll id="erase-backup" />
                    <form {onsubmit}>
                        <p class="field-line">
                            <label for={WORD}>{ fill(t.erase_type(), &[("word", t.erase_word())]) }</label>
                            <input id={WORD} type="text" autocomplete="off" spellcheck="false" value={(*typed).clone()} {oninput} />
                        </p>
                        <p class="acts">
                            <button type="submit" class="primary" id="erase-now" disabled={!sure}>{ t.erase_now() }</button>
                        </p>
                    </form>
                </Dialog>
            }
        </section>
    }
}
