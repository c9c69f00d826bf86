//! What was found, in Chinese and English.

use super::about::NotAPackage;
use super::compare::{Difference, ItemKind, items};
use super::files::FileState;
use super::inspect::{AppliedFor, Carrying, Disagreeing, InUse, Inspection, Problem, Verdict};
use super::seen::Seen;
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
        let hidden = || self.lang.pick("（已隐去）", "(left out)").to_owned();
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
                let above = self.lang.pick("（高于重新评定的结果）", " (above the result now)");
                format!("{}{above}", self.outcome(level))
            }
            AppliedFor::NotSaid => self.lang.pick("未填写", "not said").to_owned(),
            AppliedFor::NotAsked => String::new(),
            AppliedFor::Aim { level } => {
                let aim = self.lang.pick("（旧版申请包，为改进目标）", " (an older package: what its plan aims at)");
                format!("{}{aim}", self.outcome(level))
            }
        }
    }

    /// Which answers are in the package.
    #[must_use]
    pub const fn answers(&self, inspection: &Inspection) -> &'static str {
        let (zh, en) = match inspection.about.answers {
            Some(Extent::Used) => ("只含本项用到的答案", "the answers that this regime uses"),
            Some(Extent::Whole) => {
                ("含申请人的全部答案，包括其他项目的", "all answers of the applicant, also those for other regimes")
            }
            None => {
                ("旧版申请包，可能含其他项目的答案", "an older package, which may hold answers for other regimes too")
            }
        };
        self.lang.pick(zh, en)
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
            FileState::Edited => ("导出后改过", "edited after export"),
            FileState::Missing => ("缺失", "missing"),
            FileState::Extra => ("另外加入", "added"),
            FileState::Dropping => ("系统文件，不计", "left by a system, not counted"),
        };
        self.lang.pick(zh, en)
    }

    /// What it comes to.
    #[must_use]
    pub const fn verdict(&self, verdict: Verdict) -> &'static str {
        let (zh, en) = match verdict {
            Verdict::Sound => ("文件完好，结果一致", "intact, and the result is the same"),
            Verdict::Edited => ("数据完好，表格改过或有新增文件", "data intact; papers edited or files added"),
            Verdict::Differs => ("数据完好，结果不同", "data intact, but the result differs"),
            Verdict::Unknown => ("不能重新评定", "cannot be assessed again"),
            Verdict::Changed => ("数据被改动或有文件缺失", "data changed or files missing"),
        };
        self.lang.pick(zh, en)
    }

    /// The files in one line: all intact, or how many are not.
    #[must_use]
    pub fn files(&self, inspection: &Inspection) -> String {
        if inspection.is_intact() {
            let count = inspection.count(FileState::Intact);
            return match self.lang {
                Lang::Zh => format!("{count} 个文件全部完好"),
                Lang::En => format!("all {count} files intact"),
            };
        }
        let states = [FileState::Changed, FileState::Missing, FileState::Edited, FileState::Extra];
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

    /// What the overlays in use make of a package that was made with others; empty where it was made with these.
    #[must_use]
    pub fn in_use(&self, inspection: &Inspection) -> String {
        let Some(InUse { overlays, grade }) = &inspection.in_use else { return String::new() };
        let names = overlays.join(self.lang.pick("、", ", "));
        let names =
            if names.is_empty() { self.lang.pick("没有补充规则", "no overlays").to_owned() } else { names };
        match (self.lang, grade) {
            (Lang::Zh, Some(grade)) => format!("{}（{names}）", self.grade(grade)),
            (Lang::En, Some(grade)) => format!("{} ({names})", self.grade(grade)),
            (Lang::Zh, None) => format!("用它（{names}）读不出这些答案"),
            (Lang::En, None) => format!("the answers cannot be read with it ({names})"),
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
            Difference::Level { manifest, answers } => {
                let named = |level: &str| match level {
                    "" => self.lang.pick("未填写", "none").to_owned(),
                    level => self.outcome(level),
                };
                let (manifest, answers) = (named(manifest), named(answers));
                match self.lang {
                    Lang::Zh => format!("清单与答案的申报等级不同：{manifest}；{answers}"),
                    Lang::En => {
                        format!("manifest and answers name different levels applied for: {manifest}; {answers}")
                    }
                }
            }
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
            Problem::NeedsOverlays { overlays } => {
                let names = overlays.join(self.lang.pick("、", ", "));
                match self.lang {
                    Lang::Zh if names.is_empty() => {
                        "申请人没有用补充规则，而这里用了，答案因此读不了：请先移除补充规则，再打开。".to_owned()
                    }
                    Lang::En if names.is_empty() => "The applicant used no overlays, and here some are in use, so the \
                        answers cannot be read: remove them first."
                        .to_owned(),
                    Lang::Zh => {
                        format!("申请人使用了补充规则 {names}，这里没有载入，答案因此读不了：请先载入它，再打开。")
                    }
                    Lang::En => format!(
                        "The applicant used the overlays {names}, which are not in use here, so the answers cannot be \
                         read: load them first."
                    ),
                }
            }
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
        noted.map(|file| format!("{}{}{}", self.state(file.state), self.lang.pick("：", ": "), file.path)).collect()
    }

    /// What an edited paper does not say as the answers do.
    #[must_use]
    pub fn disagreeing(&self, one: &Disagreeing) -> String {
        let titles: Vec<String> = one.facts.iter().map(|id| self.title("fact", id)).collect();
        match self.lang {
            Lang::Zh => format!("{} 里找不到答案中的：{}", one.path, titles.join("、")),
            Lang::En => format!("{} does not have what the answers say of: {}", one.path, titles.join(", ")),
        }
    }

    /// What an office file carries that reaches beyond it or runs, one in a line.
    #[must_use]
    pub fn carrying(&self, one: &Carrying) -> Vec<String> {
        let told = one.carried.iter().map(crate::Carried::said);
        told.map(|said| match self.lang {
            Lang::Zh => format!("{} 带有{}", one.path, said.zh),
            Lang::En => format!("{} carries {}", one.path, said.en),
        })
        .collect()
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
