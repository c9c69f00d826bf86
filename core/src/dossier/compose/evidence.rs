//! The papers that prove things: each once, numbered in the order in which the conditions call for them.

use super::super::book::{Book, Cell};
use super::super::enclose::label;
use super::super::paper::NONE;
use super::{Draft, NOTICE};
use crate::proof::{Expiry, Form, Need, Record, Standing, UseKind};
use crate::regime::Backing;

/// Whether a paper is there and will do.
fn status(record: &Record, draft: &Draft<'_>) -> &'static str {
    match (record.standing, record.expiry(draft.order.as_of)) {
        (Standing::Missing, _) => "待准备",
        (Standing::NotNeeded, _) => "不需要",
        (Standing::Have, Expiry::Before) => "已备，评定日前到期",
        (Standing::Have, Expiry::Open | Expiry::Soon | Expiry::Later) => "已备",
    }
}

impl Draft<'_> {
    /// The numbers of the papers behind something: `01 04`.
    pub(super) fn numbers(&self, backing: &Backing) -> String {
        let wanted = |need: &Need<'_>| backing.asks.iter().chain(&backing.suggests).any(|id| id == need.paper);
        let numbers: Vec<String> = (1..)
            .zip(&self.papers)
            .filter(|(_, need)| wanted(need))
            .map(|(number, _): (usize, _)| format!("{number:02}"))
            .collect();
        if numbers.is_empty() { NONE.to_owned() } else { numbers.join(" ") }
    }

    /// How a paper is handed in: as the applicant says, else as the catalogue has it.
    pub(super) fn form_of(&self, paper: &str) -> &'static str {
        let chosen = self.order.records.get(paper).and_then(|record| record.form);
        let usual = || self.order.library.evidence.iter().find(|usual| usual.id == paper);
        match chosen.or_else(|| Form::parse(&usual()?.original)) {
            Some(Form::Original) => "原件",
            Some(Form::CopySealed) => "复印件，加盖公章",
            Some(Form::Copy) => "复印件",
            Some(Form::Print) => "打印件，加盖公章",
            Some(Form::Statement) => "本单位出具，签字盖章",
            None => NONE,
        }
    }

    /// What a paper is used for: titles with clauses.
    fn uses(&self, need: &Need<'_>) -> String {
        let title = |kind: UseKind, place: usize| {
            let rulebook = self.order.rulebook;
            let id = match kind {
                UseKind::Condition => rulebook.conditions.get(place).map(|condition| &condition.id),
                UseKind::Cap => rulebook.caps.get(place).map(|cap| &cap.id),
                UseKind::Ground => rulebook.grounds.get(place).map(|ground| &ground.id),
                UseKind::Element | UseKind::Aspect => {
                    return rulebook.elements().get(place).map_or("", |element| self.fact_title(element.fact));
                }
            };
            id.map_or("", |id| self.title(kind.words(), id))
        };
        let said =
            need.uses.iter().map(|used| format!("{}（{}）", title(used.kind, used.place), used.backing.clause()));
        said.collect::<Vec<_>>().join("；")
    }

    /// The names of a paper's files in the package.
    fn files_of(&self, paper: &str, record: &Record) -> String {
        if self.order.redact.any() && !record.files.is_empty() {
            return "未附（隐去版）".to_owned();
        }
        let mine = self.enclosures.iter().filter(|enclosure| enclosure.paper == paper);
        let names: Vec<&str> = mine.filter_map(|enclosure| enclosure.path.rsplit('/').next()).collect();
        if names.is_empty() { NONE.to_owned() } else { names.join("\n") }
    }

    /// What the applicant remarks on a paper.
    fn note_of(&self, record: &Record) -> String {
        match record.note.as_str() {
            "" => NONE.to_owned(),
            _ if self.order.redact.names => super::values::HIDDEN.to_owned(),
            note => note.to_owned(),
        }
    }
}

/// The index of evidence.
pub(in super::super) fn evidence_book(draft: &Draft<'_>) -> Book {
    let words = draft.order.words;
    let mut book = Book::new(
        "证明材料目录",
        "证明材料目录",
        format!(
            "{}　{}。“规则要求”指所依据的文件写明要交，“建议”由本工具列出；“最早出具日期”按本工具建议的有效月数推算。份数没有公布的，按申请材料的份数准备。",
            draft.regime().title,
            NOTICE
        ),
        &[
            ("编号", 8),
            ("材料名称", 18),
            ("要求", 8),
            ("形式", 11),
            ("份数", 7),
            ("说明与出具单位", 28),
            ("最早出具日期", 13),
            ("有效期至", 11),
            ("状态", 10),
            ("文件", 20),
            ("备注", 14),
            ("用于", 24),
            ("常见退回原因", 22),
        ],
    );
    let published = draft.copies_of_proof();
    for (i, need) in draft.papers.iter().enumerate() {
        let evidence = draft.order.library.evidence.iter().find(|evidence| evidence.id == need.paper);
        let months = evidence.and_then(|evidence| evidence.valid_months);
        let said = words.get("evidence", need.paper);
        let record = draft.order.records.of(need.paper);
        let copies = record.copies.or(published);
        let day_or = |day: Option<crate::calendar::Day>, none: &str| day.map_or_else(|| none.into(), Cell::Date);
        book.rows.push(vec![
            Cell::Text(label(i + 1)),
            words.title("evidence", need.paper).into(),
            if need.asked() { "规则要求" } else { "建议" }.into(),
            draft.form_of(need.paper).into(),
            copies.map_or_else(|| Cell::from("未公布"), |copies| Cell::Count(i64::from(copies))),
            said.text.as_str().into(),
            day_or(months.map(|months| draft.order.as_of.plus_months(-i32::from(months))), "以所载有效期为准"),
            day_or(record.valid_until, NONE),
            status(&record, draft).into(),
            draft.files_of(need.paper, &record).into(),
            draft.note_of(&record).into(),
            draft.uses(need).into(),
            if said.sent_back.is_empty() { NONE.into() } else { said.sent_back.join("；").into() },
        ]);
    }
    book
}
