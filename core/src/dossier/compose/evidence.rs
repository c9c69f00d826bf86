//! The papers that prove things: each once, numbered in the order in which the conditions call for them.

use super::super::book::{Book, Cell};
use super::super::paper::NONE;
use super::{Draft, NOTICE};
use crate::regime::{Backing, Model, RuleBook};

/// What a paper is needed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Paper {
    /// Evidence id.
    pub(in super::super) id: String,
    /// The document itself asks for it somewhere.
    pub(in super::super) asked: bool,
    /// Kind and id of what it proves.
    uses: Vec<(&'static str, String)>,
}

/// All papers; a paper's number is its place, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Papers(pub(in super::super) Vec<Paper>);

/// 附件-03
pub(in super::super) fn label(number: usize) -> String {
    format!("附件-{number:02}")
}

impl Papers {
    /// What the conditions, caps, grounds, elements and aspects of a rule book ask for or suggest.
    pub(super) fn of(rulebook: &RuleBook) -> Self {
        let mut papers = Self::default();
        for condition in &rulebook.conditions {
            papers.take("condition", &condition.id, &condition.backing);
        }
        let (kind, elements) = match &rulebook.grade.model {
            Model::Scored { elements, .. } => ("element", elements.as_slice()),
            Model::Aspects { aspects, .. } => ("aspect", aspects.as_slice()),
            Model::Met { .. } => ("", [].as_slice()),
        };
        for (i, element) in elements.iter().enumerate() {
            papers.take(kind, &i.to_string(), &element.backing);
        }
        for cap in &rulebook.caps {
            papers.take("cap", &cap.id, &cap.backing);
        }
        for ground in &rulebook.grounds {
            papers.take("ground", &ground.id, &ground.backing);
        }
        papers
    }

    fn take(&mut self, kind: &'static str, id: &str, backing: &Backing) {
        let asked = backing.asks.iter().map(|paper| (paper, true));
        let suggested = backing.suggests.iter().map(|paper| (paper, false));
        for (paper, asked) in asked.chain(suggested) {
            let used = (kind, id.to_owned());
            match self.0.iter_mut().find(|known| known.id == *paper) {
                Some(known) => {
                    known.asked |= asked;
                    known.uses.push(used);
                }
                None => self.0.push(Paper { id: paper.clone(), asked, uses: vec![used] }),
            }
        }
    }

    /// The numbers of the papers behind something: `01 04`.
    pub(super) fn numbers(&self, backing: &Backing) -> String {
        let wanted = |paper: &Paper| backing.asks.contains(&paper.id) || backing.suggests.contains(&paper.id);
        let numbers: Vec<String> = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, paper)| wanted(paper))
            .map(|(i, _)| format!("{:02}", i + 1))
            .collect();
        if numbers.is_empty() { NONE.to_owned() } else { numbers.join(" ") }
    }
}

/// How a paper is handed in.
pub(super) fn handed_in(original: &str) -> &str {
    match original {
        "original" => "原件",
        "copy_sealed" => "复印件，加盖公章",
        "copy" => "复印件",
        "print" => "打印件，加盖公章",
        "statement" => "本单位出具，签字盖章",
        other => other,
    }
}

/// For how long a paper is usually accepted.
pub(super) fn accepted(months: Option<u16>) -> String {
    months.map_or_else(
        || "没有固定期限，以所载有效期为准".to_owned(),
        |months| format!("出具之日起{months}个月内（建议）"),
    )
}

impl Draft<'_> {
    /// What a paper is used for: titles with clauses.
    fn uses(&self, paper: &Paper) -> String {
        let rulebook = self.order.rulebook;
        let with = |title: &str, backing: &Backing| format!("{title}（{}）", backing.clause());
        let said = paper.uses.iter().filter_map(|(kind, id)| match *kind {
            "condition" => {
                let condition = rulebook.conditions.iter().find(|condition| condition.id == *id)?;
                Some(with(self.title("condition", &condition.id), &condition.backing))
            }
            "cap" => {
                rulebook.caps.iter().find(|cap| cap.id == *id).map(|cap| with(self.title("cap", &cap.id), &cap.backing))
            }
            "ground" => {
                let ground = rulebook.grounds.iter().find(|ground| ground.id == *id)?;
                Some(with(self.title("ground", &ground.id), &ground.backing))
            }
            _ => {
                let (Model::Scored { elements, .. } | Model::Aspects { aspects: elements, .. }) = &rulebook.grade.model
                else {
                    return None;
                };
                let element = elements.get(id.parse::<usize>().ok()?)?;
                Some(with(self.fact_title(element.fact), &element.backing))
            }
        });
        said.collect::<Vec<_>>().join("；")
    }
}

/// The index of evidence.
pub(in super::super) fn evidence_book(draft: &Draft<'_>) -> Book {
    let words = draft.order.words;
    let mut book = Book::new(
        "证明材料目录",
        "证明材料目录",
        format!(
            "{}　{}。“规则要求”指所依据的文件写明要交，“建议”由本工具列出。份数没有公布的，按申请材料的份数准备。",
            draft.regime().title,
            NOTICE
        ),
        &[
            ("编号", 9),
            ("材料名称", 22),
            ("要求", 9),
            ("形式", 13),
            ("份数", 7),
            ("说明与出具单位", 34),
            ("有效期", 15),
            ("出具日期不早于", 13),
            ("状态", 9),
            ("用于", 32),
            ("常见退回原因", 30),
        ],
    );
    let copies = draft.copies_of_proof();
    for (i, paper) in draft.papers.0.iter().enumerate() {
        let evidence = draft.order.library.evidence.iter().find(|evidence| evidence.id == paper.id);
        let said = words.get("evidence", &paper.id);
        book.rows.push(vec![
            Cell::Text(label(i + 1)),
            words.title("evidence", &paper.id).into(),
            if paper.asked { "规则要求" } else { "建议" }.into(),
            handed_in(evidence.map_or("", |evidence| evidence.original.as_str())).into(),
            copies.map_or_else(|| Cell::from("未公布"), |copies| Cell::Count(i64::from(copies))),
            said.text.as_str().into(),
            accepted(evidence.and_then(|evidence| evidence.valid_months)).into(),
            evidence.and_then(|evidence| evidence.valid_months).map_or_else(
                || Cell::from("不限"),
                |months| Cell::Date(draft.order.as_of.plus_months(-i32::from(months))),
            ),
            "待准备".into(),
            draft.uses(paper).into(),
            if said.sent_back.is_empty() { NONE.into() } else { said.sent_back.join("；").into() },
        ]);
    }
    book
}
