//! Notes and inconsistencies in a report.

use super::Reporter;
use crate::advice::advice;
use crate::inconsistent::{Inconsistency, inconsistencies};
use ziping_base::calendar::Day;
use ziping_regime::{EntryKind, Model};

impl Reporter<'_> {
    pub(super) fn notes(&self) -> Vec<String> {
        let (assessment, as_of) = (self.findings.assessment(), self.findings.as_of);
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
        for inconsistency in inconsistencies(self.library, &self.library.regimes, &self.findings.sheet, as_of) {
            // What an overlay of another regime derives is said where that regime is assessed.
            if !matches!(&inconsistency, Inconsistency::OverlayDiffers(regime, ..) if *regime != self.rulebook.id) {
                notes.push(self.inconsistency(&inconsistency, as_of));
            }
        }
        notes.extend(advice(
            self.library,
            self.rulebook,
            self.words,
            &self.findings.sheet,
            assessment.grade,
            &self.speaker,
        ));
        notes
    }

    pub(super) fn inconsistency(&self, inconsistency: &Inconsistency, as_of: Day) -> String {
        match inconsistency {
            Inconsistency::Check(id, ..) => self.words.get("check", id).text.clone(),
            Inconsistency::Future(fact, day) => format!("{}: {day} > {as_of}", self.speaker.fact(*fact)),
            Inconsistency::TableDiffers(fact, table, typed, worked_out) => format!(
                "{}: {} ≠ {}: {}",
                self.speaker.fact(*fact),
                self.speaker.range(*typed, self.speaker.unit(*fact)),
                self.speaker.fact(*table),
                self.speaker.range(*worked_out, self.speaker.unit(*fact))
            ),
            Inconsistency::TableDenies(fact, table) => {
                format!("{} ≠ {}", self.speaker.fact(*fact), self.speaker.fact(*table))
            }
            Inconsistency::OverlayDiffers(_, fact, typed, worked_out, exact) => {
                self.speaker.overlay_differs(*fact, *typed, *worked_out, *exact)
            }
        }
    }
}
