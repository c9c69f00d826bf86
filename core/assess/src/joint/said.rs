//! A plan in sentences of one language: what the command line prints, the page shows and the paper says.

use super::conflict::{Conflict, Fall};
use super::goal::asks_eligibility;
use super::lifts::Lift;
use super::shapes::{
    JointAim, JointChange, JointFall, JointKind, JointLift, JointPaper, JointReport, JointStand, JointState, WordsBy,
};
use super::{Aimed, Joint, Reached, Step, Wanted};
use crate::earliest::{Earliest, earliest};
use crate::finding::Outcome;
use crate::paths::{Path, Target};
use crate::say::Speaker;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::FactIx;
use ziping_rules::rule::{Change, Truth};

/// A plan in words; `formal`: as papers write days.
#[must_use]
pub fn joint_report<'a>(
    plan: &'a Joint<'a>,
    library: &'a Library,
    words: WordsBy<'a>,
    (organisation, lang, formal): (&str, Lang, bool),
) -> JointReport {
    let said = Said { plan, library, words, lang, formal };
    let titles = |facts: &[FactIx]| facts.iter().map(|fact| said.fact(*fact)).collect::<Vec<String>>();
    JointReport {
        organisation: organisation.to_owned(),
        as_of: plan.as_of.to_string(),
        on: plan.on.to_string(),
        aims: plan.aims.iter().filter_map(|aimed| said.aim(aimed)).collect(),
        changes: plan.changes.iter().map(|step| said.step(step)).collect(),
        conflicts: plan.conflicts.iter().filter_map(|conflict| said.conflict(conflict)).collect(),
        falls: plan.falls.iter().filter_map(|fall| said.fall(fall)).collect(),
        rests_on: titles(&plan.rests_beside()),
        assumes: titles(&plan.assumes),
        all_tried: plan.all_tried,
    }
}

/// What stands in the way, by its title.
fn blocker(speaker: &Speaker<'_>, id: &str) -> String {
    match speaker.named(id) {
        Some(title) => title.to_owned(),
        None if id == "score" => speaker.lang().pick("总分", "the total").to_owned(),
        None => id.to_owned(),
    }
}

struct Said<'a> {
    plan: &'a Joint<'a>,
    library: &'a Library,
    words: WordsBy<'a>,
    lang: Lang,
    formal: bool,
}

impl<'a> Said<'a> {
    fn speaker(&self, rulebook: &'a RuleBook) -> Option<Speaker<'a>> {
        let speaker = Speaker::new(self.library, rulebook, (self.words)(&rulebook.id)?, self.lang);
        Some(if self.formal { speaker.formal() } else { speaker })
    }

    /// The title of a fact, in the words of whichever rule book has some.
    fn fact(&self, fact: FactIx) -> String {
        let id = self.library.catalogue.id(fact);
        let mut words = self.plan.aims.iter().filter_map(|aimed| (self.words)(&aimed.aim.rulebook.id));
        words.find_map(|words| words.find("fact", id)).map_or_else(|| id.to_owned(), |words| words.title.clone())
    }

    fn aimed(&self, regime: &str) -> Option<&'a Aimed<'a>> {
        self.plan.aims.iter().find(|aimed| aimed.aim.rulebook.id == regime)
    }

    /// A speaker for a change: of the rule book that it lifts.
    fn speaker_of(&self, regime: &str) -> Option<Speaker<'a>> {
        self.speaker(self.library.regime(regime)?)
    }

    fn title(&self, regime: &str) -> &'a str {
        (self.words)(regime).map_or("", |words| words.get("regime", "").title.as_str())
    }

    /// The rule book's short name, where it has one.
    fn short(&self, regime: &str) -> &'a str {
        let short = (self.words)(regime).and_then(|words| words.get("regime", "").labels.get("short"));
        short.map_or_else(|| self.title(regime), String::as_str)
    }

    fn aim(&self, aimed: &'a Aimed<'a>) -> Option<JointAim> {
        let rulebook = aimed.aim.rulebook;
        let speaker = self.speaker(rulebook)?;
        let stand = |grade: crate::GradeRange, may_apply: Truth| JointStand {
            worst: speaker.outcome(grade.worst).to_owned(),
            best: speaker.outcome(grade.best).to_owned(),
            grade: speaker.grades(grade),
            eligible: asks_eligibility(rulebook).then(|| Outcome::from(may_apply).name().to_owned()),
        };
        let (wanted, aim) = match aimed.aim.wanted {
            Wanted::Keep => (None, self.lang.pick("保持现状", "keep as it is").to_owned()),
            Wanted::Level(place) => (Some(speaker.outcome(place).to_owned()), speaker.outcome_title(place).to_owned()),
        };
        let on = match aimed.reached {
            Reached::Already => Some(self.plan.as_of),
            Reached::By(day) => Some(super::day_of(self.earliest(aimed, day), day)),
            Reached::NoWay { .. } | Reached::Conflict => None,
        };
        Some(JointAim {
            regime: rulebook.id.clone(),
            title: self.title(&rulebook.id).to_owned(),
            version: rulebook.version.clone(),
            wanted,
            aim,
            before: stand(aimed.before, aimed.may_apply.0),
            after: stand(aimed.after, aimed.may_apply.1),
            state: match aimed.reached {
                Reached::Already => JointState::Already,
                Reached::By(_) => JointState::Planned,
                Reached::NoWay { .. } => JointState::NoWay,
                Reached::Conflict => JointState::Conflict,
            },
            on: on.map(|day| day.to_string()),
            said: self.became(aimed, &speaker) + self.standing(rulebook),
        })
    }

    /// When an aim can be reached: its own changes count, and of waiting its own day.
    fn earliest(&self, aimed: &Aimed<'_>, day: Day) -> Earliest {
        let serves = |step: &&Step| step.lifts.iter().any(|lift| lift.regime == aimed.aim.rulebook.id);
        let changes = self.plan.changes.iter().filter(serves).map(|step| match step.change {
            Change::Wait { .. } => Change::Wait { until: day, arguable: day },
            _ => step.change.clone(),
        });
        let (rests_on, assumes) = (self.plan.rests_on.clone(), Vec::new());
        earliest(&Path { changes: changes.collect(), rests_on, assumes, on: day }, self.plan.as_of)
    }

    /// That nobody can apply under a rule book any more, where that is so.
    fn standing(&self, rulebook: &RuleBook) -> &'static str {
        if rulebook.status.is_over() {
            self.lang.pick(
                "这套规则现在已不能据以申报，只供对照。",
                "; nobody can apply under this rule book any more: for comparison only",
            )
        } else {
            ""
        }
    }

    /// What became of an aim.
    fn became(&self, aimed: &Aimed<'_>, speaker: &Speaker<'_>) -> String {
        let zh = self.lang == Lang::Zh;
        match &aimed.reached {
            Reached::Already if aimed.aim.wanted == Wanted::Keep => {
                self.lang.pick("按计划做完以后，不低于现在。", "no lower than now, with the plan").to_owned()
            }
            Reached::Already if zh => "现在已经达到，按计划做完以后仍然保持。".to_owned(),
            Reached::Already => "it is so already, and stays so with the plan".to_owned(),
            Reached::By(day) => speaker.reached(self.earliest(aimed, *day)),
            Reached::NoWay { more: true, .. } if zh => "在限定的尝试次数内没有找到途径，不等于没有。".to_owned(),
            Reached::NoWay { more: true, .. } => {
                "no way was found in as many tries as there are; there may be one".to_owned()
            }
            Reached::NoWay { why, .. } => {
                let titles: Vec<String> = why.iter().map(|id| blocker(speaker, id)).collect();
                match (zh, titles.is_empty()) {
                    (true, true) => "目前没有途径。".to_owned(),
                    (true, false) => format!("目前没有途径，卡在：{}。", titles.join("、")),
                    (false, true) => "there is no way at present".to_owned(),
                    (false, false) => format!("there is no way at present; in the way: {}", titles.join(", ")),
                }
            }
            Reached::Conflict if zh => "与前面的目标不能同时达到，没有列入计划。".to_owned(),
            Reached::Conflict => "not together with what comes before it: left out of the plan".to_owned(),
        }
    }

    fn step(&self, step: &Step) -> JointChange {
        let speaker = step.lifts.first().and_then(|lift| self.speaker_of(&lift.regime));
        let mut papers: Vec<JointPaper> = Vec::new();
        for (lift, (id, asked)) in step.lifts.iter().flat_map(|lift| lift.papers.iter().map(move |paper| (lift, paper)))
        {
            match papers.iter_mut().find(|paper| paper.id == *id) {
                Some(paper) => paper.asked |= asked,
                None => papers.push(JointPaper {
                    id: id.clone(),
                    title: (self.words)(&lift.regime)
                        .map_or(id.as_str(), |words| words.title("evidence", id))
                        .to_owned(),
                    asked: *asked,
                }),
            }
        }
        let day = super::day_of(step.earliest, self.plan.as_of);
        JointChange {
            fact: step.change.target().0.map(|fact| self.library.catalogue.id(fact).to_owned()),
            text: speaker.as_ref().map_or_else(String::new, |speaker| speaker.planned(&step.change, step.open)),
            when: speaker.as_ref().map_or_else(String::new, |speaker| speaker.when(&step.change, step.earliest)),
            kind: match step.earliest {
                Earliest::Check => JointKind::Check,
                Earliest::Effort => JointKind::Do,
                Earliest::On(_) | Earliest::NotBefore(_) | Earliest::NewYear { .. } => JointKind::Wait,
            },
            day: (day > self.plan.as_of).then(|| day.to_string()),
            lifts: step.lifts.iter().filter_map(|lift| self.lift(lift)).collect(),
            papers,
        }
    }

    /// The rule book, and from what to what.
    fn lift(&self, lift: &Lift) -> Option<JointLift> {
        let aimed = self.aimed(&lift.regime)?;
        let speaker = self.speaker(aimed.aim.rulebook)?;
        let zh = self.lang == Lang::Zh;
        let told = |target: &Target| match target.outcome() {
            None => self.lang.pick("取得申报资格", "being allowed to apply").to_owned(),
            Some(place) if aimed.aim.wanted == Wanted::Keep || aimed.before.worst >= place => {
                let level = speaker.outcome_title(place);
                if zh { format!("保持“{level}”") } else { format!("stays {level}") }
            }
            Some(place) => {
                let (from, to) = (speaker.grades(aimed.before), speaker.outcome_title(place));
                if zh { format!("由“{from}”到“{to}”") } else { format!("from {from} to {to}") }
            }
        };
        let told: Vec<String> = lift.targets.iter().map(told).collect();
        let title = self.short(&lift.regime);
        Some(JointLift {
            regime: lift.regime.clone(),
            text: if zh { format!("{title}：{}", told.join("，")) } else { format!("{title}: {}", told.join(", ")) },
            clauses: lift.clauses.clone(),
        })
    }

    fn changes(&self, regime: &str, changes: &[Change]) -> Option<String> {
        let speaker = self.speaker_of(regime)?;
        let said: Vec<String> = changes
            .iter()
            .map(|change| match change {
                Change::Wait { .. } => speaker.change(change, false),
                _ => speaker.planned(change, false),
            })
            .collect();
        Some(said.join(self.lang.pick("；", "; ")))
    }

    fn conflict(&self, conflict: &Conflict) -> Option<String> {
        let zh = self.lang == Lang::Zh;
        Some(match conflict {
            Conflict::Opposed { held: (held, theirs), given_up: (given_up, mine) } => {
                let (a, b) = (self.title(held), self.title(given_up));
                let theirs = self.changes(held, std::slice::from_ref(theirs))?;
                let mine = self.changes(given_up, std::slice::from_ref(mine))?;
                if zh {
                    format!("方向相反：{a}要“{theirs}”，{b}要“{mine}”，两件事不能都做到；计划保住前者，放下后者。")
                } else {
                    format!(
                        "opposite directions: {a} wants “{theirs}”, {b} wants “{mine}”; the plan holds to the former and leaves the latter out"
                    )
                }
            }
            Conflict::Falls { held, given_up, changes } => {
                let (a, b) = (self.title(held), self.title(given_up));
                let changes = self.changes(given_up, changes)?;
                if zh {
                    format!("{b}的目标要求“{changes}”，这样做了{a}就达不到要求；计划保住{a}，放下{b}。")
                } else {
                    format!("{b} asks for “{changes}”, which makes {a} fall; the plan holds to {a} and leaves {b} out")
                }
            }
            Conflict::NotTogether { held, given_up } => {
                let all: Vec<&str> = held.iter().map(|regime| self.title(regime)).collect();
                let (a, b) = (all.join(self.lang.pick("、", ", ")), self.title(given_up));
                if zh {
                    format!("找到的各条途径试过以后，{b}都不能与{a}同时达到；计划放下{b}。")
                } else {
                    format!("no way that was found reaches {b} together with {a}; the plan leaves {b} out")
                }
            }
        })
    }

    fn fall(&self, fall: &'a Fall<'a>) -> Option<JointFall> {
        let speaker = self.speaker(fall.rulebook)?;
        let (before, after) = (speaker.grades(fall.grade.0), speaker.grades(fall.grade.1));
        let title = self.title(&fall.rulebook.id);
        // In the words of a rule book that asks for the change: this one may have none for it.
        let told = |change: &Change| {
            let step = self.plan.changes.iter().find(|step| step.change == *change);
            let asks = step.and_then(|step| self.speaker_of(&step.lifts.first()?.regime));
            asks.unwrap_or(speaker).planned(change, false)
        };
        let changes: Vec<String> = fall.changes.iter().map(told).collect();
        let changes = changes.join(self.lang.pick("；", "; "));
        let text = match (self.lang, fall.no_longer_applies) {
            (Lang::Zh, false) => format!("{title}会由“{before}”降为“{after}”，起因是：{changes}。"),
            (Lang::Zh, true) => format!("{title}会失去申报资格，起因是：{changes}。"),
            (Lang::En, false) => format!("{title} falls from {before} to {after}, because of: {changes}"),
            (Lang::En, true) => format!("{title} can no longer be applied for, because of: {changes}"),
        };
        Some(JointFall { regime: fall.rulebook.id.clone(), text })
    }
}
