//! Answers to facts that no rule book at hand knows: those of an overlay that was removed, is not applied yet, or asks
//! otherwise by now. They are kept as they were written and come back with the overlay.

use serde_json::Value as Json;
use std::collections::BTreeMap;
use ziping_base::diag::Source;
use ziping_base::node::json;
use ziping_rules::fact::{Answers, Catalogue, Sheet, read_answers, write_answers_with};

/// Answers by fact id, as the answer file has them.
pub(crate) type Foreign = BTreeMap<String, Json>;

/// Begins the ids of all facts of overlays.
const OVERLAY: &str = "overlay.";

/// An answer file that holds these answers too.
pub(crate) fn write_with(name: &str, sheet: &Sheet, foreign: &Foreign, catalogue: &Catalogue) -> String {
    write_answers_with(name, sheet, catalogue, foreign.iter())
}

/// Reads an answer file whose overlays may be missing; `None` when anything else is wrong with it.
pub(crate) fn read_with(name: &str, text: &str, catalogue: &Catalogue) -> Option<(Answers, Foreign)> {
    let whole = |text: &str| read_answers(&Source { name, text }, catalogue).ok();
    if let Some(answers) = whole(text) {
        return Some((answers, Foreign::new()));
    }
    let Json::Object(mut file) = json::read(text)? else { return None };
    let facts = file.get_mut("facts")?.as_object_mut()?;
    let of_overlays: Vec<String> = facts.keys().filter(|id| id.starts_with(OVERLAY)).cloned().collect();
    let mut foreign = Foreign::new();
    for (id, value) in of_overlays.into_iter().filter_map(|id| facts.remove_entry(&id)) {
        foreign.insert(id, value);
    }
    let mut answers = whole(&Json::Object(file).to_string())?;
    // Each by itself: an overlay's next version may ask for another kind of answer.
    foreign.retain(|id, value| {
        let Some(fact) = catalogue.find(id) else { return true };
        let alone = serde_json::json!({ "schema": 1, "organisation": "", "facts": { id.as_str(): value } });
        let read = whole(&alone.to_string()).and_then(|alone| alone.sheet.get(fact).cloned());
        let fits = read.is_some();
        answers.sheet.put(fact, read);
        !fits
    });
    Some((answers, foreign))
}

/// A sheet as another catalogue numbers it.
pub(crate) fn moved(sheet: &Sheet, foreign: &Foreign, from: &Catalogue, to: &Catalogue) -> Option<(Sheet, Foreign)> {
    let text = write_with("", sheet, foreign, from);
    read_with("", &text, to).map(|(answers, foreign)| (answers.sheet, foreign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ziping_rules::fact::{Fact, FactIx, Kind, Range, Value};

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
    fn an_unknown_fact_of_a_rule_book_is_still_an_error() {
        let text = r#"{"schema":1,"organisation":"","facts":{"gone.fact":true,"overlay.x.s":"1"}}"#;
        assert_eq!(read_with("x", text, &catalogue(&[])), None);
    }
}
