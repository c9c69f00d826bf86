//! Shapes of language files.

use super::{Key, Shape, Want, may, must};

const TITLE: Key = must("title", Want::Text, "a short label");
const TEXT: Key = may("text", Want::Text, "what it asks or says, in our own words");
const HELP: Key = may("help", Want::Text, "more for a newcomer");

/// Words of one thing.
pub static WORDS_OF: Shape = Shape { name: "words", keys: &[TITLE, TEXT, HELP] };

/// Words of a fact.
pub static FACT_WORDS: Shape = Shape {
    name: "words of a fact",
    keys: &[
        TITLE,
        TEXT,
        HELP,
        may("options", Want::Labels, "labels of options"),
        may("columns", Want::Labels, "labels of columns"),
    ],
};

/// Words of a paper.
pub static EVIDENCE_WORDS: Shape = Shape {
    name: "words of evidence",
    keys: &[TITLE, TEXT, HELP, may("sent_back", Want::Texts, "evidence: why reviewers return it")],
};

/// Words of a regime as a whole.
pub static REGIME_WORDS: Shape = Shape {
    name: "words of a regime",
    keys: &[
        TITLE,
        TEXT,
        HELP,
        may("short", Want::Text, "short name"),
        may("issuer", Want::Text, "who issues it"),
        may("document", Want::Text, "title of the document"),
        may("application", Want::Text, "title of the application form"),
    ],
};

/// Words of a form that an overlay replaces: those given take the place of the rule book's.
pub static FORM_WORDS: Shape = Shape {
    name: "words of a form",
    keys: &[
        may("title", Want::Text, "another title"),
        TEXT,
        HELP,
        may("texts", Want::Labels, "further texts of the form, by name"),
    ],
};

/// `zh.toml`, `en.toml` of a regime.
pub static LANGUAGE: Shape = Shape {
    name: "language file",
    keys: &[
        must("regime", Want::Table(&REGIME_WORDS), "the regime as a whole"),
        may("clause", Want::ById(&WORDS_OF), "articles and items, by id"),
        may("condition", Want::ById(&WORDS_OF), "conditions"),
        may("outcome", Want::ById(&WORDS_OF), "outcomes"),
        may("section", Want::ById(&WORDS_OF), "headings of the assessing page"),
        may("cap", Want::ById(&WORDS_OF), "disqualifying factors"),
        may("ground", Want::ById(&WORDS_OF), "grounds for cancelling"),
        may("figure", Want::ById(&WORDS_OF), "figures"),
        may("element", Want::ById(&WORDS_OF), "elements of the score, by fact"),
        may("aspect", Want::ById(&WORDS_OF), "aspects, by fact"),
        may("step", Want::ById(&WORDS_OF), "steps of the procedure"),
        may("document", Want::ById(&WORDS_OF), "what is handed in"),
        may("duty", Want::ById(&WORDS_OF), "dates after the certificate"),
        may("fee", Want::ById(&WORDS_OF), "fees"),
        may("sanction", Want::ById(&WORDS_OF), "sanctions"),
        may("definition", Want::ById(&WORDS_OF), "defined terms"),
        may("note", Want::ById(&WORDS_OF), "doubts about the text"),
        may("gap", Want::ById(&WORDS_OF), "referred to but not contained"),
        may("benefit", Want::ById(&WORDS_OF), "privileges"),
        may("term", Want::ById(&WORDS_OF), "anything else a reader must know"),
        may("reading", Want::ById(&WORDS_OF), "readings named in conditions"),
        may("procedure", Want::ById(&WORDS_OF), "procedures"),
        may("finder", Want::ById(&WORDS_OF), "items of the industry finder"),
        may("scope", Want::ById(&WORDS_OF), "what a level can undertake, by scale.role"),
    ],
};
