//! The worker's side: fetches what it needs from beside the page, makes packages, hands them over; reads
//! files through; takes packages back in.

use super::backup;
use super::due;
use super::order::{Ask, Event, Order};
use super::plan;
use super::together;
use super::unpack::take_back;
use crate::worker::{EXCEL, Errand, Reading, Rules, Trouble, WORD, ZIP, joined, listen, say};
use core::ops::ControlFlow;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_assess::proof::{Records, read_records};
use ziping_base::calendar::Day;
use ziping_base::diag::{self, Diagnostic, Source};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_dossier::{
    Carried, Form, FormProblem, Grid, LARGEST_COUNTED, Measure, Measured, PackageError, Piece, Progress, Redaction,
    count_pages,
};
use ziping_host::Host;
use ziping_regime::Library;
use ziping_rules::fact::{Answers, read_answers};
use ziping_unzip::{Limits, ReadAt as _};

/// Waits for orders.
pub(crate) fn work(scope: &DedicatedWorkerGlobalScope) {
    listen(scope, |scope, errand| spawn_local(async move { serve(&scope, errand).await }));
}

async fn serve(scope: &DedicatedWorkerGlobalScope, Errand { ask, over, files }: Errand<Ask>) {
    let over = over.as_ref();
    let done = match ask {
        Ask::Package(order) => make(scope, &order, over, &files, false).await,
        Ask::Calendar(order) => make(scope, &order, over, &[], true).await,
        Ask::Deadlines(order) => due::make(scope, &order, over).await,
        Ask::Plan(order) => plan::make(scope, &order, over).await,
        Ask::Grid { name, grid, made, lang } => tabled(scope, name, &grid, (lang, made)),
        Ask::Together { name, names } => together::make(scope, name, &names, &files),
        Ask::Template { regime, procedure, as_of } => template(scope, (&regime, &procedure), over, as_of).await,
        Ask::Measure => {
            let sum = |measured: Measured| (measured.bytes, measured.sha256);
            let sums = measure(scope, &files, &[]).into_iter().map(|measured| measured.map(sum));
            say(scope, &Event::Measured(sums.collect()));
            Ok(())
        }
        Ask::Count => {
            say(scope, &Event::Counted(files.first().and_then(pages)));
            Ok(())
        }
        Ask::BackUp(named) => backup::make(scope, &named, &files),
        Ask::Restore => match files.into_iter().next() {
            Some(file) => backup::take_back(scope, file),
            None => Err(Trouble::other(say!("no back-up came with the order", "没有收到要恢复的备份"))),
        },
        Ask::Unpack => match files.into_iter().next() {
            Some(package) => take_back(scope, over, package).await,
            None => Err(Trouble::other(say!("no package came with the order", "没有收到要打开的申请包"))),
        },
    };
    if let Err(Trouble { why, code }) = done {
        say(scope, &Event::Failed { why: Some((why, code.to_owned())) });
    }
}

/// Reads files through, part by part; `None` for one that cannot be read. `places`: where each lies for the records.
pub(super) fn measure(scope: &DedicatedWorkerGlobalScope, files: &[Blob], places: &[String]) -> Vec<Option<Measured>> {
    let of = files.iter().map(|file| file.size() as u64).sum();
    let mut done = 0;
    let mut one = |(i, file): (usize, &Blob)| {
        let mut measure = Measure::new();
        let mut take = |part: &[u8]| {
            measure.take(part);
            done += part.len() as u64;
            say(scope, &Event::Reading { done, of });
        };
        Reading::of(file.clone())?.parts(&mut take).ok()?;
        Some(measure.finish(places.get(i).map_or("", String::as_str)))
    };
    files.iter().enumerate().map(&mut one).collect()
}

/// The pages of a PDF. What kills this worker, as a file made for that might, costs nothing but the count.
fn pages(file: &Blob) -> Option<u32> {
    let reading = Reading::of(file.clone())?;
    (reading.size() <= LARGEST_COUNTED).then_some(())?;
    let mut bytes = Vec::with_capacity(usize::try_from(reading.size()).ok()?);
    reading.parts(&mut |part| bytes.extend_from_slice(part)).ok()?;
    count_pages(&bytes)
}

/// Which of the places hold something else than what was attached, or nothing that can be read.
fn lost(places: &[String], measured: &[Option<Measured>], records: &Records) -> Vec<String> {
    let intact = |at: &str, measured: &Measured| {
        let mut attached = records.files().filter(|(_, file)| file.at == at);
        attached.all(|(_, file)| (file.bytes, &file.sha256) == (measured.bytes, &measured.sha256))
    };
    let pairs = places.iter().zip(measured);
    let lost = pairs.filter(|(at, measured)| !measured.as_ref().is_some_and(|measured| intact(at, measured)));
    lost.map(|(at, _)| at.clone()).collect()
}

/// The bytes of forms. Of a file larger than forms may be so much that it is refused as too large.
fn forms_of(files: &[Blob]) -> Result<Vec<Vec<u8>>, Trouble> {
    let one = |file: &Blob| {
        let reading = Reading::of(file.clone())?;
        let mut bytes = vec![0; usize::try_from(reading.size().min(Limits::DOCUMENT.archive + 1)).ok()?];
        reading.read_at(0, &mut bytes).ok()?;
        Some(bytes)
    };
    files
        .iter()
        .map(|file| one(file).ok_or_else(|| Trouble::other(say!("a form cannot be read", "有一份表单读不出来"))))
        .collect()
}

/// Who serves the site, as the page has read it already.
pub(super) fn host_of(text: &str, rules: &Rules) -> Result<Option<Host>, Trouble> {
    let regimes: Vec<&str> = rules.library().regimes.iter().map(|book| book.id.as_str()).collect();
    ziping_host::read(&Source { name: "host/host.json", text }, &regimes).map_err(|problems| {
        Trouble::other(problems.first().map_or_else(|| say!("host.json cannot be read", "host.json 读不出来"), unread))
    })
}

/// The answers of an organisation, as the page has written them.
pub(super) fn answers_of(text: &str, library: &Library) -> Result<Answers, Trouble> {
    read_answers(&Source { name: "answers", text }, &library.catalogue).map_err(|problems| {
        Trouble::other(problems.first().map_or_else(|| say!("the answers cannot be read", "答案读不出来"), unread))
    })
}

/// Answers that the page has written and the worker cannot read.
fn unread(problem: &Diagnostic) -> diag::Said {
    diag::Said::new(problem.message.clone(), problem.zh.message.clone())
}

/// Makes a package, or only its calendar.
async fn make(
    scope: &DedicatedWorkerGlobalScope,
    order: &Order,
    over: Option<&Blob>,
    files: &[Blob],
    only_calendar: bool,
) -> Result<(), Trouble> {
    let rules = Rules::of(scope, over).await?;
    let library = rules.library();
    let words = rules.words(scope, &order.regime, "zh").await?;
    let rulebook = library.regime(&order.regime).ok_or_else(|| no_book(&order.regime))?;
    let answers = answers_of(&order.answers, library)?;
    let records = read_records(&order.records)
        .ok_or_else(|| Trouble::other(say!("what is said of the papers cannot be read", "材料的登记读不出来")))?;
    let [contacts, names, amounts] = order.without;
    let redact = Redaction { contacts, names, amounts };
    let (files, forms) = files.split_at_checked(order.places.len()).unwrap_or_default();
    let measured = measure(scope, files, &order.places);
    let lost = lost(&order.places, &measured, &records);
    if !lost.is_empty() {
        say(scope, &Event::Lost(lost));
        return Ok(());
    }
    let measured: Vec<Measured> = measured.into_iter().flatten().collect();
    let blanks = forms_of(forms)?;
    let forms: Vec<Form<'_>> = order
        .forms
        .iter()
        .zip(&blanks)
        .map(|((name, document), bytes)| Form { name, bytes, document: document.as_deref() })
        .collect();
    let (lang, places) = (order.lang, order.places.as_slice());
    let host = order.host.as_deref().map(|text| host_of(text, &rules)).transpose()?.flatten();
    let order = ziping_dossier::Order {
        library,
        rulebook,
        words: &words,
        organisation: &order.organisation,
        sheet: &answers.sheet,
        records: &records,
        measured: &measured,
        as_of: order.as_of,
        target: order.target,
        procedure: order.procedure.as_deref(),
        hand_in: order.hand_in,
        tasks: &order.tasks,
        forms: &forms,
        keep_links: order.keep_links,
        kit_version: env!("CARGO_PKG_VERSION"),
        redact,
        whole_sheet: order.whole,
        host: host.as_ref(),
    };
    if only_calendar {
        let name = format!("{}-{}.ics", rulebook.id, order.as_of);
        return hand_over(scope, name, ziping_dossier::calendar(&order, Some(sequence())));
    }
    // Only what the kit writes itself is in memory; attached files are parts by reference.
    let parts = Array::new();
    let mut sink = |piece: Piece<'_>| put(&parts, piece, places, files);
    let made = ziping_dossier::write_package(&order, &mut sink, &mut |progress: Progress<'_>| {
        say(scope, &Event::Progress { done: progress.done, of: progress.of, file: progress.file.to_owned() });
        ControlFlow::Continue(())
    });
    match made {
        Ok(package) => {
            let carried = said_of(&package.carried, order.keep_links, lang);
            say(scope, &Event::Done { name: package.file_name, file: file_of(&parts, ZIP)?, carried });
            Ok(())
        }
        Err(PackageError::Forms(forms)) => {
            let said = |problem: &FormProblem| (problem.message(lang), problem.help(lang));
            let bad = forms.iter().map(|(name, problems)| (name.clone(), problems.iter().map(said).collect()));
            say(scope, &Event::BadForms(bad.collect()));
            Ok(())
        }
        Err(error) => Err(Trouble::other(error.said())),
    }
}

/// The number of a calendar file, minutes since 2020-01-01T00:00:00Z: a later file is taken for a later one.
pub(super) fn sequence() -> u32 {
    ((js_sys::Date::now() - 1_577_836_800_000.0) / 60_000.0).max(0.0) as u32
}

/// Hands a calendar file over; there is none where nothing has a date.
pub(super) fn hand_over(
    scope: &DedicatedWorkerGlobalScope,
    name: String,
    calendar: Option<Vec<u8>>,
) -> Result<(), Trouble> {
    let Some(bytes) = calendar else {
        let why = say!("nothing has a date yet", "还没有定了日期的事项");
        return Err(Trouble { why, code: "no-dates" });
    };
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    say(scope, &Event::Done { name, file: file_of(&parts, "text/calendar")?, carried: Vec::new() });
    Ok(())
}

/// Hands a table over as an Excel file.
fn tabled(
    scope: &DedicatedWorkerGlobalScope,
    name: String,
    grid: &Grid,
    (lang, made): (Lang, Day),
) -> Result<(), Trouble> {
    let bytes =
        ziping_dossier::grid(grid, lang, made).map_err(|error| Trouble::other(PackageError::from(error).said()))?;
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    say(scope, &Event::Done { name, file: file_of(&parts, EXCEL)?, carried: Vec::new() });
    Ok(())
}

/// Hands over the kit's own form of a procedure as a template.
async fn template(
    scope: &DedicatedWorkerGlobalScope,
    (regime, procedure): (&str, &str),
    over: Option<&Blob>,
    made: Day,
) -> Result<(), Trouble> {
    let rules = Rules::of(scope, over).await?;
    let words = rules.words(scope, regime, "zh").await?;
    let rulebook = rules.library().regime(regime).ok_or_else(|| no_book(regime))?;
    let made = ziping_dossier::templates(rules.library(), rulebook, &words, Some(procedure), made);
    let templates = made.map_err(|error| Trouble::other(error.said()))?;
    let Some(template) = templates.into_iter().next() else {
        return Err(Trouble::other(say!("the procedure has no form", "这个程序没有要填的表")));
    };
    let parts = Array::of1(&Uint8Array::from(template.bytes.as_slice()));
    let file = file_of(&parts, WORD)?;
    say(scope, &Event::Done { name: template.file_name, file, carried: Vec::new() });
    Ok(())
}

pub(super) fn no_book(id: &str) -> Trouble {
    Trouble::other(say!("no rule book `{id}`", "没有“{id}”这份规则"))
}

/// What forms carried that reaches beyond them or runs, one in a line with what became of it.
fn said_of(forms: &[(String, Vec<Carried>)], kept: bool, lang: Lang) -> Vec<String> {
    let line = |name: &str, one: &Carried| {
        let said = one.told(name, kept);
        lang.pick(&said.zh, &said.en).to_owned()
    };
    forms.iter().flat_map(|(name, carried)| carried.iter().map(move |one| line(name, one))).collect()
}

/// Puts a piece of a zip behind those before it: bytes, or the file that lies where it says.
pub(super) fn put(parts: &Array, piece: Piece<'_>, places: &[String], files: &[Blob]) {
    match piece {
        Piece::Bytes(bytes) => parts.push(&Uint8Array::from(bytes)),
        Piece::File(at) => {
            let file = places.iter().position(|place| place == at).and_then(|place| files.get(place));
            parts.push(file.map_or(&JsValue::UNDEFINED, |file| file))
        }
    };
}

/// A file of these parts, or that there is none.
pub(super) fn file_of(parts: &Array, kind: &str) -> Result<Blob, Trouble> {
    joined(parts, kind)
        .ok_or_else(|| Trouble::other(say!("the browser could not put the file together", "浏览器拼不出这个文件")))
}
