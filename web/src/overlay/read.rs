//! The worker's side: reads overlays and loaded rule books against those of the site, says what is wrong with each, and
//! hands over the rule books with those that fit.

use super::order::{Asked, Attempt, Read, Request, Trial};
use super::trial::{Beside, trial};
use crate::worker::{Errand, fetch, listen, say};
use js_sys::Uint8Array;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter;
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;
use ziping_base::diag::{Diagnostic, Source, Span};
use ziping_base::lang::Lang;
use ziping_base::node::{Node, read_toml};
use ziping_base::say;
use ziping_content::draft::{Draft, lay_each};
use ziping_content::overlay::{self, Edition, Overlaid};
use ziping_content::{TextFile, own_words, unpack_files};
use ziping_dossier::Measure;
use ziping_regime::compiled::{AppliedFile, fingerprint, read_library, read_words, write_applied};
use ziping_regime::{Library, Origin};

/// Waits for overlays.
pub(crate) fn work(scope: &DedicatedWorkerGlobalScope) {
    listen(scope, |scope, errand: Errand<Request>| {
        // Nothing read means that the rule books could not be had.
        spawn_local(async move { say(&scope, &read(&scope, errand.ask).await) });
    });
}

/// The files that the rule books of the site were loaded from. `None`: they could not be had.
pub(crate) async fn files_of_site(scope: &DedicatedWorkerGlobalScope) -> Option<Vec<TextFile>> {
    unpack_files(&fetch(scope, "content.bin").await.ok()?).ok()
}

/// A file under its name.
pub(super) fn file(asked: &Asked) -> TextFile {
    TextFile { path: asked.name.clone(), text: asked.text.clone() }
}

/// The id and the version that an overlay says it has.
pub(super) fn head_of(asked: &Asked) -> Option<(String, String)> {
    let node = read_toml(&Source { name: &asked.name, text: &asked.text }).ok()?;
    let text = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    Some((text("id")?, text("version").unwrap_or_default()))
}

/// The overlays among these, each with its id, version and text.
fn editions(all: &[Asked]) -> Vec<Edition<'_>> {
    let overlays = all.iter().filter(|asked| asked.book.is_none());
    overlays
        .filter_map(|asked| head_of(asked).map(|(id, version)| Edition { id, version, text: &asked.text }))
        .collect()
}

/// The overlays among these.
pub(crate) fn overlays_in(all: &[Asked]) -> Vec<TextFile> {
    all.iter().filter(|asked| asked.book.is_none()).map(file).collect()
}

/// The rule books among these, each with who puts it there; what cannot be read is left out.
pub(crate) fn books_in(all: &[Asked]) -> Vec<(Draft, Origin)> {
    let books = all.iter().filter(|asked| asked.book.is_some());
    books.filter_map(|asked| Some((Draft::from_text(&asked.text)?, asked.origin))).collect()
}

/// What a file is.
enum Kind {
    Overlay(TextFile),
    Book(Draft),
    /// Its text is not what was loaded.
    Damaged(Diagnostic),
}

fn kind_of(asked: &Asked, hash: &str) -> Kind {
    let file = file(asked);
    if asked.hash.as_ref().is_some_and(|kept| kept != hash) {
        return Kind::Damaged(changed(&file));
    }
    if asked.book.is_none() {
        return Kind::Overlay(file);
    }
    Draft::from_text(&asked.text).map_or_else(|| Kind::Damaged(changed(&file)), Kind::Book)
}

/// What is wrong with each file and the hash of each, and the rule books. `None`: those of the site could not be had.
async fn read(scope: &DedicatedWorkerGlobalScope, Request { overlays: asked, attempt }: Request) -> Option<Read> {
    let pack = fetch(scope, "library.bin").await.ok()?;
    let kit = read_library(&pack).ok()?;
    let (mut hashes, mut overlays, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
    let mut problems: Vec<Vec<Diagnostic>> = vec![Vec::new(); asked.len()];
    for ((place, asked), problems) in asked.iter().enumerate().zip(&mut problems) {
        let hash = Measure::sha256_of(&asked.text);
        match kind_of(asked, &hash) {
            Kind::Overlay(file) => overlays.push((place, file)),
            Kind::Book(draft) => drafts.push((place, (draft, asked.origin))),
            Kind::Damaged(problem) => problems.push(problem),
        }
        // What is kept is known by the hash that it was kept with, whatever became of its text.
        hashes.push(asked.hash.clone().unwrap_or(hash));
    }
    let mut put = |places: Vec<usize>, found: Vec<Vec<Diagnostic>>| {
        for (place, found) in places.into_iter().zip(found) {
            problems.get_mut(place).into_iter().for_each(|problems| problems.extend(found.iter().cloned()));
        }
    };
    let mut own = BTreeMap::new();
    let mut content = None;
    if !drafts.is_empty() {
        let (places, drafts): (Vec<usize>, Vec<(Draft, Origin)>) = drafts.into_iter().unzip();
        let (loaded, found) = lay_each(&files_of_site(scope).await?, &drafts);
        let fit = drafts.iter().zip(&found).filter(|(_, found)| found.is_empty());
        own = own_words(&loaded, fit.map(|((draft, _), _)| draft));
        put(places, found);
        content = Some(loaded);
    }
    let (places, files): (Vec<usize>, Vec<TextFile>) = overlays.into_iter().unzip();
    let library = content.as_ref().map_or(&kit, |content| &content.library);
    let (mut overlaid, found) = overlay::apply_each(library, &files);
    let applied =
        places.iter().zip(&found).filter(|(_, found)| found.is_empty()).filter_map(|(place, _)| asked.get(*place));
    let ids: Vec<String> = overlaid.overlays.iter().map(|info| info.id.clone()).collect();
    for (id, asked) in ids.iter().zip(applied) {
        overlaid.mark(id, asked.origin);
    }
    match &content {
        Some(content) => overlaid.lend(content),
        None => lend(scope, &mut overlaid).await?,
    }
    put(places, found);
    let now = match &attempt {
        Some(Attempt { now, .. }) if !now.is_empty() => {
            Some(overlay::apply_each(&*library_with(scope, &kit, now).await?, &overlays_in(now)).0)
        }
        _ => None,
    };
    let without_figures = asked.len().saturating_sub(attempt.as_ref().map_or(0, |attempt| attempt.figures));
    let others = attempt.as_ref().map(|attempt| {
        let tried = editions(asked.get(..without_figures).unwrap_or_default());
        overlay::republished(tried, &editions(&attempt.now)).into_iter().map(|one| (one.id, one.version)).collect()
    });
    let beside = Beside { kit: &kit, library, content: content.as_ref(), now: now.as_ref() };
    let trial = attempt.map(|attempt| {
        let without = files.get(..files.len().saturating_sub(attempt.figures)).unwrap_or_default();
        let without = (attempt.figures > 0).then(|| overlay::apply_each(library, without).0.library);
        let found = trial(&beside, without.as_ref().unwrap_or(&overlaid.library), &overlaid, &attempt);
        Trial { republished: others.unwrap_or_default(), ..found }
    });
    let found = hashes.iter().zip(&problems).zip(asked);
    let file = |((hash, problems), asked): ((&String, &Vec<_>), Asked)| AppliedFile {
        hash: hash.clone(),
        overlay: None,
        book: asked.book,
        origin: asked.origin,
        applied: problems.is_empty(),
    };
    let files = found.map(file).collect();
    let applied = overlaid.to_keep(fingerprint(&pack), files, own);
    Some(Read { problems, hashes, trial, applied: Uint8Array::from(write_applied(&applied).as_slice()) })
}

/// The rule books of the site (`kit`) with those among these, without overlays. `None`: they could not be had.
pub(super) async fn library_with<'k>(
    scope: &DedicatedWorkerGlobalScope,
    kit: &'k Library,
    all: &[Asked],
) -> Option<Cow<'k, Library>> {
    let books = books_in(all);
    if books.is_empty() {
        return Some(Cow::Borrowed(kit));
    }
    Some(Cow::Owned(lay_each(&files_of_site(scope).await?, &books).0.library))
}

/// Words of facts that an overlay asks and another rule book defines: the pack of its own rule book lacks them.
async fn lend(scope: &DedicatedWorkerGlobalScope, overlaid: &mut Overlaid) -> Option<()> {
    let mut lent = Vec::new();
    for (regime, facts) in overlaid.borrowed() {
        // Its own first: most often they are there.
        let others = overlaid.library.regimes.iter().map(|book| book.id.as_str()).filter(|other| *other != regime);
        for lang in [Lang::Zh, Lang::En] {
            let mut missing = facts.clone();
            for owner in iter::once(regime).chain(others.clone()) {
                if missing.is_empty() {
                    break;
                }
                let pack = fetch(scope, &format!("{owner}.{}.bin", lang.code())).await.ok()?;
                let words = read_words(&pack).ok()?;
                missing.retain(|fact| {
                    let found = words.find("fact", fact);
                    lent.extend(found.map(|of| (lang, regime.to_owned(), (*fact).to_owned(), of.clone())));
                    found.is_none()
                });
            }
        }
    }
    for (lang, regime, fact, of) in lent {
        let words = overlaid.words.entry(lang.code().to_owned()).or_default().entry(regime).or_default();
        words.insert("fact", &fact, of);
    }
    Some(())
}

/// The text is not what was loaded.
fn changed(file: &TextFile) -> Diagnostic {
    let source = Source { name: &file.path, text: &file.text };
    let message = say!(
        "this is not the text that was loaded: what the browser kept of it is damaged",
        "与载入时的内容不一致，浏览器里存的已经损坏"
    );
    let help = say!(
        "download it to look at it; then remove it here and load the overlay again from its file",
        "可先下载查看；然后在这里移除，再从原来的文件重新载入"
    );
    Diagnostic::error("changed", message).help(help).at(&source, Span::default())
}
