//! Whether an organisation that somebody sends something of is here already: by its code, else by its name.

use super::Client;
use std::rc::Rc;
use ziping_rules::fact::{Catalogue, Sheet, Value};

/// Which of the organisations that are here it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// None of them.
    Not,
    /// The one of this id.
    As(String),
    /// Several would do.
    Several,
}

/// A text that is answered; nothing when it is blank.
fn text<'s>(sheet: &'s Sheet, catalogue: &Catalogue, fact: &str) -> Option<&'s str> {
    match sheet.get(catalogue.find(fact)?) {
        Some(Value::Text(text)) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// The code and the name of an organisation by its answers.
pub(crate) fn named<'s>(sheet: &'s Sheet, catalogue: &Catalogue) -> (Option<&'s str>, Option<&'s str>) {
    (text(sheet, catalogue, "org.uscc"), text(sheet, catalogue, "org.name"))
}

/// Which of these organisations has this code; without one of that code, which has this name and no other code. Those that
/// were put away are not looked at.
pub(crate) fn known(clients: &[Rc<Client>], catalogue: &Catalogue, code: Option<&str>, name: &str) -> Known {
    let code_of = |client: &Client| named(&client.sheet, catalogue).0.map(str::to_owned);
    let here = || clients.iter().filter(|client| !client.archived && !client.is_blank());
    let only = |found: Vec<&Rc<Client>>| match found.as_slice() {
        [] => Known::Not,
        [client] => Known::As(client.id.clone()),
        [..] => Known::Several,
    };
    if let Some(code) = code {
        let found = only(here().filter(|client| code_of(client).as_deref() == Some(code)).collect());
        if found != Known::Not {
            return found;
        }
    }
    let name = name.trim();
    let same = |client: &&Rc<Client>| {
        let other_code = code.is_some() && code_of(client).is_some();
        !name.is_empty() && !other_code && client.shown_name(catalogue).trim() == name
    };
    only(here().filter(same).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_rules::fact::{Fact, Kind, TextFormat};

    fn catalogue() -> Catalogue {
        let text = |id| Fact::new(id, Kind::Text(TextFormat::Line));
        Catalogue::new(vec![text("org.name"), text("org.uscc")])
    }

    /// Organisations by id, name and code; an empty one is not answered.
    fn here(all: &[(&str, &str, &str)]) -> Vec<Rc<Client>> {
        let catalogue = catalogue();
        let one = |(id, name, code): &(&str, &str, &str)| {
            let mut sheet = Sheet::new();
            if let Some(fact) = catalogue.find("org.uscc").filter(|_| !code.is_empty()) {
                sheet.put(fact, Some(Value::Text((*code).to_owned())));
            }
            Rc::new(Client::new((*id).to_owned(), (*name).to_owned(), sheet))
        };
        all.iter().map(one).collect()
    }

    fn check(all: &[(&str, &str, &str)], code: &str, name: &str, expected: &Known) {
        let code = Some(code).filter(|code| !code.is_empty());
        assert_eq!(known(&here(all), &catalogue(), code, name), *expected, "{code:?} {name}");
    }

    #[wasm_bindgen_test]
    fn a_code_decides_before_a_name() {
        let all = [("a", "甲", "1"), ("b", "乙", "2"), ("c", "丙", "")];
        check(&all, "2", "甲", &Known::As("b".into()));
        check(&all, "", "甲", &Known::As("a".into()));
        check(&all, "3", "丙", &Known::As("c".into()));
    }

    #[wasm_bindgen_test]
    fn one_of_the_same_name_and_another_code_is_another_one() {
        check(&[("a", "甲", "1")], "2", "甲", &Known::Not);
    }

    #[wasm_bindgen_test]
    fn nothing_is_guessed_where_several_would_do_or_nothing_is_said() {
        check(&[("a", "甲", ""), ("b", "甲", "")], "", "甲", &Known::Several);
        check(&[("a", "甲", ""), ("b", "甲", "")], "", "", &Known::Not);
        check(&[], "1", "甲", &Known::Not);
    }
}
