//! Every condition with its clause, what decided it and how far it is from passing; filtered by how it stands. What is
//! filtered away stays in the page, so that paper shows all of it.

use crate::engine::{Book, Item, ItemKind, View};
use crate::pages::assess::{cap, finding, mark};
use crate::parts::{chip, clause_chip};
use crate::site::use_site;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::Outcome;
use ziping_rules::fact::FactIx;

/// How an item stands for the applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Failed,
    Open,
    Met,
    NotApplicable,
}

impl Standing {
    const ALL: [Self; 4] = [Self::Failed, Self::Open, Self::Met, Self::NotApplicable];

    /// A cap or ground that is caught counts against the applicant, a condition that holds for him.
    const fn of(kind: ItemKind, outcome: Outcome) -> Self {
        match (outcome, matches!(kind, ItemKind::Cap | ItemKind::Ground)) {
            (Outcome::Unknown, _) => Self::Open,
            (Outcome::NotApplicable, _) => Self::NotApplicable,
            (Outcome::True, false) | (Outcome::False, true) => Self::Met,
            (Outcome::False, false) | (Outcome::True, true) => Self::Failed,
        }
    }

    const fn name(self, t: &Texts) -> &'static str {
        match self {
            Self::Failed => t.conditions_failed(),
            Self::Open => t.conditions_open(),
            Self::Met => t.conditions_met(),
            Self::NotApplicable => t.conditions_not_applicable(),
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ConditionsProps {
    pub(super) book: Book,
    pub(super) view: View,
    pub(super) on_clause: Callback<AttrValue>,
    pub(super) on_ask: Callback<FactIx>,
}

#[component]
pub(super) fn Conditions(props: &ConditionsProps) -> Html {
    let site = use_site();
    let t = site.t;
    let shown = use_state_eq(|| None::<Standing>);
    let (rules, view) = (props.book.rules(), &props.view);
    let items = |kind: ItemKind, count: usize| (0..count).map(move |place| Item { kind, place });
    let all = items(ItemKind::Condition, rules.conditions.len())
        .chain(items(ItemKind::Cap, rules.caps.len()))
        .chain(items(ItemKind::Ground, rules.grounds.len()));
    let all: Vec<(Item, Standing)> =
        all.filter_map(|item| Some((item, Standing::of(item.kind, finding(item, view)?.outcome)))).collect();
    let count = |standing: Standing| all.iter().filter(|(_, own)| *own == standing).count();
    let choice = |standing: Option<Standing>| {
        let n = standing.map_or(all.len(), count);
        let name = standing.map_or(t.conditions_all(), |standing| standing.name(t));
        let set = shown.setter();
        let onchange = Callback::from(move |_: Event| set.set(standing));
        html! {
            <label key={name} class={classes!((*shown == standing).then_some("chosen"), (n == 0).then_some("off"))}>
                <input type="radio" name="standing" checked={*shown == standing} disabled={n == 0} {onchange} />
                <span>{ name }{ " " }{ n }</span>
            </label>
        }
    };
    html! {
        <section class="sheet conditions" aria-labelledby="conditions">
            <h2 id="conditions">{ t.conditions_title() }</h2>
            <div class="seg" role="radiogroup" aria-label={t.conditions_filter()}>
                { choice(None) }
                { for Standing::ALL.into_iter().map(Some).map(choice) }
            </div>
            <table class="why-table">
                <thead>
                    <tr><th scope="col">{ t.why_condition() }</th><th scope="col">{ t.why_because() }</th><th scope="col">{ t.why_state() }</th></tr>
                </thead>
                <tbody>
                    for (item, standing) in all.iter().copied() {
                        <tr key={props.book.id(item).to_owned()} hidden={shown.is_some_and(|shown| shown != standing)}>
                            { cells(item, props, t) }
                        </tr>
                    }
                </tbody>
            </table>
        </section>
    }
}

fn cells(item: Item, props: &ConditionsProps, t: &'static Texts) -> Html {
    let (book, view) = (&props.book, &props.view);
    let id = book.id(item);
    let title = book.words().title(item.kind.words(), id).to_owned();
    let (tone, word) = mark(item, book, view, t);
    let found = finding(item, view);
    let reasons = book.reasons(found);
    let readings = found.into_iter().flat_map(|found| &found.readings);
    let readings: Vec<String> = readings.map(|id| book.words().title("reading", id).to_owned()).collect();
    html! {
        <>
            <th scope="row">
                if let Some(fact) = book.facts(item).first().copied() {
                    <button type="button" class="link" onclick={props.on_ask.reform(move |_: MouseEvent| fact)}>{ title }</button>
                } else {
                    { title }
                }
                <br />
                { clause_chip(book.backing(item).map_or("", |backing| backing.clause()), &props.on_clause, t) }
            </th>
            <td>
                for reason in reasons {
                    <p key={reason.clone()}>{ reason }</p>
                }
                if !readings.is_empty() {
                    <p><small>{ fill(t.conditions_readings(), &[("readings", &readings.join(t.list_comma()))]) }</small></p>
                }
            </td>
            <td>
                { chip(tone, &word) }
                if cap(item, view).is_some_and(|cap| cap.binds) {
                    <br /><small>{ t.why_binds() }</small>
                }
            </td>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_cap_that_is_caught_counts_as_failed_and_a_condition_that_holds_as_met() {
        assert_eq!(Standing::of(ItemKind::Cap, Outcome::True), Standing::Failed);
        assert_eq!(Standing::of(ItemKind::Ground, Outcome::False), Standing::Met);
        assert_eq!(Standing::of(ItemKind::Condition, Outcome::True), Standing::Met);
        assert_eq!(Standing::of(ItemKind::Condition, Outcome::False), Standing::Failed);
        assert_eq!(Standing::of(ItemKind::Condition, Outcome::NotApplicable), Standing::NotApplicable);
        assert_eq!(Standing::of(ItemKind::Cap, Outcome::Unknown), Standing::Open);
    }
}
