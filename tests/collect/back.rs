//! Blank workbooks filled in and turned upside down by openpyxl, saved by LibreOffice, and read back.

use crate::given::{CONTENT, asked, book, chosen, seen, sheets, shown, taken, today};
use crate::programs::{Folder, convert, convert_into, read_with_python};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_collect::{Collected, Regime, Tongue};
use ziping_rules::fact::{FactIx, Kind, Occurrence, Range, Sheet, Value, format_fixed};
use ziping_tests::property::check;

/// Opens a workbook and finds cells in it by their hidden keys.
pub const OPEN: &str = r"
import sys, json, random, datetime, openpyxl
job = json.load(open(sys.argv[1], encoding='utf-8'))
book = openpyxl.load_workbook(job['from'])
rng = random.Random(job['seed'])

def mark_of(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith('ziping:'): return cell
    return None

def put(cell, typed):
    how, value = typed
    if how == 'day':
        cell.value = datetime.datetime.strptime(value, '%Y-%m-%d'); cell.number_format = 'yyyy/m/d'
    elif how == 'serial':
        cell.value = (datetime.datetime.strptime(value, '%Y-%m-%d') - datetime.datetime(1899, 12, 30)).days
        cell.number_format = 'General'
    elif how == 'number':
        cell.value = float(value) if '.' in value else int(value); cell.number_format = 'General'
    elif how == 'truth':
        cell.value = value; cell.number_format = 'General'
    else:
        # openpyxl leaves it to its users to mask what the format itself would read as a masked character.
        if isinstance(value, str): value = value.replace('_x', '_x005F_x')
        cell.value = value; cell.data_type = 's'; cell.number_format = '@'

def column(sheet, mark, key):
    for cell in sheet[mark.row]:
        if cell.value == key: return cell.column
    raise KeyError(key)

def row(sheet, mark, key):
    for cell in sheet[mark.column_letter]:
        if cell.value == key: return cell.row
    raise KeyError(key)

sheets = {}
for sheet in book.worksheets:
    mark = mark_of(sheet)
    sheet.protection.sheet = False
    for merged in list(sheet.merged_cells.ranges): sheet.unmerge_cells(str(merged))
    if mark is not None: sheets.setdefault(mark.value, []).append((sheet, mark))

def sheet_with(key):
    for kind in ('ziping:1:questions', 'ziping:1:years', 'ziping:1:papers'):
        for sheet, mark in sheets.get(kind, []):
            if any(cell.value == key for cell in sheet[mark.column_letter]): return sheet, mark
    raise KeyError(key)

def cell(key, under):
    sheet, mark = sheet_with(key)
    return sheet.cell(row(sheet, mark, key), column(sheet, mark, under))
";

/// Fills it in, and does to it whatever people do.
const FILL: &str = r"
for key, under, typed in job['cells']:
    put(cell(key, under), typed)
for fact, rows in job['tables'].items():
    sheet, mark = sheets['ziping:1:table:' + fact][0]
    if rows == 'none':
        at = row(sheet, mark, fact + '=')
        put(sheet.cell(at, mark.column + 2), ['text', '是'])
        continue
    at = row(sheet, mark, '-head') + 1
    for line in rows:
        for under, typed in line.items(): put(sheet.cell(at, column(sheet, mark, 'cell:' + under)), typed)
        at += 1 + rng.randrange(2)

if job['upside_down']:
    for kind, all in sheets.items():
        for sheet, mark in all:
            if kind in ('ziping:1:questions', 'ziping:1:years', 'ziping:1:papers'):
                # Sorted by something that means nothing.
                first = row(sheet, mark, '-head') + 1
                lines = [[(c.value, c.number_format, c.data_type) for c in line] for line in sheet.iter_rows(min_row=first)]
                rng.shuffle(lines)
                for at, line in enumerate(lines):
                    for place, (value, form, kind_of) in enumerate(line):
                        one = sheet.cell(first + at, place + 1)
                        one.value = value; one.number_format = form
                        if value is not None and kind_of == 's': one.data_type = 's'
            if kind not in ('ziping:1:about', 'ziping:1:guide'):
                # The answers moved behind everything else.
                if kind == 'ziping:1:questions':
                    at, to = column(sheet, mark, 'answer'), sheet.max_column + 2
                    for line in range(1, sheet.max_row + 1):
                        old, new = sheet.cell(line, at), sheet.cell(line, to)
                        new.value = old.value; new.number_format = old.number_format
                        if old.value is not None: new.data_type = old.data_type
                    sheet.delete_cols(at)
                sheet.insert_cols(2)
                sheet.insert_rows(1, 2)
                sheet.insert_rows(4)
    for number, sheet in enumerate(book.worksheets):
        if sheet.title != 'ziping': sheet.title = 'Sheet%d' % number
    shown = book._sheets[1:]
    rng.shuffle(shown)
    book._sheets = book._sheets[:1] + shown
book.save(job['to'])
";

/// How an answer of one cell is typed, in one of the ways that people type it.
fn typed(kind: &Kind, value: &Value, id: &str, way: u8) -> Json {
    let words = &chosen(&CONTENT.library.regimes.iter().map(|book| book.id.as_str()).collect::<Vec<_>>());
    let label = |option: &str| {
        let of = words.iter().find(|regime| regime.zh.find("fact", id).is_some()).unwrap();
        let (zh, en) = (of.zh.label("fact", id, option), of.en.label("fact", id, option));
        [zh.to_owned(), en.to_owned(), format!("{zh} / {en}"), option.to_owned()][usize::from(way % 4)].clone()
    };
    match (kind, value) {
        (_, Value::Bool(truth)) => match way % 4 {
            0 => json!(["text", if *truth { "是" } else { "否" }]),
            1 => json!(["text", if *truth { "Yes" } else { "No" }]),
            2 => json!(["text", if *truth { "√" } else { "×" }]),
            _ => json!(["truth", truth]),
        },
        (_, Value::Number(range)) => number(*range, kind, way),
        (_, Value::Date(day)) => of_day(*day, way),
        (_, Value::Occurrence(Occurrence::On(day))) => of_day(*day, way),
        (_, Value::Occurrence(Occurrence::Never)) => {
            let words = ["从未", "never", "无"];
            json!(["text", words[usize::from(way % 3)]])
        }
        (_, Value::Occurrence(Occurrence::DayUnknown)) => json!(["text", "有，日期不详"]),
        (_, Value::Occurrence(Occurrence::Ongoing)) => json!(["text", "正在持续 / ongoing"]),
        (Kind::Choice { options, .. }, Value::Choice(place)) => json!(["text", label(&options[usize::from(*place)])]),
        (_, Value::Text(text)) => json!(["text", text]),
        (kind, value) => panic!("{kind:?} {value:?} is no answer of one cell"),
    }
}

fn number(range: Range, kind: &Kind, way: u8) -> Json {
    let plain = |units: i64| format_fixed(units, kind.places());
    if !range.is_exact() {
        return json!([
            "text",
            format!("{}{}{}", plain(range.low), ["–", "-", "至"][usize::from(way % 3)], plain(range.high))
        ]);
    }
    let is_money = matches!(kind, Kind::Money { .. } | Kind::Yearly { .. });
    match way % 4 {
        0 if is_money && range.low % 1_000_000 == 0 && range.low > 0 => {
            json!(["text", format!("{}万元", range.low / 1_000_000)])
        }
        1 => json!(["text", format!(" {} ", plain(range.low))]),
        _ => json!(["number", plain(range.low)]),
    }
}

fn of_day(day: Day, way: u8) -> Json {
    match way % 4 {
        0 => json!(["text", day.in_chinese()]),
        1 => json!(["text", format!("{}/{}/{}", day.year(), day.month(), day.day_of_month())]),
        2 => json!(["serial", day.to_string()]),
        _ => json!(["day", day.to_string()]),
    }
}

/// What is to be filled in.
fn job(sheet: &Sheet, ways: &[u8]) -> (Vec<Json>, serde_json::Map<String, Json>) {
    let mut ways = ways.iter().cycle();
    let mut way = || *ways.next().unwrap();
    let (mut cells, mut tables) = (Vec::new(), serde_json::Map::new());
    for (ix, value) in sheet.answered() {
        let fact = CONTENT.library.catalogue.get(ix).unwrap();
        match (&fact.kind, value) {
            (Kind::Several { .. }, Value::Several(0)) => {
                cells.push(json!([format!("{}=", fact.id), "answer", ["text", "是"]]));
            }
            (Kind::Several { options }, Value::Several(set)) => {
                for (place, option) in options.iter().enumerate() {
                    if set >> place & 1 == 1 {
                        cells.push(json!([
                            format!("{}={option}", fact.id),
                            "answer",
                            typed(&Kind::Bool, &Value::Bool(true), "", way())
                        ]));
                    }
                }
            }
            (kind, Value::Yearly(years)) => {
                for (year, amount) in years {
                    cells.push(json!([fact.id, format!("year:{year}"), number(*amount, kind, way())]));
                }
            }
            (Kind::Table { .. }, Value::Table(rows)) if rows.is_empty() => {
                tables.insert(fact.id.clone(), json!("none"));
            }
            (Kind::Table { columns }, Value::Table(rows)) => {
                let mut lines = Vec::new();
                for row in rows.iter() {
                    let mut line = serde_json::Map::new();
                    for (column, cell) in columns.iter().zip(&row.cells) {
                        if let Some(cell) = cell {
                            line.insert(column.id.clone(), typed(&column.kind, cell, &fact.id, way()));
                        }
                    }
                    lines.push(Json::Object(line));
                }
                tables.insert(fact.id.clone(), Json::Array(lines));
            }
            (kind, value) => cells.push(json!([fact.id, "answer", typed(kind, value, &fact.id, way())])),
        }
    }
    (cells, tables)
}

/// A workbook filled in by openpyxl.
fn filled(folder: &Folder, bytes: &[u8], sheet: &Sheet, ways: &[u8], seed: u32, upside_down: bool) -> PathBuf {
    let (from, to, order) = (folder.0.join("blank.xlsx"), folder.0.join("filled.xlsx"), folder.0.join("job.json"));
    std::fs::write(&from, bytes).unwrap();
    let (cells, tables) = job(sheet, ways);
    let job =
        json!({ "from": from, "to": to, "seed": seed, "upside_down": upside_down, "cells": cells, "tables": tables });
    std::fs::write(&order, job.to_string()).unwrap();
    read_with_python(&format!("{OPEN}{FILL}"), &order);
    to
}

fn read(path: &Path) -> Collected {
    taken(&std::fs::read(path).unwrap())
}

/// The years for which amounts are asked.
fn asked_years(sheet: &Sheet) -> Sheet {
    let this = today().year();
    let mut kept = Sheet::new();
    for (fact, value) in sheet.answered() {
        let value = match value {
            Value::Yearly(years) => {
                Value::Yearly(years.iter().copied().filter(|(year, _)| (this - 3..this).contains(year)).collect())
            }
            other => other.clone(),
        };
        kept.put(fact, Some(value));
    }
    kept
}

fn facts(regimes: &[Regime<'_>]) -> Vec<FactIx> {
    asked(regimes).facts().collect()
}

/// What was filled in is what is read, and nothing else.
fn comes_back(path: &Path, sheet: &Sheet, facts: &[FactIx]) -> Result<(), TestCaseError> {
    let collected = read(path);
    prop_assert!(
        collected.is_clean(),
        "{:#?} {:#?} {:#?}",
        collected.unread,
        collected.contradictions,
        collected.unknown
    );
    prop_assert!(collected.asides.is_empty(), "{:?}", collected.asides);
    prop_assert_eq!(shown(&collected.answers), shown(&seen(sheet)));
    let mut facts = facts.to_vec();
    facts.sort_unstable();
    prop_assert_eq!(collected.seen, facts);
    prop_assert!(collected.gone.is_empty() && collected.remarks.is_empty());
    Ok(())
}

#[test]
fn what_openpyxl_fills_in_sorts_and_moves_comes_back_and_nothing_else() {
    let regimes = chosen(&["om", "credit", "bizsec", "iii-consulting"]);
    let facts = facts(&regimes);
    let strategy = (sheets(facts.clone()), proptest::collection::vec(any::<u8>(), 97), any::<u32>(), any::<bool>());
    check("openpyxl", 6, &strategy, |(sheet, ways, seed, upside_down)| {
        let (sheet, folder) = (asked_years(&sheet), Folder::new());
        let blank = book(&regimes, &Sheet::new(), false, Tongue::Both);
        let path = filled(&folder, &blank, &sheet, &ways, seed, upside_down);
        comes_back(&path, &sheet, &facts)
    });
}

#[test]
fn what_libreoffice_opens_and_saves_comes_back_and_nothing_else() {
    let regimes = chosen(&["om", "credit", "bizsec", "iii-consulting"]);
    let facts = facts(&regimes);
    let strategy = (sheets(facts.clone()), proptest::collection::vec(any::<u8>(), 97), any::<u32>());
    check("libreoffice", 2, &strategy, |(sheet, ways, seed)| {
        let (sheet, folder) = (asked_years(&sheet), Folder::new());
        let blank = book(&regimes, &Sheet::new(), false, Tongue::One(Lang::Zh));
        let path = filled(&folder, &blank, &sheet, &ways, seed, seed % 2 == 0);
        let saved = folder.0.join("saved");
        comes_back(&convert_into(&path, "xlsx:Calc MS Excel 2007 XML", &saved), &sheet, &facts)
    });
}

#[test]
fn a_filled_workbook_saved_by_libreoffice_changes_nothing() {
    let regimes = chosen(&["om", "credit"]);
    let facts = facts(&regimes);
    check("filled and saved", 1, &sheets(facts.clone()), |sheet| {
        let folder = Folder::new();
        let path = folder.0.join("filled.xlsx");
        std::fs::write(&path, book(&regimes, &sheet, true, Tongue::Both)).unwrap();
        let saved = folder.0.join("saved");
        let saved = convert_into(&path, "xlsx:Calc MS Excel 2007 XML", &saved);
        comes_back(&saved, &sheet, &facts)?;
        let changes = ziping_collect::compare(&CONTENT.library.catalogue, &sheet, &read(&saved));
        prop_assert!(changes.changes.is_empty() && changes.newer_here.is_empty(), "{:?}", changes.changes);
        Ok(())
    });
}

/// `.et` of WPS has the records of `.xls` under another name: files are told by what is in them.
#[test]
fn a_workbook_saved_in_another_format_comes_back_and_nothing_else() {
    let regimes = chosen(&["om", "credit", "bizsec", "iii-consulting"]);
    let facts = facts(&regimes);
    for (format, ending) in [("xls:MS Excel 97", "xls"), ("ods", "ods")] {
        let strategy = (sheets(facts.clone()), proptest::collection::vec(any::<u8>(), 97), any::<u32>());
        check(&format!("saved as {ending}"), 2, &strategy, |(sheet, ways, seed)| {
            let (sheet, folder) = (asked_years(&sheet), Folder::new());
            let blank = book(&regimes, &Sheet::new(), false, Tongue::Both);
            let path = filled(&folder, &blank, &sheet, &ways, seed, seed % 2 == 0);
            let saved = folder.0.join("saved");
            comes_back(&convert_into(&path, format, &saved), &sheet, &facts)
        });
    }
}

#[test]
fn a_damaged_workbook_of_another_format_is_refused_with_what_to_do_and_never_a_fault() {
    let folder = Folder::new();
    let path = folder.0.join("book.xlsx");
    std::fs::write(&path, book(&chosen(&["nextgen-it"]), &Sheet::new(), false, Tongue::Both)).unwrap();
    for format in ["xls:MS Excel 97", "ods"] {
        let whole = std::fs::read(convert(&path, format)).unwrap();
        let reading = ziping_collect::Reading { library: &CONTENT.library, regimes: &[], as_of: today() };
        assert!(ziping_collect::read(&whole, &reading).is_ok(), "{format}");
        for cut in [whole.len() / 3, whole.len() / 2, whole.len() - 600] {
            let refused = ziping_collect::read(&whole[..cut], &reading).unwrap_err();
            assert!(refused.problem().zh.help.is_some(), "{format} cut at {cut}");
        }
        check(
            &format!("{format} with some bytes changed"),
            300,
            &proptest::collection::vec((any::<u32>(), any::<u8>()), 1..9),
            |changes| {
                let mut broken = whole.clone();
                for (at, byte) in changes {
                    let at = usize::try_from(at).unwrap() % broken.len();
                    broken[at] = byte;
                }
                // Whatever comes of it, it is said and nothing breaks.
                let _ = ziping_collect::read(&broken, &reading);
                Ok(())
            },
        );
    }
}
