//! How far the package is, or how it went.

use crate::job::BadForm;
use crate::outdated;
use crate::parts::{progress, size};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_base::diag;
use ziping_base::lang::Lang;

/// The id of what is wrong with forms, which takes the focus.
pub(super) const BAD_FORMS: &str = "bad-forms";

/// The id of what came of it.
pub(super) const OUTCOME: &str = "package-outcome";

#[derive(Clone, PartialEq)]
pub(super) enum Stage {
    Idle,
    /// There are doubts, and the visitor is asked whether to go on.
    Asked,
    Loading,
    Reading {
        done: u64,
        of: u64,
    },
    Making {
        done: usize,
        of: usize,
        file: String,
    },
    /// The visitor stopped it; there is no file.
    Stopped,
    Done {
        name: String,
        /// What forms carried that reaches beyond them or runs, and what became of it.
        carried: Vec<String>,
    },
    BadForms(Vec<BadForm>),
    Failed {
        why: Option<diag::Said>,
    },
}

impl Stage {
    pub(super) const fn is_running(&self) -> bool {
        matches!(self, Self::Loading | Self::Reading { .. } | Self::Making { .. })
    }
}

pub(super) fn stage(stage: &Stage, lang: Lang, t: &'static Texts) -> Html {
    match stage {
        Stage::Idle | Stage::Asked => Html::default(),
        Stage::Loading => html! { <p>{ t.export_loading() }</p> },
        Stage::Reading { done, of } => {
            let said = fill(t.attached_reading(), &[("done", &size(*done)), ("of", &size(*of))]);
            progress(*done, *of, t.export_progress(), said)
        }
        Stage::Making { done, of, file } => {
            let said = [("done", &*done.to_string()), ("of", &of.to_string()), ("file", file)];
            progress(*done as u64, *of as u64, t.export_progress(), fill(t.export_file(), &said))
        }
        Stage::Stopped => html! { <p>{ t.export_stopped() }</p> },
        Stage::Done { name, carried } => html! {
            <div class="notice" id={OUTCOME} tabindex="-1">
                <p>{ fill(t.export_done(), &[("name", name)]) }</p>
                <p>{ t.export_then() }</p>
                if !carried.is_empty() {
                    <p>{ t.forms_carried() }</p>
                    <ul>
                        for said in carried {
                            <li key={said.clone()}>{ said }</li>
                        }
                    </ul>
                }
            </div>
        },
        Stage::BadForms(forms) => bad_forms(forms, t),
        Stage::Failed { why } => html! {
            <div class="notice bad" id={OUTCOME} tabindex="-1" role="alert">
                <p>{ outdated::said(t, t.export_failed()) }</p>
                if let Some(why) = why {
                    <p><small>{ lang.pick(&why.zh, &why.en).to_owned() }</small></p>
                }
            </div>
        },
    }
}

/// Everything that is wrong with forms, each with its place and what to do.
fn bad_forms(forms: &[BadForm], t: &Texts) -> Html {
    html! {
        <div class="notice bad" id={BAD_FORMS} tabindex="-1">
            <p>{ t.forms_bad() }</p>
            for (name, problems) in forms {
                <p><b>{ name }</b></p>
                <ul>
                    for (message, help) in problems {
                        <li>{ message }<br /><small>{ help }</small></li>
                    }
                </ul>
            }
        </div>
    }
}
