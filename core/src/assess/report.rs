//! The result as the fixed JSON of an assessment: what the command line prints, pages get and packages carry.

use super::advice::advice;
use super::duties::duties;
use super::finding::{Assessment, Finding, Outcome, assess};
use super::grade::GradeRange;
use super::horizon::{Mode, horizon};
use super::inconsistent::{Inconsistency, inconsistencies};
use super::next::next;
use super::paths::{Target, is_open, paths};
use super::report_elements::{self, ElementReport};
use super::say::{Lang, Speaker};
use crate::calendar::Day;
use crate::fact::{FactIx, Range, Sheet, format_fixed};
use crate::regime::{Backing, ConditionKind, EntryKind, Library, Model, RuleBook, Words};
use crate::rule::{Change, Unit};
use serde::{Deserialize, Serialize};

/// How to report.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReportOptions {
    /// Language of the sentences.
    pub lang: Lang,
    /// What becomes of facts about a period that passes.
    pub horizon: Mode,
}

/// A range of outcomes by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Ends {
    /// The worst.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub worst: String,
    /// The best.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub best: String,
}

/// A range of decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct LowHigh {
    /// The least.
    pub low: String,
    /// The most.
    pub high: String,
}

/// A condition in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ConditionReport {
    /// Its id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// `eligibility`, `requirement` or `ground`.
    #[cfg_attr(feature = "types", ts(type = "'eligibility' | 'requirement' | 'ground'"))]
    pub kind: &'static str,
    /// `true`, `false`, `unknown` or `not_applicable`.
    #[cfg_attr(feature = "types", ts(type = "'true' | 'false' | 'unknown' | 'not_applicable'"))]
    pub outcome: &'static str,
    /// What decided it.
    pub because: Vec<String>,
    /// Facts that keep it open.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub open: Vec<String>,
    /// Readings in dispute.
    pub readings: Vec<String>,
}

/// A cap in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CapReport {
    /// Its id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// The best outcome while it holds.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub limit: String,
    /// `true`, `false` or `unknown`.
    #[cfg_attr(feature = "types", ts(type = "'true' | 'false' | 'unknown'"))]
    pub outcome: &'static str,
    /// It holds and lowers the grade.
    pub binds: bool,
    /// First day free under some reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub free_arguable: Option<String>,
    /// First day free under every reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub free_safe: Option<String>,
    /// What decided it.
    pub because: Vec<String>,
    /// Facts that keep it open.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub open: Vec<String>,
    /// Readings in dispute.
    pub readings: Vec<String>,
}

/// A figure in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FigureReport {
    /// Its id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// Its value as a sentence part.
    pub value: String,
}

/// A change of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ChangeReport {
    /// `wait`, `points`, `number`, `answer`, `rows`.
    #[cfg_attr(feature = "types", ts(type = "'wait' | 'points' | 'number' | 'answer' | 'rows'"))]
    pub kind: &'static str,
    /// The fact, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "FactId"))]
    pub fact: Option<String>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub from: Option<String>,
    /// Where it must get: an amount, points, a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub to: Option<String>,
    /// What can be enough, or is arguable.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub arguable: Option<String>,
    /// In words.
    pub text: String,
}

/// One way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PathReport {
    /// The changes, all of them needed.
    pub changes: Vec<ChangeReport>,
    /// Open facts taken to turn out well.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub rests_on: Vec<String>,
    /// The assessment date at which it reaches the target.
    pub on: String,
}

/// The ways to one target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PathsReport {
    /// An outcome, or `eligible`.
    #[cfg_attr(feature = "types", ts(type = "Outcome | 'eligible'"))]
    pub target: String,
    /// The ways, the cheapest first.
    pub alternatives: Vec<PathReport>,
    /// There are, or may be, more.
    pub more: bool,
    /// Where there is none: what stands in the way.
    pub why: Vec<String>,
}

/// A step of the horizon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct HorizonReport {
    /// First day.
    pub from: String,
    /// The worst.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub worst: String,
    /// The best.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub best: String,
    /// Facts about a passed period on which it rests.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub assumes: Vec<String>,
    /// What lapsed or matured.
    pub changed: Vec<String>,
}

/// A date that follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DutyReport {
    /// The duty's id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// The safe day.
    pub date: String,
    /// The arguable day.
    pub arguable: String,
    /// It rests on working days not known yet.
    pub provisional: bool,
    /// The day is inferred.
    pub inferred: bool,
    /// Which occasion of a yearly duty.
    pub occasion: u16,
}

/// The whole result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Report {
    /// The regime.
    #[cfg_attr(feature = "types", ts(type = "RegimeId"))]
    pub regime: String,
    /// The rule book's version.
    pub version: String,
    /// The assessment date.
    pub as_of: String,
    /// The organisation's name.
    pub organisation: String,
    /// `true`, `false` or `unknown`.
    #[cfg_attr(feature = "types", ts(type = "'true' | 'false' | 'unknown'"))]
    pub eligible: &'static str,
    /// Points, where the regime scores.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub score: Option<LowHigh>,
    /// Before caps and grounds.
    pub uncapped: Ends,
    /// What a successful application would get.
    pub grade: Ends,
    /// Overlays in use, as `id@version`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    /// Elements of the score or aspects.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<ElementReport>,
    /// Conditions and grounds.
    pub conditions: Vec<ConditionReport>,
    /// Caps.
    pub caps: Vec<CapReport>,
    /// Figures.
    pub figures: Vec<FigureReport>,
    /// Open facts that can still change the grade, most narrowing first.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub next: Vec<String>,
    /// Ways to better grades.
    pub paths: Vec<PathsReport>,
    /// Unmet conditions that an authority may relax.
    pub relaxable: Vec<String>,
    /// The grade over time.
    pub horizon: Vec<HorizonReport>,
    /// Dates that follow.
    pub duties: Vec<DutyReport>,
    /// Inconsistencies, readings in play, status and doubts, advice.
    pub notes: Vec<String>,
}

/// Assesses and reports.
#[must_use]
pub fn report(
    library: &Library,
    rulebook: &RuleBook,
    words: &Words,
    organisation: &str,
    sheet: &Sheet,
    as_of: Day,
    options: ReportOptions,
) -> Report {
    let assessment = assess(library, rulebook, sheet, as_of);
    let reporter =
        Reporter { library, rulebook, words, sheet, speaker: Speaker::new(library, rulebook, words, options.lang) };
    Report {
        regime: rulebook.id.clone(),
        version: rulebook.version.clone(),
        as_of: as_of.to_string(),
        organisation: organisation.to_owned(),
        eligible: Outcome::from(assessment.eligible).name(),
        score: assessment
            .score
            .map(|range| LowHigh { low: format_fixed(range.low, 1), high: format_fixed(range.high, 1) }),
        uncapped: reporter.ends(assessment.uncapped),
        grade: reporter.ends(assessment.grade),
        overlays: rulebook.overlays.iter().map(|overlay| format!("{}@{}", overlay.id, overlay.version)).collect(),
        elements: report_elements::elements(library, rulebook, &reporter.speaker, &assessment),
        conditions: reporter.conditions(&assessment),
        caps: reporter.caps(&assessment),
        figures: reporter.figures(&assessment),
        next: reporter.ids(&next(library, rulebook, sheet, as_of)),
        paths: reporter.paths(as_of),
        relaxable: assessment
            .relaxable(rulebook)
            .into_iter()
            .filter_map(|place| Some(rulebook.conditions.get(place)?.id.clone()))
            .collect(),
        horizon: reporter.horizon(as_of, options.horizon),
        duties: reporter.duties(as_of),
        notes: reporter.notes(&assessment, as_of),
    }
}

struct Reporter<'a> {
    library: &'a Library,
    rulebook: &'a RuleBook,
    words: &'a Words,
    sheet: &'a Sheet,
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
                limit: self.speaker.outcome(cap.limit).to_owned(),
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

    fn paths(&self, as_of: Day) -> Vec<PathsReport> {
        paths(self.library, self.rulebook, self.sheet, as_of)
            .into_iter()
            .map(|to| PathsReport {
                target: match to.target {
                    Target::Eligible => "eligible".to_owned(),
                    Target::Outcome(place) => self.speaker.outcome(place).to_owned(),
                },
                alternatives: to
                    .paths
                    .iter()
                    .map(|path| PathReport {
                        changes: path.changes.iter().map(|change| self.change(change)).collect(),
                        rests_on: self.ids(&path.rests_on),
                        on: path.on.to_string(),
                    })
                    .collect(),
                more: to.more,
                why: to.why,
            })
            .collect()
    }

    fn change(&self, change: &Change) -> ChangeReport {
        let fact = change.target().0;
        let open = fact.is_some_and(|fact| is_open(self.sheet, fact));
        let points = |tenths: i64| Some(format_fixed(tenths, 1));
        let plain = |units: i64| {
            let places = fact.and_then(|fact| self.library.catalogue.get(fact)).map_or(0, |fact| fact.kind.places());
            format_fixed(units, places)
        };
        let low = |range: &Range| (range.low != Range::OPEN_LOW).then(|| plain(range.low));
        let (kind, from, to, arguable) = match change {
            Change::Wait { until, arguable } => ("wait", None, Some(until.to_string()), Some(arguable.to_string())),
            Change::Points { at_least, safe, .. } => ("points", None, points(*safe), points(*at_least)),
            Change::Number { from, to, .. } => ("number", low(from), Some(plain(*to)), None),
            Change::Total { from, to, .. } => ("number", low(from), Some(plain(*to)), None),
            Change::Rows(_, rows) => ("rows", None, Some(rows.len().to_string()), None),
            Change::Set(..) | Change::End(..) | Change::Choose(..) | Change::Gain(..) | Change::Drop(..) => {
                ("answer", None, None, None)
            }
        };
        ChangeReport {
            kind,
            fact: fact.map(|fact| self.library.catalogue.id(fact).to_owned()),
            from,
            to,
            arguable,
            text: self.speaker.change(change, open),
        }
    }

    fn horizon(&self, as_of: Day, mode: Mode) -> Vec<HorizonReport> {
        horizon(self.library, self.rulebook, self.sheet, as_of, mode)
            .into_iter()
            .map(|step| HorizonReport {
                from: step.from.to_string(),
                worst: self.speaker.outcome(step.range.worst).to_owned(),
                best: self.speaker.outcome(step.range.best).to_owned(),
                assumes: self.ids(&step.assumes),
                changed: step.changed,
            })
            .collect()
    }

    fn duties(&self, as_of: Day) -> Vec<DutyReport> {
        duties(self.library, self.rulebook, self.sheet, as_of)
            .into_iter()
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

    fn notes(&self, assessment: &Assessment, as_of: Day) -> Vec<String> {
        let mut notes = Vec::new();
        let status = &self.words.get("regime", "").help;
        if !status.is_empty() {
            notes.push(status.clone());
        }
        for overlay in &self.rulebook.overlays {
            let words = self.words.get("overlay", &overlay.id);
            notes.push(self.speaker.overlay(&words.title, &overlay.version, &words.text));
        }
        for reading in &assessment.grade_readings {
            notes.push(format!(
                "{}: {}",
                self.words.title("reading", reading),
                self.words.get("reading", reading).text
            ));
        }
        if matches!(self.rulebook.grade.model, Model::Scored { .. } | Model::Aspects { .. }) {
            let gaps = self.rulebook.entries.iter().filter(|entry| entry.kind == EntryKind::Gap);
            let not_published = self.speaker.not_published();
            notes.extend(gaps.map(|gap| format!("{not_published}{}", self.words.title("gap", &gap.id))));
        }
        for inconsistency in inconsistencies(self.library, self.sheet, as_of) {
            // What an overlay of another regime derives is said where that regime is assessed.
            if !matches!(&inconsistency, Inconsistency::OverlayDiffers(regime, ..) if *regime != self.rulebook.id) {
                notes.push(self.inconsistency(&inconsistency, as_of));
            }
        }
        notes.extend(advice(self.library, self.rulebook, self.words, self.sheet, assessment.grade, &self.speaker));
        notes
    }

    fn inconsistency(&self, inconsistency: &Inconsistency, as_of: Day) -> String {
        match inconsistency {
            Inconsistency::Check(id, ..) => self.words.get("check", id).text.clone(),
            Inconsistency::Future(fact, day) => format!("{}: {day} > {as_of}", self.speaker.fact(*fact)),
            Inconsistency::TableDiffers(fact, table, typed, worked_out) => format!(
                "{}: {} ≠ {}: {}",
                self.speaker.fact(*fact),
                self.speaker.range(*typed, Unit::Count),
                self.speaker.fact(*table),
                self.speaker.range(*worked_out, Unit::Count)
            ),
            Inconsistency::TableDenies(fact, table) => {
                format!("{} ≠ {}", self.speaker.fact(*fact), self.speaker.fact(*table))
            }
            Inconsistency::OverlayDiffers(_, fact, typed, worked_out) => {
                let ends = |range: Range| report_elements::ends(self.rulebook, range);
                self.speaker.overlay_differs(*fact, ends(*typed), ends(*worked_out))
            }
        }
    }
}
