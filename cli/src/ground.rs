//! What commands rest on that are about answers rather than one regime: content, words in both languages, answer files.

use crate::args::Ground;
use crate::assess::{Failure, content, known, open, today};
use crate::content::with_overlays;
use crate::text;
use std::path::Path;
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said, Source, one_line};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_collect::{Part, Regime, paper_title, piece_title, piece_value};
use ziping_content::Content;
use ziping_regime::Words;
use ziping_rules::fact::{Answers, FactIx, Sheet, Unknown, Value, read_answers, write_answers_noting};

/// Content, with the words of all its rule books in both languages.
pub struct Matter {
    pub content: Content,
    words: Vec<[Words; 2]>,
    pub as_of: Day,
    pub lang: Lang,
}

impl Matter {
    /// Loads what is asked for.
    ///
    /// # Errors
    /// Bad content.
    pub fn new(ground: &Ground, lang: Lang) -> Result<Self, Failure> {
        let content = content(ground.content.as_deref())?;
        let content = with_overlays(content, &ground.overlay).map_err(Failure::Content)?;
        let regimes = content.library.regimes.iter();
        let words = regimes.map(|book| ["zh", "en"].map(|lang| content.words_for(lang, &book.id))).collect();
        Ok(Self { words, content, as_of: ground.as_of.unwrap_or_else(today), lang })
    }

    /// All rule books with their words.
    pub fn regimes(&self) -> Vec<Regime<'_>> {
        let books = self.content.library.regimes.iter().zip(&self.words);
        books.map(|(rulebook, [zh, en])| Regime { rulebook, zh, en }).collect()
    }

    /// The words of a rule book in a language.
    pub fn words(&self, regime: &str, lang: Lang) -> Option<&Words> {
        let books = self.content.library.regimes.iter().zip(&self.words);
        let (_, [zh, en]) = books.into_iter().find(|(book, _)| book.id == regime)?;
        Some(match lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }

    /// The rule books with these ids, in this order.
    ///
    /// # Errors
    /// An id that the content has not.
    pub fn chosen(&self, ids: &[String]) -> Result<Vec<Regime<'_>>, Failure> {
        let all = self.regimes();
        let one = |id: &String| {
            let book = known(&self.content, id)?;
            Ok(all.iter().filter(|regime| regime.rulebook.id == book.id).copied())
        };
        Ok(ids.iter().map(one).collect::<Result<Vec<_>, Failure>>()?.into_iter().flatten().collect())
    }

    /// Reads an answer file, or complains; without one nothing is answered.
    pub fn answers(&self, file: Option<&Path>) -> Option<Answers> {
        file.map_or_else(|| Some(Answers::default()), |file| open(file, &self.content, self.as_of, self.lang))
    }

    /// Says what is wrong.
    pub fn complain(&self, problem: &Diagnostic) {
        anstream::eprintln!("{}\n", text::problem(problem, self.lang));
    }

    /// In the language in which is spoken, on one line.
    pub fn said(&self, said: &Said) -> String {
        one_line(self.lang.pick(&said.zh, &said.en))
    }

    /// The title of a fact.
    pub fn title(&self, fact: FactIx) -> String {
        self.piece(fact, &Part::Whole)
    }

    /// The title of a fact, and which piece of it.
    pub fn piece(&self, fact: FactIx, part: &Part) -> String {
        self.said(&piece_title(&self.content.library.catalogue, &self.regimes(), fact, part))
    }

    /// The title of a paper.
    pub fn paper(&self, id: &str) -> String {
        self.said(&paper_title(&self.regimes(), id))
    }

    /// An answer, or a piece of one, in words.
    pub fn value(&self, fact: FactIx, part: &Part, value: Option<&Value>) -> String {
        self.said(&piece_value(&self.content.library.catalogue, &self.regimes(), fact, part, value))
    }

    /// Writes an answer file, whole or not at all, and never one that could not be read again. `unknown`: what was not known
    /// yet on each side; it is noted where there still is no answer, of two notes the first.
    ///
    /// # Errors
    /// A file that cannot be written, or answers that no file can hold.
    pub fn write(&self, organisation: &str, sheet: &Sheet, unknown: &[&Unknown], out: &Path) -> Result<(), Failure> {
        let catalogue = &self.content.library.catalogue;
        let mut noted = Unknown::new();
        for (fact, note) in unknown.iter().copied().flatten().filter(|(fact, _)| sheet.get(**fact).is_none()) {
            noted.entry(*fact).or_insert_with(|| note.clone());
        }
        let text = write_answers_noting(organisation, sheet, &noted, catalogue);
        let name = out.display().to_string();
        read_answers(&Source { name: &name, text: &text }, catalogue).map_err(Failure::Content)?;
        write_whole(out, text.as_bytes())?;
        match self.lang {
            Lang::Zh => anstream::println!("已写入 {name}"),
            Lang::En => anstream::println!("written to {name}"),
        }
        Ok(())
    }
}

/// Writes a file beside its place first: it is there whole or not at all.
pub fn write_whole(out: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut part = out.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, bytes)?;
    std::fs::rename(&part, out)
}

/// A command that lacks something.
pub fn usage(message: Said, help: Said) -> Failure {
    Failure::Content(vec![Diagnostic::error("usage", message).help(help)])
}

/// That where to write is not said.
pub fn no_place() -> Failure {
    usage(say!("where to write is not said", "没有说写到哪里"), say!("name a file with --out", "请用 --out 写明文件"))
}
