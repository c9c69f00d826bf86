//! Where files come in: a chooser for keyboard and mouse, and a place to drop them.

use web_sys::{File, FileList, HtmlInputElement};
use yew::prelude::*;

fn listed(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|place| files.get(place)).collect()
}

/// What a chooser says and takes.
pub(crate) struct Chooser {
    pub(crate) id: &'static str,
    /// Endings and types, as the browser's dialog takes them.
    pub(crate) accept: &'static str,
    pub(crate) label: &'static str,
    pub(crate) multiple: bool,
    pub(crate) primary: bool,
    pub(crate) disabled: bool,
}

/// A button that opens the browser's dialog for files.
pub(crate) fn chooser(with: &Chooser, take: &Callback<Vec<File>>) -> Html {
    let onchange = take.reform(|event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let files = listed(input.files());
        // The same file can be chosen again.
        input.set_value("");
        files
    });
    html! {
        <label class={classes!("button", with.primary.then_some("primary"), with.disabled.then_some("off"))}>
            <input
                type="file"
                id={with.id}
                accept={with.accept}
                multiple={with.multiple}
                disabled={with.disabled}
                {onchange}
            />
            { with.label }
        </label>
    }
}

/// What listens to files that are dragged over an element and dropped on it: over, leave, drop. `over` says whether some
/// are above it now.
pub(crate) fn drops(over: &UseStateHandle<bool>, take: &Callback<Vec<File>>) -> [Callback<DragEvent>; 3] {
    let hover = |entered: bool| {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            // What is dropped is taken by the page and not opened by the browser.
            event.prevent_default();
            over.set(entered);
        })
    };
    let (take, setter) = (take.clone(), over.setter());
    let drop = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        setter.set(false);
        take.emit(listed(event.data_transfer().and_then(|data| data.files())));
    });
    [hover(true), hover(false), drop]
}
