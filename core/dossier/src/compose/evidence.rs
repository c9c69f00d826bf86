//! The papers that prove things: each once, numbered in the order in which the conditions call for them, with whether it
//! is enclosed, whose it is, by when it is due, and its pages.

use super::super::book::{Book, Cell};
use super::super::enclose::label;
use super::super::paper::{Align, BLANK, Block, NONE, Paper, TO_FILL, Table};
use super::{Draft, NOTICE, values};
use crate::words;
use ziping_assess::proof::{Attached, Expiry, Need, Record, Standing, Use, UseKind, applies, cites};
use ziping_base::calendar::Day;
use ziping_regime::{Backing, Form};
use ziping_rules::rule::score::Scored;

/// Where a paper stands in this package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Its files are in the package.
    Enclosed,
    /// It is there, without a file: it is bound in by hand.
    AtHand,
    /// It is there and its files are left out of an export for outsiders.
    LeftOut,
    /// Still to come.
    ToCome,
    /// Not to be handed in: so the applicant says, or so it follows from what is declared.
    NotApplicable,
}

impl State {
    const fn said(self) -> &'static str {
        match self {
            Self::Enclosed => words::evidence::states::ENCLOSED,
            Self::AtHand => words::evidence::states::AT_HAND,
            Self::LeftOut => words::evidence::states::LEFT_OUT,
            Self::ToCome => words::evidence::states::TO_COME,
            Self::NotApplicable => words::shared::outcomes::NOT_APPLICABLE,
        }
    }
}

/// One line of the list.
struct Line<'l> {
    label: String,
    need: &'l Need<'l>,
    record: Record,
    state: State,
    /// The pages of its files; `None`: none, or not known.
    pages: Option<u32>,
    /// Its first page, counted over all papers in their order; `None` from the first on whose pages are not known.
    first: Option<u32>,
}

impl Line<'_> {
    fn status(&self, as_of: Day) -> String {
        let there = matches!(self.state, State::Enclosed | State::AtHand | State::LeftOut);
        let late = there && self.record.expiry(as_of) == Expiry::Before;
        let overdue = self.state == State::ToCome && self.record.overdue(as_of);
        let more = match (late, overdue) {
            (true, _) => words::evidence::states::EXPIRES,
            (false, true) => words::evidence::states::OVERDUE,
            (false, false) => "",
        };
        format!("{}{more}", self.state.said())
    }

    /// 1–48, 3 where it is one page, 49起 where nobody knows how many.
    fn span(&self) -> Option<String> {
        let first = self.first?;
        Some(match self.pages {
            Some(1) => first.to_string(),
            Some(pages) => format!("{first}–{}", first.saturating_add(pages) - 1),
            None => words::evidence::from_page(first),
        })
    }
}

impl Draft<'_> {
    /// The numbers of the papers behind something: `01 04`. A paper that does not apply to what is declared is not cited.
    pub(super) fn numbers(&self, backing: &Backing) -> String {
        self.numbers_where(|used| used.is_of(backing))
    }

    /// The numbers of the papers behind an item or a group of points.
    pub(super) fn numbers_of_item(&self, item: &Scored) -> String {
        self.numbers_where(|used| used.is_of_item(item))
    }

    fn numbers_where(&self, mine: impl Fn(&Use<'_>) -> bool) -> String {
        let Self { order, .. } = self;
        let wanted = |need: &Need<'_>| {
            let mut uses = need.uses.iter().filter(|used| mine(used));
            uses.any(|used| cites(order.library, order.sheet, used, need.paper))
        };
        let numbers: Vec<String> = (1..)
            .zip(&self.papers)
            .filter(|(_, need)| wanted(need))
            .map(|(number, _): (usize, _)| format!("{number:02}"))
            .collect();
        if numbers.is_empty() { BLANK.to_owned() } else { numbers.join(" ") }
    }

    /// How a paper is handed in: as the applicant says, else as the catalogue has it.
    pub(super) fn form_of(&self, paper: &str) -> Option<Form> {
        let chosen = self.order.records.get(paper).and_then(|record| record.form);
        let usual = || self.order.library.evidence.iter().find(|usual| usual.id == paper);
        chosen.or_else(|| Some(usual()?.form))
    }

    /// The same in words.
    fn form_named(&self, paper: &str) -> &'static str {
        match self.form_of(paper) {
            Some(Form::Original) => words::evidence::forms::ORIGINAL,
            Some(Form::CopySealed) => words::evidence::forms::COPY_SEALED,
            Some(Form::Copy) => words::evidence::forms::COPY,
            Some(Form::Print) => words::evidence::forms::PRINT,
            Some(Form::Statement) => words::evidence::forms::STATEMENT,
            None => BLANK,
        }
    }

    /// All papers as they stand.
    fn lines(&self) -> Vec<Line<'_>> {
        let mut next = Some(1);
        let mut lines = Vec::new();
        for (place, need) in self.papers.iter().enumerate() {
            let record = self.order.records.of(need.paper);
            let state = self.state_of(need, &record);
            let pages = if matches!(state, State::Enclosed) { record.pages() } else { None };
            let first = if state == State::Enclosed { next } else { None };
            if state != State::NotApplicable {
                next = next.zip(pages).and_then(|(next, pages): (u32, u32)| next.checked_add(pages));
            }
            lines.push(Line { label: label(place + 1), need, record, state, pages, first });
        }
        lines
    }

    fn state_of(&self, need: &Need<'_>, record: &Record) -> State {
        let enclosed = || self.enclosures.iter().any(|enclosure| enclosure.paper == need.paper);
        match record.standing {
            Standing::NotNeeded => State::NotApplicable,
            _ if !applies(self.order.library, self.order.sheet, need) => State::NotApplicable,
            _ if enclosed() => State::Enclosed,
            Standing::Have if self.order.redact.any() && !record.files.is_empty() => State::LeftOut,
            Standing::Have => State::AtHand,
            Standing::Missing => State::ToCome,
        }
    }

    /// Who gets a paper; empty where nobody is named.
    fn owner_of(&self, record: &Record) -> String {
        if record.owner.trim().is_empty() || !self.order.redact.names {
            record.owner.trim().to_owned()
        } else {
            values::HIDDEN.to_owned()
        }
    }

    /// Who gets the papers behind something, and the last day on which one of them is due, as a plan writes them;
    /// what nobody has said is to be filled in.
    pub(super) fn task(&self, backing: &Backing) -> (String, String) {
        let behind = self.papers.iter().filter(|need| {
            let mut uses = need.uses.iter().filter(|used| used.is_of(backing));
            uses.any(|used| cites(self.order.library, self.order.sheet, used, need.paper))
        });
        let records: Vec<Record> = behind
            .map(|need| self.order.records.of(need.paper))
            .filter(|record| record.standing == Standing::Missing)
            .collect();
        let mut owners: Vec<String> = Vec::new();
        for owner in records.iter().map(|record| self.owner_of(record)).filter(|owner| !owner.is_empty()) {
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        let due = records.iter().filter_map(|record| record.due).max();
        let owners = if owners.is_empty() { TO_FILL.to_owned() } else { owners.join("、") };
        (owners, due.map_or_else(|| TO_FILL.to_owned(), values::day))
    }

    /// What a paper is used for: titles with clauses.
    fn uses(&self, need: &Need<'_>) -> String {
        let title = |kind: UseKind, place: usize| {
            let rulebook = self.order.rulebook;
            let id = match kind {
                UseKind::Condition => rulebook.conditions.get(place).map(|condition| &condition.id),
                UseKind::Cap => rulebook.caps.get(place).map(|cap| &cap.id),
                UseKind::Ground => rulebook.grounds.get(place).map(|ground| &ground.id),
                UseKind::Item => rulebook.scored().get(place).map(|item| &item.id),
                UseKind::Element | UseKind::Aspect => {
                    return rulebook.elements().get(place).map_or("", |element| self.fact_title(element.fact));
                }
            };
            id.map_or("", |id| self.title(kind.words(), id))
        };
        let said = need.uses.iter().map(|used| format!("{}（{}）", title(used.kind, used.place), used.clause()));
        said.collect::<Vec<_>>().join("；")
    }

    /// The names of a paper's files in the package, each with its pages where they are known.
    fn files_of(&self, paper: &str) -> String {
        let pages = |file: &Attached| match file.pages() {
            Some(pages) => words::evidence::pages(pages),
            None => String::new(),
        };
        let mine = self.enclosures.iter().filter(|enclosure| enclosure.paper == paper);
        let names: Vec<String> = mine
            .filter_map(|enclosure| Some(format!("{}{}", enclosure.path.rsplit('/').next()?, pages(enclosure.file))))
            .collect();
        names.join("\n")
    }

    /// What the applicant remarks on a paper.
    fn note_of(&self, line: &Line<'_>) -> String {
        match line.record.note.as_str() {
            "" if line.state == State::NotApplicable && line.record.standing != Standing::NotNeeded => {
                self.why_not(line.need.paper).to_owned()
            }
            "" => String::new(),
            _ if self.order.redact.names => values::HIDDEN.to_owned(),
            note => note.to_owned(),
        }
    }

    /// Why a paper does not apply to what is declared.
    fn why_not(&self, paper: &str) -> &'static str {
        let evidence = self.order.library.evidence.iter().find(|evidence| evidence.id == paper);
        if evidence.is_some_and(|evidence| !evidence.shows.is_empty()) {
            words::evidence::NOT_DECLARED
        } else {
            words::evidence::CONTRARY
        }
    }

    /// The list of what is bound behind the form.
    pub(super) fn list(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            (words::evidence::heads::LABEL, 13, Align::Centre),
            (words::shared::heads::PAPER, 23, Align::Left),
            (words::evidence::heads::FORM, 22, Align::Left),
            (words::evidence::heads::STATE, 10, Align::Centre),
            (words::evidence::heads::PAGES, 13, Align::Centre),
            (words::evidence::heads::WHO, 19, Align::Centre),
        ]);
        let lines = self.lines();
        for line in &lines {
            let pages = match (line.pages, line.span()) {
                (Some(pages), Some(span)) => format!("{pages}\n（{span}）"),
                (Some(pages), None) => pages.to_string(),
                (None, Some(span)) => format!("{TO_FILL}\n（{span}）"),
                (None, None) if line.state == State::NotApplicable => BLANK.to_owned(),
                (None, None) => TO_FILL.to_owned(),
            };
            let asked = if line.need.asked() { words::evidence::ASKED } else { words::evidence::ADVISED };
            let (owner, due) = (self.owner_of(&line.record), line.record.due.map(values::day));
            let who = match (owner.as_str(), due) {
                // Nobody needs to say that to the one who gets the form.
                ("", None) => BLANK.to_owned(),
                ("", Some(due)) => due,
                (owner, None) => owner.to_owned(),
                (owner, Some(due)) => format!("{owner}\n{due}"),
            };
            table.row([
                line.label.clone(),
                self.title("evidence", line.need.paper).to_owned(),
                format!("{}\n（{asked}）", self.form_named(line.need.paper)),
                line.status(self.order.as_of),
                pages,
                who,
            ]);
        }
        if lines.is_empty() {
            table.row([NONE.to_owned()]);
        }
        let columns = ["no", "title", "form", "state", "pages", "who"];
        paper.add(Block::Table(self.listed("evidence", &columns, table)));
        paper.remark(self.put("evidence-counted", || counted(&lines)));
    }
}

/// How many papers there are of each state, and how pages were counted.
fn counted(lines: &[Line<'_>]) -> String {
    let count = |state: State| lines.iter().filter(|line| line.state == state).count();
    let states = [State::Enclosed, State::AtHand, State::LeftOut, State::ToCome, State::NotApplicable];
    let counts: Vec<String> = states
        .into_iter()
        .filter(|state| count(*state) > 0)
        .map(|state| words::evidence::Counted { state: state.said(), count: count(state) }.to_string())
        .collect();
    let said = if counts.is_empty() { words::evidence::NOTHING.to_owned() } else { counts.join("，") };
    words::evidence::note(said)
}

/// The index of evidence, and on a sheet of its own what each paper is and what it is used for.
pub(in super::super) fn evidence_books(draft: &Draft<'_>) -> [Book; 2] {
    let words = draft.order.words;
    let mut index = Book::new(
        words::evidence::TITLE,
        words::evidence::TITLE,
        words::evidence::Remark { regime: &draft.regime().title, notice: NOTICE }.to_string(),
        &[
            (words::evidence::heads::LABEL, 9),
            (words::shared::heads::PAPER, 16),
            (words::evidence::heads::ASKED, 7),
            (words::evidence::heads::FORM_ALONE, 11),
            (words::evidence::heads::COPIES, 7),
            (words::evidence::heads::STATE, 11),
            (words::evidence::heads::PAGES_ALONE, 6),
            (words::evidence::heads::SPAN, 9),
            (words::shared::heads::OWNER, 9),
            (words::evidence::heads::DUE, 15),
            (words::evidence::heads::VALID_UNTIL, 15),
            (words::evidence::heads::NOTE, 15),
        ],
    );
    let mut uses = Book::new(
        words::evidence::USES_TITLE,
        words::evidence::USES_SHEET,
        words::evidence::USES_REMARK,
        &[
            (words::evidence::heads::LABEL, 9),
            (words::shared::heads::PAPER, 14),
            (words::evidence::heads::FILES, 20),
            (words::evidence::heads::USED_FOR, 24),
            (words::evidence::heads::WHAT, 26),
            (words::evidence::heads::EARLIEST, 15),
            (words::evidence::heads::SENT_BACK, 22),
        ],
    );
    let published = draft.copies_of_proof();
    let day = |day: Option<Day>| day.map_or_else(|| "".into(), Cell::Date);
    let number = |number: u32| Cell::Count(i64::from(number));
    for line in draft.lines() {
        let need = line.need;
        let evidence = draft.order.library.evidence.iter().find(|evidence| evidence.id == need.paper);
        let months = evidence.and_then(|evidence| evidence.valid_months);
        let said = words.get("evidence", need.paper);
        let title = words.title("evidence", need.paper);
        let copies = line.record.copies.or(published).map(u32::from);
        index.rows.push(vec![
            line.label.as_str().into(),
            title.into(),
            if need.asked() { words::evidence::ASKED } else { words::evidence::ADVISED }.into(),
            draft.form_named(need.paper).into(),
            copies.map_or_else(|| Cell::from(words::shared::NOT_PUBLISHED), number),
            line.status(draft.order.as_of).into(),
            line.pages.map_or_else(|| "".into(), number),
            line.span().unwrap_or_default().into(),
            draft.owner_of(&line.record).into(),
            day(line.record.due),
            day(line.record.valid_until),
            draft.note_of(&line).into(),
        ]);
        uses.rows.push(vec![
            line.label.as_str().into(),
            title.into(),
            draft.files_of(need.paper).into(),
            draft.uses(need).into(),
            said.text.as_str().into(),
            day(months.map(|months| draft.order.as_of.plus_months(-i32::from(months)))),
            said.sent_back.join("；").into(),
        ]);
    }
    [index, uses]
}
