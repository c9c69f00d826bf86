//! What may stand in the files of a rule book: every table with its keys. The loader checks against it, and the JSON
//! Schema is made from it, so that the two cannot differ.

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Want {
    /// A text.
    Text,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// True or false.
    Bool,
    /// A whole number.
    Whole,
    /// A list of texts.
    Texts,
    /// A text or a list of texts.
    TextOrTexts,
    /// A table of texts by free keys.
    Labels,
    /// A table of this shape.
    Table(&'static Shape),
    /// A list of tables of this shape.
    Tables(&'static Shape),
    /// Tables of this shape by free keys.
    ById(&'static Shape),
    /// A table with free keys whose values are checked elsewhere (answers).
    Free,
}

/// A key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub want: Want,
    /// It must be there.
    pub required: bool,
    /// What it is for, for editors.
    pub doc: &'static str,
}

/// A kind of table.
#[derive(Debug)]
pub struct Shape {
    /// What it is called.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

const fn must(name: &'static str, want: Want, doc: &'static str) -> Key {
    Key { name, want, required: true, doc }
}

const fn may(name: &'static str, want: Want, doc: &'static str) -> Key {
    Key { name, want, required: false, doc }
}

const ID: Key = must("id", Want::Text, "permanent id; never renamed or reused");
const CLAUSE: Key = must("clause", Want::TextOrTexts, "clause ids as the source cites them; the first is shown");
const ASKS: Key = may("asks", Want::Texts, "evidence that the document itself asks for");
const SUGGESTS: Key = may("suggests", Want::Texts, "evidence that the kit suggests");
const INFERRED: Key = may("inferred", Want::Bool, "the kit's inference; its words say why");
const NOTES: Key = may("notes", Want::Texts, "doubts shown here");

const FACT_KINDS: &[&str] =
    &["bool", "count", "money", "yearly", "date", "occurrence", "choice", "several", "score", "text", "table"];

/// `[[fact.column]]`
pub static COLUMN: Shape = Shape {
    name: "column",
    keys: &[
        must("id", Want::Text, "id within the table"),
        must("kind", Want::OneOf(&["text", "count", "money", "date", "bool", "score"]), "what a cell holds"),
        may("max", Want::Text, "score: the most points"),
    ],
};

/// `[[fact]]`
pub static FACT: Shape = Shape {
    name: "fact",
    keys: &[
        ID,
        must("kind", Want::OneOf(FACT_KINDS), "kind of value"),
        may("section", Want::Text, "heading on the organisation page"),
        may("options", Want::Texts, "choice, several: the options"),
        may("ordered", Want::Bool, "choice: the options ascend"),
        may("signed", Want::Bool, "money, yearly: may be negative"),
        may("max", Want::Text, "score: the most points"),
        may("format", Want::OneOf(&["line", "block", "uscc", "phone", "email"]), "text: how it is checked"),
        may("column", Want::Tables(&COLUMN), "table: its columns"),
        may("change", Want::OneOf(&["possible", "never"]), "never: the past cannot be changed"),
        may(
            "period",
            Want::OneOf(&["last_year", "this_year", "rolling"]),
            "the period it describes, where that passes",
        ),
        may("timeless", Want::Texts, "options that stay true whatever passes"),
        may("forms_only", Want::Bool, "used in forms only"),
        may("from_table", Want::Text, "worked out from a table's rows, once filled"),
    ],
};

/// `facts.toml`
pub static FACTS_FILE: Shape = Shape { name: "facts file", keys: &[may("fact", Want::Tables(&FACT), "the facts")] };

static EVIDENCE: Shape = Shape {
    name: "evidence",
    keys: &[
        ID,
        must(
            "original",
            Want::OneOf(&["original", "copy_sealed", "copy", "print", "statement"]),
            "how it is handed in",
        ),
        may("valid_months", Want::Whole, "for how many months it is usually accepted"),
    ],
};

/// `evidence.toml`
pub static EVIDENCE_FILE: Shape =
    Shape { name: "evidence file", keys: &[may("evidence", Want::Tables(&EVIDENCE), "the papers")] };

static CHECK: Shape = Shape {
    name: "check",
    keys: &[
        ID,
        must("level", Want::OneOf(&["error", "warning"]), "how bad a breach is"),
        must("holds", Want::Text, "what must hold; nothing is said where a fact is missing"),
    ],
};

/// `checks.toml`
pub static CHECKS_FILE: Shape =
    Shape { name: "checks file", keys: &[may("check", Want::Tables(&CHECK), "the checks")] };

static YEAR: Shape = Shape {
    name: "year",
    keys: &[
        must("year", Want::Whole, "the calendar year"),
        must("notice", Want::Text, "the State Council's notice"),
        must("days_off", Want::Texts, "weekdays off"),
        must("workdays", Want::Texts, "weekend days worked"),
    ],
};

/// `holidays.toml`
pub static HOLIDAYS_FILE: Shape =
    Shape { name: "holidays file", keys: &[may("year", Want::Tables(&YEAR), "the years known")] };

static CLAUSE_TABLE: Shape = Shape {
    name: "clause",
    keys: &[
        must("id", Want::Text, "as the source cites it"),
        may("nothing", Want::Bool, "nothing encodes it; its words say why"),
    ],
};

static CONDITION: Shape = Shape {
    name: "condition",
    keys: &[
        ID,
        CLAUSE,
        must("kind", Want::OneOf(&["eligibility", "requirement"]), "what it is for"),
        must("when", Want::Text, "when it holds"),
        may("applies", Want::Text, "where false, not applicable"),
        ASKS,
        SUGGESTS,
        INFERRED,
        NOTES,
    ],
};

static CAP: Shape = Shape {
    name: "cap",
    keys: &[
        ID,
        CLAUSE,
        must("limit", Want::Text, "the best outcome while it holds"),
        must("when", Want::Text, "when it holds"),
        ASKS,
        SUGGESTS,
        INFERRED,
        NOTES,
    ],
};

static GROUND: Shape = Shape {
    name: "ground",
    keys: &[ID, CLAUSE, must("when", Want::Text, "when it holds"), ASKS, SUGGESTS, INFERRED, NOTES],
};

static FIGURE: Shape = Shape {
    name: "figure",
    keys: &[
        ID,
        CLAUSE,
        must("value", Want::Text, "what is worked out"),
        may("beside", Want::Text, "the fact beside which it is shown"),
        INFERRED,
        NOTES,
    ],
};

static ELEMENT: Shape = Shape {
    name: "element",
    keys: &[must("fact", Want::Text, "the fact that goes into the grade"), CLAUSE, ASKS, SUGGESTS, INFERRED, NOTES],
};

static BAND: Shape = Shape {
    name: "band",
    keys: &[
        must("outcome", Want::Text, "the outcome"),
        must("from", Want::Whole, "points, inclusive"),
        must("to", Want::Whole, "points, inclusive"),
    ],
};

static GRADE: Shape = Shape {
    name: "grade",
    keys: &[
        must("model", Want::OneOf(&["scored", "aspects", "met"]), "how the grade is found"),
        CLAUSE,
        must("outcomes", Want::Texts, "outcomes, ascending"),
        may("element", Want::Tables(&ELEMENT), "scored: what is added up"),
        may("band", Want::Tables(&BAND), "scored: published bands"),
        may("aspect", Want::Tables(&ELEMENT), "aspects: ordered choices whose options are the outcomes"),
        may("rule", Want::OneOf(&["lowest", "between"]), "aspects: how they combine"),
        may("of", Want::OneOf(&["eligibility", "requirement"]), "met: which conditions decide"),
        may("relaxable", Want::Texts, "met: conditions that an authority may relax"),
        INFERRED,
        NOTES,
    ],
};

static SECTION: Shape = Shape {
    name: "section",
    keys: &[
        ID,
        must("items", Want::Texts, "conditions, caps, grounds, elements, aspects, figures, in order"),
        may("facts", Want::Texts, "further facts asked here"),
    ],
};

/// Who acts in a procedure.
pub const ACTORS: &[&str] = &[
    "applicant",
    "province",
    "centre",
    "office",
    "committee",
    "review_body",
    "advisory_body",
    "experts",
    "authority",
    "anyone",
];

static STEP: Shape = Shape {
    name: "step",
    keys: &[
        ID,
        CLAUSE,
        must("procedure", Want::Texts, "procedures that it belongs to"),
        must("actor", Want::OneOf(ACTORS), "who acts"),
        may("days", Want::Whole, "published duration; leave out: not published"),
        may("unit", Want::OneOf(&["working_days", "days", "months"]), "what the duration is counted in"),
        may("only", Want::Texts, "only for these outcomes"),
        may("documents", Want::Texts, "what is handed in"),
        INFERRED,
        NOTES,
    ],
};

static DOCUMENT: Shape = Shape {
    name: "document",
    keys: &[
        ID,
        CLAUSE,
        must("procedure", Want::Texts, "procedures that it belongs to"),
        may("copies", Want::Whole, "how many; leave out: not published"),
        may("to", Want::OneOf(ACTORS), "to whom; leave out: not published"),
        may("form", Want::Bool, "a form to fill"),
        INFERRED,
        NOTES,
    ],
};

static DUTY: Shape = Shape {
    name: "duty",
    keys: &[
        ID,
        CLAUSE,
        must("from", Want::Text, "issue, expiry or an occurrence fact"),
        must("offset", Want::Text, "3年, -3个月, 30日, or nothing"),
        must("kind", Want::OneOf(&["latest", "opens", "ends", "yearly"]), "what the date is"),
        may("times", Want::Whole, "yearly: how many"),
        INFERRED,
        NOTES,
    ],
};

static VALIDITY: Shape =
    Shape { name: "validity", keys: &[CLAUSE, must("years", Want::Whole, "years from the day of issue")] };

static FEE: Shape =
    Shape { name: "fee", keys: &[ID, CLAUSE, may("amount", Want::Text, "yuan; leave out: not published"), NOTES] };

static ENTRY: Shape = Shape { name: "entry", keys: &[ID, CLAUSE, INFERRED, NOTES] };

static EFFECTIVE: Shape = Shape {
    name: "effective",
    keys: &[
        may("from", Want::Text, "first day, as the document says"),
        may("to", Want::Text, "last day, as the document says"),
        may("repeals", Want::Text, "what it repeals"),
    ],
};

static FINDER: Shape = Shape {
    name: "finder",
    keys: &[
        CLAUSE,
        must("sections", Want::Texts, "letters of GB/T 4754"),
        must("item", Want::Text, "the industry item"),
        may("prompt", Want::Bool, "only a prompt to consider it"),
    ],
};

static SCOPE: Shape = Shape {
    name: "scope",
    keys: &[
        CLAUSE,
        must("scale", Want::Text, "scale of the work"),
        must("role", Want::Text, "role in it"),
        must("level", Want::Text, "lowest outcome that covers it, or not_named"),
    ],
};

/// `rulebook.toml`
pub static RULEBOOK: Shape = Shape {
    name: "rule book",
    keys: &[
        must("schema", Want::Whole, "1"),
        must("id", Want::Text, "permanent id of the regime"),
        must("version", Want::Text, "version of this encoding"),
        must("status", Want::OneOf(&["draft", "in_force", "superseded", "historical"]), "where it stands"),
        must("source", Want::Text, "the document it encodes"),
        may("effective", Want::Table(&EFFECTIVE), "when the document applies, as it says"),
        must("clause", Want::Tables(&CLAUSE_TABLE), "every article and item of the source"),
        may("condition", Want::Tables(&CONDITION), "conditions"),
        may("cap", Want::Tables(&CAP), "disqualifying factors"),
        may("ground", Want::Tables(&GROUND), "grounds for cancelling"),
        may("figure", Want::Tables(&FIGURE), "numbers worked out and shown"),
        must("grade", Want::Table(&GRADE), "how the grade is found"),
        must("section", Want::Tables(&SECTION), "the assessing page"),
        may("step", Want::Tables(&STEP), "the procedure"),
        may("document", Want::Tables(&DOCUMENT), "what is handed in"),
        may("duty", Want::Tables(&DUTY), "dates after the certificate"),
        may("validity", Want::Table(&VALIDITY), "how long a certificate is valid"),
        may("fee", Want::Tables(&FEE), "fees"),
        may("definition", Want::Tables(&ENTRY), "terms that the document defines"),
        may("sanction", Want::Tables(&ENTRY), "grounds and outcomes after the certificate"),
        may("note", Want::Tables(&ENTRY), "doubts about the text"),
        may("gap", Want::Tables(&ENTRY), "referred to but not contained"),
        may("benefit", Want::Tables(&ENTRY), "privileges"),
        may("term", Want::Tables(&ENTRY), "anything else a reader must know"),
        may("reading", Want::Tables(&ENTRY), "readings named in conditions"),
        may("finder", Want::Tables(&FINDER), "industry finder"),
        may("scope", Want::Tables(&SCOPE), "what a level can undertake"),
    ],
};

static CASE: Shape = Shape {
    name: "case",
    keys: &[
        must("name", Want::Text, "the behaviour it protects"),
        must("as_of", Want::Text, "assessment date"),
        may("base", Want::Text, "a named fact sheet"),
        may("facts", Want::Free, "answers on top of the base"),
        may("without", Want::Texts, "facts of the base left unanswered"),
        may("eligible", Want::OneOf(&["true", "false", "unknown"]), "expected"),
        may("grade", Want::Texts, "expected: worst, best"),
        may("uncapped", Want::Texts, "expected: worst, best"),
        may("score", Want::Texts, "expected: low, high"),
        may("binding", Want::Texts, "expected: exactly these caps bind"),
        may("outcomes", Want::Labels, "expected: outcome by condition, cap or ground"),
        may("readings", Want::Free, "expected: readings in dispute by condition, cap or ground"),
        may("open", Want::Texts, "expected: all open facts"),
        may("next_empty", Want::Bool, "expected: nothing open can change the grade"),
        may("figures", Want::Labels, "expected: figure by id"),
    ],
};

/// `cases.toml`
pub static CASES_FILE: Shape = Shape {
    name: "cases file",
    keys: &[may("base", Want::Free, "named fact sheets"), may("case", Want::Tables(&CASE), "the cases")],
};

/// Words of one thing.
pub static WORDS_OF: Shape = Shape {
    name: "words",
    keys: &[
        must("title", Want::Text, "a short label"),
        may("text", Want::Text, "what it asks or says, in our own words"),
        may("help", Want::Text, "more for a newcomer"),
        may("options", Want::Labels, "labels of options"),
        may("columns", Want::Labels, "labels of columns"),
        may("sent_back", Want::Texts, "evidence: why reviewers return it"),
        may("short", Want::Text, "regime: short name"),
        may("issuer", Want::Text, "regime: who issues it"),
        may("document", Want::Text, "regime: title of the document"),
        may("application", Want::Text, "regime: title of the application form"),
    ],
};

/// All file shapes, by the name that the JSON Schema gives them.
#[must_use]
pub fn all_shapes() -> [(&'static str, &'static Shape); 6] {
    [
        ("rulebook", &RULEBOOK),
        ("facts", &FACTS_FILE),
        ("evidence", &EVIDENCE_FILE),
        ("checks", &CHECKS_FILE),
        ("holidays", &HOLIDAYS_FILE),
        ("cases", &CASES_FILE),
    ]
}
