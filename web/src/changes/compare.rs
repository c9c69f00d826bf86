//! The worker's side: reads the rules of before and those of today, and assesses each organisation by both.

use super::order::{BookChange, Changes, Compare, Edition, Line, Organisation};
use crate::browser;
use crate::overlay::{Asked, books_in, overlays_in};
use crate::worker::{Errand, fetch, listen, say};
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_assess::{Changed, Judged, begun, changed};
use ziping_content::draft::lay_each;
use ziping_content::{Content, TextFile, overlay, unpack_files, unpack_files_of_any_build};
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::Sheet;
use ziping_rules::fact::foreign::read_with;

/// Waits for rules to compare.
pub(crate) fn work(scope: &DedicatedWorkerGlobalScope) {
    listen(scope, |scope, Errand { ask, over: _, files }: Errand<Compare>| {
        // Nothing said means that one of the two could not be had.
        spawn_local(async move { say(&scope, &serve(&scope, ask, files.first()).await) });
    });
}

async fn serve(scope: &DedicatedWorkerGlobalScope, ask: Compare, files: Option<&Blob>) -> Option<Changes> {
    let old = unpack_files_of_any_build(&browser::bytes_of(files?).await?).ok()?;
    let new = unpack_files(&fetch(scope, "content.bin").await.ok()?).ok()?;
    let (before, after) = (Side::of(old, &ask.before), Side::of(new, &ask.after));
    Some(compared(&before, &after, &ask.organisations))
}

/// The rules of one side.
struct Side {
    /// The site's files with the rule books that were laid over them.
    files: Vec<TextFile>,
    content: Content,
}

impl Side {
    /// Rule books and overlays that do not fit are left out, as the page leaves them out.
    fn of(files: Vec<TextFile>, over: &[Asked]) -> Self {
        let books = books_in(over);
        let (content, _) = lay_each(&files, &books);
        let (mut overlaid, _) = overlay::apply_each(&content.library, &overlays_in(over));
        overlaid.lend(&content);
        let files = books.iter().fold(files, |files, (book, _)| book.among(&files));
        Self { files, content: overlaid.over(content) }
    }

    fn library(&self) -> &Library {
        &self.content.library
    }

    /// The files of a rule book, by their paths.
    fn folder(&self, id: &str) -> BTreeMap<&str, &str> {
        let is_in = |file: &&TextFile| file.path.split_once('/').is_some_and(|(folder, _)| folder == id);
        self.files.iter().filter(is_in).map(|file| (file.path.as_str(), file.text.as_str())).collect()
    }

    fn edition(&self, id: &str) -> Option<Edition> {
        self.library()
            .regime(id)
            .map(|rulebook| Edition { version: rulebook.version.clone(), overlays: overlays(rulebook) })
    }

    /// A title in Chinese and in English; facts may have their words with another rule book.
    fn titles(&self, regime: &str, kind: &str, id: &str) -> Option<[String; 2]> {
        let title = |lang: &str| {
            let folders = self.content.words.get(lang)?;
            let others = (kind == "fact").then(|| folders.values()).into_iter().flatten();
            let all = folders.get(regime).into_iter().chain(others);
            all.filter_map(|words| words.find(kind, id))
                .map(|words| words.title.clone())
                .find(|title| !title.is_empty())
        };
        Some([title("zh")?, title("en")?])
    }
}

fn overlays(rulebook: &RuleBook) -> Vec<String> {
    rulebook.overlays.iter().map(|overlay| format!("{}@{}", overlay.id, overlay.version)).collect()
}

fn compared(before: &Side, after: &Side, organisations: &[Organisation]) -> Changes {
    let mut changes = Changes { books: books(before, after), of: organisations.len(), ..Changes::default() };
    for organisation in organisations {
        let sheet = |side: &Side| {
            let read = read_with("", &organisation.answers, &side.library().catalogue);
            read.map(|(answers, _)| answers.sheet)
        };
        let (Some(old), Some(new)) = (sheet(before), sheet(after)) else { continue };
        let wanted = wanted(organisation, (before.library(), &old), (after.library(), &new));
        for rulebook in after.library().regimes.iter().filter(|rulebook| wanted.contains(&rulebook.id)) {
            let found = changed((before.library(), &old), (after.library(), &new), &rulebook.id, organisation.as_of);
            if let Some(changed) = found.filter(|changed| !changed.is_nothing()) {
                name(&mut changes, &rulebook.id, &changed, before, after);
                changes.lines.push(Line { client: organisation.id.clone(), regime: rulebook.id.clone(), changed });
            }
        }
    }
    changes
}

/// The rule books that an organisation is assessed by: those that it names, else those that it had begun to answer.
fn wanted(organisation: &Organisation, before: (&Library, &Sheet), after: (&Library, &Sheet)) -> BTreeSet<String> {
    if !organisation.regimes.is_empty() {
        return organisation.regimes.iter().cloned().collect();
    }
    let begun = |(library, sheet): (&Library, &Sheet)| {
        let all: Vec<&RuleBook> = library.regimes.iter().collect();
        begun(library, &all, sheet).into_iter().map(|rulebook| rulebook.id.clone()).collect::<Vec<_>>()
    };
    [before, after].into_iter().flat_map(begun).collect()
}

/// The rule books that are others now, in the order of today's, what is gone after them.
fn books(before: &Side, after: &Side) -> Vec<BookChange> {
    let ids = |side: &Side| side.library().regimes.iter().map(|book| book.id.clone()).collect::<Vec<_>>();
    let mut all = ids(after);
    all.extend(ids(before).into_iter().filter(|id| after.library().regime(id).is_none()));
    let change = |id: String| {
        let (old, new) = (before.edition(&id), after.edition(&id));
        let folders = (before.folder(&id), after.folder(&id));
        if old == new && folders.0 == folders.1 {
            return None;
        }
        let unread = old.is_none() && !folders.0.is_empty();
        let titles = after.titles(&id, "regime", "").or_else(|| before.titles(&id, "regime", ""));
        Some(BookChange {
            titles: titles.unwrap_or_else(|| [id.clone(), id.clone()]),
            id,
            before: old,
            after: new,
            unread,
        })
    };
    all.into_iter().filter_map(change).collect()
}

/// Names what a line tells of, as it is called today, else as it was called.
fn name(changes: &mut Changes, regime: &str, changed: &Changed, before: &Side, after: &Side) {
    let judged = changed.rejudged.iter().map(|one| (one.what, one.id.as_str()));
    // Questions have the words of facts, as elements have.
    let questions = changed.asked.iter().chain(&changed.dropped).map(|id| (Judged::Element, id.as_str()));
    for (kind, id) in judged.chain(questions) {
        let titles = after.titles(regime, kind.words(), id).or_else(|| before.titles(regime, kind.words(), id));
        if let Some(titles) = titles {
            changes.name(regime, kind, id, titles);
        }
    }
}
