//! The result as a report: the grade and how sure it is, what holds it down, every condition, the ways up, the points,
//! what was taken for granted. All of it follows the day chosen on the time line.

mod assumed;
mod caps;
mod conditions;
mod dates;
mod day;
mod elements;
mod fraction;
mod items;
mod paths;
mod sure;
mod timeline;

use super::assess::{inconsistent, scope, use_ask, verdict};
use super::use_arrival;
use crate::browser;
use crate::engine::{Book, View, grade_range};
use crate::parts::{heading, ladder, use_clause};
use crate::site::use_site;
use crate::state::Workspace;
use crate::texts::{Texts, fill};
use day::{Chosen, use_chosen};
use yew::prelude::*;
use ziping_base::calendar::Day;

#[derive(Properties, PartialEq)]
pub(crate) struct ResultPageProps {
    pub(crate) book: Book,
}

#[component]
pub(crate) fn ResultPage(props: &ResultPageProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (book, rules) = (&props.book, props.book.rules());
    let title = fill(t.report_title(), &[("regime", book.title())]);
    use_arrival(&title, format!("result/{}", rules.id));
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let as_of = workspace.as_ref().and_then(|workspace| workspace.client().as_of).unwrap_or_else(browser::today);
    let chosen = use_chosen(as_of);
    let (open_clause, clause) = use_clause(book);
    let ask = use_ask(book);
    let sheet = workspace.as_ref().map(|workspace| workspace.client().sheet.clone()).unwrap_or_default();
    let view = use_memo((book.clone(), sheet, as_of, chosen.day, chosen.mode()), |(book, sheet, as_of, day, mode)| {
        View::on(book, sheet, *as_of, *day, *mode)
    });
    let Some(workspace) = workspace else { return Html::default() };
    let client = workspace.client();
    let assessment = view.assessment();
    html! {
        <main class="page report" id="main" tabindex="-1">
            { heading(&title) }
            <div class="whom">
                <p class="lead">{ client.shown_name(&site.library().catalogue) }</p>
                <button type="button" onclick={Callback::from(|_: MouseEvent| browser::print())}>{ t.report_print() }</button>
            </div>
            { dated(book, &view, as_of, &chosen, t) }
            <section class="sheet verdict-sheet">
                <div>
                    <div aria-live="polite">{ verdict(book, &view, t) }</div>
                    { ladder(&rules.grade.outcomes, assessment.grade, assessment.uncapped, t) }
                </div>
                { sure::sure(&site, book, &view, &ask) }
            </section>
            { inconsistent(&site, book, &view, Some(&client.sheet), &ask) }
            { timeline::timeline(&site, book, &view, as_of, &chosen) }
            { caps::caps(book, &view, &open_clause, t) }
            { paths::paths(&site, book, &view) }
            { scope(book, &view, &open_clause, t) }
            { elements::elements(book, &view, &open_clause, &ask, t) }
            { dates::ahead(book, &client.sheet, chosen.day, &open_clause, t) }
            <conditions::Conditions book={book.clone()} view={(*view).clone()} on_clause={&open_clause} on_ask={&ask} />
            { assumed::assumed(&site, book, &view, &chosen) }
            <p class="print-only">{ t.frame_promise() }</p>
            { clause }
        </main>
    }
}

/// As of which day, by which version; on another day the way back.
fn dated(book: &Book, view: &View, as_of: Day, chosen: &Chosen, t: &'static Texts) -> Html {
    let rules = book.rules();
    let version = fill(t.report_version(), &[("version", &rules.version)]);
    let grade = grade_range(&rules.grade.outcomes, view.assessment().grade, t);
    let away = chosen.day != as_of;
    let day = chosen.day.to_string();
    html! {
        <div class={classes!("dated", away.then_some("away"))}>
            <p>
                if away {
                    { fill(t.report_on(), &[("day", &day), ("grade", &grade)]) }
                    if chosen.strict {
                        { t.report_strictly() }
                    }
                } else {
                    { fill(t.report_as_of(), &[("day", &day)]) }{ " " }<small>{ version }</small>
                }
            </p>
            // Always there, so that nothing moves when the line does.
            <button type="button" disabled={!away} onclick={chosen.set_day.reform(move |_: MouseEvent| as_of)}>
                { t.report_back() }
            </button>
        </div>
    }
}
