//! The calendar: dates that follow a certificate, days on which a cap lapses or the grade changes, and the steps of the
//! procedure, counted from the day on which the applicant means to hand in. It holds what the page lists.

use super::super::ics::{Calendar, Entry, sequence_of};
use super::say::{freed, guessed, with_inference};
use super::{Draft, NOTICE};
use ziping_assess::{DutyDate, Matter, Mode, Place, Scheduled, agenda, deadlines, schedule};
use ziping_base::calendar::Day;
use ziping_regime::Step;
use ziping_regime::compiled::fingerprint;
use ziping_rules::fact::{Value, uscc_valid};

/// Which time, of a duty that comes back.
pub(super) fn occasion(title: &str, occasion: u16, times: u16) -> String {
    if times > 1 { format!("{title}（第{occasion}次）") } else { title.to_owned() }
}

/// Whose calendar it is: known by its code, or else by its name, so that calendars of many lie beside each other and a
/// second one of the same takes the place of the first. In an export for outsiders nobody is named.
pub(in super::super) fn calendar_of(draft: &Draft<'_>, sequence: Option<u32>) -> Calendar {
    let order = draft.order;
    let code = order.library.catalogue.find("org.uscc").and_then(|fact| order.sheet.get(fact));
    let key = match code {
        Some(Value::Text(code)) if uscc_valid(code) => code.clone(),
        _ => draft.name(),
    };
    let hidden = order.redact.names;
    Calendar {
        name: if hidden { draft.regime().title.clone() } else { format!("{} {}", draft.name(), draft.regime().title) },
        whose: if hidden { String::new() } else { draft.name() },
        key: if hidden { order.rulebook.id.clone() } else { format!("{:016x}", fingerprint(key.as_bytes())) },
        sequence: sequence.unwrap_or_else(|| sequence_of(order.as_of)),
    }
}

/// The entries.
pub(in super::super) fn dates(draft: &Draft<'_>) -> Vec<Entry> {
    let steps = draft.steps();
    let planned = draft.order.hand_in.map(|day| schedule(draft.order.library, draft.order.rulebook, &steps, day));
    let planned = planned.unwrap_or_default();
    let (duties, horizon) = (draft.findings.duties(), draft.findings.horizon(Mode::Held));
    let days = agenda(duties, draft.findings.assessment(), horizon, &planned, draft.tasks());
    // The first change keeps its id when it moves to another day.
    let mut grades = 0;
    let mut entry = |day: Day, matter: &Matter<'_>| match matter {
        Matter::Duty(date) => draft.duty_entry(date),
        Matter::Free(place, arguable) => draft.free_entry(*place, day, *arguable),
        Matter::Grade(range) => {
            grades += 1;
            Some(Entry {
                id: format!("{}.grade-{grades}", draft.order.rulebook.id),
                day: Some(day),
                title: format!("自评结果变为{}", draft.outcomes(*range)),
                text: format!("填报内容不变时，自该日起的自评结果。{NOTICE}。"),
                remind: &[],
            })
        }
        Matter::Step(scheduled) => Some(draft.step_entry(day, scheduled)),
        Matter::Task(task) => Some(draft.task_entry(day, task)),
    };
    let mut entries: Vec<Entry> = days.iter().filter_map(|dated| entry(dated.day, &dated.matter)).collect();
    // What the applicant does and no day is known for: named in the file, no entry of it.
    let mine = steps.into_iter().filter(|step| step.actor == "applicant");
    let undated = mine.filter(|step| !entries.iter().any(|entry| entry.id == step.id)).collect::<Vec<_>>();
    entries.extend(undated.into_iter().map(|step| draft.undated_entry(step)));
    entries
}

/// Of the entries those that say what is to be done by a day that has not passed.
pub(in super::super) fn due(draft: &Draft<'_>) -> Vec<Entry> {
    let (order, steps) = (draft.order, draft.steps());
    let planned = order.hand_in.map(|day| schedule(order.library, order.rulebook, &steps, day)).unwrap_or_default();
    let entry = |day: Day, matter: &Matter<'_>| match matter {
        Matter::Duty(date) => draft.duty_entry(date),
        Matter::Step(scheduled) => Some(draft.step_entry(day, scheduled)),
        Matter::Task(task) => Some(draft.task_entry(day, task)),
        Matter::Free(..) | Matter::Grade(_) => None,
    };
    let days = deadlines(draft.findings.duties(), &planned, draft.tasks(), order.as_of);
    days.iter().filter_map(|dated| entry(dated.day, &dated.matter)).collect()
}

impl Draft<'_> {
    fn duty_entry(&self, date: &DutyDate) -> Option<Entry> {
        let duty = self.order.rulebook.duties.get(date.place)?;
        let words = self.order.words.get("duty", &duty.id);
        let mut text = format!("{}（{}）", with_inference(words.text.clone(), words), duty.backing.clause());
        if date.arguable != date.safe {
            text.push_str(&format!("\n稳妥日期：{}；按较宽的理解：{}。", date.safe, date.arguable));
        }
        if date.provisional {
            text.push_str("\n暂定：当年放假安排尚未公布。");
        }
        text.push_str(&self.host_reminder());
        Some(Entry {
            id: format!("{}-{}", duty.id, date.occasion),
            day: Some(date.safe),
            title: guessed(&occasion(&words.title, date.occasion, duty.times), date.inferred),
            text,
            remind: &[60, 14, 1],
        })
    }

    fn free_entry(&self, place: usize, safe: Day, arguable: Day) -> Option<Entry> {
        let cap = self.order.rulebook.caps.get(place)?;
        let free = freed(cap);
        Some(Entry {
            id: cap.id.clone(),
            day: Some(safe),
            title: format!("{free}：{}", self.title("cap", &cap.id)),
            text: format!("{}：{safe} 起{free}；按较宽的理解，{arguable} 起已{free}。", cap.backing.clause()),
            remind: &[14],
        })
    }

    fn step_entry(&self, day: Day, scheduled: &Scheduled<'_>) -> Entry {
        let step = scheduled.step;
        let words = self.order.words.get("step", &step.id);
        let (title, when, remind): (_, _, &'static [u16]) = match scheduled.place {
            Place::Before { .. } => (format!("最晚：{}", words.title), "递交之前要办完。".to_owned(), &[14, 1]),
            Place::HandIn(_) => (format!("递交：{}", words.title), "本单位自定的递交日。".to_owned(), &[14, 1]),
            Place::After { from, .. } => {
                let earliest = if scheduled.certain { "" } else { "最早" };
                (format!("{earliest}到期：{}", words.title), format!("自 {from} 起算，{earliest}到 {day}。"), &[])
            }
        };
        let mut text = format!("{}\n{when}", self.step_text(step));
        if scheduled.provisional {
            text.push_str("\n暂定：当年放假安排尚未公布。");
        }
        if matches!(scheduled.place, Place::Before { .. } | Place::HandIn(_)) {
            text.push_str(&self.host_reminder());
        }
        let title = guessed(&title, step.backing.inferred);
        Entry { id: step.id.clone(), day: Some(day), title, text, remind }
    }

    fn undated_entry(&self, step: &Step) -> Entry {
        let title = guessed(&self.order.words.get("step", &step.id).title, step.backing.inferred);
        Entry { id: step.id.clone(), day: None, title, text: self.step_text(step), remind: &[] }
    }

    /// What a step is, with the papers of it and to whom they go.
    fn step_text(&self, step: &Step) -> String {
        let words = self.order.words.get("step", &step.id);
        let mut text = format!("{}（{}）", with_inference(self.told(step), words), step.backing.clause());
        for document in self.order.rulebook.handed_in(step, self.procedure()) {
            let title = self.title("document", &document.id);
            match self.recipient(document) {
                Some(to) => text.push_str(&format!("\n{title}：交{to}。")),
                None => text.push_str(&format!("\n{title}。")),
            }
        }
        text
    }
}
