//! What was found, in Chinese and English.

use super::about::NotAPackage;
use super::compare::{Difference, ItemKind, items};
use super::files::FileState;
use super::inspect::{Inspection, Problem, Verdict};
use super::seen::Seen;
use crate::assess::{Ends, Lang, LowHigh};
use crate::dossier::Redaction;
use crate::regime::Words;

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
        let hidden = || self.lang.pick("（已隐去）", "(left out)").to_owned();
        inspection.about.organisation.clone().unwrap_or_else(hidden)
    }

    /// An outcome.
    #[must_use]
    pub fn outcome(&self, id: &str) -> String {
        self.title("outcome", id)
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
        let (zh, en) = match state {
            FileState::Intact => ("完好", "intact"),
            FileState::Changed => ("已被改动", "changed"),
            FileState::Missing => ("缺失", "missing"),
            FileState::Extra => ("清单中没有", "not in the manifest"),
        };
        self.lang.pick(zh, en)
    }

    /// What it comes to.
    #[must_use]
    pub const fn verdict(&self, verdict: Verdict) -> &'static str {
        let (zh, en) = match verdict {
            Verdict::Sound => ("文件完好，结果一致", "intact, and the result is the same"),
            Verdict::Differs => ("文件完好，结果不同", "intact, but the result differs"),
            Verdict::Unknown => ("不能重新评定", "cannot be assessed again"),
            Verdict::Changed => ("文件与清单不符", "files are not those of the manifest"),
        };
        self.lang.pick(zh, en)
    }

    /// The files in one line: all intact, or how many are not.
    #[must_use]
    pub fn files(&self, inspection: &Inspection) -> String {
        if inspection.is_intact() {
            let count = inspection.files.len();
            return match self.lang {
                Lang::Zh => format!("{count} 个文件全部完好"),
                Lang::En => format!("all {count} files intact"),
            };
        }
        let states = [FileState::Changed, FileState::Missing, FileState::Extra];
        let counted = states.into_iter().filter(|state| inspection.count(*state) > 0);
        let said = counted.map(|state| match self.lang {
            Lang::Zh => format!("{} 个{}", inspection.count(state), self.state(state)),
            Lang::En => format!("{} {}", inspection.count(state), self.state(state)),
        });
        said.collect::<Vec<_>>().join(self.lang.pick("，", ", "))
    }

    /// What an export for outsiders leaves out.
    #[must_use]
    pub fn redacted(&self, redacted: Redaction) -> String {
        let parts = [
            (redacted.contacts, self.lang.pick("联系方式", "contact data")),
            (redacted.names, self.lang.pick("名称和文字", "names and texts")),
            (redacted.amounts, self.lang.pick("金额", "amounts")),
        ];
        let named: Vec<&str> = parts.into_iter().filter(|(left_out, _)| *left_out).map(|(_, name)| name).collect();
        named.join(self.lang.pick("、", ", "))
    }

    fn outcome_of(&self, kind: ItemKind, outcome: &str) -> &'static str {
        let (zh, en) = match (kind, outcome) {
            (ItemKind::Condition, "true") => ("符合", "met"),
            (ItemKind::Condition, "false") => ("不符合", "not met"),
            (ItemKind::Ground | ItemKind::Cap, "true") => ("有此情形", "caught"),
            (ItemKind::Ground | ItemKind::Cap, "false") => ("无此情形", "clear"),
            (_, "not_applicable") => ("不适用", "not applicable"),
            _ => ("待定", "open"),
        };
        self.lang.pick(zh, en)
    }

    fn score(&self, score: &LowHigh) -> String {
        if score.low == score.high { score.low.clone() } else { format!("{}–{}", score.low, score.high) }
    }

    /// From one thing to another.
    fn was_and_is(&self, what: &str, then: &str, now: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{what}：原为 {then}，现为 {now}"),
            Lang::En => format!("{what}: was {then}, is now {now}"),
        }
    }

    /// A difference.
    #[must_use]
    pub fn difference(&self, difference: &Difference) -> String {
        let eligible = |outcome: &str| self.outcome_of(ItemKind::Condition, outcome);
        let listed = |overlays: &[String]| {
            if overlays.is_empty() {
                self.lang.pick("无", "none").to_owned()
            } else {
                overlays.join(self.lang.pick("、", ", "))
            }
        };
        match difference {
            Difference::RuleBook { then, now } => {
                self.was_and_is(self.lang.pick("规则版本", "rule-book version"), then, now)
            }
            Difference::Overlays { then, now } => {
                self.was_and_is(self.lang.pick("补充规则", "overlays"), &listed(then), &listed(now))
            }
            Difference::Head { manifest, result } => match self.lang {
                Lang::Zh => format!("清单与结果说的不是同一件事：{manifest}；{result}"),
                Lang::En => format!("manifest and result do not speak of the same thing: {manifest}; {result}"),
            },
            Difference::Organisation { manifest, answers } => match self.lang {
                Lang::Zh => format!("清单与答案的单位名称不同：{manifest}；{answers}"),
                Lang::En => format!("manifest and answers name different organisations: {manifest}; {answers}"),
            },
            Difference::Eligible { then, now } => {
                self.was_and_is(self.lang.pick("申报资格", "eligible"), eligible(then), eligible(now))
            }
            Difference::Score { then, now } => {
                self.was_and_is(self.lang.pick("得分", "score"), &self.score(then), &self.score(now))
            }
            Difference::Uncapped { then, now } => self.was_and_is(
                self.lang.pick("不计限制的等级", "grade before caps"),
                &self.grade(then),
                &self.grade(now),
            ),
            Difference::Grade { then, now } => {
                self.was_and_is(self.lang.pick("等级", "grade"), &self.grade(then), &self.grade(now))
            }
            Difference::Item { kind, id, then, now } => {
                let absent = self.lang.pick("没有这一条", "not in that rule book");
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
            Problem::NoAnswers => self
                .lang
                .pick(
                    "没有答案文件，不能重新评定：请申请人重新导出。",
                    "There is no answer file, so it cannot be assessed again: ask the applicant to export it anew.",
                )
                .to_owned(),
            Problem::NoResult => self
                .lang
                .pick(
                    "没有可读的结果文件，不知道申请人当时看到的等级。",
                    "There is no readable result, so what the applicant saw is not known.",
                )
                .to_owned(),
            Problem::UnknownRegime => match self.lang {
                Lang::Zh => format!("这里没有规则“{}”，不能重新评定。", inspection.about.regime),
                Lang::En => {
                    format!("There is no rule book `{}` here, so it cannot be assessed again.", inspection.about.regime)
                }
            },
            Problem::BadAnswers { first, count } => {
                let hint = overlays.map(|names| match self.lang {
                    Lang::Zh => format!("申请人使用了补充规则 {names}，请先载入。"),
                    Lang::En => format!(" The applicant used the overlays {names}: load them first."),
                });
                let said = match self.lang {
                    Lang::Zh => format!("答案文件有 {count} 处问题，不能重新评定。第一处：{first}。"),
                    Lang::En => format!(
                        "The answer file has {count} problem(s), so it cannot be assessed again. The first: {first}."
                    ),
                };
                said + &hint.unwrap_or_default()
            }
        }
    }

    /// Why a file is refused, and what to do.
    #[must_use]
    pub fn refusal(&self, why: &NotAPackage) -> String {
        if self.lang == Lang::En {
            return format!("Not opened: {why}. Ask the applicant for the package as it was exported.");
        }
        let said = match why {
            NotAPackage::Archive(refused) => {
                let entry = refused.entry.as_deref().map(|entry| format!("（{}）", super::shown(entry, 120)));
                format!("{}{}", refused.reason.in_chinese(), entry.unwrap_or_default())
            }
            NotAPackage::NoManifest => "是压缩包，但不是本工具的申请包：没有清单".to_owned(),
            NotAPackage::BadManifest(why) => format!("清单无法读懂：{why}"),
            NotAPackage::Newer(schema) => format!("清单是第 {schema} 版格式，本版本还读不了，请更新本工具"),
        };
        format!("{said}。请向申请人索取原样导出的申请包。")
    }
}
