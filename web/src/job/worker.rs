//! The worker's side: fetches what it needs from beside the page, makes packages, hands them over; reads
//! files through; takes packages back in.

use super::backup;
use super::hired::READY;
use super::order::{Ask, Order, Said};
use super::reading::Reading;
use super::rules::Rules;
use super::unpack::take_back;
use core::ops::ControlFlow;
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, MessageEvent, Response};
use ziping_core::diag::{self, Diagnostic, Source};
use ziping_core::dossier::{self, Form, FormProblem, Measure, Measured, PackageError, Piece, Progress, Redaction};
use ziping_core::fact::read_answers;
use ziping_core::pack::PackError;
use ziping_core::proof::{Records, read_records};
use ziping_core::say;
use ziping_core::unzip::{Limits, ReadAt as _};

/// Why there is nothing to hand over; the code where the page knows what to say of it.
pub(crate) struct Trouble {
    pub(super) why: diag::Said,
    pub(super) code: &'static str,
}

impl Trouble {
    pub(super) const fn other(why: diag::Said) -> Self {
        Self { why, code: "" }
    }

    /// A pack of this site cannot be read.
    pub(super) fn pack(error: PackError) -> Self {
        let help = say!("reload the page and try again", "请刷新页面后再试");
        let what = diag::Said::new(format!("{error};"), "规则文件不完整或不是这一版的；");
        Self::other(what.and(&help))
    }
}

/// Waits for orders.
pub(crate) fn work() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    crate::receive::listen(&scope);
    let here = scope.clone();
    // It listens as long as the worker lives.
    EventListener::new(&scope, "message", move |event| {
        let Some((ask, over, files)) = event.dyn_ref::<MessageEvent>().and_then(|event| read(&event.data())) else {
            return;
        };
        let scope = here.clone();
        spawn_local(async move {
            let done = match ask {
                Ask::Package(order) => make(&scope, &order, over.as_ref(), &files, false).await,
                Ask::Calendar(order) => make(&scope, &order, over.as_ref(), &[], true).await,
                Ask::Measure => {
                    let sum = |measured: Measured| (measured.bytes, measured.sha256);
                    let sums = measure(&scope, &files, &[]).into_iter().map(|measured| measured.map(sum));
                    say_with(&scope, &Said::Measured(sums.collect()), &[]);
                    Ok(())
                }
                Ask::BackUp(named) => backup::make(&scope, &named, &files),
                Ask::Restore => match files.into_iter().next() {
                    Some(file) => backup::take_back(&scope, file),
                    None => Err(Trouble::other(say!("no back-up came with the order", "没有收到要恢复的备份"))),
                },
                Ask::Unpack => match files.into_iter().next() {
                    Some(package) => take_back(&scope, over.as_ref(), package).await,
                    None => Err(Trouble::other(say!("no package came with the order", "没有收到要打开的申请包"))),
                },
            };
            if let Err(Trouble { why, code }) = done {
                say_with(&scope, &Said::Failed { why, code: code.to_owned() }, &[]);
            }
        });
    })
    .forget();
    let _ = scope.post_message(&JsValue::from_str(READY));
}

/// A message: a text, the overlays in use, and files beside it.
fn read(data: &JsValue) -> Option<(Ask, Option<Blob>, Vec<Blob>)> {
    let parts = data.dyn_ref::<Array>()?;
    let ask = Ask::read(&parts.get(0).as_string()?)?;
    Some((ask, parts.get(1).dyn_into().ok(), parts.iter().skip(2).filter_map(|part| part.dyn_into().ok()).collect()))
}

/// Says something, with files beside it: handles, which copy nothing.
pub(super) fn say_with(scope: &DedicatedWorkerGlobalScope, said: &Said, files: &[Blob]) {
    let message = Array::of1(&JsValue::from_str(&said.write()));
    for file in files {
        message.push(file);
    }
    // A page that is gone hears nothing and misses nothing.
    let _ = scope.post_message(&message);
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
            say_with(scope, &Said::Reading { done, of }, &[]);
        };
        Reading::of(file.clone())?.parts(&mut take).ok()?;
        Some(measure.finish(places.get(i).map_or("", String::as_str)))
    };
    files.iter().enumerate().map(&mut one).collect()
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
    let missing = || Trouble::other(say!("no rule book `{id}`", "没有“{id}”这份规则", id = &order.regime));
    let rulebook = library.regime(&order.regime).ok_or_else(missing)?;
    let source = Source { name: "answers", text: &order.answers };
    let answers = read_answers(&source, &library.catalogue).map_err(|problems| {
        Trouble::other(problems.first().map_or_else(|| say!("the answers cannot be read", "答案读不出来"), unread))
    })?;
    let records = read_records(&order.records)
        .ok_or_else(|| Trouble::other(say!("what is said of the papers cannot be read", "材料的登记读不出来")))?;
    let [contacts, names, amounts] = order.without;
    let redact = Redaction { contacts, names, amounts };
    let (files, forms) = files.split_at_checked(order.places.len()).unwrap_or_default();
    let measured = measure(scope, files, &order.places);
    let lost = lost(&order.places, &measured, &records);
    if !lost.is_empty() {
        say_with(scope, &Said::Lost(lost), &[]);
        return Ok(());
    }
    let measured: Vec<Measured> = measured.into_iter().flatten().collect();
    let blanks = forms_of(forms)?;
    let forms: Vec<Form<'_>> = order.forms.iter().zip(&blanks).map(|(name, bytes)| Form { name, bytes }).collect();
    let (lang, places) = (order.lang, order.places.as_slice());
    let order = dossier::Order {
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
        forms: &forms,
        kit_version: env!("CARGO_PKG_VERSION"),
        redact,
    };
    if only_calendar {
        let name = format!("{}-{}.ics", rulebook.id, order.as_of);
        let parts = Array::of1(&Uint8Array::from(dossier::calendar(&order).as_slice()));
        say_with(scope, &Said::Done { name }, &[file_of(&parts, "text/calendar")?]);
        return Ok(());
    }
    // Only what the kit writes itself is in memory; attached files are parts by reference.
    let parts = Array::new();
    let mut sink = |piece: Piece<'_>| put(&parts, piece, places, files);
    let made = dossier::write_package(&order, &mut sink, &mut |progress: Progress<'_>| {
        let said = Said::Progress { done: progress.done, of: progress.of, file: progress.file.to_owned() };
        say_with(scope, &said, &[]);
        ControlFlow::Continue(())
    });
    match made {
        Ok(package) => {
            say_with(scope, &Said::Done { name: package.file_name }, &[file_of(&parts, "application/zip")?]);
            Ok(())
        }
        Err(PackageError::Forms(forms)) => {
            let said = |problem: &FormProblem| (problem.message(lang), problem.help(lang));
            let bad = forms.iter().map(|(name, problems)| (name.clone(), problems.iter().map(said).collect()));
            say_with(scope, &Said::BadForms(bad.collect()), &[]);
            Ok(())
        }
        Err(error) => Err(Trouble::other(error.said())),
    }
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

/// A file of these parts.
pub(super) fn file_of(parts: &Array, kind: &str) -> Result<Blob, Trouble> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_blob_sequence_and_options(parts, &options)
        .map_err(|_| Trouble::other(say!("the browser could not put the file together", "浏览器拼不出这个文件")))
}

pub(crate) async fn fetch(scope: &DedicatedWorkerGlobalScope, name: &str) -> Result<Vec<u8>, Trouble> {
    let missing =
        || Trouble::other(say!("`packs/{name}` could not be fetched", "取不到 packs/{name}，请检查网络后再试"));
    let response = JsFuture::from(scope.fetch_with_str(&format!("packs/{name}"))).await.map_err(|_| missing())?;
    let response: Response = response.dyn_into().map_err(|_| missing())?;
    if !response.ok() {
        return Err(missing());
    }
    let buffer = response.array_buffer().map_err(|_| missing())?;
    Ok(Uint8Array::new(&JsFuture::from(buffer).await.map_err(|_| missing())?).to_vec())
}
