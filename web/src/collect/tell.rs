//! What was found, in words of both languages, for the page to show as it is: the page has no reader of its own.

use super::order::{Differs, Found, Line, Note, NoteKind, Remark, Source, View};
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_collect::{Collected, Part, Piece, Regime, Spot, Standing, paper_title, piece_title, piece_value};
use ziping_regime::Library;
use ziping_rules::fact::{Answers, FactIx, Sheet, Value, write_answers, write_answers_noting};

/// What things are called by.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) library: &'a Library,
    pub(super) regimes: &'a [Regime<'a>],
}

impl Teller<'_> {
    fn title(&self, fact: FactIx, part: &Part) -> Said {
        piece_title(&self.library.catalogue, self.regimes, fact, part)
    }

    fn value(&self, piece: &Piece, value: Option<&Value>) -> Option<Said> {
        value?;
        Some(piece_value(&self.library.catalogue, self.regimes, piece.fact, &piece.part, value))
    }

    /// A piece on which the sides differ; `None` where nothing is to be chosen.
    pub(super) fn line(&self, piece: &Piece, spots: &[Spot], doubt: Option<Said>) -> Option<Line> {
        let differs = match piece.standing {
            Standing::Same | Standing::Mine => return None,
            Standing::Filled => Differs::Filled,
            Standing::Newer => Differs::Newer,
            Standing::Conflict => Differs::Conflict,
            Standing::Removed => Differs::Removed,
        };
        let before = piece.base.as_ref().filter(|_| piece.base != piece.mine && piece.base != piece.theirs);
        Some(Line {
            differs,
            title: self.title(piece.fact, &piece.part),
            mine: self.value(piece, piece.mine.as_ref()),
            theirs: self.value(piece, piece.theirs.as_ref()),
            before: self.value(piece, before),
            spots: spots.iter().map(ToString::to_string).collect(),
            doubt,
        })
    }

    /// What a workbook holds.
    pub(super) fn workbook(&self, collected: &Collected) -> Found {
        let sent = collected.sent.as_ref();
        let name = self.text(&collected.answers, "org.name");
        let in_file = sent.map(|sent| sent.organisation.clone()).filter(|name| !name.is_empty());
        let code = self.text(&collected.answers, "org.uscc");
        let code = code.or_else(|| sent.and_then(|sent| self.text(sent.sheet.as_ref()?, "org.uscc")));
        let organisation = in_file.or(name).unwrap_or_default();
        let ready = collected.papers.iter().filter(|paper| paper.ready);
        Found {
            source: Source::Workbook,
            code,
            notes: self.notes(collected),
            remarks: self.remarks(collected),
            papers: ready.map(|paper| (paper.id.clone(), paper_title(self.regimes, &paper.id))).collect(),
            answers: write_answers(&organisation, &collected.answers, &self.library.catalogue),
            organisation,
        }
    }

    /// What an answer file or a package holds.
    pub(super) fn answers(&self, answers: &Answers, source: Source) -> Found {
        let name = self.text(&answers.sheet, "org.name");
        Found {
            source,
            organisation: name.unwrap_or_else(|| answers.organisation.clone()),
            code: self.text(&answers.sheet, "org.uscc"),
            notes: answers.unknown.iter().map(|(fact, note)| self.not_known(*fact, note)).collect(),
            remarks: Vec::new(),
            papers: Vec::new(),
            answers: write_answers_noting(
                &answers.organisation,
                &answers.sheet,
                &answers.unknown,
                &self.library.catalogue,
            ),
        }
    }

    fn remarks(&self, collected: &Collected) -> Vec<Remark> {
        let one = |remark: &ziping_collect::Remark| {
            let fact = self.library.catalogue.find(&remark.id);
            let answered = fact.is_some_and(|fact| collected.answers.get(fact).is_some());
            Remark { fact, id: remark.id.clone(), text: remark.text.clone(), answered }
        };
        collected.remarks.iter().map(one).collect()
    }

    fn not_known(&self, fact: FactIx, note: &str) -> Note {
        let title = Some(self.title(fact, &Part::Whole));
        Note { kind: NoteKind::NotKnown, spot: String::new(), title, text: note.to_owned(), why: None }
    }

    fn text(&self, sheet: &Sheet, fact: &str) -> Option<String> {
        match sheet.get(self.library.catalogue.find(fact)?) {
            Some(Value::Text(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => None,
        }
    }

    /// All that is said beside the answers, what needs a hand first.
    fn notes(&self, collected: &Collected) -> Vec<Note> {
        let whole = |fact: FactIx| self.title(fact, &Part::Whole);
        let mut notes = Vec::new();
        notes.extend(collected.contradictions.iter().map(|one| {
            let each = |pick: fn(&Said) -> &str| {
                let all = one.answers.iter().map(|(spot, said)| format!("{} ({spot})", pick(said)));
                all.collect::<Vec<_>>()
            };
            let why = Said::new(each(|said| &said.en).join("; "), each(|said| &said.zh).join("；"));
            let title = Some(self.title(one.fact, &one.part));
            Note { kind: NoteKind::Contradiction, spot: String::new(), title, text: String::new(), why: Some(why) }
        }));
        notes.extend(collected.unread.iter().map(|one| Note {
            kind: NoteKind::Unread,
            spot: one.spot.to_string(),
            title: one.fact.map(whole),
            text: one.text.clone(),
            why: Some(one.why.clone()),
        }));
        notes.extend(collected.unknown.iter().map(|one| Note {
            kind: NoteKind::Unknown,
            spot: one.spot.to_string(),
            title: Some(Said::english(one.id.clone())),
            text: one.text.clone(),
            why: None,
        }));
        notes.extend(collected.gone.iter().map(|fact| Note {
            kind: NoteKind::Gone,
            spot: String::new(),
            title: Some(whole(*fact)),
            text: String::new(),
            why: None,
        }));
        notes.extend(collected.asides.iter().map(|one| Note {
            kind: NoteKind::Aside,
            spot: one.spot.to_string(),
            title: None,
            text: one.text.clone(),
            why: Some(one.why.clone()),
        }));
        notes.extend(collected.remarks.iter().map(|one| Note {
            kind: NoteKind::Remark,
            spot: one.spot.to_string(),
            title: Some(match self.library.catalogue.find(&one.id) {
                Some(fact) => whole(fact),
                None => paper_title(self.regimes, &one.id),
            }),
            text: one.text.clone(),
            why: None,
        }));
        notes.extend(self.versions(collected));
        notes
    }

    /// Of the kit and of rule books, where they are others than here.
    fn versions(&self, collected: &Collected) -> Vec<Note> {
        let Some(sent) = &collected.sent else { return Vec::new() };
        let (own, kit) = (env!("CARGO_PKG_VERSION"), &sent.kit);
        let mut said = Vec::new();
        if kit != own {
            said.push((None, say!("made by version {kit}, this is {own}", "由 {kit} 版制作，本版是 {own}")));
        }
        for (id, version) in &sent.regimes {
            let now = self.library.regime(id).map(|book| book.version.clone());
            if now.as_ref() != Some(version) {
                let title = self.regimes.iter().find(|regime| regime.rulebook.id == *id);
                let title = title.map(|regime| {
                    let words = |words: &ziping_regime::Words| words.title("regime", "").to_owned();
                    Said::new(words(regime.en), words(regime.zh))
                });
                let why = match now {
                    Some(now) => {
                        say!("version {version} when sent, {now} now", "发出时是 {version} 版，现在是 {now} 版")
                    }
                    None => say!("version {version} when sent, not here now", "发出时是 {version} 版，这里没有"),
                };
                said.push((Some(title.unwrap_or_else(|| Said::english(id.clone()))), why));
            }
        }
        let note = |(title, why)| Note {
            kind: NoteKind::Version,
            spot: String::new(),
            title,
            text: String::new(),
            why: Some(why),
        };
        said.into_iter().map(note).collect()
    }
}

/// Pieces on which the sides differ, with the lines that say so.
pub(super) struct Compared {
    pub(super) pieces: Vec<Piece>,
    pub(super) view: View,
}
