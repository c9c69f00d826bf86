//! The TypeScript types of reports, which the JavaScript module hands on, are those of the Rust types. After a change that is meant,
//! `ZIPING_RECORD=1 cargo test -p ziping-tests --test engine module_types` writes them anew.

use ts_rs::{Config, TS};
use ziping_assess::{
    CapReport, ChangeReport, ConditionReport, DutyReport, ElementReport, Ends, FigureReport, HorizonReport,
    IndicatorReport, ItemReport, LevelReport, LowHigh, Mode, NextReport, OutcomeReport, PathReport, PathsReport,
    Refused, Report, RowReport, ValueReport,
};
use ziping_base::diag::{Diagnostic, InChinese, Place, Severity};
use ziping_base::lang::Lang;
use ziping_regime::{Effective, OutcomeCard, RegimeCard, Status};
use ziping_tests::golden::compare;
use ziping_tests::project::root;

#[test]
fn the_types_of_reports_are_those_of_rust() {
    compare(&root().join("kit/src/reports.d.ts"), &declarations()).unwrap_or_else(|difference| panic!("{difference}"));
}

fn declarations() -> String {
    let mut text = String::new();
    let config = Config::default();
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
    text
}

fn of<T: TS>(config: &Config) -> String {
    let text = format!("{}export {}\n\n", T::docs().unwrap_or_default(), T::decl(config));
    // One line for a comment of one line, a closing brace of its own, and nothing after the end of a line.
    text.replace("/**\n * ", "/** ")
        .replace("/**\n     * ", "/** ")
        .replace("\n */", " */")
        .replace("\n     */", " */")
        .replace(", };", "\n};")
        .replace(" \n", "\n")
}
