//! The shape of `rulebook.toml`.

use super::{ASKS, CLAUSE, ID, INFERRED, NOTES, SUGGESTS, Shape, Want, may, must};

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
        may("facts", Want::Texts, "facts that its form asks besides the organisation and the certificate"),
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
