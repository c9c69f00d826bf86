//! Check your answers: what stands against handing in, then all answers, and that they were looked through.

use super::answers::answers;
use super::mark::{fingerprint, seen};
use super::{WayProps, level_line};
use crate::browser;
use crate::engine::{Book, View};
use crate::pages::assess::{inconsistent, place_of, use_ask};
use crate::pages::package::{level, missing, unreadable};
use crate::pages::use_arrival;
use crate::parts::{Tone, chip, heading};
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Action, Client, Mark, Milestone, Workspace};
use crate::texts::fill;
use yew::prelude::*;
use ziping_assess::proof::{Need, is_missing, needs};
use ziping_assess::uses;

/// The id of what comes after the check.
const CHECKED: &str = "checked";

/// What the application uses and somebody has yet to find out, with what was noted.
fn not_known(site: &Site, book: &Book, client: &Client) -> Html {
    let (t, used) = (site.t, uses(book.library(), book.rules()));
    let mut notes = client.unsure.notes.iter().filter(|(fact, _)| used.contains(fact)).peekable();
    if notes.peek().is_none() {
        return Html::default();
    }
    html! {
        <section class="sheet" aria-labelledby="check-unknown">
            <h2 id="check-unknown">{ t.unsure_noted() }</h2>
            <p>{ t.unsure_check() }</p>
            <dl class="facts">
                for (fact, note) in notes {
                    <div key={fact.index()}>
                        <dt><a href={place_of(site, book, *fact).1}>{ book.words().title("fact", site.id_of(*fact)) }</a></dt>
                        <dd>{ if note.trim().is_empty() { "–" } else { note.as_str() } }</dd>
                    </div>
                }
            </dl>
        </section>
    }
}

/// The papers that are not at hand, where the document names none and the kit suggests them; those that it names stand
/// among what is missing.
fn papers(site: &Site, book: &Book, client: &Client) -> Html {
    let t = site.t;
    let wanted = needs([book.rules()]);
    let missing = wanted.iter().filter(|need| is_missing(book.library(), &client.sheet, &client.records, need));
    let missing: Vec<&str> = missing.map(|need| book.words().title("evidence", need.paper)).collect();
    if missing.is_empty() || wanted.iter().any(Need::asked) {
        return Html::default();
    }
    html! {
        <section class="sheet" aria-labelledby="check-papers">
            <h2 id="check-papers">{ t.way_papers() }</h2>
            <p>{ fill(t.way_next_papers(), &[("n", &missing.len().to_string())]) }{ " " }<a href={Route::Evidence.href()}>{ t.attached_link() }</a></p>
            <p><small>{ missing.join(t.list_comma()) }</small></p>
        </section>
    }
}

#[component]
pub(crate) fn Check(props: &WayProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (book, rules) = (&props.book, props.book.rules());
    let title = fill(t.check_title(), &[("regime", book.title())]);
    use_arrival(&title, format!("check/{}", rules.id));
    let ask = use_ask(book);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let client = workspace.client();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let view = View::of(book, &client.sheet, as_of);
    let drafts = unreadable(book, &client);
    let is_checked = seen(book.library(), rules, &client).checked;
    let confirm = {
        let (dispatch, client, regime) = (site.dispatch.clone(), client.clone(), rules.id.clone());
        let mark = Mark { day: browser::today(), of: fingerprint(book.library(), rules, &client) };
        Callback::from(move |_: MouseEvent| {
            let (client, regime, mark) = (client.id.clone(), regime.clone(), mark.clone());
            dispatch.dispatch(Action::Mark { client, regime, milestone: Milestone::Checked, mark });
            gloo::timers::callback::Timeout::new(0, || browser::reveal(CHECKED)).forget();
        })
    };
    let regime = || rules.id.clone();
    html! {
        <main class="page check" id="main" tabindex="-1">
            { heading(&title) }
            <p class="lead">{ t.check_lead() }</p>
            <section class="sheet" aria-labelledby="check-level">
                <h2 id="check-level">{ t.check_level() }</h2>
                <p>{ level_line(book, &view, &client, &site) }</p>
                { level(&site, book, &view, &client.sheet) }
            </section>
            { inconsistent(&site, book, &view, Some(&client.sheet), &ask) }
            if !drafts.is_empty() {
                <section class="sheet" aria-labelledby="check-drafts">
                    <h2 id="check-drafts">{ t.check_drafts() }</h2>
                    <ul class="list">
                        for entry in drafts {
                            <li key={entry.fact.index()}>{ site.words.title("fact", site.id_of(entry.fact)) }{ " " }<q>{ entry.text }</q></li>
                        }
                    </ul>
                </section>
            }
            { not_known(&site, book, &client) }
            { missing(&site, book, &view, &client, rules.first_procedure(), as_of) }
            { papers(&site, book, &client) }
            { answers(&site, book, &client.sheet) }
            <section class="sheet" aria-labelledby="check-end">
                <h2 id="check-end">{ t.check_end() }</h2>
                <div aria-live="polite" id={CHECKED} tabindex="-1">
                    if is_checked {
                        <p>{ chip(Tone::Good, t.check_checked()) }</p>
                    } else {
                        <p>{ t.check_confirm_text() }</p>
                    }
                </div>
                <p class="acts">
                    if is_checked {
                        <a class="button primary" href={Route::Package { regime: regime() }.href()}>{ t.check_package() }</a>
                    } else {
                        <button type="button" class="primary" id="confirm-check" onclick={confirm}>{ t.check_confirm() }</button>
                    }
                    <a class="button" href={Route::Way { regime: regime() }.href()}>{ t.check_back() }</a>
                </p>
            </section>
        </main>
    }
}
