//! Two organisations, or two states of one: what became of each grade, and which answers made the difference.

use super::super::in_words::in_words;
use super::super::{WithBook, use_arrival};
use super::row::{short, shown};
use crate::browser;
use crate::engine::{Book, grade_range};
use crate::parts::heading;
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::Workspace;
use crate::texts::fill;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_assess::{Cause, GradeRange, Rules, Side, alone, compare, grade};
use ziping_base::calendar::Day;
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::Moment;

/// One side: its code in the address, its name, its answers and their day.
#[derive(Clone, PartialEq)]
struct Choice {
    code: String,
    name: String,
    sheet: Rc<Sheet>,
    as_of: Day,
}

impl Choice {
    fn side<'a>(&'a self, book: &'a Book) -> Side<'a> {
        // Both sides are under the rules at hand.
        let rules = Rules { library: book.library(), rulebook: book.rules() };
        Side { rules, plain: rules, sheet: &self.sheet, as_of: self.as_of }
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct CompareProps {
    pub(crate) from: AttrValue,
    pub(crate) to: AttrValue,
}

#[component]
pub(crate) fn Compare(props: &CompareProps) -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.compare_title(), "compare".to_owned());
    let regime = use_state_eq(|| None::<String>);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let choices = choices(&site, &workspace);
    let find = |code: &str| choices.iter().find(|choice| choice.code == code).cloned();
    let (from, to) = (find(&props.from), find(&props.to));
    let address = |from: &str, to: &str| Route::Compare { from: from.to_owned(), to: to.to_owned() }.href();
    let pick_from = {
        let to = props.to.clone();
        Callback::from(move |code: String| browser::go(&address(&code, &to)))
    };
    let pick_to = {
        let from = props.from.clone();
        Callback::from(move |code: String| browser::go(&address(&from, &code)))
    };
    html! {
        <main class="page compare-page" id="main" tabindex="-1">
            { heading(t.compare_title()) }
            <p class="lead">{ t.compare_lead() }</p>
            if choices.len() < 2 {
                <p class="notice">{ t.compare_nothing() }</p>
            }
            <div class="controls">
                { side("from", t.compare_from(), &choices, from.as_ref(), pick_from, t.compare_choose()) }
                { side("to", t.compare_to(), &choices, to.as_ref(), pick_to, t.compare_choose()) }
                <p><a class="button" href={Route::Clients.href()}>{ t.compare_back() }</a></p>
            </div>
            if let (Some(from), Some(to)) = (from, to) {
                { overview(&site, &from, &to, &regime) }
                if let Some(regime) = (*regime).clone().or_else(|| first_that_differs(&site, &from, &to)) {
                    <WithBook key={regime.clone()} regime={regime.clone()} show={Callback::from(move |book: Book| {
                        html! { <Details {book} from={from.clone()} to={to.clone()} /> }
                    })} />
                }
            }
        </main>
    }
}

/// Everything that can be compared: each organisation as it is, and each of its states.
fn choices(site: &Site, workspace: &Workspace) -> Vec<Choice> {
    let today = browser::today();
    let mut choices = Vec::new();
    for client in &workspace.clients {
        let name = shown(site, client);
        for snapshot in client.snapshots.iter() {
            choices.push(Choice {
                code: format!("{}@{}", client.id, snapshot.id),
                name: format!("{name} · {} · {}", snapshot.name, snapshot.taken),
                sheet: Rc::clone(&snapshot.sheet),
                as_of: snapshot.as_of,
            });
        }
        let name = fill(site.t.compare_now(), &[("name", &name)]);
        let (code, sheet) = (client.id.clone(), Rc::clone(&client.sheet));
        choices.push(Choice { code, name, sheet, as_of: client.as_of.unwrap_or(today) });
    }
    choices
}

fn side(
    id: &'static str,
    label: &'static str,
    choices: &[Choice],
    chosen: Option<&Choice>,
    pick: Callback<String>,
    none: &'static str,
) -> Html {
    let onchange = pick.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <p>
            <label for={id}>{ label }</label>
            <select {id} {onchange}>
                <option value="" selected={chosen.is_none()}>{ none }</option>
                for choice in choices {
                    <option
                        key={choice.code.clone()}
                        value={choice.code.clone()}
                        selected={chosen.is_some_and(|chosen| chosen.code == choice.code)}
                    >{ &choice.name }</option>
                }
            </select>
        </p>
    }
}

fn graded(site: &Site, place: usize, choice: &Choice) -> GradeRange {
    let moment = Moment::new(choice.as_of, &site.library().windows);
    let grade = site.packs.regimes().get(place).map(|rules| grade(rules, &choice.sheet, &moment).grade);
    grade.unwrap_or(GradeRange { worst: 0, best: 0 })
}

fn first_that_differs(site: &Site, from: &Choice, to: &Choice) -> Option<String> {
    let differs = |place: &usize| graded(site, *place, from) != graded(site, *place, to);
    let regimes = site.packs.regimes();
    let place = (0..regimes.len()).find(differs).unwrap_or(0);
    regimes.get(place).map(|rules| rules.id.clone())
}

/// The grades of both sides under every rule book.
fn overview(site: &Site, from: &Choice, to: &Choice, chosen: &UseStateHandle<Option<String>>) -> Html {
    let t = site.t;
    html! {
        <table class="compare-table">
            <caption>{ t.compare_grades() }</caption>
            <thead>
                <tr>
                    <th scope="col">{ t.compare_regime() }</th>
                    <th scope="col">{ &from.name }</th>
                    <th scope="col">{ &to.name }</th>
                    <th scope="col">{ t.compare_why() }</th>
                </tr>
            </thead>
            <tbody>
                for (place, rules) in site.packs.regimes().iter().enumerate() {
                    <tr key={rules.id.clone()}>
                        <th scope="row">{ short(site, &rules.id) }</th>
                        { grade_cells(site, place, from, to) }
                        <td>
                            <button type="button" class="quiet" aria-label={format!("{} {}", t.compare_why(), short(site, &rules.id))} onclick={
                                let (chosen, id) = (chosen.setter(), rules.id.clone());
                                Callback::from(move |_: MouseEvent| chosen.set(Some(id.clone())))
                            }>{ t.compare_show() }</button>
                        </td>
                    </tr>
                }
            </tbody>
        </table>
    }
}

fn grade_cells(site: &Site, place: usize, from: &Choice, to: &Choice) -> Html {
    let (before, after) = (graded(site, place, from), graded(site, place, to));
    let Some(rules) = site.packs.regimes().get(place) else { return Html::default() };
    let label = |range| grade_range(&rules.grade.outcomes, range, site.t);
    html! {
        <>
            <td>{ label(before) }</td>
            <td class={classes!((before != after).then_some("changed"))}>
                { label(after) }
                if before != after {
                    { " " }<small>{ site.t.compare_changed() }</small>
                }
            </td>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DetailsProps {
    book: Book,
    from: Choice,
    to: Choice,
}

/// Step by step from one side to the other, and the answers that differ.
#[component]
fn Details(props: &DetailsProps) -> Html {
    let site = use_site();
    let t = site.t;
    let DetailsProps { book, from, to } = props;
    let steps = compare(from.side(book), to.side(book));
    let looked_at = book.looked_at();
    let changed: Vec<FactIx> = steps
        .iter()
        .flat_map(|step| match &step.cause {
            Cause::Answers(facts) => facts.as_slice(),
            Cause::Date(..) | Cause::RuleBook(..) | Cause::Overlays(..) => &[],
        })
        .filter_map(|id| site.library().catalogue.find(id))
        .filter(|fact| looked_at.contains(fact))
        .collect();
    let moving = alone(from.side(book), &to.sheet, &changed);
    let label = |range| grade_range(&book.rules().grade.outcomes, range, t);
    html! {
        <section class="sheet" aria-labelledby="compare-why">
            <h2 id="compare-why">{ book.title() }</h2>
            if steps.is_empty() {
                <p>{ t.compare_same() }</p>
            }
            <ol class="steps">
                for (place, step) in steps.iter().enumerate() {
                    <li key={place}>
                        { match &step.cause {
                            Cause::Answers(_) => fill(t.compare_by_answers(), &[("n", &changed.len().to_string())]),
                            Cause::Date(a, b) => fill(t.compare_by_date(), &[("from", &a.to_string()), ("to", &b.to_string())]),
                            Cause::Overlays(a, b) => fill(t.compare_by_rules(), &[("from", &a.join(", ")), ("to", &b.join(", "))]),
                            Cause::RuleBook(a, b) => fill(t.compare_by_rules(), &[("from", a), ("to", b)]),
                        } }
                        <b>{ format!("{} → {}", label(step.before), label(step.after)) }</b>
                    </li>
                }
            </ol>
            if !changed.is_empty() {
                <div class="scroll" role="region" aria-label={t.compare_answers()} tabindex="0">
                    <table class="compare-table">
                        <caption>{ t.compare_answers() }</caption>
                        <thead>
                            <tr>
                                <th scope="col">{ t.compare_question() }</th>
                                <th scope="col">{ &from.name }</th>
                                <th scope="col">{ &to.name }</th>
                                <th scope="col">{ t.compare_alone() }</th>
                            </tr>
                        </thead>
                        <tbody>
                            for fact in &changed {
                                <tr key={fact.index()}>
                                    <th scope="row">{ book.words().title("fact", site.id_of(*fact)) }</th>
                                    <td>{ in_words(&site, book, *fact, from.sheet.get(*fact)) }</td>
                                    <td>{ in_words(&site, book, *fact, to.sheet.get(*fact)) }</td>
                                    <td>
                                        if let Some((_, range)) = moving.iter().find(|(moved, _)| moved == fact) {
                                            <b>{ format!("→ {}", label(*range)) }</b>
                                        } else {
                                            { "–" }
                                        }
                                    </td>
                                </tr>
                            }
                        </tbody>
                    </table>
                </div>
                <p><small>{ t.compare_alone_note() }</small></p>
            }
        </section>
    }
}
