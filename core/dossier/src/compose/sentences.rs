//! Sentences that are data: which of them a paper prints. Each is printed only where it is true.

use super::Draft;
use super::organisation::organisation_facts;
use super::statements::Part;
use super::values;
use crate::words;
use ziping_assess::{Outcome, is_open};
use ziping_regime::{Basis, Form, PaperState, Sentence, SentencePart, Status, Writing};
use ziping_rules::fact::FactIx;
use ziping_rules::rule::score::ItemFinding;
use ziping_rules::rule::{Context, Moment, NoTrace, Test, Truth, evaluate, facts_of};

/// What the sentences of a paper are about; what a part does not name is left out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct About<'s> {
    /// The title of the letter that they stand in; `None`: they stand in the application.
    pub(super) letter: Option<&'s str>,
    /// The clause that it rests on.
    pub(super) clause: &'s str,
    /// What a letter asks for.
    pub(super) asks: &'s str,
}

/// Whether points are not published, its own or those of its parts.
pub(super) fn unpublished(found: &ItemFinding) -> bool {
    found.points.silent || !found.unpublished.is_empty() || found.parts.iter().any(unpublished)
}

impl<'a> Draft<'a> {
    /// The sentences of a part, in the order of the content.
    pub(super) fn sentences(&self, part: SentencePart, about: About<'_>) -> Vec<String> {
        let mine = |sentence: &&Sentence| sentence.part == part && self.prints(sentence);
        let paper = about.letter.map_or_else(|| self.application_called(), words::shared::named::titled);
        let said = |sentence: &Sentence| {
            let text = self.order.words.get("sentence", &sentence.id).text.as_str();
            text.replace("{regime}", &self.regime().title)
                .replace("{document}", self.named("document"))
                .replace("{paper}", &paper)
                .replace("{day}", &values::day(self.order.as_of))
                .replace("{clause}", about.clause)
                .replace("{asks}", about.asks)
                .replace("{facts}", &self.titles(&self.findings.assessment().open_facts()))
        };
        self.order.library.sentences.iter().filter(mine).map(said).collect()
    }

    /// The same in one paragraph; empty where none is printed.
    pub(super) fn said(&self, part: SentencePart) -> String {
        self.sentences(part, About::default()).concat()
    }

    /// What the application calls itself: an association's own form has a title that the kit does not know.
    fn application_called(&self) -> String {
        if self.is_application_replaced() {
            words::shared::named::THIS_FORM.to_owned()
        } else {
            words::shared::named::titled(self.application_title())
        }
    }

    fn prints(&self, sentence: &Sentence) -> bool {
        let holds = |state: &PaperState| self.is(*state);
        sentence.is_of(&self.order.rulebook.id)
            && sentence.holds.iter().all(holds)
            && !sentence.unless.iter().any(holds)
            && sentence.when.as_ref().is_none_or(|when| self.says(when))
            && !sentence.not_when.as_ref().is_some_and(|when| self.says(when))
    }

    /// Whether the answers say that something is so.
    fn says(&self, when: &Test) -> bool {
        let moment = Moment::new(self.order.as_of, &self.order.library.windows);
        evaluate(when, &Context::new(&self.findings.sheet, &moment), &mut NoTrace) == Truth::True
    }

    /// Whether the package is like that.
    fn is(&self, state: PaperState) -> bool {
        match state {
            PaperState::Current => match self.order.rulebook.status {
                Status::InForce | Status::Undated => true,
                Status::Draft | Status::Superseded | Status::Historical => false,
            },
            PaperState::Application => self.assesses(),
            PaperState::Signed => {
                self.assesses()
                    || self.forms().iter().any(|form| matches!(form.writing, Writing::Letter | Writing::Pledge))
            }
            PaperState::First => self.is_first(),
            PaperState::OwnForm => self.is_application_replaced(),
            PaperState::Reviewed => {
                self.steps().iter().any(|step| !matches!(step.actor.as_str(), "applicant" | "anyone"))
            }
            PaperState::Consistent => {
                let errors = self.conflicts.iter().filter(|conflict| conflict.is_error());
                let listed = self.listed_in_letters();
                // A letter answers for what it lists, not for all that the regime asks.
                !errors
                    .into_iter()
                    .any(|error| self.assesses() || error.facts().iter().any(|fact| listed.contains(fact)))
            }
            PaperState::Exact => self.is_exact(),
            PaperState::RecordsListed => !self.records_listed().is_empty() || self.lists_circumstances(),
            PaperState::RecordsAnswered => {
                // What no condition waits for may stay open: the release of one who was never imprisoned.
                let awaited = self.findings.assessment().open_facts();
                let is_missing = |fact: &FactIx| is_open(&self.findings.sheet, *fact) && awaited.contains(fact);
                let answered = !self.records_listed().iter().any(is_missing);
                let statements = self.statements();
                let circumstances = statements.iter().filter(|of| matches!(of.part, Part::Cap | Part::Ground));
                answered && !circumstances.into_iter().any(|of| of.facts_open)
            }
            PaperState::Copies => {
                let mut forms = self.papers.iter().filter_map(|need| self.form_of(need.paper));
                forms.any(|form| matches!(form, Form::Copy | Form::CopySealed))
            }
            PaperState::Decided => self.findings.assessment().grade.is_decided(),
            PaperState::FactsOpen => !self.findings.assessment().open_facts().is_empty(),
            PaperState::ReadingsOpen => {
                let conditions =
                    self.findings.assessment().conditions.iter().chain(&self.findings.assessment().grounds);
                let mut all = conditions.chain(self.findings.assessment().caps.iter().map(|cap| &cap.finding));
                all.any(|finding| finding.outcome == Outcome::Unknown && !finding.readings.is_empty())
            }
            PaperState::ElementsOpen => self.findings.assessment().elements.iter().any(|element| !element.answered),
            PaperState::WorkedOut => {
                let (worked_out, all) = self.how_many_worked_out();
                all > 0 && worked_out == all
            }
            PaperState::PartlyWorkedOut => {
                let (worked_out, all) = self.how_many_worked_out();
                worked_out > 0 && worked_out < all
            }
            PaperState::Judged => self.item_findings().any(|found| found.judgement),
            PaperState::PointsUnpublished => self.item_findings().any(unpublished),
            PaperState::Redacted => self.order.redact.any(),
        }
    }

    /// The facts that letters of the procedure list: the organisation's and their matter.
    fn listed_in_letters(&self) -> Vec<FactIx> {
        let shared = organisation_facts().filter_map(|id| self.order.library.catalogue.find(id));
        shared.chain(self.forms().into_iter().flat_map(|form| form.facts.iter().copied())).collect()
    }

    /// How many elements or aspects are worked out, of how many.
    fn how_many_worked_out(&self) -> (usize, usize) {
        let elements = self.order.rulebook.elements();
        (elements.iter().filter(|element| element.basis != Basis::Typed).count(), elements.len())
    }

    fn lists_circumstances(&self) -> bool {
        !self.order.rulebook.caps.is_empty() || !self.order.rulebook.grounds.is_empty()
    }

    /// The records that the paper lists: when something last happened, as far as the rules look at it.
    fn records_listed(&self) -> Vec<FactIx> {
        let rulebook = self.order.rulebook;
        let mut facts = Vec::new();
        rulebook.conditions.iter().for_each(|item| facts_of(&item.when, &mut facts));
        rulebook.caps.iter().for_each(|item| facts_of(&item.when, &mut facts));
        rulebook.grounds.iter().for_each(|item| facts_of(&item.when, &mut facts));
        facts.retain(|ix| self.is_occurrence(*ix));
        facts
    }
}
