//! Where packages come in.

use crate::parts::{Chooser, chooser};
use crate::texts::Texts;
use web_sys::File;
use yew::prelude::*;

/// The zip files among those that came.
pub(super) fn zips(files: Vec<File>) -> Vec<File> {
    files.into_iter().filter(|file| file.name().to_ascii_lowercase().ends_with(".zip")).collect()
}

pub(super) fn choose(begin: &Callback<Vec<File>>, over: bool, t: &Texts) -> Html {
    let with = Chooser {
        id: "packages",
        accept: ".zip,application/zip",
        label: t.receive_choose(),
        multiple: true,
        primary: true,
        disabled: false,
    };
    html! {
        <div class={classes!("drop", over.then_some("over"))}>
            { chooser(&with, begin) }
            <span class="hint">{ t.receive_drop() }</span>
        </div>
    }
}
