//! Reading `rulebook.toml`.

use super::facts_file::check_id;
use super::reader::{Get, Reader};
use super::scores::{ReadScores, read_scores};
use super::surroundings::{Surroundings, compile, figure_value};
use std::collections::HashSet;
use ziping_base::diag::{Said, Span, did_you_mean, joined, nearest};
use ziping_base::node::Node;
use ziping_base::say;
use ziping_regime::*;
use ziping_rules::fact::FactIx;
use ziping_rules::rule::{Number, Scores, Test, compile_number, compile_test, expr::built_in};

/// A rule book being read.
pub(super) struct Book<'r, 'a, 's> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) around: &'r mut Surroundings<'s>,
    pub(super) readings: Vec<String>,
    pub(super) outcomes: Vec<String>,
    pub(super) ids: HashSet<String>,
    pub(super) cited: HashSet<String>,
    pub(super) clauses: HashSet<String>,
    pub(super) notes: HashSet<String>,
    /// A condition could not be read, so that what is asked is not known.
    pub(super) unread: bool,
    /// Points that are worked out.
    pub(super) scores: ReadScores,
    /// The facts of elements and aspects.
    pub(super) graded: Vec<FactIx>,
    /// The conditions of levels, as they stand in the file.
    pub(super) levels: Vec<Node>,
}

/// Reads a rule book that has passed its shape check.
pub(super) fn rulebook(node: &Node, reader: &mut Reader<'_>, around: &mut Surroundings<'_>) -> RuleBook {
    let ids_of = |key: &str| node.tables(key).iter().map(|table| table.owned("id")).collect::<Vec<_>>();
    let mut readings = ids_of("reading");
    readings.extend(built_in::ALL.iter().map(|id| (*id).to_owned()));
    let grade = node.get("grade");
    let scores = read_scores(node, Scores::none(), &readings, reader, around, |_, _, _| {});
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
        reader,
        around: &mut around,
        scores,
        graded: Vec::new(),
        levels: node.tables("level").to_vec(),
        readings,
        outcomes: grade.map(|grade| grade.strings("outcomes")).unwrap_or_default(),
        ids: HashSet::new(),
        cited: HashSet::new(),
        clauses: ids_of("clause").into_iter().collect(),
        notes: ids_of("note").into_iter().collect(),
        unread,
    };
    book.scored_ids(node);
    if node.whole_at("schema") != Some(1) {
        book.reader.problem(
            node.span_of("schema"),
            "other-schema",
            say!("this version reads rule books of schema 1", "本版读第 1 版格式的规则"),
            say!("use schema = 1", "写作 schema = 1"),
        );
    }
    check_id(node.text_at("id"), node.span_of("id"), book.reader);
    let result = RuleBook {
        id: node.owned("id"),
        version: version(node, book.reader),
        status: status(node),
        source: node.owned("source"),
        effective: book.effective(node),
        conditions: book.conditions(node),
        caps: book.caps(node),
        grounds: book.grounds(node),
        figures: book.figures(node),
        grade: book.grade(node),
        sections: Vec::new(),
        steps: book.steps(node),
        documents: book.documents(node),
        named: book.named(node),
        duties: book.duties(node),
        validity: node.get("validity").map(|table| Validity {
            backing: book.backing(table),
            years: table.whole_at("years").and_then(|years| u16::try_from(years).ok()).unwrap_or(0),
        }),
        fees: book.fees(node),
        entries: book.entries(node),
        finder: book.finder(node),
        scope: book.scope(node),
        overlays: Vec::new(),
        clauses: Vec::new(),
        items: book.standing(),
        published: std::mem::take(&mut book.scores.given),
        origin: Origin::Kit,
    };
    let sections = book.sections(node, &result);
    book.unasked(node, &result, &sections);
    let clauses = book.clauses(node);
    book.references(node, &result);
    RuleBook { sections, clauses, ..result }
}

/// The version of a rule book or an overlay.
pub(super) fn version(node: &Node, reader: &mut Reader<'_>) -> String {
    let version = node.owned("version");
    let parts: Vec<&str> = version.split('.').collect();
    if parts.len() != 3 || parts.iter().any(|part| part.parse::<u16>().is_err()) {
        reader.problem(
            node.span_of("version"),
            "bad-version",
            say!("`{version}` is not a version", "“{version}”不是版本号"),
            say!("three numbers: 1.0.0", "写三个以点相连的数，如 1.0.0"),
        );
    }
    version
}

/// Where a rule book or an overlay stands.
pub(super) fn status(node: &Node) -> Status {
    match node.text_at("status") {
        "in_force" => Status::InForce,
        "undated" => Status::Undated,
        "superseded" => Status::Superseded,
        "historical" => Status::Historical,
        _ => Status::Draft,
    }
}

/// What a cap does: the best outcome while it holds, by place, or by how many outcomes it lowers the grade.
pub(super) fn cap_limit(table: &Node, outcomes: &[String], reader: &mut Reader<'_>) -> Option<(u8, u8)> {
    let place = |place: usize| u8::try_from(place).ok();
    let top = place(outcomes.len().saturating_sub(1))?;
    match (table.get("limit"), table.get("lowers")) {
        (Some(limit), None) => {
            let text = limit.text().unwrap_or_default();
            let found = outcomes.iter().position(|known| known == text).and_then(place);
            if found.is_none() {
                not_an_outcome(text, outcomes, limit.span, reader);
            }
            Some((found?, 0))
        }
        (None, Some(lowers)) => {
            let by = super::reader::whole(lowers).and_then(|by| u8::try_from(by).ok());
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
            reader.problem(table.span_of("id"), "missing-key", message, help);
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

impl Book<'_, '_, '_> {
    pub(super) fn problem(&mut self, span: Span, code: &str, message: Said, help: Said) {
        self.reader.problem(span, code, message, help);
    }

    pub(super) fn effective(&mut self, node: &Node) -> Effective {
        let from = node.get("effective").and_then(|table| table.get("from"));
        if status(node) == Status::InForce && from.is_none() {
            self.problem(
                node.span_of("status"),
                "missing-key",
                say!("in force, and it does not say from when", "写了现行（in_force），没有写从哪天起施行"),
                say!(
                    "add effective.from; where the document has no date, status = \"undated\"",
                    "请补上 effective.from；原文没有日期的，写 status = \"undated\""
                ),
            );
        }
        let Some(table) = node.get("effective") else { return Effective::default() };
        for key in ["from", "to"] {
            if let Some(value) = table.get(key)
                && ziping_base::calendar::Day::parse(value.text().unwrap_or_default()).is_none()
            {
                self.problem(
                    value.span,
                    "bad-day",
                    say!("this is not a day", "这不是存在的日期"),
                    say!(
                        "write it as 2024-03-01; leave it out where the document does not say",
                        "写成 2024-03-01；原文件没有载明的，不写"
                    ),
                );
            }
        }
        let get = |key: &str| table.get(key).and_then(Node::text).map(str::to_owned);
        Effective { from: get("from"), to: get("to"), repeals: get("repeals") }
    }

    /// An item's id, checked for its form and for being the only one.
    pub(super) fn id(&mut self, table: &Node) -> String {
        let id = table.owned("id");
        let span = table.span_of("id");
        check_id(&id, span, self.reader);
        if !self.ids.insert(id.clone()) {
            let message = say!("`{id}` is used twice", "“{id}”用了两次");
            let help = say!("ids are unique within a rule book", "编号在一份规则里不能重复");
            self.problem(span, "duplicate-id", message, help);
        }
        id
    }

    /// The clauses that a table cites: clauses of the rule book.
    pub(super) fn cite(&mut self, table: &Node) {
        for (clause, span) in table.texts("clause") {
            if self.clauses.contains(clause) {
                self.cited.insert(clause.to_owned());
            } else {
                let help = nearest(clause, self.clauses.iter().map(String::as_str))
                    .map_or_else(|| say!("add it as a [[clause]]", "请补上它的 [[clause]]"), did_you_mean);
                let message = say!("unknown clause `{clause}`", "没有“{clause}”这一条款");
                self.problem(span, "unknown-clause", message, help);
            }
        }
    }

    pub(super) fn backing(&mut self, table: &Node) -> Backing {
        self.cite(table);
        self.around.evidence_of(table, self.reader);
        for (id, span) in table.texts("notes") {
            if !self.notes.contains(id) {
                let message = say!("unknown note `{id}`", "没有“{id}”这条疑问");
                self.problem(span, "unknown-note", message, say!("add it as a [[note]]", "请补上它的 [[note]]"));
            }
        }
        Backing {
            clauses: table.strings("clause"),
            asks: table.strings("asks"),
            suggests: table.strings("suggests"),
            notes: table.strings("notes"),
            inferred: table.flag("inferred"),
        }
    }

    pub(super) fn test(&mut self, table: &Node, key: &str) -> Test {
        let compiled = table.get(key).and_then(|node| {
            compile(node, self.reader.source, self.around, &self.readings, self.reader.problems, compile_test)
        });
        self.unread |= compiled.is_none();
        compiled.unwrap_or(Test::Constant(false))
    }

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

    pub(super) fn conditions(&mut self, node: &Node) -> Vec<Condition> {
        node.tables("condition")
            .iter()
            .map(|table| Condition {
                id: self.id(table),
                backing: self.backing(table),
                kind: if table.text_at("kind") == "requirement" {
                    ConditionKind::Requirement
                } else {
                    ConditionKind::Eligibility
                },
                when: self.test(table, "when"),
                applies: table.get("applies").is_some().then(|| self.test(table, "applies")),
            })
            .collect()
    }

    pub(super) fn caps(&mut self, node: &Node) -> Vec<Cap> {
        node.tables("cap")
            .iter()
            .map(|table| {
                let (id, backing) = (self.id(table), self.backing(table));
                let (limit, lowers) = cap_limit(table, &self.outcomes, self.reader).unwrap_or((0, 0));
                Cap { id, backing, limit, lowers, when: self.test(table, "when") }
            })
            .collect()
    }

    pub(super) fn grounds(&mut self, node: &Node) -> Vec<Ground> {
        node.tables("ground")
            .iter()
            .map(|table| Ground { id: self.id(table), backing: self.backing(table), when: self.test(table, "when") })
            .collect()
    }

    pub(super) fn figures(&mut self, node: &Node) -> Vec<Figure> {
        node.tables("figure")
            .iter()
            .map(|table| {
                let value = table.get("value").and_then(|node| {
                    compile(node, self.reader.source, self.around, &self.readings, self.reader.problems, compile_number)
                });
                let beside = table.get("beside").and_then(|node| self.fact(node.text()?, node.span));
                Figure {
                    id: self.id(table),
                    backing: self.backing(table),
                    value: value
                        .map_or(FigureValue::Number(Number::Literal(0), ziping_rules::rule::Unit::Count), figure_value),
                    beside,
                }
            })
            .collect()
    }

    pub(super) fn entries(&mut self, node: &Node) -> Vec<Entry> {
        let mut entries = Vec::new();
        for kind in EntryKind::ALL {
            for table in node.tables(kind.name()) {
                entries.push(Entry { kind, id: self.id(table), backing: self.backing(table) });
            }
        }
        entries
    }

    pub(super) fn finder(&mut self, node: &Node) -> Vec<Finder> {
        node.tables("finder")
            .iter()
            .map(|table| Finder {
                backing: self.backing(table),
                sections: table.strings("sections"),
                item: table.owned("item"),
                prompt: table.flag("prompt"),
            })
            .collect()
    }

    pub(super) fn scope(&mut self, node: &Node) -> Vec<Scope> {
        node.tables("scope")
            .iter()
            .map(|table| {
                let level = match table.text_at("level") {
                    "not_named" => None,
                    level => Some(self.outcome(level, table.span_of("level"))),
                };
                Scope { backing: self.backing(table), scale: table.owned("scale"), role: table.owned("role"), level }
            })
            .collect()
    }
}
