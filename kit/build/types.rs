//! TypeScript: the types of reports are made from the Rust types, those of answers from the catalogue of facts.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use ts_rs::{Config, TS};
use ziping_assess::{
    CapReport, ChangeReport, ConditionReport, DutyReport, ElementReport, Ends, FigureReport, HorizonReport,
    IndicatorReport, ItemReport, LevelReport, LowHigh, Mode, NextReport, OutcomeReport, PathReport, PathsReport,
    Refused, Report, RowReport, ValueReport,
};
use ziping_base::diag::{Diagnostic, InChinese, Place, Severity};
use ziping_base::lang::Lang;
use ziping_content::Content;
use ziping_regime::{Effective, Library, OutcomeCard, RegimeCard, Status};
use ziping_rules::fact::Kind;

/// All declarations of the module besides its functions and classes.
pub fn declarations(content: &Content) -> String {
    let mut text = String::new();
    let config = Config::default();
    ids(&content.library, &mut text);
    for declaration in [
        of::<Report>(&config),
        of::<OutcomeReport>(&config),
        of::<Refused>(&config),
        of::<Ends>(&config),
        of::<LowHigh>(&config),
        of::<ConditionReport>(&config),
        of::<CapReport>(&config),
        of::<FigureReport>(&config),
        of::<ElementReport>(&config),
        of::<IndicatorReport>(&config),
        of::<LevelReport>(&config),
        of::<ItemReport>(&config),
        of::<ValueReport>(&config),
        of::<RowReport>(&config),
        of::<NextReport>(&config),
        of::<PathsReport>(&config),
        of::<PathReport>(&config),
        of::<ChangeReport>(&config),
        of::<HorizonReport>(&config),
        of::<DutyReport>(&config),
        of::<RegimeCard>(&config),
        of::<OutcomeCard>(&config),
        of::<Status>(&config),
        of::<Effective>(&config),
        of::<Diagnostic>(&config),
        of::<InChinese>(&config),
        of::<Place>(&config),
        of::<Severity>(&config),
        of::<Lang>(&config),
        of::<Mode>(&config),
    ] {
        text.push_str(&declaration);
    }
    text.push_str(include_str!("fixed.d.ts"));
    facts(content, &mut text);
    text
}

fn of<T: TS>(config: &Config) -> String {
    let text = format!("{}export {}\n\n", T::docs().unwrap_or_default(), T::decl(config));
    // One line for a comment of one line, and a closing brace of its own.
    text.replace("/**\n * ", "/** ")
        .replace("/**\n     * ", "/** ")
        .replace("\n */", " */")
        .replace("\n     */", " */")
        .replace(", };", "\n};")
}

fn union<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = ids.into_iter().map(|id| format!("{id:?}")).collect();
    if quoted.is_empty() { "never".to_owned() } else { quoted.join(" | ") }
}

/// The ids of regimes and outcomes.
fn ids(library: &Library, text: &mut String) {
    let regimes = union(library.regimes.iter().map(|book| book.id.as_str()));
    let outcomes: BTreeSet<&str> =
        library.regimes.iter().flat_map(|book| book.grade.outcomes.iter().map(String::as_str)).collect();
    text.push_str("/** A regime. */\n");
    text.push_str(&format!("export type RegimeId = {regimes};\n\n"));
    text.push_str("/** An outcome of some regime; `regimes()` lists those of each, ascending. */\n");
    text.push_str(&format!("export type Outcome = {};\n\n", union(outcomes)));
}

/// The answers by fact, each with its label in both languages.
fn facts(content: &Content, text: &mut String) {
    let words = |lang: &str, id: &str| -> String {
        let found = content.words.get(lang).into_iter().flatten().find_map(|(_, words)| words.find("fact", id));
        found.map_or_else(|| id.to_owned(), |words| words.title.replace("*/", "* /"))
    };
    text.push_str("/** The answers; a fact left out is not answered. */\nexport interface Facts {\n");
    for (_, fact) in content.library.catalogue.iter() {
        let _ = writeln!(text, "  /** {} · {} */", words("zh", &fact.id), words("en", &fact.id));
        let _ = writeln!(text, "  {:?}?: {};", fact.id, of_kind(&fact.kind));
    }
    text.push_str("  /** Of an overlay. */\n  [fact: `overlay.${string}`]: OverlayAnswer | undefined;\n");
    text.push_str("}\n\n/** A fact of the catalogue, or of an overlay. */\nexport type FactId = keyof Facts;\n");
}

fn of_kind(kind: &Kind) -> String {
    match kind {
        Kind::Bool => "boolean".to_owned(),
        Kind::Count => "number | CountRange".to_owned(),
        Kind::Money { .. } | Kind::Score { .. } => "Decimal | DecimalRange".to_owned(),
        Kind::Yearly { .. } => "Yearly".to_owned(),
        Kind::Date => "Day".to_owned(),
        Kind::Occurrence => "Occurrence".to_owned(),
        Kind::Choice { options, .. } => union(options.iter().map(String::as_str)),
        Kind::Several { options } => format!("({})[]", union(options.iter().map(String::as_str))),
        Kind::Text(_) => "string".to_owned(),
        Kind::Table { columns } => {
            let cells: Vec<String> =
                columns.iter().map(|column| format!("{:?}?: {}", column.id, of_kind(&column.kind))).collect();
            format!("{{ {} }}[]", cells.join("; "))
        }
    }
}
