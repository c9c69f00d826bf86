//! Answers to facts that no rule book at hand knows: those of an overlay or of a loaded rule book that was removed, is not
//! applied yet, or asks otherwise by now. They are kept as they were written and come back with it.

use super::{Answers, Catalogue, Sheet, read_answers, write_answers_with};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use ziping_base::diag::Source;
use ziping_base::node::json;

/// Answers by fact id, as the answer file has them.
pub type Foreign = BTreeMap<String, Json>;

/// An answer file that holds these answers too.
#[must_use]
pub fn write_with(name: &str, sheet: &Sheet, foreign: &Foreign, catalogue: &Catalogue) -> String {
    write_answers_with(name, sheet, catalogue, foreign.iter())
}

/// Reads an answer file whose overlays or rule books may be missing; `None` when it is no answer file.
#[must_use]
pub fn read_with(name: &str, text: &str, catalogue: &Catalogue) -> Option<(Answers, Foreign)> {
    let whole = |text: &str| read_answers(&Source { name, text }, catalogue).ok();
    if let Some(answers) = whole(text) {
        return Some((answers, Foreign::new()));
    }
    let Json::Object(mut file) = json::read(text)? else { return None };
    let facts = std::mem::take(file.get_mut("facts")?.as_object_mut()?);
    let with = |known: serde_json::Map<String, Json>| {
        let mut file = file.clone();
        file.insert("facts".to_owned(), Json::Object(known));
        whole(&Json::Object(file).to_string())
    };
    let (mut known, mut foreign) = (serde_json::Map::new(), Foreign::new());
    for (id, value) in facts {
        if catalogue.find(&id).is_some() {
            known.insert(id, value);
        } else {
            foreign.insert(id, value);
        }
    }
    if let Some(answers) = with(known.clone()) {
        return Some((answers, foreign));
    }
    // Each by itself: the next version of what asks may ask for another kind of answer.
    let fits = |id: &str, value: &Json| {
        let alone = serde_json::json!({ "schema": 1, "organisation": "", "facts": { id: value } });
        whole(&alone.to_string()).is_some()
    };
    let mut fitting = serde_json::Map::new();
    for (id, value) in known {
        if fits(&id, &value) {
            fitting.insert(id, value);
        } else {
            foreign.insert(id, value);
        }
    }
    Some((with(fitting)?, foreign))
}

/// A sheet as another catalogue numbers it, with the answers that it does not ask for or asks for otherwise.
///
/// ```
/// use ziping_rules::fact::foreign::{Foreign, moved};
/// use ziping_rules::fact::{Catalogue, Fact, FactIx, Kind, Sheet, Value};
///
/// let all = Catalogue::new(vec![Fact::new("a.gone", Kind::Bool), Fact::new("a.kept", Kind::Bool)]);
/// let fewer = Catalogue::new(vec![Fact::new("a.kept", Kind::Bool)]);
/// let mut sheet = Sheet::new();
/// sheet.put(FactIx::new(0), Some(Value::Bool(true)));
/// sheet.put(FactIx::new(1), Some(Value::Bool(false)));
/// let (now, foreign) = moved(&sheet, &Foreign::new(), &all, &fewer).unwrap();
/// assert_eq!(now.get(FactIx::new(0)), Some(&Value::Bool(false)));
/// assert_eq!(foreign["a.gone"], true);
/// ```
#[must_use]
pub fn moved(sheet: &Sheet, foreign: &Foreign, from: &Catalogue, to: &Catalogue) -> Option<(Sheet, Foreign)> {
    let text = write_with("", sheet, foreign, from);
    read_with("", &text, to).map(|(answers, foreign)| (answers.sheet, foreign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Fact, FactIx, Kind, Range, Value};

    fn catalogue(facts: &[(&str, Kind)]) -> Catalogue {
        Catalogue::new(facts.iter().map(|(id, kind)| Fact::new(*id, kind.clone())).collect())
    }

    const SCORE: Kind = Kind::Score { max: 50 };

    #[test]
    fn answers_to_an_overlay_survive_its_removal_and_come_back_with_it() {
        let (plain, over) =
            (catalogue(&[("a.bool", Kind::Bool)]), catalogue(&[("a.bool", Kind::Bool), ("overlay.x.s", SCORE)]));
        let mut sheet = Sheet::new();
        sheet.put(FactIx::new(0), Some(Value::Bool(true)));
        sheet.put(FactIx::new(1), Some(Value::Number(Range::exactly(35))));
        let (without, foreign) = moved(&sheet, &Foreign::new(), &over, &plain).unwrap();
        assert_eq!(without.answered().count(), 1);
        assert_eq!(foreign.len(), 1);
        assert_eq!(moved(&without, &foreign, &plain, &over), Some((sheet, Foreign::new())));
    }

    #[test]
    fn an_answer_of_another_kind_is_kept_as_it_was() {
        let before = catalogue(&[("overlay.x.s", SCORE)]);
        let after = catalogue(&[("overlay.x.s", Kind::Bool)]);
        let mut sheet = Sheet::new();
        sheet.put(FactIx::new(0), Some(Value::Number(Range::exactly(35))));
        let (now, foreign) = moved(&sheet, &Foreign::new(), &before, &after).unwrap();
        assert_eq!((now.answered().count(), foreign.len()), (0, 1));
        assert_eq!(moved(&now, &foreign, &after, &before), Some((sheet, Foreign::new())));
    }

    #[test]
    fn a_fraction_that_no_answer_file_holds_is_an_error_and_never_changed() {
        let text = |value| format!(r#"{{"schema":1,"organisation":"","facts":{{"overlay.x.s":{value}}}}}"#);
        let read = |value| read_with("x", &text(value), &catalogue(&[]));
        assert_eq!(read("0.5"), None);
        assert_eq!(read(r#"{"low":[1e30]}"#), None);
        assert_eq!(read("18446744073709551616"), None, "more than is counted with");
        let (_, foreign) = read("-7").unwrap();
        assert_eq!(foreign.get("overlay.x.s"), Some(&Json::from(-7)));
    }

    #[test]
    fn answers_to_a_rule_book_that_was_loaded_are_kept_like_those_to_an_overlay() {
        let text = r#"{"schema":1,"organisation":"","facts":{"workshop.fact":true,"a.bool":"3"}}"#;
        let (answers, foreign) = read_with("x", text, &catalogue(&[("a.bool", Kind::Bool)])).unwrap();
        assert_eq!((answers.sheet.answered().count(), foreign.len()), (0, 2));
        let over = catalogue(&[("a.bool", SCORE), ("workshop.fact", Kind::Bool)]);
        assert_eq!(moved(&answers.sheet, &foreign, &catalogue(&[]), &over).unwrap().0.answered().count(), 2);
        assert_eq!(read_with("x", &text.replace("schema\":1", "schema\":9"), &over), None, "no answer file of today");
    }
}
