//! The calendar: dates that follow a certificate, days on which a cap lapses or the grade changes, the applicant's steps.

use super::super::ics::Entry;
use super::{Draft, NOTICE};

/// Which time, of a duty that comes back.
pub(super) fn occasion(title: &str, occasion: u16, times: u16) -> String {
    if times > 1 { format!("{title}（第{occasion}次）") } else { title.to_owned() }
}

/// The entries.
pub(in super::super) fn dates(draft: &Draft<'_>) -> Vec<Entry> {
    let rulebook = draft.order.rulebook;
    let mut entries = Vec::new();
    for date in &draft.duties {
        let Some(duty) = rulebook.duties.get(date.place) else { continue };
        let words = draft.order.words.get("duty", &duty.id);
        let mut text = format!("{}（{}）", words.text, duty.backing.clause());
        if date.arguable != date.safe {
            text.push_str(&format!("\n稳妥日期：{}；可主张：{}。", date.safe, date.arguable));
        }
        if date.inferred {
            text.push_str("\n日期为推断，原文没有公布。");
        }
        if date.provisional {
            text.push_str("\n暂定：当年放假安排尚未公布。");
        }
        entries.push(Entry {
            id: format!("{}-{}", duty.id, date.occasion),
            day: Some(date.safe),
            title: occasion(&words.title, date.occasion, duty.times),
            text,
            remind: &[60, 14, 1],
        });
    }
    for (cap, found) in rulebook.caps.iter().zip(&draft.found.caps) {
        if let Some((arguable, safe)) = found.free {
            entries.push(Entry {
                id: cap.id.clone(),
                day: Some(safe),
                title: format!("不再受限：{}", draft.title("cap", &cap.id)),
                text: format!("{}：{safe} 起不再受限，{arguable} 起可主张。", cap.backing.clause()),
                remind: &[14],
            });
        }
    }
    for step in draft.horizon.iter().skip(1) {
        entries.push(Entry {
            id: format!("{}.grade-{}", rulebook.id, step.from),
            day: Some(step.from),
            title: format!("自评结果变为{}", draft.outcomes(step.range)),
            text: format!("填报内容不变时，自该日起的自评结果。{NOTICE}。"),
            remind: &[],
        });
    }
    for step in draft.steps().into_iter().filter(|step| step.actor == "applicant") {
        let words = draft.order.words.get("step", &step.id);
        entries.push(Entry {
            id: step.id.clone(),
            day: None,
            title: words.title.clone(),
            text: format!("{}（{}）", words.text, step.backing.clause()),
            remind: &[],
        });
    }
    entries
}
