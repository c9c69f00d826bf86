//! Shapes of `facts.toml`, `evidence.toml`, `checks.toml` and `holidays.toml`.

use super::{ID, Shape, Want, may, must};

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
