//! What `rulebook.toml` means: a rule book, made of what is written there.

use super::facts_file::check_id;
use super::reader::Reader;
use super::scores::{ReadScores, read_scores};
use super::surroundings::{Surroundings, compile};
use super::written::{self, Backed, Text, Whole};
use std::collections::HashSet;
use ziping_base::diag::{Said, Span, did_you_mean, joined, nearest};
use ziping_base::node::Node;
use ziping_base::say;
use ziping_regime::*;
use ziping_rules::fact::FactIx;
use ziping_rules::rule::{Scores, Test, compile_test, expr::built_in};

/// A rule book being read.
pub(super) struct Book<'r, 'a, 's, 'w> {
    pub(super) written: &'w written::RuleBook<'w>,
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) around: &'r mut Surroundings<'s>,
    pub(super) readings: Vec<String>,
    pub(super) outcomes: Vec<String>,
    pub(super) ids: HashSet<String>,
    pub(super) cited: HashSet<String>,
    pub(super) clauses: HashSet<&'w str>,
    pub(super) notes: HashSet<&'w str>,
    /// A condition could not be read, so that what is asked is not known.
    pub(super) unread: bool,
    /// Points that are worked out.
    pub(super) scores: ReadScores,
    /// The facts of elements and aspects.
    pub(super) graded: Vec<FactIx>,
}

/// Makes a rule book of what is written. `node`: the file, for the words that stand in it.
pub(super) fn rulebook(
    written: &written::RuleBook<'_>,
    node: &Node,
    reader: &mut Reader<'_>,
    around: &mut Surroundings<'_>,
) -> RuleBook {
    let readings = readings(&written.reading);
    let scores = read_scores((written.points(), node), Scores::none(), &readings, reader, around, |_, _, _| {});
    let known = scores.scores();
    let mut around = Surroundings {
        catalogue: around.catalogue,
        derived: around.derived,
        windows: &mut *around.windows,
        evidence: around.evidence,
        scores: &known,
    };
    let unread = scores.unread;
    let mut book = Book {
        written,
        reader,
        around: &mut around,
        scores,
        graded: Vec::new(),
        readings,
        outcomes: written.grade.outcomes.strings(),
        ids: HashSet::new(),
        cited: HashSet::new(),
        clauses: written.clause.iter().map(|clause| clause.id.text()).collect(),
        notes: written.note.iter().map(|note| note.id.text()).collect(),
        unread,
    };
    book.scored_ids();
    if written.schema.value != Some(1) {
        book.problem(
            written.schema.span,
            "other-schema",
            say!("this version reads rule books of schema 1", "本版读第 1 版格式的规则"),
            say!("use schema = 1", "写作 schema = 1"),
        );
    }
    check_id(written.id.text(), written.id.span, book.reader);
    let result = RuleBook {
        id: written.id.owned(),
        version: version(written.version, book.reader),
        status: status(written.status),
        source: written.source.owned(),
        effective: book.effective(),
        conditions: book.conditions(),
        caps: book.caps(),
        grounds: book.grounds(),
        figures: book.figures(),
        grade: book.grade(),
        sections: Vec::new(),
        steps: book.steps(),
        documents: book.documents(),
        named: book.named(),
        duties: book.duties(),
        validity: written.validity.as_ref().map(|validity| Validity {
            backing: book.backing(validity),
            years: validity.years.value.and_then(|years| u16::try_from(years).ok()).unwrap_or(0),
        }),
        fees: book.fees(),
        entries: book.entries(),
        finder: book.finder(),
        scope: book.scope(),
        overlays: Vec::new(),
        clauses: Vec::new(),
        items: book.standing(),
        published: std::mem::take(&mut book.scores.given),
        origin: Origin::Kit,
    };
    let sections = book.sections(&result);
    book.unasked(&result, &sections);
    let clauses = book.clauses();
    book.references(&result);
    RuleBook { sections, clauses, ..result }
}

/// The readings that conditions of a rule book may name: its own, and the built-in ones.
pub(super) fn readings(own: &[written::Entry<'_>]) -> Vec<String> {
    let own = own.iter().map(|reading| reading.id.owned());
    own.chain(built_in::ALL.iter().map(|id| (*id).to_owned())).collect()
}

/// The version of a rule book or an overlay.
pub(super) fn version(written: Text<'_>, reader: &mut Reader<'_>) -> String {
    let version = written.owned();
    let parts: Vec<&str> = version.split('.').collect();
    if parts.len() != 3 || parts.iter().any(|part| part.parse::<u16>().is_err()) {
        reader.problem(
            written.span,
            "bad-version",
            say!("`{version}` is not a version", "“{version}”不是版本号"),
            say!("three numbers: 1.0.0", "写三个以点相连的数，如 1.0.0"),
        );
    }
    version
}

/// Where a rule book or an overlay stands; a draft where that is not said.
pub(super) fn status(written: written::At<Status>) -> Status {
    written.value.unwrap_or(Status::Draft)
}

/// What a cap does: the best outcome while it holds, by place, or by how many outcomes it lowers the grade. `id`: of the
/// cap, for where it says neither.
pub(super) fn cap_limit(
    (limit, lowers, id): (Option<Text<'_>>, Option<Whole>, Text<'_>),
    outcomes: &[String],
    reader: &mut Reader<'_>,
) -> Option<(u8, u8)> {
    let place = |place: usize| u8::try_from(place).ok();
    let top = place(outcomes.len().saturating_sub(1))?;
    match (limit, lowers) {
        (Some(limit), None) => {
            let text = limit.text();
            let found = outcomes.iter().position(|known| known == text).and_then(place);
            if found.is_none() {
                not_an_outcome(text, outcomes, limit.span, reader);
            }
            Some((found?, 0))
        }
        (None, Some(lowers)) => {
            let by = lowers.value.and_then(|by| u8::try_from(by).ok());
            let by = by.filter(|by| (1..=top).contains(by));
            if by.is_none() {
                let message = say!("a grade is lowered by 1 to {top} outcomes", "等级只能下调 1 到 {top} 级");
                reader.problem(lowers.span, "wrong-kind", message, say!("write lowers = 1", "写成 lowers = 1"));
            }
            Some((top, by?))
        }
        _ => {
            let message = say!("a cap either limits the grade or lowers it", "限制要么写最高等级，要么写下调几级");
            let help = say!(
                "limit = \"B\": the best outcome while it holds; or lowers = 1: one outcome lower than without it",
                "写 limit = \"B\"，表示最高只能评 B；或写 lowers = 1，表示比原来下调一级"
            );
            reader.problem(id.span, "missing-key", message, help);
            None
        }
    }
}

/// That an outcome is not one of a rule book's.
pub(super) fn not_an_outcome(outcome: &str, outcomes: &[String], span: Span, reader: &mut Reader<'_>) {
    let Said { en, zh } = joined(outcomes.iter().map(String::as_str));
    let message = say!("`{outcome}` is not an outcome", "没有“{outcome}”这个等级");
    reader.problem(span, "unknown-outcome", message, say!("the outcomes are {en}", "等级有：{zh}"));
}

/// What all parts of a rule book are read with.
impl Book<'_, '_, '_, '_> {
    pub(super) fn problem(&mut self, span: Span, code: &str, message: Said, help: Said) {
        self.reader.problem(span, code, message, help);
    }

    /// An item's id, checked for its form and for being the only one.
    pub(super) fn id(&mut self, written: Text<'_>) -> String {
        let (id, span) = (written.owned(), written.span);
        check_id(&id, span, self.reader);
        if !self.ids.insert(id.clone()) {
            let message = say!("`{id}` is used twice", "“{id}”用了两次");
            let help = say!("ids are unique within a rule book", "编号在一份规则里不能重复");
            self.problem(span, "duplicate-id", message, help);
        }
        id
    }

    /// The clauses that something cites: clauses of the rule book.
    pub(super) fn cite(&mut self, cited: &[(&str, Span)]) {
        for (clause, span) in cited {
            if self.clauses.contains(clause) {
                self.cited.insert((*clause).to_owned());
            } else {
                let help = nearest(clause, self.clauses.iter().copied())
                    .map_or_else(|| say!("add it as a [[clause]]", "请补上它的 [[clause]]"), did_you_mean);
                let message = say!("unknown clause `{clause}`", "没有“{clause}”这一条款");
                self.problem(*span, "unknown-clause", message, help);
            }
        }
    }

    pub(super) fn backing(&mut self, item: &impl Backed) -> Backing {
        let written::Backing { clause, asks, suggests, notes, inferred } = item.backing();
        self.cite(clause);
        self.around.all_evidence(asks.iter().chain(suggests), self.reader);
        for (id, span) in notes {
            if !self.notes.contains(id) {
                let message = say!("unknown note `{id}`", "没有“{id}”这条疑问");
                self.problem(*span, "unknown-note", message, say!("add it as a [[note]]", "请补上它的 [[note]]"));
            }
        }
        let strings = |texts: &[(&str, Span)]| texts.iter().map(|(text, _)| (*text).to_owned()).collect();
        Backing {
            clauses: strings(clause),
            asks: strings(asks),
            suggests: strings(suggests),
            notes: strings(notes),
            inferred,
        }
    }

    pub(super) fn test(&mut self, when: Text<'_>) -> Test {
        let compiled =
            compile(when, self.reader.source, self.around, &self.readings, self.reader.problems, compile_test);
        self.unread |= compiled.is_none();
        compiled.unwrap_or(Test::Constant(false))
    }

    /// An outcome, by place.
    pub(super) fn outcome(&mut self, outcome: &str, span: Span) -> u8 {
        match self.outcomes.iter().position(|known| known == outcome).and_then(|i| u8::try_from(i).ok()) {
            Some(place) => place,
            None => {
                not_an_outcome(outcome, &self.outcomes, span, self.reader);
                0
            }
        }
    }

    pub(super) fn fact(&mut self, id: &str, span: Span) -> Option<FactIx> {
        let found = self.around.catalogue.find(id);
        if found.is_none() {
            let problem = ziping_rules::fact::unknown_fact(id, self.around.catalogue).at(&self.reader.source, span);
            self.reader.problems.push(problem);
        }
        found
    }
}
