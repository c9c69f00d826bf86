//! Where packages come in: every file that was chosen gets a row, whatever it is.

use crate::parts::{Chooser, Given, chooser, folder_chooser};
use crate::texts::Texts;
use web_sys::File;
use yew::prelude::*;

pub(super) fn choose(begin: &Callback<Given>, over: bool, busy: bool, more: bool, t: &Texts) -> Html {
    let with = Chooser {
        id: "packages",
        accept: ".zip,.rar,.7z,.toml,application/zip",
        label: if more { t.receive_more() } else { t.receive_choose() },
        multiple: true,
        primary: true,
        disabled: busy,
    };
    let folder = Chooser { id: "packages-folder", accept: "", label: t.take_folder(), primary: false, ..with };
    html! {
        <div class={classes!("drop", over.then_some("over"))}>
            { chooser(&with, &begin.reform(|files: Vec<File>| Given::Files(files))) }
            { folder_chooser(&folder, begin) }
            <span class="hint">{ t.receive_drop() }</span>
        </div>
    }
}
