//! What page and worker say to each other: JSON texts, but for the finished bytes, which change hands uncopied.

use serde_json::{Value as Json, json};
use ziping_core::calendar::Day;

/// What to make a package of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) regime: String,
    pub(crate) organisation: String,
    /// An answer file.
    pub(crate) answers: String,
    pub(crate) as_of: Day,
    /// The outcome applied for, by place; `None`: the best possible.
    pub(crate) target: Option<u8>,
    /// Leave out contact data, names, amounts.
    pub(crate) without: [bool; 3],
    /// Only the calendar is wanted.
    pub(crate) calendar: bool,
}

impl Order {
    /// An order of the calendar alone.
    pub(crate) const fn calendar(regime: String, organisation: String, answers: String, as_of: Day) -> Self {
        Self { regime, organisation, answers, as_of, target: None, without: [false; 3], calendar: true }
    }

    pub(super) fn write(&self) -> String {
        json!({
            "regime": self.regime,
            "organisation": self.organisation,
            "answers": self.answers,
            "as_of": self.as_of.to_string(),
            "target": self.target,
            "without": self.without,
            "calendar": self.calendar,
        })
        .to_string()
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let order: Json = serde_json::from_str(text).ok()?;
        let word = |key: &str| order.get(key).and_then(Json::as_str).map(str::to_owned);
        let without = |place: usize| order.get("without")?.get(place)?.as_bool();
        Some(Self {
            regime: word("regime")?,
            organisation: word("organisation")?,
            answers: word("answers")?,
            as_of: Day::parse(&word("as_of")?)?,
            target: order.get("target").and_then(Json::as_u64).and_then(|place| u8::try_from(place).ok()),
            without: [without(0)?, without(1)?, without(2)?],
            calendar: order.get("calendar")?.as_bool()?,
        })
    }
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// It is there and waits for an order.
    Ready,
    /// So many files of so many are done; this one is next.
    Progress { done: usize, of: usize, file: String },
    /// The package is in the same message: its name.
    Done { name: String },
    /// There is no package, and why.
    Failed { why: String },
}

impl Said {
    pub(super) fn write(&self) -> String {
        match self {
            Self::Ready => json!({ "ready": true }),
            Self::Progress { done, of, file } => json!({ "done": done, "of": of, "file": file }),
            Self::Done { name } => json!({ "name": name }),
            Self::Failed { why } => json!({ "why": why }),
        }
        .to_string()
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let said: Json = serde_json::from_str(text).ok()?;
        let word = |key: &str| said.get(key).and_then(Json::as_str).map(str::to_owned);
        let number = |key: &str| said.get(key).and_then(Json::as_u64).and_then(|number| usize::try_from(number).ok());
        if said.get("ready").is_some() {
            return Some(Self::Ready);
        }
        if let Some(name) = word("name") {
            return Some(Self::Done { name });
        }
        if let Some(why) = word("why") {
            return Some(Self::Failed { why });
        }
        Some(Self::Progress { done: number("done")?, of: number("of")?, file: word("file")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_arrives_as_it_was_sent() {
        let order = Order {
            regime: "credit".into(),
            organisation: "示例 \"甲\"".into(),
            answers: "{\n}".into(),
            as_of: Day::parse("2026-11-21").unwrap(),
            target: Some(3),
            without: [true, false, true],
            calendar: false,
        };
        assert_eq!(Order::read(&order.write()), Some(order.clone()));
        let best = Order { target: None, ..order };
        assert_eq!(Order::read(&best.write()), Some(best));
        let calendar = Order::calendar("om".into(), String::new(), "{}".into(), best.as_of);
        assert_eq!(Order::read(&calendar.write()), Some(calendar));
        assert_eq!(Order::read("{}"), None);
    }

    #[test]
    fn every_message_arrives_as_it_was_sent() {
        for said in [
            Said::Ready,
            Said::Progress { done: 2, of: 9, file: "01/申报书.docx".into() },
            Said::Done { name: "包.zip".into() },
            Said::Failed { why: "no".into() },
        ] {
            assert_eq!(Said::read(&said.write()), Some(said));
        }
    }
}
