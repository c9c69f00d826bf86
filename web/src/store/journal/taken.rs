//! Which notes another note has grown out of. A page that begins with what a page before it has noted works on from there:
//! until that is saved, its own note says all that is new since the save, and which notes that holds.

use super::Left;
use serde::{Deserialize, Serialize};

/// A note as far as a later page has taken it over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Taken {
    pub(in crate::store) page: String,
    /// How many notes that page had written by then.
    pub(in crate::store) count: u64,
}

impl Left {
    /// This note, as one that is taken over.
    pub(in crate::store) fn taken(&self) -> Taken {
        Taken { page: self.page.clone(), count: self.count }
    }
}

/// What a note has taken over; nothing where it does not say.
fn read_taken(note: &str) -> Vec<Taken> {
    #[derive(Deserialize)]
    struct Note {
        taken: Vec<Taken>,
    }
    serde_json::from_str(note).map_or_else(|_| Vec::new(), |Note { taken }| taken)
}

/// The texts of the notes that no other one holds. A page that has noted more since it was taken over is heard itself.
pub(in crate::store) fn not_taken(notes: &[Left]) -> Vec<String> {
    let taken: Vec<Taken> = notes.iter().flat_map(|note| read_taken(&note.text)).collect();
    let is_held = |note: &Left| taken.iter().any(|taken| taken.page == note.page && taken.count >= note.count);
    notes.iter().filter(|note| !is_held(note)).map(|note| note.text.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn left(page: &str, count: u64, taken: &[(&str, u64)]) -> Left {
        let taken: Vec<Taken> =
            taken.iter().map(|(page, count)| Taken { page: (*page).into(), count: *count }).collect();
        let text = serde_json::json!({ "since": [page], "taken": taken }).to_string();
        Left { page: page.into(), count, at: 0.0, text }
    }

    /// The pages whose notes are heard.
    fn heard(notes: &[Left]) -> Vec<&str> {
        let texts = not_taken(notes);
        notes.iter().filter(|note| texts.contains(&note.text)).map(|note| note.page.as_str()).collect()
    }

    #[wasm_bindgen_test]
    fn a_note_that_a_later_page_went_on_from_is_not_heard_twice() {
        assert_eq!(heard(&[left("a", 3, &[]), left("b", 1, &[("a", 3)])]), ["b"]);
        assert_eq!(heard(&[left("a", 3, &[]), left("b", 1, &[("a", 3)]), left("c", 2, &[("a", 3), ("b", 1)])]), ["c"]);
    }

    #[wasm_bindgen_test]
    fn pages_side_by_side_are_both_heard_and_so_is_one_that_went_on() {
        assert_eq!(heard(&[left("a", 3, &[]), left("b", 1, &[])]), ["a", "b"]);
        assert_eq!(heard(&[left("a", 4, &[]), left("b", 1, &[("a", 3)])]), ["a", "b"]);
        assert_eq!(heard(&[left("a", 4, &[]), left("b", 1, &[("c", 9)])]), ["a", "b"]);
    }

    #[wasm_bindgen_test]
    fn notes_of_an_older_build_and_damaged_ones_take_nothing_over() {
        let old = Left { page: "b".into(), count: 1, at: 0.0, text: "{\"since\":[]}".into() };
        let damaged = Left { page: "c".into(), count: 1, at: 0.0, text: "{".into() };
        assert_eq!(not_taken(&[left("a", 1, &[]), old, damaged]).len(), 3);
    }
}
