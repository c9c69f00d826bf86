//! The document article by article: what it says in short, what the kit does with it, doubts, and where it is asked.

use super::assess::use_ask;
use super::home::last_place;
use super::use_arrival;
use crate::browser;
use crate::engine::Book;
use crate::parts::{encoded_by, entries_of, entry_view, heading};
use crate::route::Route;
use crate::site::use_site;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_regime::{Clause, EntryKind, RuleBook};
use ziping_rules::fact::FactIx;

#[derive(Properties, PartialEq)]
pub(crate) struct ClausesProps {
    pub(crate) book: Book,
    /// The clause to show first.
    pub(crate) clause: Option<AttrValue>,
}

/// What of the document is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    /// What can be read in more than one way.
    Doubtful,
    /// What refers to something that is not in the document.
    Gaps,
    /// What nothing is made of.
    Nothing,
}

impl Show {
    const EACH: [Self; 4] = [Self::All, Self::Doubtful, Self::Gaps, Self::Nothing];

    fn has(self, clause: &Clause, rules: &RuleBook) -> bool {
        let of = |kinds: &[EntryKind]| entries_of(rules, &clause.id).iter().any(|entry| kinds.contains(&entry.kind));
        match self {
            Self::All => true,
            Self::Doubtful => of(&[EntryKind::Note, EntryKind::Reading]),
            Self::Gaps => of(&[EntryKind::Gap]),
            Self::Nothing => clause.nothing,
        }
    }

    const fn name(self, t: &Texts) -> &'static str {
        match self {
            Self::All => t.clauses_all(),
            Self::Doubtful => t.clauses_doubtful(),
            Self::Gaps => t.clauses_gaps(),
            Self::Nothing => t.clauses_nothing(),
        }
    }
}

/// The id of a clause's part of the page.
fn place_of(clause: &str) -> String {
    format!("c-{clause}")
}

#[component]
pub(crate) fn Clauses(props: &ClausesProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (book, rules) = (&props.book, props.book.rules());
    use_arrival(&fill(t.clauses_title(), &[("regime", book.title())]), format!("clauses/{}", rules.id));
    use_effect_with(props.clause.clone(), |clause| {
        if let Some(clause) = clause {
            browser::reveal(&place_of(clause));
        }
    });
    let show = use_state_eq(|| Show::All);
    {
        // A clause that is come to is shown, whatever was filtered before.
        let show = show.setter();
        use_effect_with(props.clause.clone(), move |_| show.set(Show::All));
    }
    let ask = use_ask(book);
    let choice = |one: Show| {
        let set = show.setter();
        let n = rules.clauses.iter().filter(|clause| one.has(clause, rules)).count();
        html! {
            <label key={one.name(t)} class={classes!((*show == one).then_some("chosen"))}>
                <input type="radio" name="show" checked={*show == one} disabled={n == 0} onchange={Callback::from(move |_: Event| set.set(one))} />
                <span>{ one.name(t) }{ " " }{ n }</span>
            </label>
        }
    };
    // Back to the question from which one came, where that was one of this rule book.
    let assess = Route::Assess { regime: rules.id.clone(), section: None }.href();
    let back = last_place().filter(|place| place.starts_with(&assess)).unwrap_or(assess);
    let card = book.words().get("regime", "");
    let label = |name: &str| card.labels.get(name).cloned().unwrap_or_default();
    let effective = &rules.effective;
    html! {
        <main class="page clauses" id="main" tabindex="-1">
            { heading(&fill(t.clauses_title(), &[("regime", book.title())])) }
            <p class="lead">{ &card.text }</p>
            <dl class="facts">
                <dt>{ t.clauses_document() }</dt><dd>{ label("document") }{ " " }{ label("number") }</dd>
                <dt>{ t.clauses_issuer() }</dt><dd>{ label("issuer") }</dd>
                if let Some(from) = &effective.from {
                    <dt>{ t.clauses_from() }</dt><dd>{ from }</dd>
                }
                if let Some(to) = &effective.to {
                    <dt>{ t.clauses_to() }</dt><dd>{ to }</dd>
                }
                if let Some(repeals) = &effective.repeals {
                    <dt>{ t.clauses_repeals() }</dt><dd>{ repeals }</dd>
                }
                <dt>{ t.clauses_version() }</dt><dd>{ &rules.version }</dd>
            </dl>
            if !card.help.is_empty() {
                <p class="notice">{ &card.help }</p>
            }
            <p><small>{ t.clauses_paraphrase() }</small></p>
            <p><a class="button" href={back}>{ t.clauses_assess() }</a></p>
            <div class="seg" role="radiogroup" aria-label={t.clauses_show()}>{ for Show::EACH.into_iter().map(choice) }</div>
            for clause in rules.clauses.iter().filter(|clause| show.has(clause, rules)) {
                <article class="sheet" key={clause.id.clone()} id={place_of(&clause.id)} tabindex="-1">{ article(clause, book, &ask, t) }</article>
            }
        </main>
    }
}

fn article(clause: &Clause, book: &Book, ask: &Callback<FactIx>, t: &'static Texts) -> Html {
    let rules = book.rules();
    let words = book.words().get("clause", &clause.id);
    let encoded = encoded_by(rules, &clause.id);
    html! {
        <>
            <h2><span class="number">{ &clause.id }</span>{ " " }{ &words.title }</h2>
            <p>{ &words.text }</p>
            if !words.help.is_empty() {
                <p class="kit"><span class="tag">{ t.clauses_kit() }</span>{ " " }{ &words.help }</p>
            } else if clause.nothing {
                <p class="kit"><span class="tag">{ t.clauses_nothing() }</span></p>
            }
            if !encoded.is_empty() {
                <ul class="encoded">
                    for (kind, id) in encoded {
                        <li key={id.to_owned()}>{ link(kind, id, book, ask, t) }</li>
                    }
                </ul>
            }
            { for entries_of(rules, &clause.id).into_iter().map(|entry| entry_view(book, entry.kind, &entry.id, t)) }
        </>
    }
}

/// What encodes a clause; a condition leads to its question, a date or a step to the calendar.
fn link(kind: &str, id: &str, book: &Book, ask: &Callback<FactIx>, t: &'static Texts) -> Html {
    let title = book.words().title(kind, id).to_owned();
    let name = match kind {
        "condition" => t.kind_condition(),
        "cap" => t.kind_cap(),
        "ground" => t.kind_ground(),
        "figure" => t.kind_figure(),
        "step" => t.kind_step(),
        "document" => t.kind_document(),
        "duty" => t.kind_duty(),
        _ => t.kind_fee(),
    };
    let regime = || book.rules().id.clone();
    let fact = book.item(id).and_then(|item| book.facts(item).first().copied());
    let href = match kind {
        "duty" | "step" => Some(Route::Calendar { regime: Some(regime()) }.href()),
        "document" | "fee" => Some(Route::Package { regime: regime() }.href()),
        _ => book
            .section_with(id)
            .map(|section| Route::Assess { regime: regime(), section: Some(section.id.clone()) }.href()),
    };
    html! {
        <>
            <span class="tag">{ name }</span>{ " " }
            if let Some(fact) = fact {
                <button type="button" class="link" onclick={ask.reform(move |_: MouseEvent| fact)}>{ title }</button>
            } else if href.is_some() {
                <a {href}>{ title }</a>
            } else {
                { title }
            }
        </>
    }
}
