//! Reading `rulebook.toml`.

use super::basis::Basis;
use super::facts_file::check_id;
use super::model::*;
use super::reader::{Get, Reader, text_offset};
use crate::calendar::{Period, Unit};
use crate::diag::{Diagnostic, Source, Span, nearest};
use crate::fact::{Catalogue, FactIx, Kind, parse_fixed};
use crate::node::Node;
use crate::rule::{Checked, Number, Scope as RuleScope, Test, Windows, compile_number, compile_test, expr::built_in};
use std::collections::{HashMap, HashSet};

/// What a rule book may refer to.
pub(super) struct Surroundings<'a> {
    pub catalogue: &'a Catalogue,
    pub derived: &'a HashMap<FactIx, (FactIx, Checked)>,
    pub windows: &'a mut Windows,
    pub evidence: &'a HashSet<String>,
}

/// Compiles the text of a node.
pub(super) fn compile<R>(
    node: &Node,
    source: Source<'_>,
    around: &mut Surroundings<'_>,
    readings: &[String],
    problems: &mut Vec<Diagnostic>,
    with: impl FnOnce(&str, &mut RuleScope<'_>) -> Option<R>,
) -> Option<R> {
    let text = node.text()?;
    // Where places inside the text cannot be told, they fall on the text as a whole.
    let offset = text_offset(&source, node);
    let mut found = Vec::new();
    let mut scope = RuleScope {
        catalogue: around.catalogue,
        derived: around.derived,
        readings,
        windows: around.windows,
        source,
        offset: offset.unwrap_or(node.span.start),
        problems: &mut found,
    };
    let result = with(text, &mut scope);
    if offset.is_none() {
        for problem in &mut found {
            problem.place = Some(Box::new(source.place(node.span)));
        }
    }
    problems.append(&mut found);
    result
}

struct Book<'r, 'a, 's> {
    reader: &'r mut Reader<'a>,
    around: &'r mut Surroundings<'s>,
    readings: Vec<String>,
    outcomes: Vec<String>,
    ids: HashSet<String>,
    cited: HashSet<String>,
    clauses: HashSet<String>,
    notes: HashSet<String>,
}

/// Reads a rule book that has passed its shape check.
pub(super) fn rulebook(node: &Node, reader: &mut Reader<'_>, around: &mut Surroundings<'_>) -> RuleBook {
    let ids_of = |key: &str| node.tables(key).iter().map(|table| table.owned("id")).collect::<Vec<_>>();
    let mut readings = ids_of("reading");
    readings.extend(built_in::ALL.iter().map(|id| (*id).to_owned()));
    let grade = node.get("grade");
    let mut book = Book {
        reader,
        around,
        readings,
        outcomes: grade.map(|grade| grade.strings("outcomes")).unwrap_or_default(),
        ids: HashSet::new(),
        cited: HashSet::new(),
        clauses: ids_of("clause").into_iter().collect(),
        notes: ids_of("note").into_iter().collect(),
    };
    if node.whole_at("schema") != Some(1) {
        book.reader.problem(
            node.span_of("schema"),
            "other-schema",
            "this version reads rule books of schema 1",
            "use schema = 1",
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
    };
    let sections = book.sections(node, &result);
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
            format!("`{version}` is not a version"),
            "three numbers: 1.0.0",
        );
    }
    version
}

/// Where a rule book or an overlay stands.
pub(super) fn status(node: &Node) -> Status {
    match node.text_at("status") {
        "in_force" => Status::InForce,
        "superseded" => Status::Superseded,
        "historical" => Status::Historical,
        _ => Status::Draft,
    }
}

impl Book<'_, '_, '_> {
    fn problem(&mut self, span: Span, code: &str, message: impl Into<String>, help: impl Into<String>) {
        self.reader.problem(span, code, message, help);
    }

    fn effective(&mut self, node: &Node) -> Effective {
        let Some(table) = node.get("effective") else { return Effective::default() };
        for key in ["from", "to"] {
            if let Some(value) = table.get(key)
                && crate::calendar::Day::parse(value.text().unwrap_or_default()).is_none()
            {
                self.problem(
                    value.span,
                    "bad-day",
                    "this is not a day",
                    "write it as 2024-03-01; leave it out where the document does not say",
                );
            }
        }
        let get = |key: &str| table.get(key).and_then(Node::text).map(str::to_owned);
        Effective { from: get("from"), to: get("to"), repeals: get("repeals") }
    }

    /// An item's id, checked for its form and for being the only one.
    fn id(&mut self, table: &Node) -> String {
        let id = table.owned("id");
        let span = table.span_of("id");
        check_id(&id, span, self.reader);
        if !self.ids.insert(id.clone()) {
            self.problem(span, "duplicate-id", format!("`{id}` is used twice"), "ids are unique within a rule book");
        }
        id
    }

    fn backing(&mut self, table: &Node) -> Backing {
        for (clause, span) in table.texts("clause") {
            if self.clauses.contains(clause) {
                self.cited.insert(clause.to_owned());
            } else {
                let near = nearest(clause, self.clauses.iter().map(String::as_str)).map(str::to_owned);
                let help =
                    near.map_or_else(|| "add it as a [[clause]]".to_owned(), |near| format!("did you mean `{near}`?"));
                self.problem(span, "unknown-clause", format!("unknown clause `{clause}`"), help);
            }
        }
        for key in ["asks", "suggests"] {
            for (id, span) in table.texts(key) {
                if !self.around.evidence.contains(id) {
                    let near = nearest(id, self.around.evidence.iter().map(String::as_str)).map(str::to_owned);
                    let help = near
                        .map_or_else(|| "add it to evidence.toml".to_owned(), |near| format!("did you mean `{near}`?"));
                    self.problem(span, "unknown-evidence", format!("unknown evidence `{id}`"), help);
                }
            }
        }
        for (id, span) in table.texts("notes") {
            if !self.notes.contains(id) {
                self.problem(span, "unknown-note", format!("unknown note `{id}`"), "add it as a [[note]]");
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

    fn test(&mut self, table: &Node, key: &str) -> Test {
        let compiled = table.get(key).and_then(|node| {
            compile(node, self.reader.source, self.around, &self.readings, self.reader.problems, compile_test)
        });
        compiled.unwrap_or(Test::Constant(false))
    }

    fn outcome(&mut self, outcome: &str, span: Span) -> u8 {
        match self.outcomes.iter().position(|known| known == outcome).and_then(|i| u8::try_from(i).ok()) {
            Some(place) => place,
            None => {
                let help = format!("the outcomes are {}", self.outcomes.join(", "));
                self.problem(span, "unknown-outcome", format!("`{outcome}` is not an outcome"), help);
                0
            }
        }
    }

    fn fact(&mut self, id: &str, span: Span) -> Option<FactIx> {
        let found = self.around.catalogue.find(id);
        if found.is_none() {
            let problem = crate::fact::unknown_fact(id, self.around.catalogue).at(&self.reader.source, span);
            self.reader.problems.push(problem);
        }
        found
    }

    fn conditions(&mut self, node: &Node) -> Vec<Condition> {
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

    fn caps(&mut self, node: &Node) -> Vec<Cap> {
        node.tables("cap")
            .iter()
            .map(|table| Cap {
                id: self.id(table),
                backing: self.backing(table),
                limit: self.outcome(table.text_at("limit"), table.span_of("limit")),
                when: self.test(table, "when"),
            })
            .collect()
    }

    fn grounds(&mut self, node: &Node) -> Vec<Ground> {
        node.tables("ground")
            .iter()
            .map(|table| Ground { id: self.id(table), backing: self.backing(table), when: self.test(table, "when") })
            .collect()
    }

    fn figures(&mut self, node: &Node) -> Vec<Figure> {
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
                        .map_or(FigureValue::Number(Number::Literal(0), crate::rule::Unit::Count), figure_value),
                    beside,
                }
            })
            .collect()
    }

    fn grade(&mut self, node: &Node) -> Grade {
        let empty = Node { span: node.span, value: crate::node::Value::Table(Vec::new()) };
        let table = node.get("grade").unwrap_or(&empty);
        let span = table.span_of("model");
        if !(2..=32).contains(&self.outcomes.len()) {
            self.problem(
                table.span_of("outcomes"),
                "bad-outcomes",
                "a grade has 2 to 32 outcomes",
                "list them in ascending order",
            );
        }
        let model = match table.text_at("model") {
            "scored" => Model::Scored { elements: self.elements(table, "element"), bands: self.bands(table) },
            "aspects" => {
                let aspects = self.elements(table, "aspect");
                if !matches!(table.text_at("rule"), "lowest" | "between") {
                    self.problem(
                        span,
                        "missing-key",
                        "`rule` is missing in this grade",
                        "rule = \"lowest\" or \"between\"",
                    );
                }
                Model::Aspects { aspects, between: table.text_at("rule") == "between" }
            }
            _ => {
                let of = if table.text_at("of") == "eligibility" {
                    ConditionKind::Eligibility
                } else {
                    ConditionKind::Requirement
                };
                if self.outcomes.len() != 2 {
                    self.problem(
                        span,
                        "bad-outcomes",
                        "met / not met has two outcomes",
                        "outcomes = [\"not_met\", \"met\"]",
                    );
                }
                Model::Met { of, relaxable: table.strings("relaxable") }
            }
        };
        Grade { outcomes: self.outcomes.clone(), backing: self.backing(table), model }
    }

    fn elements(&mut self, grade: &Node, key: &str) -> Vec<Element> {
        let mut elements: Vec<Element> = Vec::new();
        for table in grade.tables(key) {
            let span = table.span_of("fact");
            let backing = self.backing(table);
            let Some(fact) = self.fact(table.text_at("fact"), span) else { continue };
            if elements.iter().any(|known| known.fact == fact) {
                self.problem(span, "duplicate-id", "this fact is counted twice", "remove one");
            }
            let kind = self.around.catalogue.get(fact).map(|fact| &fact.kind);
            let max = match (key, kind) {
                ("element", Some(Kind::Score { max })) => *max,
                ("aspect", Some(Kind::Choice { options, ordered: true })) if *options == self.outcomes => 0,
                _ => {
                    let help = if key == "element" {
                        "an element is a fact of kind score"
                    } else {
                        "an aspect is an ordered choice whose options are the outcomes"
                    };
                    self.problem(span, "wrong-type", format!("`{}` cannot be an {key}", table.text_at("fact")), help);
                    continue;
                }
            };
            elements.push(Element { fact, max, basis: Basis::Typed, backing });
        }
        if elements.is_empty() {
            self.problem(
                grade.span_of("model"),
                "missing-key",
                format!("there is no [[grade.{key}]]"),
                "name at least one",
            );
        }
        elements
    }

    fn bands(&mut self, grade: &Node) -> Vec<Band> {
        let mut bands: Vec<Band> = Vec::new();
        for table in grade.tables("band") {
            let outcome = self.outcome(table.text_at("outcome"), table.span_of("outcome"));
            let (from, to) = (table.whole_at("from").unwrap_or(0) * 10, table.whole_at("to").unwrap_or(0) * 10);
            if from > to || from < 0 || to > 1_000_000 {
                self.problem(
                    table.span_of("from"),
                    "bad-band",
                    "the band ends before it begins",
                    "from <= to, in points",
                );
            }
            bands.push(Band { outcome, from, to });
        }
        bands.sort_by_key(|band| band.from);
        let disordered = bands.windows(2).any(|pair| match pair {
            [a, b] => a.to >= b.from || a.outcome >= b.outcome,
            _ => false,
        });
        if disordered || bands.is_empty() {
            self.problem(
                grade.span_of("band"),
                "bad-band",
                "bands overlap, are missing or do not ascend with their outcomes",
                "a higher outcome has a higher band",
            );
        }
        bands
    }

    fn steps(&mut self, node: &Node) -> Vec<Step> {
        node.tables("step")
            .iter()
            .map(|table| {
                let days = table.whole_at("days").and_then(|days| u16::try_from(days).ok());
                let unit = match table.text_at("unit") {
                    "working_days" => Some(DurationUnit::WorkingDays),
                    "days" => Some(DurationUnit::Days),
                    "months" => Some(DurationUnit::Months),
                    _ => None,
                };
                if days.is_some() != unit.is_some() {
                    self.problem(
                        table.span_of("id"),
                        "missing-key",
                        "a duration needs both `days` and `unit`",
                        "leave out both where none is published",
                    );
                }
                for (outcome, span) in table.texts("only") {
                    self.outcome(outcome, span);
                }
                Step {
                    id: self.id(table),
                    backing: self.backing(table),
                    procedures: table.strings("procedure"),
                    actor: table.owned("actor"),
                    duration: days.zip(unit),
                    only: table.strings("only"),
                    documents: table.strings("documents"),
                }
            })
            .collect()
    }

    fn documents(&mut self, node: &Node) -> Vec<Document> {
        node.tables("document")
            .iter()
            .map(|table| Document {
                id: self.id(table),
                backing: self.backing(table),
                procedures: table.strings("procedure"),
                copies: table.whole_at("copies").and_then(|copies| u16::try_from(copies).ok()),
                to: table.get("to").and_then(Node::text).map(str::to_owned),
                form: table.flag("form"),
            })
            .collect()
    }

    fn duties(&mut self, node: &Node) -> Vec<Duty> {
        node.tables("duty")
            .iter()
            .map(|table| {
                let span = table.span_of("from");
                let from = match table.text_at("from") {
                    "issue" => DutyFrom::Issue,
                    "expiry" => DutyFrom::Expiry,
                    event => match self.fact(event, span) {
                        Some(fact)
                            if matches!(
                                self.around.catalogue.get(fact).map(|fact| &fact.kind),
                                Some(Kind::Occurrence)
                            ) =>
                        {
                            DutyFrom::Event(fact)
                        }
                        Some(_) => {
                            self.problem(
                                span,
                                "wrong-type",
                                "a duty counts from issue, expiry or an occurrence",
                                "use a fact of kind occurrence",
                            );
                            DutyFrom::Issue
                        }
                        None => DutyFrom::Issue,
                    },
                };
                let kind = match table.text_at("kind") {
                    "opens" => DutyKind::Opens,
                    "ends" => DutyKind::Ends,
                    "yearly" => DutyKind::Yearly,
                    _ => DutyKind::Latest,
                };
                let offset = self.offset(table);
                let times = table.whole_at("times").and_then(|times| u16::try_from(times).ok()).unwrap_or(0);
                if (kind == DutyKind::Yearly) != (1..=50).contains(&times) {
                    self.problem(
                        table.span_of("kind"),
                        "missing-key",
                        "`times` goes with yearly duties",
                        "times = 2: twice, a year apart",
                    );
                }
                Duty { id: self.id(table), backing: self.backing(table), from, offset, kind, times }
            })
            .collect()
    }

    fn offset(&mut self, table: &Node) -> Option<(Period, bool)> {
        let text = table.text_at("offset");
        if text.is_empty() {
            return None;
        }
        let (back, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        for (suffix, unit) in [("年", Unit::Years), ("个月", Unit::Months), ("日", Unit::Days)] {
            if let Some(count) =
                rest.strip_suffix(suffix).and_then(|digits| digits.parse::<u16>().ok()).filter(|count| *count <= 1000)
            {
                return Some((Period { count, unit }, back));
            }
        }
        self.problem(
            table.span_of("offset"),
            "bad-offset",
            format!("`{text}` is not an offset"),
            "write 30日, 3年 or -3个月",
        );
        None
    }

    fn fees(&mut self, node: &Node) -> Vec<Fee> {
        node.tables("fee")
            .iter()
            .map(|table| {
                let amount =
                    table.get("amount").map(|node| (node.span, parse_fixed(node.text().unwrap_or_default(), 2)));
                if let Some((span, None)) = amount {
                    self.problem(
                        span,
                        "bad-amount",
                        "this is not an amount",
                        "yuan as a plain decimal: \"15000\"; leave it out where none is published",
                    );
                }
                Fee { id: self.id(table), backing: self.backing(table), amount: amount.and_then(|(_, fen)| fen) }
            })
            .collect()
    }

    fn entries(&mut self, node: &Node) -> Vec<Entry> {
        let mut entries = Vec::new();
        for kind in EntryKind::ALL {
            for table in node.tables(kind.name()) {
                entries.push(Entry { kind, id: self.id(table), backing: self.backing(table) });
            }
        }
        entries
    }

    fn finder(&mut self, node: &Node) -> Vec<Finder> {
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

    fn scope(&mut self, node: &Node) -> Vec<Scope> {
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

    fn sections(&mut self, node: &Node, book: &RuleBook) -> Vec<Section> {
        let catalogue = self.around.catalogue;
        let graded: Vec<&str> = match &book.grade.model {
            Model::Scored { elements, .. } => elements.iter().map(|element| catalogue.id(element.fact)).collect(),
            Model::Aspects { aspects, .. } => aspects.iter().map(|aspect| catalogue.id(aspect.fact)).collect(),
            Model::Met { .. } => Vec::new(),
        };
        let mut missing: Vec<&str> = book.conditions.iter().map(|item| item.id.as_str()).collect();
        missing.extend(book.caps.iter().map(|item| item.id.as_str()));
        missing.extend(book.grounds.iter().map(|item| item.id.as_str()));
        missing.extend(graded);
        let figures: Vec<&str> = book.figures.iter().map(|item| item.id.as_str()).collect();
        let mut sections = Vec::new();
        for table in node.tables("section") {
            for (item, span) in table.texts("items") {
                if let Some(at) = missing.iter().position(|known| *known == item) {
                    missing.swap_remove(at);
                } else if !figures.contains(&item) {
                    self.problem(
                        span,
                        "unknown-item",
                        format!("`{item}` is not an item of this rule book, or stands in two sections"),
                        "conditions, caps, grounds, elements, aspects and figures, each once",
                    );
                }
            }
            let mut facts = Vec::new();
            for (id, span) in table.texts("facts") {
                facts.extend(self.fact(id, span));
            }
            sections.push(Section { id: self.id(table), items: table.strings("items"), facts });
        }
        for item in missing {
            let help = "add it to the items of a [[section]]";
            self.reader.problem(
                node.span_of("section"),
                "missing-item",
                format!("`{item}` stands in no section"),
                help,
            );
        }
        sections
    }

    /// Every clause is cited by an item, or has a part that is, or says that nothing encodes it.
    fn clauses(&mut self, node: &Node) -> Vec<Clause> {
        let all: Vec<(String, bool, Span)> = node
            .tables("clause")
            .iter()
            .map(|table| (table.owned("id"), table.flag("nothing"), table.span_of("id")))
            .collect();
        let mut seen = HashSet::new();
        for (id, nothing, span) in &all {
            if !seen.insert(id.as_str()) {
                self.problem(*span, "duplicate-id", format!("clause `{id}` is listed twice"), "keep one");
            }
            let part_cited = self.cited.iter().any(|cited| cited == id || is_part(cited, id));
            let part_listed = all.iter().any(|(other, ..)| is_part(other, id));
            if !part_cited && !nothing && !part_listed {
                self.problem(
                    *span,
                    "clause-not-encoded",
                    format!("nothing cites clause `{id}`"),
                    "encode it, or write nothing = true and the reason in its words",
                );
            }
            if self.cited.contains(id) && *nothing {
                self.problem(
                    *span,
                    "clause-encoded",
                    format!("clause `{id}` says nothing = true but is cited"),
                    "remove nothing = true",
                );
            }
        }
        all.into_iter().map(|(id, nothing, _)| Clause { id, nothing }).collect()
    }

    /// References between items that need the whole book.
    fn references(&mut self, node: &Node, book: &RuleBook) {
        let documents: Vec<&str> = book.documents.iter().map(|document| document.id.as_str()).collect();
        for table in node.tables("step") {
            for (id, span) in table.texts("documents") {
                if !documents.contains(&id) {
                    self.problem(
                        span,
                        "unknown-document",
                        format!("unknown document `{id}`"),
                        "add it as a [[document]]",
                    );
                }
            }
        }
        if let Some(grade) = node.get("grade") {
            for (id, span) in grade.texts("relaxable") {
                if !book
                    .conditions
                    .iter()
                    .any(|condition| condition.id == id && condition.kind == ConditionKind::Requirement)
                {
                    self.problem(
                        span,
                        "unknown-item",
                        format!("`{id}` is not a requirement of this rule book"),
                        "only requirements can be relaxed",
                    );
                }
            }
        }
    }
}

pub(super) fn figure_value(checked: Checked) -> FigureValue {
    match checked {
        Checked::Number(number, unit) => FigureValue::Number(number, unit),
        Checked::Share(part, whole) => FigureValue::Share(part, whole),
        Checked::Test(test) => FigureValue::Test(test),
    }
}

/// Whether a clause is an item of another: `第六条（二）` of `第六条`, `依据1a` of `依据1`.
fn is_part(clause: &str, of: &str) -> bool {
    clause.strip_prefix(of).is_some_and(|rest| {
        let mut chars = rest.chars();
        match (chars.next(), of.chars().last()) {
            (Some(first), Some(last)) => !(first.is_ascii_digit() && last.is_ascii_digit()),
            _ => false,
        }
    })
}
