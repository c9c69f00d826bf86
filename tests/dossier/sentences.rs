//! Sentences that are signed: none is printed whose condition is not met, whatever the answers, the regime and the
//! procedure. What the conditions mean is written down here a second time.

use crate::content::{Applicant, CONTENT};
use crate::golden::ORGANISATIONS;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeSet;
use ziping_assess::proof::needs;
use ziping_assess::{Assessment, Inconsistency, Outcome, assess, inconsistencies, is_open, only, uses};
use ziping_base::calendar::Day;
use ziping_dossier::texts;
use ziping_regime::{Form, RuleBook, Status, Writing};
use ziping_rules::fact::{FactIx, Kind, Range, Sheet, Value};
use ziping_rules::rule::facts_of;
use ziping_tests::project::{content, root};
use ziping_tests::sheets::cases;

/// A sentence as its file has it.
struct Sentence {
    id: String,
    holds: Vec<String>,
    unless: Vec<String>,
    when: Option<String>,
    not_when: Option<String>,
    regimes: Vec<String>,
    except: Vec<String>,
    /// Its text between the places that are filled in.
    parts: Vec<String>,
}

fn read(file: &str) -> toml::Table {
    std::fs::read_to_string(root().join("content").join(file)).unwrap().parse().unwrap()
}

fn sentences() -> Vec<Sentence> {
    let (logic, words) = (read("papers.toml"), read("papers.zh.toml"));
    let of = |table: &toml::Value| {
        let list = |key: &str| -> Vec<String> {
            let items = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
            items.map(|item| item.as_str().unwrap().to_owned()).collect()
        };
        let condition = |key: &str| table.get(key).map(|when| when.as_str().unwrap().to_owned());
        let id = table["id"].as_str().unwrap().to_owned();
        let text = words[&id]["text"].as_str().unwrap();
        let parts = text.split('{').flat_map(|part| part.rsplit('}').next()).map(str::to_owned);
        Sentence {
            holds: list("holds"),
            unless: list("unless"),
            when: condition("when"),
            not_when: condition("not_when"),
            regimes: list("regimes"),
            except: list("except"),
            parts: parts.filter(|part| part.chars().count() > 1).collect(),
            id,
        }
    };
    logic["sentence"].as_array().unwrap().iter().map(of).collect()
}

/// What a package is like, seen from outside.
struct Package<'a> {
    rulebook: &'a RuleBook,
    procedure: &'a str,
    /// There is a table of conditions in it.
    whole: bool,
    sheet: Sheet,
    found: Assessment,
    conflicts: Vec<Inconsistency>,
}

impl Package<'_> {
    fn tests(&self) -> Vec<FactIx> {
        let mut facts = Vec::new();
        self.rulebook.conditions.iter().for_each(|item| facts_of(&item.when, &mut facts));
        self.rulebook.caps.iter().for_each(|item| facts_of(&item.when, &mut facts));
        self.rulebook.grounds.iter().for_each(|item| facts_of(&item.when, &mut facts));
        facts
    }

    fn records(&self) -> Vec<FactIx> {
        let is_record = |fact: &FactIx| {
            CONTENT.library.catalogue.get(*fact).is_some_and(|fact| matches!(fact.kind, Kind::Occurrence))
        };
        self.tests().into_iter().filter(is_record).collect()
    }

    /// Whether letters of the procedure list a fact.
    fn listed(&self, fact: FactIx) -> bool {
        let mut mine = self
            .rulebook
            .documents
            .iter()
            .filter(|document| document.form && document.procedures.iter().any(|known| known == self.procedure));
        let id = CONTENT.library.catalogue.id(fact);
        let organisation = ["org.name", "org.uscc", "org.kind", "org.established", "org.address", "org.province"];
        organisation.contains(&id)
            || ["org.legal_representative", "org.registered_capital", "org.paid_in_capital"].contains(&id)
            || id.starts_with("contact.")
            || mine.any(|document| document.facts.contains(&fact))
    }

    /// Whether a number or amount that the application states is only known to lie within a range.
    fn has_ranges(&self) -> bool {
        let catalogue = &CONTENT.library.catalogue;
        let stated: BTreeSet<FactIx> = uses(&CONTENT.library, self.rulebook).into_iter().collect();
        self.sheet.answered().any(|(fact, value)| {
            let kind = catalogue.get(fact).map(|fact| &fact.kind);
            let is_shared = self.listed(fact) && catalogue.id(fact).starts_with("org.");
            (stated.contains(&fact) || is_shared)
                && match value {
                    Value::Number(range) => !range.is_exact() && !matches!(kind, Some(Kind::Score { .. })),
                    Value::Yearly(years) => years.iter().any(|(_, range)| !range.is_exact()),
                    _ => false,
                }
        })
    }

    fn is(&self, state: &str) -> bool {
        let unknown = |outcome: Outcome| outcome == Outcome::Unknown;
        match state {
            "current" => matches!(self.rulebook.status, Status::InForce | Status::Undated),
            // A letter goes with no table of conditions.
            "application" => self.whole,
            "signed" => {
                self.whole
                    || self.rulebook.documents.iter().any(|document| {
                        document.form
                            && document.procedures.iter().any(|known| known == self.procedure)
                            && matches!(document.writing, Writing::Letter | Writing::Pledge)
                    })
            }
            "first" => self.procedure == self.rulebook.first_procedure(),
            "reviewed" => self.rulebook.steps.iter().any(|step| {
                step.procedures.iter().any(|known| known == self.procedure)
                    && step.actor != "applicant"
                    && step.actor != "anyone"
            }),
            "consistent" => {
                let mut errors = self.conflicts.iter().filter(|conflict| conflict.is_error());
                !errors.any(|error| self.whole || error.facts().iter().any(|fact| self.listed(*fact)))
            }
            "exact" => !self.has_ranges(),
            "records_listed" => {
                !self.records().is_empty() || !self.rulebook.caps.is_empty() || !self.rulebook.grounds.is_empty()
            }
            "records_answered" => {
                let open = |finding: &ziping_assess::Finding| unknown(finding.outcome) && !finding.open.is_empty();
                self.records()
                    .iter()
                    .all(|fact| !is_open(&self.sheet, *fact) || !self.found.open_facts().contains(fact))
                    && !self.found.caps.iter().any(|cap| open(&cap.finding))
                    && !self.found.grounds.iter().any(open)
            }
            "copies" => needs([self.rulebook]).iter().any(|need| {
                let known = CONTENT.library.evidence.iter().find(|known| known.id == need.paper).unwrap();
                matches!(known.form, Form::Copy | Form::CopySealed)
            }),
            "decided" => self.found.grade.worst == self.found.grade.best,
            "facts_open" => !self.found.open_facts().is_empty(),
            "readings_open" => {
                let of_conditions = self.found.conditions.iter().chain(&self.found.grounds);
                let mut all = of_conditions.chain(self.found.caps.iter().map(|cap| &cap.finding));
                all.any(|finding| unknown(finding.outcome) && !finding.readings.is_empty())
            }
            "elements_open" => self.rulebook.elements().iter().any(|element| self.sheet.get(element.fact).is_none()),
            // No overlays, no forms of an association's own, no tables of points and no exports for outsiders here.
            "own_form" | "worked_out" | "partly_worked_out" | "judged" | "points_unpublished" | "redacted" => false,
            other => panic!("teach this test the state `{other}`"),
        }
    }

    /// Whether it is answered so: a yes-or-no fact, or the opposite of one.
    fn says(&self, when: &str) -> bool {
        let (id, wanted) = when.strip_prefix("not ").map_or((when, true), |id| (id, false));
        let fact =
            CONTENT.library.catalogue.find(id).unwrap_or_else(|| panic!("teach this test the condition `{when}`"));
        self.sheet.get(fact) == Some(&Value::Bool(wanted))
    }

    fn prints(&self, sentence: &Sentence) -> bool {
        let id = &self.rulebook.id;
        sentence.when.as_deref().is_none_or(|when| self.says(when))
            && !sentence.not_when.as_deref().is_some_and(|when| self.says(when))
            && sentence.holds.iter().all(|state| self.is(state))
            && !sentence.unless.iter().any(|state| self.is(state))
            && (sentence.regimes.is_empty() || sentence.regimes.contains(id))
            && !sentence.except.contains(id)
    }
}

/// What contradicts itself in what the regime uses, if need be beside what every organisation is asked.
fn conflicts(rulebook: &RuleBook, sheet: &Sheet, as_of: Day) -> Vec<Inconsistency> {
    let used = uses(&CONTENT.library, rulebook);
    let every_organisation = |fact: &FactIx| {
        let id = CONTENT.library.catalogue.id(*fact);
        ["org.", "record.", "finance."].iter().any(|shared| id.starts_with(shared))
    };
    let mut found = inconsistencies(&CONTENT.library, std::slice::from_ref(rulebook), sheet, as_of);
    found.retain(|conflict| {
        let (mine, others): (Vec<FactIx>, Vec<FactIx>) =
            conflict.facts().into_iter().partition(|fact| used.contains(fact));
        !mine.is_empty() && others.iter().all(every_organisation)
    });
    found
}

#[test]
fn no_sentence_is_printed_whose_condition_is_not_met() {
    const SHEETS: usize = 12;
    let sentences = sentences();
    let mut printed: BTreeSet<&str> = BTreeSet::new();
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[3; 32]));
    for rulebook in &content().library.regimes {
        let strategy = cases(content(), rulebook, 2);
        let random = (0..SHEETS).map(|_| {
            let case = strategy.new_tree(&mut runner).unwrap().current();
            let mut applicant = Applicant::of(&rulebook.id);
            (applicant.sheet, applicant.as_of) = (case.partial(), case.as_of);
            applicant
        });
        let saved = ORGANISATIONS.iter().map(|name| Applicant::saved(name, &rulebook.id));
        // All is answered, and one figure only within a range.
        let mut inexact = Applicant::saved("complete", &rulebook.id);
        let staff = CONTENT.library.catalogue.find("org.staff").unwrap();
        inexact.sheet.put(staff, Some(Value::Number(Range { low: 100, high: 120 })));
        for mut applicant in random.chain(saved).chain([inexact]) {
            let sheet = only(&applicant.sheet, &uses(&CONTENT.library, rulebook));
            let found = assess(&CONTENT.library, rulebook, &sheet, applicant.as_of);
            let conflicts = conflicts(rulebook, &applicant.sheet, applicant.as_of);
            let mut package = Package { rulebook, procedure: "", whole: false, sheet, found, conflicts };
            for procedure in rulebook.procedures() {
                applicant.procedure = Some(procedure);
                package.procedure = procedure;
                let papers = texts(&applicant.order(&[])).unwrap();
                package.whole = papers.iter().any(|(path, _)| path.starts_with("02-"));
                let said: String = papers.into_iter().map(|(_, text)| text).collect();
                for sentence in &sentences {
                    let is_there = sentence.parts.iter().all(|part| said.contains(part));
                    // Two sentences may say the same under different conditions.
                    let may = sentences.iter().any(|other| other.parts == sentence.parts && package.prints(other));
                    assert!(!is_there || may, "`{}` is printed: {} {procedure}", sentence.id, rulebook.id);
                    if is_there {
                        printed.insert(&sentence.id);
                    }
                }
            }
        }
    }
    // What overlays and tables of points alone bring about does not come up here.
    let never: Vec<&str> =
        sentences.iter().map(|sentence| sentence.id.as_str()).filter(|id| !printed.contains(id)).collect();
    let expected = [
        "paper.scores.partly",
        "paper.scores.worked_out",
        "paper.levels.partly",
        "paper.levels.worked_out",
        "paper.sheet.worked_out",
        "paper.sheet.judged",
        "paper.sheet.unpublished",
        "paper.relaxable.now",
    ];
    assert_eq!(never, expected, "never printed");
}
