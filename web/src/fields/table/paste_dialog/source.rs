//! Where the text comes from: typed or pasted, or read from a file.

use crate::browser;
use crate::fields::typed::beside;
use crate::site::Site;
use crate::texts::fill;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The largest file that is read, in bytes: ten thousand rows have far fewer.
const LARGEST: f64 = 20_000_000.0;

/// The text that rows are read from, or why there is none.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Source {
    text: String,
    problem: Option<String>,
}

impl Source {
    pub(super) fn typed(text: String) -> Self {
        Self { text, problem: None }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }
}

/// A button that takes a CSV file.
pub(super) fn file_button(site: &Site, on_text: &Callback<Source>) -> Html {
    let t = site.t;
    let onchange = {
        let (site, on_text) = (site.clone(), on_text.clone());
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                let (site, on_text) = (site.clone(), on_text.clone());
                spawn_local(async move {
                    let problem = |problem: String| Source { text: String::new(), problem: Some(problem) };
                    on_text.emit(if file.size() > LARGEST {
                        problem(site.t.paste_too_large().to_owned())
                    } else {
                        match browser::read_text(&file).await {
                            Ok(text) => Source::typed(text),
                            Err(Some(refused)) => problem(beside(&refused.sentence(), site.lang)),
                            Err(None) => {
                                problem(fill(site.t.files_unreadable(), &[("name", &browser::name_of(&file))]))
                            }
                        }
                    });
                });
            }
            // The same file can be chosen again.
            input.set_value("");
        })
    };
    html! {
        <p class="acts">
            <label class="button">
                <input type="file" id="paste-file" accept=".csv,.tsv,.txt,text/csv,text/plain" {onchange} />
                { t.paste_file() }
            </label>
        </p>
    }
}
