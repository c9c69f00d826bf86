//! What the papers say. One file for each paper; what they share is worked out once.

mod actors;
mod annexes;
mod application;
mod conditions;
mod dates;
mod due;
mod evidence;
mod finances;
mod guide;
mod host;
mod joint;
mod mold;
mod notice;
mod organisation;
mod plan;
mod procedure;
mod say;
mod sentences;
mod sheet;
mod standard;
mod statements;
mod tasks;
pub(super) mod values;
mod ways;

pub(super) use application::application;
pub(super) use conditions::{conditions, conditions_books};
pub(super) use dates::{calendar_of, dates, due};
pub(super) use evidence::evidence_books;
pub(super) use guide::guide;
pub(super) use host::manifest_host;
pub(super) use joint::joint;
pub(super) use mold::{APPLICATION, Noted};
pub(super) use plan::plan;
pub(super) use procedure::letter;

use super::Order;
use super::enclose::{Enclosure, enclosures};
use super::paper::TO_FILL;
use crate::words;
use core::cell::RefCell;
use core::slice;
use std::borrow::Cow;
use ziping_assess::proof::{Need, needs};
use ziping_assess::{
    Applied, Beyond, Finding, Findings, GradeRange, Inconsistency, Outcome, Speaker, advised, applied, inconsistencies,
    is_later, only, uses,
};
use ziping_base::lang::Lang;
use ziping_regime::{Condition, ConditionKind, Model, Origin, Status, Step, WordsOf};
use ziping_rules::fact::{Fact, FactIx, Kind, Sheet};

/// The procedure that applies anew before a certificate ends.
const RENEWAL: &str = "renewal";

/// Said wherever a paper could be taken for an official one.
pub(super) use crate::words::shared::NOTICE;

/// What all papers of a package rest on.
pub(super) struct Draft<'a> {
    /// What was ordered.
    pub(super) order: &'a Order<'a>,
    speaker: Speaker<'a>,
    /// What follows from the answers that the regime uses.
    pub(super) findings: Findings<'a>,
    /// All answers that a form of the organisation's own may show.
    pub(super) shown: Sheet,
    /// Facts that a form names beyond those that the regime uses.
    pub(super) named_by_forms: RefCell<Vec<FactIx>>,
    /// The papers that prove things, numbered.
    pub(super) papers: Vec<Need<'a>>,
    /// The files that go in with them.
    pub(super) enclosures: Vec<Enclosure<'a>>,
    conflicts: Vec<Inconsistency>,
    /// The level applied for.
    pub(super) applied: Applied,
    /// The outcome that the improvement plan aims at.
    pub(super) target: u8,
    /// How papers are composed at present.
    mold: mold::Mold,
}

/// What cannot be right in what the regime uses: also beside what every organisation is asked and this regime does not
/// use, as a breach that is denied beside a penalty; never beside what belongs to another regime.
fn conflicts(order: &Order<'_>, used: &[FactIx]) -> Vec<Inconsistency> {
    let catalogue = &order.library.catalogue;
    let of_all = |fact: &FactIx| catalogue.get(*fact).is_some_and(|fact| fact.section.is_some());
    let mut found = inconsistencies(order.library, slice::from_ref(order.rulebook), order.sheet, order.as_of);
    found.retain(|conflict| {
        let facts = conflict.facts();
        facts.iter().any(|fact| used.contains(fact)) && facts.iter().all(|fact| used.contains(fact) || of_all(fact))
    });
    found
}

impl<'a> Draft<'a> {
    /// Assesses what was ordered.
    pub(super) fn new(order: &'a Order<'a>) -> Self {
        let Order { library, rulebook, as_of, .. } = *order;
        let used = uses(library, rulebook);
        let sheet = only(order.sheet, &used);
        let findings = Findings::new(library, rulebook, Cow::Owned(sheet), as_of);
        let mut shown = order.sheet.clone();
        let hidden: Vec<FactIx> =
            library.catalogue.iter().filter(|(_, fact)| values::hides(order.redact, fact)).map(|(ix, _)| ix).collect();
        for fact in hidden {
            shown.put(fact, None);
        }
        let applied = applied(rulebook, &findings.sheet, findings.assessment().grade);
        // A letter encloses what belongs to its matter, not what proves the conditions.
        let encloses = !order.redact.any() && procedure::assesses(order);
        Self {
            order,
            speaker: Speaker::new(library, rulebook, order.words, Lang::Zh).formal(),
            shown,
            named_by_forms: RefCell::default(),
            papers: needs([rulebook]),
            enclosures: if encloses { enclosures(rulebook, order.words, order.records) } else { Vec::new() },
            conflicts: conflicts(order, &used),
            applied,
            target: order.target.unwrap_or_else(|| applied.aim(rulebook, findings.assessment().grade)),
            findings,
            mold: mold::Mold::default(),
        }
    }

    /// The answers that go into the package: those that the regime uses and a form names, or all of them where that is
    /// asked for; never what an export leaves out.
    pub(super) fn answers(&self) -> Sheet {
        if self.order.whole_sheet {
            return self.shown.clone();
        }
        let mut facts = uses(self.order.library, self.order.rulebook);
        facts.extend(self.named_by_forms.borrow().iter().copied());
        only(&self.shown, &facts)
    }

    /// The regime's own words.
    pub(super) fn regime(&self) -> &'a WordsOf {
        self.order.words.get("regime", "")
    }

    /// A label of the regime's words: `application`, `issuer`, `document`.
    pub(super) fn named(&self, label: &str) -> &'a str {
        self.regime().labels.get(label).map_or("", String::as_str)
    }

    /// The number of the document, in brackets behind its title; empty where it has none.
    pub(super) fn number(&self) -> String {
        match self.named("number") {
            "" => String::new(),
            number => format!("（{number}）"),
        }
    }

    /// The title of something.
    fn title<'s>(&self, kind: &str, id: &'s str) -> &'s str
    where
        'a: 's,
    {
        self.order.words.title(kind, id)
    }

    /// The title of an outcome.
    pub(super) fn outcome(&self, place: u8) -> &'a str {
        self.order.rulebook.grade.outcomes.get(usize::from(place)).map_or("", |id| self.title("outcome", id))
    }

    /// A range of outcomes. Where there is no more than met or not met, it is open.
    pub(super) fn outcomes(&self, range: GradeRange) -> String {
        match self.order.rulebook.grade.model {
            _ if range.is_decided() => self.outcome(range.best).to_owned(),
            Model::Met { .. } => words::shared::outcomes::open_met(self.outcome(range.best)),
            Model::Scored { .. } | Model::Aspects { .. } => words::shared::outcomes::Range {
                worst: self.outcome(range.worst),
                best: say::apart(self.outcome(range.best)),
            }
            .to_string(),
        }
    }

    /// The level applied for, as the papers write it; `None`: nobody applies for one.
    pub(super) fn level(&self) -> Option<String> {
        // A yearly review looks at the level held; a level is applied for at first and when one renews.
        if !self.is_first() && self.procedure() != RENEWAL {
            return None;
        }
        match self.applied {
            Applied::NotAsked => None,
            _ if self.is_template() => Some("{{target}}".to_owned()),
            Applied::Stated(place) => Some(self.outcome(place).to_owned()),
            // A range is no level that one can apply for.
            Applied::Predicted(range) if range.worst == 0 || range.worst < range.best => {
                Some(words::shared::levels::ToFill { to_fill: TO_FILL, predicted: self.outcomes(range) }.to_string())
            }
            Applied::Predicted(range) => Some(words::shared::levels::predicted(self.outcomes(range))),
        }
    }

    /// A warning where the level applied for lies beyond what is predicted.
    fn beyond(&self) -> Option<String> {
        if !self.assesses() {
            return None;
        }
        let level = self.level()?;
        let predicted = self.outcomes(self.findings.assessment().grade);
        Some(match self.applied.beyond(self.findings.assessment().grade)? {
            Beyond::Above => words::shared::BeyondAbove { level, predicted }.to_string(),
            Beyond::Open => words::shared::BeyondOpen { level, predicted }.to_string(),
        })
    }

    /// The conditions of eligibility that turned out so, each with what was found.
    fn eligibility(&self, outcome: Outcome) -> impl Iterator<Item = (&Condition, &Finding)> {
        let all = self.order.rulebook.conditions.iter().zip(&self.findings.assessment().conditions);
        all.filter(move |(condition, found)| condition.kind == ConditionKind::Eligibility && found.outcome == outcome)
    }

    fn fact(&self, ix: FactIx) -> Option<&'a Fact> {
        self.order.library.catalogue.get(ix)
    }

    fn fact_id(&self, ix: FactIx) -> &'a str {
        self.fact(ix).map_or("", |fact| fact.id.as_str())
    }

    fn fact_title(&self, ix: FactIx) -> &'a str {
        self.fact(ix).map_or("", |fact| self.title("fact", &fact.id))
    }

    /// Whether this export leaves a fact out.
    fn hidden(&self, ix: FactIx) -> bool {
        self.fact(ix).is_some_and(|fact| values::hides(self.order.redact, fact))
    }

    /// The answer to a fact as a form writes it.
    fn answer(&self, ix: FactIx) -> String {
        let Some(fact) = self.fact(ix) else { return TO_FILL.to_owned() };
        if let Some(placeholder) = self.answer_in_template(fact) {
            return placeholder;
        }
        self.note_answer(fact, self.shown_answer(ix, fact))
    }

    /// The same, unless this export leaves it out.
    fn shown_answer(&self, ix: FactIx, fact: &Fact) -> String {
        if self.hidden(ix) && self.order.sheet.get(ix).is_some() {
            return values::HIDDEN.to_owned();
        }
        values::value(&self.speaker, self.order.words, fact, &fact.kind, self.shown.get(ix))
    }

    /// The answer to a fact by its id.
    fn answer_of(&self, id: &str) -> String {
        self.order.library.catalogue.find(id).map_or_else(|| TO_FILL.to_owned(), |ix| self.answer(ix))
    }

    /// The organisation's name: as the form has it, else as the answer file has it.
    pub(super) fn name(&self) -> String {
        if self.is_template() {
            return "{{organisation}}".to_owned();
        }
        if self.order.redact.names {
            return values::HIDDEN.to_owned();
        }
        let typed = self.answer_of("org.name");
        if typed == TO_FILL { values::text(self.order.organisation) } else { typed }
    }

    /// The assessment date, as papers write it.
    pub(super) fn today(&self) -> String {
        self.or_placeholder("date", || values::day(self.order.as_of))
    }

    /// The facts that the regime's pages ask for its forms: of every section but those about the certificate and about
    /// letters, which belong to later procedures; not what is asked for advice only, nor the level, which stands by itself.
    fn form_facts(&self) -> impl Iterator<Item = (FactIx, &'a Fact)> + '_ {
        let Order { library, rulebook, .. } = *self.order;
        let mut apart = advised(library, rulebook);
        apart.extend(rulebook.grade.applied);
        rulebook
            .sections
            .iter()
            .filter(move |section| !is_later(library, rulebook, section))
            .flat_map(|section| section.facts.iter().copied())
            .filter(move |ix| !apart.contains(ix))
            .filter_map(|ix| Some((ix, self.fact(ix)?)))
    }

    /// The steps of the procedure that lie ahead with the level applied for.
    fn steps(&self) -> Vec<&'a Step> {
        let rulebook = self.order.rulebook;
        let levels = self.applied.levels(rulebook);
        rulebook.steps_ahead(self.procedure(), levels.worst, levels.best)
    }

    /// All steps of the procedure, whatever the level.
    fn all_steps(&self) -> Vec<&'a Step> {
        let rulebook = self.order.rulebook;
        rulebook.steps_ahead(self.procedure(), 0, rulebook.grade.top())
    }

    /// A warning where the rule book is not one to apply under now.
    fn standing(&self) -> Option<&'static str> {
        if self.order.rulebook.origin == Origin::Trial {
            return Some(words::shared::standing::TRIAL_RULES);
        }
        if self.order.rulebook.overlays.iter().any(|overlay| overlay.origin == Origin::Trial) {
            return Some(words::shared::standing::TRIAL_OVERLAYS);
        }
        match self.order.rulebook.status {
            Status::InForce | Status::Undated => None,
            Status::Draft => Some(words::shared::standing::DRAFT),
            Status::Superseded => Some(words::shared::standing::SUPERSEDED),
            Status::Historical => Some(words::shared::standing::HISTORICAL),
        }
    }

    /// The three closed fiscal years before the assessment date's year, the earliest first.
    fn fiscal_years(&self) -> [i32; 3] {
        let year = self.order.as_of.year();
        [year - 3, year - 2, year - 1]
    }

    /// Whether a fact is money by fiscal year.
    fn is_yearly(&self, ix: FactIx) -> bool {
        self.fact(ix).is_some_and(|fact| matches!(fact.kind, Kind::Yearly { .. }))
    }
}
