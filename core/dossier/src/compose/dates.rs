//! The calendar: dates that follow a certificate, days on which a cap lapses or the grade changes, and the steps of the
//! procedure, counted from the day on which the applicant means to hand in. It holds what the page lists.

use super::super::ics::{Calendar, Entry, sequence_of};
use super::say::{freed, guessed, with_inference};
use super::{Draft, NOTICE};
use crate::words;
use crate::words::calendar::MEETS;
use crate::words::shared::PROVISIONAL;
use ziping_assess::{Coming, Dates, DutyDate, Matter, Mode, Place, Scheduled, coming, schedule};
use ziping_base::calendar::Day;
use ziping_regime::Step;
use ziping_regime::compiled::fingerprint;
use ziping_rules::fact::{Value, uscc_valid};

/// Which time, of a duty that comes back.
pub(super) fn occasion(title: &str, occasion: u16, times: u16) -> String {
    if times > 1 { words::calendar::Occasion { duty: title, number: occasion }.to_string() } else { title.to_owned() }
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
    let planned = draft.order.hand_in.map(|day| draft.schedule(&steps, day));
    let planned = planned.unwrap_or_default();
    let (duties, horizon) = (draft.duties(), draft.findings.horizon(Mode::Held));
    let (order, found) = (draft.order, draft.findings.assessment());
    let met = coming(order.library, order.rulebook, draft.procedure(), order.sheet, found);
    let days =
        Dates { duties: &duties, caps: &found.caps, coming: &met, horizon, schedule: &planned, tasks: draft.tasks() };
    let days = days.agenda();
    // The first change keeps its id when it moves to another day.
    let mut grades = 0;
    let mut entry = |day: Day, matter: &Matter<'_>| match matter {
        Matter::Duty(date) => draft.duty_entry(date),
        Matter::Free(place, arguable) => draft.free_entry(*place, day, *arguable),
        Matter::Met(met) => draft.met_entry(met),
        Matter::Grade(range) => {
            grades += 1;
            Some(Entry {
                id: format!("{}.grade-{grades}", draft.order.rulebook.id),
                day: Some(day),
                title: words::calendar::grade(draft.outcomes(*range)),
                text: words::calendar::grade_text(NOTICE),
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
    let planned = order.hand_in.map(|day| draft.schedule(&steps, day)).unwrap_or_default();
    let entry = |day: Day, matter: &Matter<'_>| match matter {
        Matter::Duty(date) => draft.duty_entry(date),
        Matter::Step(scheduled) => Some(draft.step_entry(day, scheduled)),
        Matter::Task(task) => Some(draft.task_entry(day, task)),
        Matter::Free(..) | Matter::Met(_) | Matter::Grade(_) => None,
    };
    let duties = draft.duties();
    let days = Dates { duties: &duties, schedule: &planned, tasks: draft.tasks(), ..Dates::default() };
    let days = days.deadlines(order.as_of);
    days.iter().filter_map(|dated| entry(dated.day, &dated.matter)).collect()
}

/// From which day something stands under a wider reading, where that is another day than the safe one. What is not later than the
/// day of the assessment says only that it stands by now.
fn wider(as_of: Day, safe: Day, arguable: Day, stands: &str) -> String {
    if arguable == safe {
        String::new()
    } else if arguable <= as_of {
        words::calendar::wider_now(stands)
    } else {
        words::calendar::Wider { arguable, stands }.to_string()
    }
}

impl<'a> Draft<'a> {
    fn schedule(&self, steps: &[&'a Step], hand_in: Day) -> Vec<Scheduled<'a>> {
        schedule(self.order.library, self.order.rulebook, self.procedure(), steps, hand_in)
    }
}

impl Draft<'_> {
    fn duty_entry(&self, date: &DutyDate) -> Option<Entry> {
        let duty = self.order.rulebook.duties.get(date.place)?;
        let words = self.order.words.get("duty", &duty.id);
        let mut text = format!("{}（{}）", with_inference(words.text.clone(), words), duty.backing.all_clauses());
        if date.arguable != date.safe {
            let days = words::calendar::TwoDays { safe: date.safe, arguable: date.arguable };
            text.push_str(&format!("\n{days}"));
        }
        if date.provisional {
            text.push_str(&format!("\n{PROVISIONAL}"));
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
        let (free, clause) = (freed(cap), cap.backing.all_clauses());
        let wider = wider(self.order.as_of, safe, arguable, free);
        Some(Entry {
            id: cap.id.clone(),
            day: Some(safe),
            title: format!("{free}：{}", self.title("cap", &cap.id)),
            text: words::calendar::Free { clause, safe, freed: free, wider }.to_string(),
            remind: &[14],
        })
    }

    fn met_entry(&self, met: &Coming) -> Option<Entry> {
        let condition = self.order.rulebook.conditions.get(met.place)?;
        let (clause, wider) = (condition.backing.all_clauses(), wider(self.order.as_of, met.safe, met.arguable, MEETS));
        Some(Entry {
            id: condition.id.clone(),
            day: Some(met.safe),
            title: words::calendar::met(guessed(self.title("condition", &condition.id), condition.backing.inferred)),
            text: words::calendar::MetText { clause, safe: met.safe, stands: MEETS, wider }.to_string(),
            remind: &[14],
        })
    }

    fn step_entry(&self, day: Day, scheduled: &Scheduled<'_>) -> Entry {
        let step = scheduled.step;
        let words = self.order.words.get("step", &step.id);
        let (title, when, remind): (_, _, &'static [u16]) = match scheduled.place {
            Place::Before { .. } => {
                (words::calendar::latest(&words.title), words::calendar::BEFORE.to_owned(), &[14, 1])
            }
            Place::HandIn(_) => (words::calendar::hand_in(&words.title), words::calendar::OWN_DAY.to_owned(), &[14, 1]),
            Place::After { from, .. } => {
                let earliest = if scheduled.certain { "" } else { words::calendar::EARLIEST };
                let expires = words::calendar::Expires { earliest, step: &words.title };
                (expires.to_string(), words::calendar::Counted { from, earliest, day }.to_string(), &[])
            }
        };
        let mut text = format!("{}\n{when}", self.step_text(step));
        if scheduled.provisional {
            text.push_str(&format!("\n{PROVISIONAL}"));
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
        let mut text = format!("{}（{}）", with_inference(self.told(step), words), step.backing.all_clauses());
        for document in self.order.rulebook.handed_in(step, self.procedure()) {
            let title = self.title("document", &document.id);
            match self.recipient(document) {
                Some(to) => text.push_str(&format!("\n{}", words::calendar::HandedTo { paper: title, to })),
                None => text.push_str(&format!("\n{title}。")),
            }
        }
        text
    }
}
