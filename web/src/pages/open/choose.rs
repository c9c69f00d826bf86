//! Where packages come in: a chooser for keyboard and mouse, and a place to drop them.

use crate::texts::Texts;
use web_sys::{File, FileList, HtmlInputElement};
use yew::prelude::*;

/// The zip files of a list.
fn zips(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else { return Vec::new() };
    let all = (0..files.length()).filter_map(|place| files.get(place));
    all.filter(|file| file.name().to_ascii_lowercase().ends_with(".zip")).collect()
}

pub(super) fn choose(begin: &Callback<Vec<File>>, t: &Texts) -> Html {
    let onchange = begin.reform(|event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let files = zips(input.files());
        // The same file can be chosen again.
        input.set_value("");
        files
    });
    let ondrop = begin.reform(|event: DragEvent| {
        event.prevent_default();
        zips(event.data_transfer().and_then(|data| data.files()))
    });
    // Without this the browser opens what is dropped itself.
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    html! {
        <div class="drop" {ondrop} {ondragover}>
            <label class="button primary">
                <input type="file" id="packages" accept=".zip,application/zip" multiple={true} {onchange} />
                { t.receive_choose }
            </label>
            <span class="hint">{ t.receive_drop }</span>
        </div>
    }
}
