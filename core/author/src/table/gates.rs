//! What keeps the grade down: sentences beside the table as caps, where they are wholly understood.

use crate::phrase::{Gate, When, gate, is_like_a_gate, plain, sentences};
use ziping_base::diag::Said;
use ziping_base::say;

/// A line as a gate may name it.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    /// Its name, as it is printed.
    pub name: String,
    /// The item; nothing where it is none.
    pub item: Option<String>,
    /// What of its choice says that there is nothing, which gives no points: the fact and its option.
    pub nothing: Option<(String, String)>,
}

/// A sentence about what keeps the grade down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Barred {
    /// The sentence.
    pub sentence: String,
    /// The keys of a cap but for its id and clause, or why there is none.
    pub cap: Result<String, Said>,
}

/// The sentences of a text that are about what keeps the grade down.
pub(super) fn gates(text: &str, lines: &[Named], outcomes: &[String]) -> Vec<Barred> {
    let about = sentences(text).into_iter().filter(|sentence| is_like_a_gate(sentence));
    about.map(|sentence| Barred { cap: cap(&sentence, lines, outcomes), sentence }).collect()
}

fn cap(sentence: &str, lines: &[Named], outcomes: &[String]) -> Result<String, Said> {
    let Some(Gate { line, when, limit }) = gate(sentence) else {
        return Err(say!(
            "reads like a gate and was not understood: write a [[cap]]",
            "像是一条限制，没有读懂：请写成 [[cap]]"
        ));
    };
    let does = match limit {
        None => "lowers = 1\n".to_owned(),
        Some(limit) if outcomes.contains(&limit) => format!("limit = \"{limit}\"\n"),
        Some(limit) => return Err(say!("no grade is called “{limit}”", "没有“{limit}”这个等级")),
    };
    let mut called = lines.iter().filter(|named| plain(&named.name) == line);
    let only = called.next().filter(|_| called.next().is_none());
    let Some(item) = only.and_then(|named| named.item.as_ref()) else {
        return Err(say!("no one item is called “{line}”", "没有一个（或不止一个）项目叫“{line}”"));
    };
    let test = match when {
        When::Nothing => format!("points({item}) <= 0"),
        When::Below(points) => format!("points({item}) < {points}"),
        When::NotFull => format!("not full({item})"),
        When::Without => match only.and_then(|named| named.nothing.as_ref()) {
            Some((fact, option)) => format!("{fact} == {option}"),
            None => {
                return Err(say!("“{line}” has no grade that says that there is none", "“{line}”没有表示“没有”的一档"));
            }
        },
    };
    Ok(format!("{does}when = \"{test}\"\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_names_one_item_and_a_grade_that_there_is() {
        let named = |name: &str, item: &str, nothing: bool| Named {
            name: name.to_owned(),
            item: Some(item.to_owned()),
            nothing: nothing.then(|| (format!("{item}_grade"), "b".to_owned())),
        };
        let lines = [
            named("投诉", "x.a", false),
            named("保密制度", "x.b", true),
            named("甲", "x.c", false),
            named("甲", "x.d", false),
        ];
        let outcomes = ["C", "B", "A"].map(str::to_owned);
        let read = |text: &str| {
            let found = gates(text, &lines, &outcomes).into_iter();
            found.map(|barred| barred.cap.map_err(|said| said.en.into_owned())).collect::<Vec<_>>()
        };
        let cap = |text: &str| Ok(text.to_owned());
        assert_eq!(read("注：投诉项得0分的，最高A级。"), [cap("limit = \"A\"\nwhen = \"points(x.a) <= 0\"\n")]);
        assert_eq!(read("投诉低于2分的，降一级"), [cap("lowers = 1\nwhen = \"points(x.a) < 2\"\n")]);
        assert_eq!(read("没有保密制度的，最高B级"), [cap("limit = \"B\"\nwhen = \"x.b_grade == b\"\n")]);
        assert_eq!(read("甲得0分的，最高A级"), [Err("no one item is called “甲”".to_owned())]);
        assert_eq!(read("乙得0分的，最高A级"), [Err("no one item is called “乙”".to_owned())]);
        assert_eq!(read("投诉得0分的，最高AAA级"), [Err("no grade is called “AAA”".to_owned())]);
        assert_eq!(read("没有投诉的，最高A级").len(), 1);
        assert!(read("没有投诉的，最高A级")[0].is_err() && read("一票否决")[0].is_err());
        assert!(read("本表自2026年起试行。").is_empty());
    }
}
