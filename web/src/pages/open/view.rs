//! What the worker said of a package: words, shown as they are.

use crate::texts::Texts;
use serde_json::Value as Json;
use std::rc::Rc;
use yew::prelude::*;

/// What was found in a package, or why it is refused.
#[derive(Clone)]
pub(super) struct View(pub(super) Rc<Json>);

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl View {
    /// A text; empty where there is none.
    pub(super) fn text(&self, key: &str) -> &str {
        text(&self.0, key)
    }

    /// A list; empty where there is none.
    pub(super) fn list(&self, key: &str) -> &[Json] {
        self.0.get(key).and_then(Json::as_array).map_or(&[], Vec::as_slice)
    }

    /// `sound`, `edited`, `differs`, `unknown`, `changed` or `refused`.
    pub(super) fn code(&self) -> &str {
        self.text("code")
    }

    /// The verdict with a sign of its own: state is told by shape and word, not by colour alone. Why a file is refused
    /// stands beside it.
    pub(super) fn chip(&self, t: &Texts) -> Html {
        let (class, sign) = match self.code() {
            "sound" => ("ok", "✓"),
            "edited" | "differs" | "unknown" => ("open", "!"),
            _ => ("no", "✕"),
        };
        let refused = self.code() == "refused";
        let (short, long) =
            if refused { (t.receive_refused(), self.text("verdict")) } else { (self.text("verdict"), "") };
        html! {
            <>
                <span class={classes!("chip", class)}><span aria-hidden="true">{ sign }{ " " }</span>{ short }</span>
                if !long.is_empty() {
                    { " " }<small>{ long }</small>
                }
            </>
        }
    }
}

/// A text of an object; empty where there is none.
pub(super) fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}
