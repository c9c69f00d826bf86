//! The result as the fixed JSON of an assessment: what the command line prints, pages get and packages carry.

mod changes;
mod elements;
mod items;
mod notes;
mod shapes;

use super::finding::{Assessment, Finding, Outcome};
use super::findings::Findings;
use super::grade::GradeRange;
use super::horizon::Mode;
use super::say::Speaker;
pub use elements::{ElementReport, IndicatorReport, LevelReport};
pub(crate) use items::shown;
pub use items::{ItemReport, NextReport, RowReport, ValueReport, items};
pub use shapes::{
    CapReport, ChangeReport, ConditionReport, DutyReport, Ends, FigureReport, HorizonReport, LowHigh, PathReport,
    PathsReport, Report,
};
use ziping_base::lang::Lang;
use ziping_regime::{Backing, ConditionKind, Library, RuleBook, Words};
use ziping_rules::fact::{FactIx, format_fixed};

/// How to report.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReportOptions {
    /// Language of the sentences.
    pub lang: Lang,
    /// What becomes of facts about a period that passes.
    pub horizon: Mode,
}

/// What was found, as it is reported. `words`: those of the regime in the language of the options; `organisation`: its name as
/// the answer file has it.
#[must_use]
pub fn report(findings: &Findings<'_>, words: &Words, organisation: &str, options: ReportOptions) -> Report {
    let Findings { library, rulebook, as_of, .. } = *findings;
    let assessment = findings.assessment();
    let reporter =
        Reporter { findings, library, rulebook, words, speaker: Speaker::new(library, rulebook, words, options.lang) };
    Report {
        regime: rulebook.id.clone(),
        version: rulebook.version.clone(),
        as_of: as_of.to_string(),
        organisation: organisation.to_owned(),
        eligible: Outcome::from(assessment.eligible).name(),
        score: match assessment.exact {
            Some(points) => Some(items::shown(points)),
            None => assessment
                .score
                .map(|range| LowHigh { low: format_fixed(range.low, 1), high: format_fixed(range.high, 1) }),
        },
        uncapped: reporter.ends(assessment.uncapped),
        grade: reporter.ends(assessment.grade),
        overlays: rulebook.overlays.iter().map(|overlay| format!("{}@{}", overlay.id, overlay.version)).collect(),
        elements: elements::elements(library, rulebook, &reporter.speaker, assessment),
        items: items::items(
            library,
            &reporter.speaker,
            &rulebook.items_beside(None).collect::<Vec<_>>(),
            &assessment.items,
        ),
        conditions: reporter.conditions(assessment),
        caps: reporter.caps(assessment),
        figures: reporter.figures(assessment),
        next: reporter.ids(findings.next()),
        paths: reporter.paths(),
        relaxable: assessment
            .relaxable(rulebook)
            .into_iter()
            .filter_map(|place| Some(rulebook.conditions.get(place)?.id.clone()))
            .collect(),
        horizon: reporter.horizon(options.horizon),
        duties: reporter.duties(),
        notes: reporter.notes(),
    }
}

struct Reporter<'a> {
    findings: &'a Findings<'a>,
    library: &'a Library,
    rulebook: &'a RuleBook,
    words: &'a Words,
    speaker: Speaker<'a>,
}

impl Reporter<'_> {
    fn ends(&self, range: GradeRange) -> Ends {
        Ends { worst: self.speaker.outcome(range.worst).to_owned(), best: self.speaker.outcome(range.best).to_owned() }
    }

    fn ids(&self, facts: &[FactIx]) -> Vec<String> {
        facts.iter().map(|fact| self.library.catalogue.id(*fact).to_owned()).collect()
    }

    fn because(&self, finding: &Finding) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for sentence in finding.reasons.iter().map(|reason| self.speaker.reason(reason)) {
            if !said.contains(&sentence) {
                said.push(sentence);
            }
        }
        said
    }

    fn condition(&self, id: &str, backing: &Backing, kind: &'static str, finding: &Finding) -> ConditionReport {
        ConditionReport {
            id: id.to_owned(),
            clause: backing.clause().to_owned(),
            kind,
            outcome: finding.outcome.name(),
            because: self.because(finding),
            open: self.ids(&finding.open),
            readings: finding.readings.clone(),
        }
    }

    fn conditions(&self, assessment: &Assessment) -> Vec<ConditionReport> {
        let conditions = self.rulebook.conditions.iter().zip(&assessment.conditions).map(|(condition, finding)| {
            let kind = match condition.kind {
                ConditionKind::Eligibility => "eligibility",
                ConditionKind::Requirement => "requirement",
            };
            self.condition(&condition.id, &condition.backing, kind, finding)
        });
        let grounds = self.rulebook.grounds.iter().zip(&assessment.grounds);
        conditions
            .chain(grounds.map(|(ground, finding)| self.condition(&ground.id, &ground.backing, "ground", finding)))
            .collect()
    }

    fn caps(&self, assessment: &Assessment) -> Vec<CapReport> {
        self.rulebook
            .caps
            .iter()
            .zip(&assessment.caps)
            .map(|(cap, found)| CapReport {
                id: cap.id.clone(),
                clause: cap.backing.clause().to_owned(),
                limit: self.speaker.outcome(found.limit).to_owned(),
                lowers: (cap.lowers > 0).then_some(cap.lowers),
                outcome: found.finding.outcome.name(),
                binds: found.binds,
                free_arguable: found.free.map(|(day, _)| day.to_string()),
                free_safe: found.free.map(|(_, day)| day.to_string()),
                because: self.because(&found.finding),
                open: self.ids(&found.finding.open),
                readings: found.finding.readings.clone(),
            })
            .collect()
    }

    fn figures(&self, assessment: &Assessment) -> Vec<FigureReport> {
        self.rulebook
            .figures
            .iter()
            .zip(&assessment.figures)
            .map(|(figure, found)| FigureReport {
                id: figure.id.clone(),
                clause: figure.backing.clause().to_owned(),
                value: self.speaker.figure(found),
            })
            .collect()
    }

    fn horizon(&self, mode: Mode) -> Vec<HorizonReport> {
        self.findings
            .horizon(mode)
            .iter()
            .map(|step| HorizonReport {
                from: step.from.to_string(),
                worst: self.speaker.outcome(step.range.worst).to_owned(),
                best: self.speaker.outcome(step.range.best).to_owned(),
                assumes: self.ids(&step.assumes),
                changed: step.changed.clone(),
            })
            .collect()
    }

    fn duties(&self) -> Vec<DutyReport> {
        self.findings
            .duties()
            .iter()
            .filter_map(|date| {
                let duty = self.rulebook.duties.get(date.place)?;
                Some(DutyReport {
                    id: duty.id.clone(),
                    clause: duty.backing.clause().to_owned(),
                    date: date.safe.to_string(),
                    arguable: date.arguable.to_string(),
                    provisional: date.provisional,
                    inferred: date.inferred,
                    occasion: date.occasion,
                })
            })
            .collect()
    }
}
