//! The content with its words, random answers, and workbooks of them.

use proptest::prelude::*;
use std::sync::LazyLock;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_collect::{Asked, Collected, Order, Reading, Regime, Tongue, Wanted, ask, make, read};
use ziping_content::{Content, load};
use ziping_regime::Words;
use ziping_rules::fact::typed::several_lines;
use ziping_rules::fact::{FactIx, Kind, Occurrence, Range, Row, Sheet, Unknown, Value};
use ziping_tests::project::root;
use ziping_tests::sheets::complete;

/// The repository's content, read once.
pub static CONTENT: LazyLock<Content> = LazyLock::new(|| {
    let files = ziping_files::below(&root().join("content")).unwrap();
    load(&files).unwrap_or_else(|problems| panic!("{}", problems.first().unwrap()))
});

static WORDS: LazyLock<Vec<[Words; 2]>> = LazyLock::new(|| {
    let books = CONTENT.library.regimes.iter();
    books.map(|book| ["zh", "en"].map(|lang| CONTENT.words_for(lang, &book.id))).collect()
});

/// The day for which everything here is assessed.
pub fn today() -> Day {
    Day::parse("2026-11-30").unwrap()
}

/// All rule books with their words.
pub fn regimes() -> Vec<Regime<'static>> {
    let books = CONTENT.library.regimes.iter().zip(WORDS.iter());
    books.map(|(rulebook, [zh, en])| Regime { rulebook, zh, en }).collect()
}

/// The rule books with these ids.
pub fn chosen(ids: &[&str]) -> Vec<Regime<'static>> {
    regimes().into_iter().filter(|regime| ids.contains(&regime.rulebook.id.as_str())).collect()
}

/// A fact by its id.
pub fn fact(id: &str) -> FactIx {
    CONTENT.library.catalogue.find(id).unwrap()
}

/// All questions of rule books.
pub fn wanted<'a>(regimes: &'a [Regime<'a>], sheet: &'a Sheet) -> Wanted<'a> {
    Wanted {
        library: &CONTENT.library,
        regimes,
        procedure: None,
        sections: &[],
        open_only: false,
        sheet,
        as_of: today(),
    }
}

/// Nothing is noted as not known.
static NOTHING: Unknown = Unknown::new();

/// An order for all questions, with what is known or blank.
pub fn order<'a>(regimes: &'a [Regime<'a>], sheet: &'a Sheet, filled: bool, tongue: Tongue) -> Order<'a> {
    Order {
        wanted: wanted(regimes, sheet),
        organisation: "示例科技有限公司",
        filled,
        tongue,
        from: "李工，010-12345678",
        until: Day::parse("2026-12-10"),
        unknown: &NOTHING,
        kit_version: "0.0.0",
    }
}

/// A workbook with what is known, or a blank one.
pub fn book(regimes: &[Regime<'_>], sheet: &Sheet, filled: bool, tongue: Tongue) -> Vec<u8> {
    make(&order(regimes, sheet, filled, tongue)).unwrap().bytes
}

/// Everything that is asked.
pub fn asked(regimes: &[Regime<'_>]) -> Asked {
    ask(&wanted(regimes, &Sheet::new())).unwrap()
}

/// What a workbook says.
pub fn taken(bytes: &[u8]) -> Collected {
    let reading = Reading { library: &CONTENT.library, regimes: &regimes(), as_of: today() };
    read(bytes, &reading).unwrap_or_else(|refused| panic!("{}", refused.problem()))
}

/// The languages of a workbook.
pub fn tongues() -> impl Strategy<Value = Tongue> {
    prop_oneof![Just(Tongue::One(Lang::Zh)), Just(Tongue::One(Lang::En)), Just(Tongue::Both)]
}

/// Words that programs like to make something else of.
fn words() -> impl Strategy<Value = String> {
    let odd = [
        "示例科技有限公司",
        "=1+1",
        "'00123",
        "2024-03-01",
        "1e5",
        "TRUE",
        "13800138000",
        "_x0041_ <b>&\"甲\"</b>",
        "一行\n二行\n\n四行",
        "  两边有空格 ",
        "𠮷野家 😀",
        "+86 10 1234",
        "-5",
        "@甲",
    ];
    prop_oneof![4 => proptest::sample::select(odd.to_vec()).prop_map(str::to_owned), 1 => "[甲乙丙丁a-z0-9][甲乙丙丁a-z0-9 ，。]{0,40}"]
}

/// An answer of a kind, ranges and unknown days among them.
pub fn value(kind: &Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Text(_) => words().prop_map(Value::Text).boxed(),
        Kind::Count | Kind::Money { .. } | Kind::Score { .. } => {
            let most = match kind {
                Kind::Score { max } => *max,
                _ => 99_999_999_999,
            };
            let ends = (0..=most, 0..=most);
            let range = ends.prop_map(|(a, b)| Value::Number(Range { low: a.min(b), high: a.max(b) }));
            prop_oneof![3 => complete(kind, today()), 1 => range].boxed()
        }
        Kind::Occurrence => {
            prop_oneof![4 => complete(kind, today()), 1 => Just(Value::Occurrence(Occurrence::DayUnknown))].boxed()
        }
        Kind::Table { columns } => {
            let cell = |kind: &Kind| proptest::option::weighted(0.9, value(kind));
            let row: Vec<_> = columns.iter().map(|column| cell(&column.kind).boxed()).collect();
            let row = row.prop_map(|cells| Row { cells });
            proptest::collection::vec(row, 0..6)
                .prop_map(|rows| {
                    Value::Table(rows.into_iter().filter(|row| !row.says_nothing()).collect::<Vec<_>>().into())
                })
                .boxed()
        }
        Kind::Bool | Kind::Date | Kind::Yearly { .. } | Kind::Choice { .. } | Kind::Several { .. } => {
            complete(kind, today())
        }
    }
}

/// Random answers to these facts, some of them open.
pub fn sheets(facts: Vec<FactIx>) -> BoxedStrategy<Sheet> {
    let one = |fact: FactIx| {
        let kind = &CONTENT.library.catalogue.get(fact).unwrap().kind;
        proptest::option::weighted(0.8, value(kind)).prop_map(move |value| (fact, value)).boxed()
    };
    let all: Vec<_> = facts.into_iter().map(one).collect();
    all.prop_map(|answers| {
        let mut sheet = Sheet::new();
        for (fact, value) in answers {
            sheet.put(fact, value);
        }
        sheet
    })
    .boxed()
}

/// Answers as a reader of cells sees them: without white space around texts, and without what is nothing else.
pub fn seen(sheet: &Sheet) -> Sheet {
    let mut seen = Sheet::new();
    for (fact, value) in sheet.answered() {
        seen.put(fact, plain(value));
    }
    seen
}

fn plain(value: &Value) -> Option<Value> {
    match value {
        Value::Text(text) => Some(several_lines(text.trim())).filter(|text| !text.is_empty()).map(Value::Text),
        Value::Table(rows) => {
            let row = |row: &Row| Row { cells: row.cells.iter().map(|cell| plain(cell.as_ref()?)).collect() };
            let rows: Vec<Row> = rows.iter().map(row).filter(|row| !row.says_nothing()).collect();
            Some(Value::Table(rows.into()))
        }
        other => Some(other.clone()),
    }
}

/// A sheet as an answer file, for messages.
pub fn shown(sheet: &Sheet) -> String {
    ziping_rules::fact::write_answers("", sheet, &CONTENT.library.catalogue)
}
