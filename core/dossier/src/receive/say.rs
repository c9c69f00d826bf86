//! What was found, in Chinese and English.

use super::about::NotAPackage;
use super::compare::{Difference, ItemKind, items};
use super::files::{FileFound, FileState};
use super::inspect::{AppliedFor, Carrying, Disagreeing, InUse, Inspection, Problem, Verdict};
use super::seen::Seen;
use crate::words;
use crate::{Extent, Redaction};
use ziping_assess::{Ends, LowHigh};
use ziping_base::lang::Lang;
use ziping_regime::Words;

/// Speaks at an association's desk: in one language, with the words of the package's regime.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// All words that the regime needs; none where there is no such regime.
    pub words: Option<&'a Words>,
    /// The language.
    pub lang: Lang,
}

impl Desk<'_> {
    fn title(&self, kind: &str, id: &str) -> String {
        self.words.map_or(id, |words| words.title(kind, id)).to_owned()
    }

    /// The regime's title; the manifest's own where there is no such regime.
    #[must_use]
    pub fn regime(&self, inspection: &Inspection) -> String {
        let known = self.words.map(|words| words.get("regime", "").title.as_str()).filter(|title| !title.is_empty());
        known.unwrap_or(&inspection.about.regime_title).to_owned()
    }

    /// The organisation, or that its name is left out.
    #[must_use]
    pub fn organisation(&self, inspection: &Inspection) -> String {
        let hidden = || words::desk::hidden(self.lang).to_owned();
        inspection.about.organisation.clone().unwrap_or_else(hidden)
    }

    /// An outcome.
    #[must_use]
    pub fn outcome(&self, id: &str) -> String {
        self.title("outcome", id)
    }

    /// The level applied for, as far as the package says it; empty where nobody applies for one.
    #[must_use]
    pub fn applied_for(&self, inspection: &Inspection) -> String {
        match &inspection.applied_for {
            AppliedFor::Stated { level, above: false } => self.outcome(level),
            AppliedFor::Stated { level, above: true } => {
                let above = words::desk::applied_for::above(self.lang);
                format!("{}{above}", self.outcome(level))
            }
            AppliedFor::NotSaid => words::desk::applied_for::not_said(self.lang).to_owned(),
            AppliedFor::NotAsked => String::new(),
            AppliedFor::Aim { level } => {
                let aim = words::desk::applied_for::aim(self.lang);
                format!("{}{aim}", self.outcome(level))
            }
        }
    }

    /// Which answers are in the package.
    #[must_use]
    pub const fn answers(&self, inspection: &Inspection) -> &'static str {
        match inspection.about.answers {
            Some(Extent::Used) => words::desk::answers::used(self.lang),
            Some(Extent::Whole) => words::desk::answers::whole(self.lang),
            None => words::desk::answers::older(self.lang),
        }
    }

    /// A range of outcomes.
    #[must_use]
    pub fn grade(&self, ends: &Ends) -> String {
        if ends.worst == ends.best {
            self.outcome(&ends.best)
        } else {
            format!("{} – {}", self.outcome(&ends.worst), self.outcome(&ends.best))
        }
    }

    /// The state of a file.
    #[must_use]
    pub const fn state(&self, state: FileState) -> &'static str {
        match state {
            FileState::Intact => words::desk::states::intact(self.lang),
            FileState::Changed => words::desk::states::changed(self.lang),
            FileState::Edited => words::desk::states::edited(self.lang),
            FileState::Missing => words::desk::states::missing(self.lang),
            FileState::Extra => words::desk::states::extra(self.lang),
            FileState::Dropping => words::desk::states::dropping(self.lang),
        }
    }

    /// What it comes to.
    #[must_use]
    pub const fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Sound => words::desk::verdicts::sound(self.lang),
            Verdict::Edited => words::desk::verdicts::edited(self.lang),
            Verdict::Differs => words::desk::verdicts::differs(self.lang),
            Verdict::Unknown => words::desk::verdicts::unknown(self.lang),
            Verdict::Changed => words::desk::verdicts::changed(self.lang),
        }
    }

    /// The files in one line: all intact, or how many are not.
    #[must_use]
    pub fn files(&self, inspection: &Inspection) -> String {
        if inspection.is_intact() {
            return words::desk::files::all_intact(self.lang, inspection.count(FileState::Intact));
        }
        let states = [FileState::Changed, FileState::Missing, FileState::Edited, FileState::Extra];
        let counted = states.into_iter().filter(|state| inspection.count(*state) > 0);
        let said = counted.map(|state| {
            let (count, state) = (inspection.count(state), self.state(state));
            words::desk::files::Counted { lang: self.lang, count, state }.to_string()
        });
        said.collect::<Vec<_>>().join(words::desk::files::next(self.lang))
    }

    /// What an export for outsiders leaves out.
    #[must_use]
    pub fn redacted(&self, redacted: Redaction) -> String {
        let parts = [
            (redacted.contacts, words::desk::redacted::contacts(self.lang)),
            (redacted.names, words::desk::redacted::names(self.lang)),
            (redacted.amounts, words::desk::redacted::amounts(self.lang)),
        ];
        let named: Vec<&str> = parts.into_iter().filter(|(left_out, _)| *left_out).map(|(_, name)| name).collect();
        named.join(words::desk::and(self.lang))
    }

    fn outcome_of(&self, kind: ItemKind, outcome: &str) -> &'static str {
        match (kind, outcome) {
            (ItemKind::Condition, "true") => words::desk::outcomes::met(self.lang),
            (ItemKind::Condition, "false") => words::desk::outcomes::not_met(self.lang),
            (ItemKind::Ground | ItemKind::Cap, "true") => words::desk::outcomes::caught(self.lang),
            (ItemKind::Ground | ItemKind::Cap, "false") => words::desk::outcomes::clear(self.lang),
            (_, "not_applicable") => words::desk::outcomes::not_applicable(self.lang),
            _ => words::desk::outcomes::open(self.lang),
        }
    }

    fn score(&self, score: &LowHigh) -> String {
        if score.low == score.high { score.low.clone() } else { format!("{}–{}", score.low, score.high) }
    }

    /// From one thing to another.
    fn was_and_is(&self, what: &str, then: &str, now: &str) -> String {
        words::desk::WasAndIs { lang: self.lang, what, then, now }.to_string()
    }

    /// What the overlays in use make of a package that was made with others; empty where it was made with these.
    #[must_use]
    pub fn in_use(&self, inspection: &Inspection) -> String {
        let Some(InUse { overlays, grade }) = &inspection.in_use else { return String::new() };
        let names = overlays.join(words::desk::and(self.lang));
        let overlays = if names.is_empty() { words::desk::in_use::none(self.lang).to_owned() } else { names };
        match grade {
            Some(grade) => {
                words::desk::in_use::Grade { lang: self.lang, grade: self.grade(grade), overlays }.to_string()
            }
            None => words::desk::in_use::unreadable(self.lang, overlays),
        }
    }

    /// A difference.
    #[must_use]
    pub fn difference(&self, difference: &Difference) -> String {
        let eligible = |outcome: &str| self.outcome_of(ItemKind::Condition, outcome);
        let listed = |overlays: &[String]| {
            if overlays.is_empty() {
                words::desk::differences::none(self.lang).to_owned()
            } else {
                overlays.join(words::desk::and(self.lang))
            }
        };
        match difference {
            Difference::RuleBook { then, now } => {
                self.was_and_is(words::desk::differences::rulebook(self.lang), then, now)
            }
            Difference::Overlays { then, now } => {
                self.was_and_is(words::desk::differences::overlays(self.lang), &listed(then), &listed(now))
            }
            Difference::Head { manifest, result } => {
                words::desk::differences::Head { lang: self.lang, manifest, result }.to_string()
            }
            Difference::Organisation { manifest, answers } => {
                words::desk::differences::Organisation { lang: self.lang, manifest, answers }.to_string()
            }
            Difference::Level { manifest, answers } => {
                let named = |level: &str| match level {
                    "" => words::desk::differences::no_level(self.lang).to_owned(),
                    level => self.outcome(level),
                };
                let (manifest, answers) = (named(manifest), named(answers));
                words::desk::differences::Level { lang: self.lang, manifest, answers }.to_string()
            }
            Difference::Eligible { then, now } => {
                self.was_and_is(words::desk::differences::eligible(self.lang), eligible(then), eligible(now))
            }
            Difference::Score { then, now } => {
                self.was_and_is(words::desk::differences::score(self.lang), &self.score(then), &self.score(now))
            }
            Difference::Uncapped { then, now } => {
                self.was_and_is(words::desk::differences::uncapped(self.lang), &self.grade(then), &self.grade(now))
            }
            Difference::Grade { then, now } => {
                self.was_and_is(words::desk::differences::grade(self.lang), &self.grade(then), &self.grade(now))
            }
            Difference::Item { kind, id, then, now } => {
                let absent = words::desk::differences::absent(self.lang);
                let said = |outcome: &Option<String>| {
                    outcome.as_deref().map_or(absent, |outcome| self.outcome_of(*kind, outcome)).to_owned()
                };
                self.was_and_is(&self.title(kind.words(), id), &said(then), &said(now))
            }
        }
    }

    /// Every condition, ground and cap: its title, how it turned out then, and how now; empty where it is not there.
    #[must_use]
    pub fn items(&self, inspection: &Inspection) -> Vec<[String; 3]> {
        let said = |seen: &Option<Seen>, kind: ItemKind, id: &str| {
            let outcome = seen.as_ref().and_then(|seen| items(seen).find(|item| (item.0, item.1) == (kind, id)));
            outcome.map_or("", |item| self.outcome_of(kind, item.2)).to_owned()
        };
        let Some(listed) = inspection.now.as_ref().or(inspection.then.as_ref()) else { return Vec::new() };
        let row = |(kind, id, _): (ItemKind, &str, &str)| {
            [self.title(kind.words(), id), said(&inspection.then, kind, id), said(&inspection.now, kind, id)]
        };
        items(listed).map(row).collect()
    }

    /// Why something could not be done, and what to do.
    #[must_use]
    pub fn problem(&self, problem: &Problem, inspection: &Inspection) -> String {
        let overlays = inspection.then.as_ref().map(|then| then.overlays.join(", ")).filter(|names| !names.is_empty());
        match problem {
            Problem::NoAnswers => words::desk::problems::no_answers(self.lang).to_owned(),
            Problem::NoResult => words::desk::problems::no_result(self.lang).to_owned(),
            Problem::UnknownRegime => words::desk::problems::unknown_regime(self.lang, &inspection.about.regime),
            Problem::NeedsOverlays { overlays } => {
                let names = overlays.join(words::desk::and(self.lang));
                if names.is_empty() {
                    return words::desk::problems::used_none(self.lang).to_owned();
                }
                words::desk::problems::used_others(self.lang, names)
            }
            Problem::BadAnswers { first, count } => {
                let hint = overlays.map(|names| words::desk::problems::load_overlays(self.lang, names));
                let said = words::desk::problems::BadAnswers { lang: self.lang, count, first };
                format!("{said}{}", hint.unwrap_or_default())
            }
        }
    }

    /// Whether one may apply, as the answers have it now, else as the applicant saw it; empty where the rule book asks nothing
    /// of who applies.
    #[must_use]
    pub fn eligible(&self, inspection: &Inspection) -> &'static str {
        let seen = inspection.now.as_ref().or(inspection.then.as_ref());
        let seen = seen.filter(|seen| seen.conditions.iter().any(|condition| condition.kind == "eligibility"));
        seen.map_or("", |seen| self.outcome_of(ItemKind::Condition, &seen.eligible))
    }

    /// The points that the answers come to; empty where the regime does not score.
    #[must_use]
    pub fn points(&self, inspection: &Inspection) -> String {
        let seen = inspection.now.as_ref().or(inspection.then.as_ref());
        seen.and_then(|seen| seen.score.as_ref()).map_or_else(String::new, |score| self.score(score))
    }

    /// The files that have to be looked at, each with its state.
    #[must_use]
    pub fn noted(&self, inspection: &Inspection) -> Vec<String> {
        let noted = inspection.files.iter().filter(|file| file.state.is_noted());
        let one = |file: &FileFound| {
            words::desk::files::Noted { lang: self.lang, state: self.state(file.state), path: &file.path }.to_string()
        };
        noted.map(one).collect()
    }

    /// What an edited paper does not say as the answers do.
    #[must_use]
    pub fn disagreeing(&self, one: &Disagreeing) -> String {
        let titles: Vec<String> = one.facts.iter().map(|id| self.title("fact", id)).collect();
        let facts = titles.join(words::desk::and(self.lang));
        words::desk::Disagreeing { lang: self.lang, path: &one.path, facts }.to_string()
    }

    /// What an office file carries that reaches beyond it or runs, one in a line.
    #[must_use]
    pub fn carrying(&self, one: &Carrying) -> Vec<String> {
        let told = one.carried.iter().map(crate::Carried::said);
        told.map(|said| {
            let what = self.lang.pick(&said.zh, &said.en);
            words::desk::Carrying { lang: self.lang, path: &one.path, what }.to_string()
        })
        .collect()
    }

    /// Why a file is refused, and what to do.
    #[must_use]
    pub fn refusal(&self, why: &NotAPackage) -> String {
        if self.lang == Lang::En {
            return words::desk::refusals::refused(self.lang, why);
        }
        let said = match why {
            NotAPackage::Archive(refused) => {
                let entry = refused.entry.as_deref().map(|entry| format!("（{}）", super::shown(entry, 120)));
                format!("{}{}", refused.reason.in_chinese(), entry.unwrap_or_default())
            }
            NotAPackage::NoManifest => words::desk::refusals::NO_MANIFEST.to_owned(),
            NotAPackage::BadManifest(why) => words::desk::refusals::bad_manifest(why),
            NotAPackage::Newer(schema) => words::desk::refusals::newer(schema),
        };
        words::desk::refusals::refused(self.lang, said)
    }
}
