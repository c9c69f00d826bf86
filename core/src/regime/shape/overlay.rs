//! The shape of an overlay file.

use super::words::{FACT_WORDS, FORM_WORDS, WORDS_OF};
use super::{FACT, Shape, Want, may, must};

static INDICATOR: Shape = Shape {
    name: "indicator",
    keys: &[
        must("id", Want::Text, "permanent id of the fact that it creates: overlay.<overlay>.…"),
        must("element", Want::Text, "the element of the score that it is a part of"),
        must("max", Want::Text, "the most points"),
        must("clause", Want::Text, "where the overlay's document has it"),
        may("change", Want::OneOf(&["possible", "never"]), "never: the past cannot be changed"),
        may(
            "period",
            Want::OneOf(&["last_year", "this_year", "rolling"]),
            "the period it describes, where that passes",
        ),
    ],
};

static LEVEL: Shape = Shape {
    name: "level",
    keys: &[
        must("id", Want::Text, "permanent id: overlay.<overlay>.…"),
        must("aspect", Want::Text, "the aspect whose level it is a condition of"),
        must("level", Want::Text, "the outcome that needs it, and every better one"),
        must("clause", Want::Text, "where the overlay's document has it"),
        must("when", Want::Text, "when it holds"),
    ],
};

static FORM: Shape = Shape {
    name: "form",
    keys: &[may("docx", Want::Text, "file name of the association's own Word form, kept beside the overlay")],
};

static OVERLAY_LANGUAGE: Shape = Shape {
    name: "language of an overlay",
    keys: &[
        must("overlay", Want::Table(&WORDS_OF), "the overlay as a whole"),
        may("fact", Want::ById(&FACT_WORDS), "words of its facts and indicators, by id"),
        may("level", Want::ById(&WORDS_OF), "words of its level conditions, by id"),
        may("form", Want::ById(&FORM_WORDS), "texts of the forms that it replaces, by document"),
        may("contact", Want::Labels, "the association's contact data: label and text"),
    ],
};

/// An overlay file.
pub static OVERLAY: Shape = Shape {
    name: "overlay",
    keys: &[
        must("overlay", Want::Whole, "1: the format of this file"),
        must("id", Want::Text, "permanent id of the overlay: one word"),
        must("regime", Want::Text, "the regime that it adds to"),
        must("version", Want::Text, "version of this overlay"),
        must("for_version", Want::TextOrTexts, "versions of the rule book that it fits: 1, 1.2 or 1.2.3"),
        must("status", Want::OneOf(&["draft", "in_force", "superseded", "historical"]), "where it stands"),
        must("source", Want::Text, "the document that it encodes, and whose it is"),
        may("fact", Want::Tables(&FACT), "facts that its conditions need: overlay.<overlay>.…"),
        may("indicator", Want::Tables(&INDICATOR), "parts of the elements of the score"),
        may("level", Want::Tables(&LEVEL), "conditions of the levels of aspects"),
        may("form", Want::ById(&FORM), "forms that it replaces, by the rule book's document"),
        must("zh", Want::Table(&OVERLAY_LANGUAGE), "all its words in Chinese"),
        must("en", Want::Table(&OVERLAY_LANGUAGE), "all its words in English"),
    ],
};
