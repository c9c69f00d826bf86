//! What the papers say. One file for each paper; what they share is worked out once.

mod actors;
mod annexes;
mod application;
mod conditions;
mod dates;
mod evidence;
mod guide;
mod organisation;
mod plan;
mod procedure;
mod say;
mod statements;
pub(super) mod values;

pub(super) use application::application;
pub(super) use conditions::{conditions, conditions_book};
pub(super) use dates::dates;
pub(super) use evidence::evidence_book;
pub(super) use guide::guide;
pub(super) use plan::plan;
pub(super) use procedure::letter;

use super::Order;
use super::enclose::{Enclosure, enclosures};
use super::paper::TO_FILL;
use crate::assess::{
    Assessment, DutyDate, GradeRange, HorizonStep, Inconsistency, Lang, Mode, PathsTo, Speaker, assess, duties,
    horizon, inconsistencies, paths,
};
use crate::fact::{Fact, FactIx, Kind, Sheet};
use crate::proof::{Need, needs};
use crate::regime::{Status, Step, WordsOf};

/// Said wherever a paper could be taken for an official one.
pub(super) const NOTICE: &str = "非官方文件，仅供自评准备";

/// What all papers of a package rest on.
pub(super) struct Draft<'a> {
    /// What was ordered.
    pub(super) order: &'a Order<'a>,
    speaker: Speaker<'a>,
    /// The assessment, of all answers.
    pub(super) found: Assessment,
    /// The answers that the papers may show.
    pub(super) shown: Sheet,
    /// The papers that prove things, numbered.
    pub(super) papers: Vec<Need<'a>>,
    /// The files that go in with them.
    pub(super) enclosures: Vec<Enclosure<'a>>,
    paths: Vec<PathsTo>,
    horizon: Vec<HorizonStep>,
    duties: Vec<DutyDate>,
    conflicts: Vec<Inconsistency>,
    /// The outcome applied for.
    pub(super) target: u8,
}

impl<'a> Draft<'a> {
    /// Assesses what was ordered.
    pub(super) fn new(order: &'a Order<'a>) -> Self {
        let Order { library, rulebook, sheet, as_of, .. } = *order;
        let top = u8::try_from(rulebook.grade.outcomes.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let mut shown = sheet.clone();
        let hidden: Vec<FactIx> =
            library.catalogue.iter().filter(|(_, fact)| values::hides(order.redact, fact)).map(|(ix, _)| ix).collect();
        for fact in hidden {
            shown.put(fact, None);
        }
        // A letter encloses what belongs to its matter, not what proves the conditions.
        let encloses = !order.redact.any() && procedure::assesses(order);
        Self {
            order,
            speaker: Speaker::new(library, rulebook, order.words, Lang::Zh),
            found: assess(library, rulebook, sheet, as_of),
            shown,
            papers: needs([rulebook]),
            enclosures: if encloses { enclosures(rulebook, order.words, order.records) } else { Vec::new() },
            paths: paths(library, rulebook, sheet, as_of),
            horizon: horizon(library, rulebook, sheet, as_of, Mode::Held),
            duties: duties(library, rulebook, sheet, as_of),
            conflicts: inconsistencies(library, &library.regimes, sheet, as_of),
            target: order.target.unwrap_or(top),
        }
    }

    /// The regime's own words.
    pub(super) fn regime(&self) -> &'a WordsOf {
        self.order.words.get("regime", "")
    }

    /// A label of the regime's words: `application`, `issuer`, `document`.
    pub(super) fn named(&self, label: &str) -> &'a str {
        self.regime().labels.get(label).map_or("", String::as_str)
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

    /// A range of outcomes.
    pub(super) fn outcomes(&self, range: GradeRange) -> String {
        if range.is_decided() {
            self.outcome(range.best).to_owned()
        } else {
            format!("{} 至 {}", self.outcome(range.worst), self.outcome(range.best))
        }
    }

    fn fact(&self, ix: FactIx) -> Option<&'a Fact> {
        self.order.library.catalogue.get(ix)
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
        if self.order.redact.names {
            return values::HIDDEN.to_owned();
        }
        let typed = self.answer_of("org.name");
        if typed == TO_FILL { values::text(self.order.organisation) } else { typed }
    }

    /// The facts that the regime's pages ask for its forms: of every section but the one about the certificate,
    /// which belongs to later procedures.
    fn form_facts(&self) -> impl Iterator<Item = (FactIx, &'a Fact)> + '_ {
        let later = |facts: &[FactIx]| {
            facts.iter().any(|ix| self.fact(*ix).is_some_and(|fact| fact.id.starts_with("certificate.")))
        };
        self.order
            .rulebook
            .sections
            .iter()
            .filter(move |section| !later(&section.facts))
            .flat_map(|section| section.facts.iter().copied())
            .filter_map(|ix| Some((ix, self.fact(ix)?)))
    }

    /// The steps of the procedure that lie ahead with the target.
    fn steps(&self) -> Vec<&'a Step> {
        let rulebook = self.order.rulebook;
        let target = rulebook.grade.outcomes.get(usize::from(self.target));
        let mine = |step: &&Step| {
            step.procedures.iter().any(|procedure| procedure == self.procedure())
                && (step.only.is_empty() || target.is_some_and(|id| step.only.contains(id)))
        };
        rulebook.steps.iter().filter(mine).collect()
    }

    /// A warning where the rule book is not one to apply under now.
    fn standing(&self) -> Option<&'static str> {
        match self.order.rulebook.status {
            Status::InForce => None,
            Status::Draft => Some("草案：所依据的规则尚未施行，不能据以申报。"),
            Status::Superseded => Some("已被替代：所依据的规则已由新的文件替代，不能据以申报。"),
            Status::Historical => Some("历史规则：所依据的资质或规则已经取消，现在不能申报，本材料只供对照和研究。"),
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
