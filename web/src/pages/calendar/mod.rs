//! The dates: a procedure step by step, counted from the day on which one means to hand in; what lapses with time; and once
//! there is a certificate, what follows from it.

mod agenda;
mod all;
mod dates;
mod download;
mod due;
mod plan;
mod procedure;

pub(crate) use all::AllDates;
pub(crate) use dates::{dates, kind_of};
pub(crate) use download::Download;
pub(crate) use due::{Deadlines, due_order};

use super::assess::Plain;
use super::use_arrival;
use super::way::due;
use crate::browser;
use crate::engine::Book;
use crate::job::{Ask, Order};
use crate::parts::{clause_chip, heading, host, use_clause};
use crate::site::{Site, use_site};
use crate::state::{Client, Workspace};
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_assess::proof::write_records;
use ziping_assess::{
    Dates, DueTask, Mode, Scheduled, applied, assess, coming, duties, horizon, procedures, schedule, undated,
};
use ziping_base::calendar::Day;
use ziping_regime::{DutyFrom, Library, RuleBook, Step};
use ziping_rules::fact::{FactIx, write_answers};

#[derive(Properties, PartialEq)]
pub(crate) struct CalendarProps {
    pub(crate) book: Book,
}

/// The facts that dates count from: the certificate, then the events, each once.
pub(crate) fn sources(library: &Library, rules: &RuleBook) -> Vec<FactIx> {
    let mut facts: Vec<FactIx> = rules.certificate(&library.catalogue).into_iter().collect();
    for duty in &rules.duties {
        if let DutyFrom::Event(fact) = duty.from
            && !facts.contains(&fact)
        {
            facts.push(fact);
        }
    }
    facts
}

/// The steps of a procedure that lie ahead with the level applied for, as in the package.
fn steps_of<'r>(library: &Library, rules: &'r RuleBook, procedure: &str, client: &Client, as_of: Day) -> Vec<&'r Step> {
    let grade = assess(library, rules, &client.sheet, as_of).grade;
    let levels = applied(rules, &client.sheet, grade).levels(rules);
    rules.steps_ahead(procedure, levels.worst, levels.best)
}

/// The steps of a procedure on their days, where it is said on which day one means to hand in.
fn planned<'r>(
    library: &Library,
    rules: &'r RuleBook,
    procedure: &str,
    steps: &[&'r Step],
    client: &Client,
) -> Vec<Scheduled<'r>> {
    let day = client.hand_in_of(rules, procedure);
    day.map(|day| schedule(library, rules, procedure, steps, day)).unwrap_or_default()
}

/// Everything that has a day under a rule book.
fn days<'r>(
    library: &Library,
    rules: &RuleBook,
    client: &Client,
    procedure: &str,
    planned: &[Scheduled<'r>],
    tasks: &'r [DueTask],
    as_of: Day,
) -> Vec<ziping_assess::Dated<'r>> {
    let sheet = &client.sheet;
    let (ahead, found) = (duties(library, rules, sheet, as_of), assess(library, rules, sheet, as_of));
    let met = coming(library, rules, procedure, sheet, &found);
    let horizon = horizon(library, rules, sheet, as_of, Mode::Held);
    Dates { duties: &ahead, caps: &found.caps, coming: &met, horizon: &horizon, schedule: planned, tasks }.agenda()
}

/// The calendar file of these dates, when it is to be made.
fn order(site: &Site, book: &Book, client: &Rc<Client>, as_of: Day, procedure: &str) -> Callback<(), Ask> {
    let (site, book, client, procedure) = (site.clone(), book.clone(), Rc::clone(client), procedure.to_owned());
    Callback::from(move |()| {
        let catalogue = &site.library().catalogue;
        let organisation = client.shown_name(catalogue).to_owned();
        let answers = write_answers(&organisation, &client.sheet, catalogue);
        Ask::Calendar(Box::new(Order {
            regime: book.rules().id.clone(),
            organisation,
            answers,
            records: write_records(&client.records),
            places: Vec::new(),
            as_of,
            target: None,
            procedure: Some(procedure.clone()),
            hand_in: client.hand_in_of(book.rules(), &procedure),
            tasks: due(book.library(), book.rules(), &client, as_of),
            without: [false; 3],
            whole: false,
            forms: Vec::new(),
            keep_links: false,
            host: site.hosted.text(),
            lang: site.lang,
        }))
    })
}

#[component]
pub(crate) fn Calendar(props: &CalendarProps) -> Html {
    let site = use_site();
    let t = site.t;
    let book = &props.book;
    let (library, rules) = (book.library(), book.rules());
    let title = fill(t.calendar_title(), &[("regime", book.title())]);
    use_arrival(&title, format!("calendar/{}", rules.id));
    let (open_clause, clause) = use_clause(book);
    let chosen = use_state_eq(|| 0_usize);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let client = workspace.client();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let all = procedures(rules);
    let procedure = all.get(*chosen).or_else(|| all.first()).copied().unwrap_or_default();
    let steps = steps_of(library, rules, procedure, &client, as_of);
    let planned = planned(library, rules, procedure, &steps, &client);
    // Only a first application has a list of tasks.
    let tasks = if procedure == rules.first_procedure() { due(library, rules, &client, as_of) } else { Vec::new() };
    let days = days(library, rules, &client, procedure, &planned, &tasks, as_of);
    let facts = sources(library, rules);
    html! {
        <main class="page calendar" id="main" tabindex="-1">
            { heading(&title) }
            <p class="lead">{ t.calendar_lead() }</p>
            { plan::plan(&site, book, &chosen, client.hand_in_of(rules, procedure), as_of) }
            <section class="sheet" aria-labelledby="dates">
                <h2 id="dates">{ t.calendar_dates() }</h2>
                { agenda::agenda(book, &days, as_of, &open_clause, t) }
                for (duty, _) in undated(library, rules, &client.sheet, as_of) {
                    <p class="notice" key={duty.id.clone()}>
                        { fill(t.dates_undated(), &[("duty", book.words().title("duty", &duty.id))]) }
                        { " " }{ clause_chip(duty.backing.clause(), &open_clause, t) }
                    </p>
                }
                <Download order={order(&site, book, &client, as_of, procedure)} hint={t.ics_text()} none={t.ics_none()} />
            </section>
            { host(&site) }
            { procedure::procedure(book, procedure, &steps, &planned, &open_clause, t) }
            if !facts.is_empty() {
                <section class="sheet" aria-labelledby="certificate">
                    <h2 id="certificate">{ t.calendar_certificate() }</h2>
                    <p class="intro">{ t.calendar_certificate_text() }</p>
                    for fact in facts {
                        <Plain
                            key={fact.index()}
                            {fact}
                            value={client.sheet.typed(fact).cloned()}
                            drafts={client.drafts.clone()}
                            unsure={client.unsure.note(fact)}
                            {as_of}
                        />
                    }
                </section>
            }
            { clause }
        </main>
    }
}
