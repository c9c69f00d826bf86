//! What page and worker say to each other: JSON texts, and beside them files as handles that copy nothing.

use serde_json::{Value as Json, json};
use ziping_core::assess::Lang;
use ziping_core::calendar::Day;
use ziping_core::diag;
use ziping_core::json;
use ziping_core::proof::Attached;

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
    /// A back-up of the text beside it and of these files behind the text.
    BackUp(Vec<Attached>),
    /// What is in the back-up beside it.
    Restore,
}

impl Ask {
    pub(super) fn write(&self) -> String {
        let ask = match self {
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
            Self::BackUp(files) => {
                let write = |file: &Attached| json!([file.at, file.name, file.bytes, file.sha256]);
                json!({ "backup": files.iter().map(write).collect::<Vec<_>>() })
            }
            Self::Restore => json!({ "restore": true }),
        };
        json::write(&ask)
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let ask = json::read(text)?;
        if ask.get("measure").is_some() {
            return Some(Self::Measure);
        }
        if ask.get("unpack").is_some() {
            return Some(Self::Unpack);
        }
        if ask.get("restore").is_some() {
            return Some(Self::Restore);
        }
        if let Some(files) = ask.get("backup").and_then(Json::as_array) {
            return files.iter().map(attached).collect::<Option<_>>().map(Self::BackUp);
        }
        let order = Box::new(Order::read(&ask)?);
        Some(if ask.get("calendar").is_some() { Self::Calendar(order) } else { Self::Package(order) })
    }
}

fn attached(file: &Json) -> Option<Attached> {
    let word = |place: usize| file.get(place).and_then(Json::as_str).map(str::to_owned);
    let bytes = file.get(2)?.as_u64()?;
    Some(Attached { at: word(0)?, name: word(1)?, kind: String::new(), bytes, sha256: word(3)? })
}

fn words(json: &Json) -> Option<Vec<String>> {
    json.as_array()?.iter().map(|word| Some(word.as_str()?.to_owned())).collect()
}

/// A list of pairs whose second part `second` reads.
fn pairs<T>(json: &Json, second: impl Fn(&Json) -> Option<T>) -> Option<Vec<(String, T)>> {
    json.as_array()?.iter().map(|pair| Some((pair.get(0)?.as_str()?.to_owned(), second(pair.get(1)?)?))).collect()
}

fn bad_forms(json: &Json) -> Option<Vec<BadForm>> {
    pairs(json, |problems| pairs(problems, |help| Some(help.as_str()?.to_owned())))
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
    /// The back-up is in the same message; these files were not what was attached and are not in it.
    BackedUp { without: Vec<String> },
    /// What was in a back-up: its text, and where its files lay, which are in the same message.
    Restored { text: String, places: Vec<String> },
    /// There is no package, and why; a word for it where the page knows what to say.
    Failed { why: diag::Said, code: String },
}

impl Said {
    pub(super) fn write(&self) -> String {
        let said = match self {
            Self::Progress { done, of, file } => json!({ "done": done, "of": of, "file": file }),
            Self::Reading { done, of } => json!({ "read": done, "of": of }),
            Self::Done { name } => json!({ "name": name }),
            Self::Measured(sums) => json!({ "sums": sums }),
            Self::Lost(places) => json!({ "lost": places }),
            Self::BadForms(forms) => json!({ "forms": forms }),
            Self::Unpacked { answers, records, as_of, regime } => {
                json!({ "answers": answers, "records": records, "as_of": as_of, "regime": regime })
            }
            Self::BackedUp { without } => json!({ "without": without }),
            Self::Restored { text, places } => json!({ "text": text, "places": places }),
            Self::Failed { why, code } => json!({ "why": why.en, "zh": why.zh, "code": code }),
        };
        json::write(&said)
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let said = json::read(text)?;
        let word = |key: &str| said.get(key).and_then(Json::as_str).map(str::to_owned);
        let number = |key: &str| said.get(key).and_then(Json::as_u64);
        let count = |key: &str| number(key).and_then(|number| usize::try_from(number).ok());
        if let Some(name) = word("name") {
            return Some(Self::Done { name });
        }
        if let Some(why) = word("why") {
            return Some(Self::Failed { why: diag::Said::new(why, word("zh")?), code: word("code")? });
        }
        if let Some(sums) = said.get("sums").and_then(Json::as_array) {
            let sum = |sum: &Json| Some((sum.get(0)?.as_u64()?, sum.get(1)?.as_str()?.to_owned()));
            return Some(Self::Measured(sums.iter().map(sum).collect()));
        }
        if let Some(places) = said.get("lost") {
            return words(places).map(Self::Lost);
        }
        if let Some(forms) = said.get("forms") {
            return bad_forms(forms).map(Self::BadForms);
        }
        if let Some(answers) = word("answers") {
            let (records, as_of, regime) = (word("records")?, word("as_of")?, word("regime")?);
            return Some(Self::Unpacked { answers, records, as_of, regime });
        }
        if let Some(without) = said.get("without") {
            return Some(Self::BackedUp { without: words(without)? });
        }
        if let Some(text) = word("text") {
            return Some(Self::Restored { text, places: words(said.get("places")?)? });
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
        let file =
            Attached { at: "1-a".into(), name: "照.pdf".into(), bytes: 7, sha256: "0a".into(), ..Default::default() };
        for ask in [
            Ask::Package(Box::new(order)),
            Ask::Package(Box::new(best)),
            calendar,
            Ask::Measure,
            Ask::Unpack,
            Ask::BackUp(vec![file]),
            Ask::Restore,
        ] {
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
            Said::BackedUp { without: vec!["照.pdf".into()] },
            Said::Restored { text: "{}".into(), places: vec!["1-a".into()] },
            Said::Failed { why: diag::Said::new("no", "不"), code: "redacted".into() },
        ] {
            assert_eq!(Said::read(&said.write()), Some(said));
        }
    }
}
