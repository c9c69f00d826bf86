//! Who does a task and by when: typed beside it.

use crate::browser;
use crate::engine::Book;
use crate::pages::calendar::kind_of;
use crate::parts::{Tone, chip};
use crate::site::Site;
use crate::state::{Action, Client};
use crate::texts::fill;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use ziping_assess::{Assigned, DueTask, LONGEST_LEAD};

/// `name`: what the task is called.
pub(super) fn assign(site: &Site, book: &Book, client: &Client, due: &DueTask, name: &str) -> Html {
    let (t, kind) = (site.t, due.kind);
    let regime = book.rules().id.clone();
    let said = client.way.get(&regime).and_then(|way| way.assigned.get(&kind)).cloned().unwrap_or_default();
    let send = |change: fn(&mut Assigned, String)| {
        let (dispatch, regime, said) = (site.dispatch.clone(), regime.clone(), said.clone());
        Callback::from(move |event: InputEvent| {
            let mut assigned = said.clone();
            change(&mut assigned, event.target_unchecked_into::<HtmlInputElement>().value());
            dispatch.dispatch(Action::Assign { regime: regime.clone(), task: kind, assigned, typing: true });
        })
    };
    let on_owner = send(|assigned, text| assigned.owner = text);
    // What is no such number, or none, leaves it to the usual one.
    let on_lead = send(|assigned, text| assigned.lead = text.trim().parse().ok().filter(|lead| *lead <= LONGEST_LEAD));
    let onblur = {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Settle))
    };
    let (owner, lead) = (format!("owner-{}", kind.name()), format!("lead-{}", kind.name()));
    let named = |label: &str| format!("{name}: {label}");
    html! {
        <span class="assign">
            <span>
                <label for={owner.clone()}>{ t.way_owner() }</label>
                <input
                    id={owner} type="text" maxlength="40" autocomplete="off" aria-label={named(t.way_owner())}
                    value={said.owner.clone()} oninput={on_owner} onblur={onblur.clone()}
                />
            </span>
            <span>
                <label for={lead.clone()}>{ t.way_lead() }</label>
                <input
                    id={lead} class="days" type="number" inputmode="numeric" min="0" max={LONGEST_LEAD.to_string()}
                    step="1" aria-label={named(t.way_lead())}
                    value={said.lead.map(|lead| lead.to_string()).unwrap_or_default()}
                    placeholder={kind.usual_lead().to_string()}
                    oninput={on_lead} {onblur}
                />
                { t.way_lead_unit() }
            </span>
            if let Some(day) = due.day {
                <span class="by">
                    { fill(t.way_by(), &[("day", &day.to_string()), ("kind", &kind_of(&book.library().calendar, day, t))]) }
                    if !due.done && day < browser::today() {
                        { " " }{ chip(Tone::Bad, t.way_late()) }
                    }
                </span>
            }
        </span>
    }
}
