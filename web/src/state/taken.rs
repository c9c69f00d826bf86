//! Taking in what others have said: answers, notes, papers with their files, all in one step.

use super::client::{Change, Client};
use super::unsure::join_note;
use std::rc::Rc;
use ziping_assess::proof::{Record, Records, Standing};
use ziping_rules::fact::{FactIx, Unknown, Value};

/// What is taken into an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) answers: Vec<(FactIx, Option<Value>)>,
    /// What they do not know yet either.
    pub(crate) unknown: Unknown,
    /// What was typed in these fields and could not be read is forgotten; named as for [`super::Action::Draft`].
    pub(crate) fields: Vec<String>,
    /// Papers that are there by now.
    pub(crate) papers: Vec<String>,
    /// What is said beside papers, by their ids.
    pub(crate) paper_notes: Vec<(String, String)>,
    /// What a package says of papers, with their files.
    pub(crate) enclosed: Rc<Records>,
}

impl Client {
    /// Takes it in, in one step that can be undone.
    pub(super) fn take(&mut self, taken: Taken) {
        let mut changes = Vec::new();
        for (fact, after) in taken.answers {
            if after.is_some() {
                changes.extend(self.forget_note(fact));
            }
            let before = Rc::make_mut(&mut self.sheet).put(fact, after.clone());
            changes.push(Change::Answer { fact, before, after });
        }
        for (fact, note) in taken.unknown {
            let mut joined = self.unsure.notes.get(&fact).cloned().unwrap_or_default();
            join_note(&mut joined, &note);
            if self.sheet.get(fact).is_none() && self.unsure.notes.get(&fact) != Some(&joined) {
                let after = Some(joined);
                let before = Rc::make_mut(&mut self.unsure).put(fact, after.clone());
                changes.push(Change::Note { fact, before, after });
            }
        }
        for field in &taken.fields {
            self.draft(field, None);
        }
        for paper in taken.papers {
            self.change_paper(&paper, &mut changes, is_there);
        }
        for (paper, note) in taken.paper_notes {
            self.change_paper(&paper, &mut changes, |record| join_note(&mut record.note, &note));
        }
        for (paper, theirs) in taken.enclosed.iter() {
            self.change_paper(paper, &mut changes, |record| enclose(record, theirs));
        }
        self.remember(Change::Together(changes), false);
    }

    fn change_paper(&mut self, paper: &str, changes: &mut Vec<Change>, change: impl FnOnce(&mut Record)) {
        let mut after = self.records.of(paper);
        change(&mut after);
        if after != self.records.of(paper) {
            let before = Rc::make_mut(&mut self.records).put(paper, after.clone());
            changes.push(Change::Paper { paper: paper.to_owned(), before, after });
        }
    }
}

fn is_there(record: &mut Record) {
    if record.standing == Standing::Missing {
        record.standing = Standing::Have;
    }
}

/// What another says of a paper fills the gaps in what is said here; files that are not here yet are put to those that are.
fn enclose(record: &mut Record, theirs: &Record) {
    if record.standing == Standing::Missing {
        record.standing = theirs.standing;
    }
    join_note(&mut record.note, &theirs.note);
    record.form = record.form.or(theirs.form);
    record.copies = record.copies.or(theirs.copies);
    record.valid_until = record.valid_until.or(theirs.valid_until);
    record.due = record.due.or(theirs.due);
    if record.owner.is_empty() {
        record.owner.clone_from(&theirs.owner);
    }
    for file in &theirs.files {
        if !record.files.iter().any(|known| known.sha256 == file.sha256) {
            record.files.push(file.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_assess::proof::Attached;

    #[wasm_bindgen_test]
    fn what_a_package_says_of_a_paper_fills_gaps_and_its_files_come_once() {
        let file = |at: &str, sum: &str| Attached { at: at.into(), sha256: sum.into(), ..Attached::default() };
        let mut mine = Record { note: "原件在档案室".into(), files: vec![file("1", "aa")], ..Record::default() };
        let theirs = Record {
            standing: Standing::Have,
            note: "副本".into(),
            copies: Some(2),
            files: vec![file("8", "aa"), file("9", "bb")],
            ..Record::default()
        };
        enclose(&mut mine, &theirs);
        assert_eq!((mine.standing, mine.note.as_str(), mine.copies), (Standing::Have, "原件在档案室；副本", Some(2)));
        assert_eq!(mine.files.iter().map(|file| file.at.as_str()).collect::<Vec<_>>(), ["1", "9"]);
        let once = mine.clone();
        enclose(&mut mine, &theirs);
        assert_eq!(mine, once, "taken twice it stays the same");
    }
}
