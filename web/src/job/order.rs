//! What page and worker say to each other: JSON texts, and beside them files as handles that copy nothing.

use serde_json::{Value as Json, json};
use ziping_core::assess::Lang;
use ziping_core::calendar::Day;

/// What to make a package of. Its attached files come beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) regime: String,
    pub(crate) organisation: String,
    /// An answer file.
    pub(crate) answers: String,
    /// What is said of the papers, as a package has it.
    pub(crate) records: String,
    /// Where each file beside it lies for the records.
    pub(crate) places: Vec<String>,
    pub(crate) as_of: Day,
    /// The outcome applied for, by place; `None`: the best possible.
    pub(crate) target: Option<u8>,
    /// The procedure that it is for; `None`: a first application.
    pub(crate) procedure: Option<String>,
    /// Leave out contact data, names, amounts.
    pub(crate) without: [bool; 3],
    /// The names of an association's own forms; the files come beside it, behind the attached ones.
    pub(crate) forms: Vec<String>,
    /// The language in which to say what is wrong with a form.
    pub(crate) lang: Lang,
}

/// What the page asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    /// A package.
    Package(Box<Order>),
    /// The calendar of a package by itself.
    Calendar(Box<Order>),
    /// The sizes and hashes of the files beside it.
    Measure,
    /// What is in the package beside it.
    Unpack,
}

impl Ask {
    pub(super) fn write(&self) -> String {
        match self {
            Self::Package(order) => order.write(),
            Self::Calendar(order) => {
                let mut ask = order.write();
                if let Some(ask) = ask.as_object_mut() {
                    ask.insert("calendar".to_owned(), Json::Bool(true));
                }
                ask
            }
            Self::Measure => json!({ "measure": true }),
            Self::Unpack => json!({ "unpack": true }),
        }
        .to_string()
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let ask: Json = serde_json::from_str(text).ok()?;
        if ask.get("measure").is_some() {
            return Some(Self::Measure);
        }
        if ask.get("unpack").is_some() {
            return Some(Self::Unpack);
        }
        let order = Box::new(Order::read(&ask)?);
        Some(if ask.get("calendar").is_some() { Self::Calendar(order) } else { Self::Package(order) })
    }
}

fn words(json: &Json) -> Option<Vec<String>> {
    json.as_array()?.iter().map(|word| Some(word.as_str()?.to_owned())).collect()
}

impl Order {
    fn write(&self) -> Json {
        json!({
            "regime": self.regime,
            "organisation": self.organisation,
            "answers": self.answers,
            "records": self.records,
            "places": self.places,
            "as_of": self.as_of.to_string(),
            "target": self.target,
            "procedure": self.procedure,
            "without": self.without,
            "forms": self.forms,
            "lang": self.lang.code(),
        })
    }

    fn read(order: &Json) -> Option<Self> {
        let word = |key: &str| order.get(key).and_then(Json::as_str).map(str::to_owned);
        let without = |place: usize| order.get("without")?.get(place)?.as_bool();
        Some(Self {
            regime: word("regime")?,
            organisation: word("organisation")?,
            answers: word("answers")?,
            records: word("records")?,
            places: words(order.get("places")?)?,
            as_of: Day::parse(&word("as_of")?)?,
            target: order.get("target").and_then(Json::as_u64).and_then(|place| u8::try_from(place).ok()),
            procedure: word("procedure"),
            without: [without(0)?, without(1)?, without(2)?],
            forms: words(order.get("forms")?)?,
            lang: if word("lang")? == Lang::En.code() { Lang::En } else { Lang::Zh },
        })
    }
}

/// A file as it was measured: how many bytes, SHA-256.
pub(crate) type Sum = (u64, String);

/// A form that cannot be filled: its name, and everything that is wrong with it and what to do.
pub(crate) type BadForm = (String, Vec<(String, String)>);

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// So many files of so many are done; this one is next.
    Progress { done: usize, of: usize, file: String },
    /// So many bytes of the attached files are read, of so many.
    Reading { done: u64, of: u64 },
    /// The package is in the same message: its name.
    Done { name: String },
    /// The files as measured, in their order; `None`: this one cannot be read.
    Measured(Vec<Option<Sum>>),
    /// There is no package: these attached files, by where they lie, are not what was attached.
    Lost(Vec<String>),
    /// There is no package: these forms cannot be filled.
    BadForms(Vec<BadForm>),
    /// What was in a package; its attached files are in the same message, in the order of the records.
    Unpacked { answers: String, records: String, as_of: String, regime: String },
    /// There is no package, and why; a word for it where the page knows what to say.
    Failed { why: String, code: String },
}

impl Said {
    pub(super) fn write(&self) -> String {
        match self {
            Self::Progress { done, of, file } => json!({ "done": done, "of": of, "file": file }),
            Self::Reading { done, of } => json!({ "read": done, "of": of }),
            Self::Done { name } => json!({ "name": name }),
            Self::Measured(sums) => json!({ "sums": sums }),
            Self::Lost(places) => json!({ "lost": places }),
            Self::BadForms(forms) => json!({ "forms": forms }),
            Self::Unpacked { answers, records, as_of, regime } => {
                json!({ "answers": answers, "records": records, "as_of": as_of, "regime": regime })
            }
            Self::Failed { why, code } => json!({ "why": why, "code": code }),
        }
        .to_string()
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let said: Json = serde_json::from_str(text).ok()?;
        let word = |key: &str| said.get(key).and_then(Json::as_str).map(str::to_owned);
        let number = |key: &str| said.get(key).and_then(Json::as_u64);
        let count = |key: &str| number(key).and_then(|number| usize::try_from(number).ok());
        if let Some(name) = word("name") {
            return Some(Self::Done { name });
        }
        if let Some(why) = word("why") {
            return Some(Self::Failed { why, code: word("code")? });
        }
        if let Some(sums) = said.get("sums").and_then(Json::as_array) {
            let sum = |sum: &Json| Some((sum.get(0)?.as_u64()?, sum.get(1)?.as_str()?.to_owned()));
            return Some(Self::Measured(sums.iter().map(sum).collect()));
        }
        if let Some(places) = said.get("lost") {
            return words(places).map(Self::Lost);
        }
        if let Some(forms) = said.get("forms") {
            return serde_json::from_value(forms.clone()).ok().map(Self::BadForms);
        }
        if let Some(answers) = word("answers") {
            let (records, as_of, regime) = (word("records")?, word("as_of")?, word("regime")?);
            return Some(Self::Unpacked { answers, records, as_of, regime });
        }
        if let Some(done) = number("read") {
            return Some(Self::Reading { done, of: number("of")? });
        }
        Some(Self::Progress { done: count("done")?, of: count("of")?, file: word("file")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_arrives_as_it_was_sent() {
        let order = Order {
            regime: "credit".into(),
            organisation: "示例 \"甲\"".into(),
            answers: "{\n}".into(),
            records: "{}".into(),
            places: vec!["1-a".into()],
            as_of: Day::parse("2026-11-21").unwrap(),
            target: Some(3),
            procedure: Some("yearly_review".into()),
            without: [true, false, true],
            forms: vec!["协会.docx".into()],
            lang: Lang::En,
        };
        let best = Order { target: None, procedure: None, ..order.clone() };
        let calendar = Ask::Calendar(Box::new(best.clone()));
        for ask in [Ask::Package(Box::new(order)), Ask::Package(Box::new(best)), calendar, Ask::Measure, Ask::Unpack] {
            assert_eq!(Ask::read(&ask.write()), Some(ask));
        }
        assert_eq!(Ask::read("{}"), None);
    }

    #[test]
    fn every_message_arrives_as_it_was_sent() {
        for said in [
            Said::Progress { done: 2, of: 9, file: "01/申报书.docx".into() },
            Said::Reading { done: 1 << 40, of: 1 << 41 },
            Said::Done { name: "包.zip".into() },
            Said::Measured(vec![Some((3, "ab".into())), None, Some((0, "cd".into()))]),
            Said::Lost(vec!["1-a".into()]),
            Said::BadForms(vec![("表.docx".into(), vec![("没有".into(), "请改".into())])]),
            Said::Unpacked { answers: "{}".into(), records: "{}".into(), as_of: String::new(), regime: "om".into() },
            Said::Failed { why: "no".into(), code: "redacted".into() },
        ] {
            assert_eq!(Said::read(&said.write()), Some(said));
        }
    }
}
