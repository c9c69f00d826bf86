//! The worker's side: reads each package piece by piece, keeps what it found, says it in the page's language.

use super::order::{Ask, Event};
use super::view::view;
use crate::browser;
use crate::worker::{EXCEL, Errand, Reading, Rules, file_of, listen, say};
use core::ops::ControlFlow;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, TextDecoder, TextDecoderOptions};
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_dossier::receive::{Desk, NotAPackage, Opener, Row, duplicates, extract, open, table};
use ziping_regime::{Library, Words};
use ziping_unzip::{Reason, Refused};

/// How many bytes are read between two words about it.
const STEP: u64 = 4 << 20;

/// What the worker keeps while the page is open.
#[derive(Default)]
struct Kept {
    rules: Option<Rc<Rules>>,
    /// Words by regime and language.
    words: Vec<((String, Lang), Rc<Words>)>,
    lang: Lang,
    today: Option<Day>,
    /// Rule books with overlays of other versions.
    others: Vec<Rc<Rules>>,
    rows: Vec<Row>,
    /// Where each row came from: its file, and its place among the rows of that file.
    sources: Vec<(File, usize)>,
}

impl Kept {
    /// A regime's words in the language of the page.
    fn words(&self, regime: &str) -> Option<&Words> {
        let mine = |((known, lang), _): &&((String, Lang), Rc<Words>)| known == regime && *lang == self.lang;
        self.words.iter().find(mine).map(|(_, words)| &**words)
    }
}

/// Waits for packages.
pub(crate) fn work(scope: &DedicatedWorkerGlobalScope) {
    let kept = Rc::new(RefCell::new(Kept::default()));
    listen(scope, move |scope, errand| {
        let kept = Rc::clone(&kept);
        spawn_local(async move {
            if serve(&scope, &kept, errand).await.is_none() {
                say(&scope, &Event::Broken);
            }
        });
    });
}

/// Does what is asked. `None`: what it needs from beside the page does not come.
async fn serve(
    scope: &DedicatedWorkerGlobalScope,
    kept: &RefCell<Kept>,
    Errand { ask, over, files }: Errand<Ask>,
) -> Option<()> {
    match ask {
        Ask::Table => {
            let bytes = {
                let kept = kept.borrow();
                table(&kept.rows, &|regime| kept.words(regime), kept.lang, kept.today.unwrap_or(Day::EARLIEST)).ok()?
            };
            say(scope, &Event::Tabled(file_of(&bytes, EXCEL)?));
            Some(())
        }
        Ask::Say(lang) => {
            kept.borrow_mut().lang = lang;
            tell_all(scope, kept, 0).await
        }
        Ask::Take { row, path } => {
            let (source, place) = kept.borrow().sources.get(row).cloned()?;
            let source = Reading::of(source.into());
            let bytes = source.and_then(|source| extract(&source, &gb_18030, place, &path, LARGEST).ok());
            let file = bytes.and_then(|bytes| file_of(&bytes, kind_of(&path)));
            say(scope, &Event::Taken { path, file });
            Some(())
        }
        Ask::Open { lang, today, also } => {
            {
                let mut kept = kept.borrow_mut();
                (kept.lang, kept.today) = (lang, Some(today));
            }
            let files = files.into_iter().filter_map(|file| file.dyn_into().ok()).collect();
            open_all(scope, kept, over.as_ref(), &also, files).await
        }
    }
}

async fn open_all(
    scope: &DedicatedWorkerGlobalScope,
    kept: &RefCell<Kept>,
    over: Option<&Blob>,
    also: &[Blob],
    files: Vec<File>,
) -> Option<()> {
    // What was opened before stays; the rule books are those of now.
    let rules = Rc::new(Rules::of(scope, over).await.ok()?);
    kept.borrow_mut().rules = Some(Rc::clone(&rules));
    for pack in also {
        let rules = Rc::new(Rules::of(scope, Some(pack)).await.ok()?);
        kept.borrow_mut().others.push(rules);
    }
    for (place, file) in files.into_iter().enumerate() {
        let opened = open_file(scope, kept, &rules, place, &file);
        let before = {
            let mut kept = kept.borrow_mut();
            let before = kept.rows.len();
            kept.sources.extend((0..opened.len()).map(|place| (file.clone(), place)));
            kept.rows.extend(opened);
            before
        };
        tell_all(scope, kept, before).await?;
    }
    say(scope, &Event::AllOpen);
    Some(())
}

/// The largest file that is taken out of a package, in bytes.
const LARGEST: u64 = 512 << 20;

/// Reads a name in the code page of Chinese Windows, by the browser's own decoder.
fn gb_18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    TextDecoder::new_with_label_and_options("gb18030", &options).ok()?.decode_with_u8_array(bytes).ok()
}

/// What a browser may show by itself; everything else is only saved. Pages and pictures of vectors could run scripts.
fn kind_of(path: &str) -> &'static str {
    let lower = path.to_ascii_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    }
}

/// Opens a file that was handed in.
fn open_file(
    scope: &DedicatedWorkerGlobalScope,
    kept: &RefCell<Kept>,
    rules: &Rules,
    place: usize,
    file: &File,
) -> Vec<Row> {
    let name = browser::name_of(file);
    let Some(source) = Reading::of(file.clone().into()) else {
        let refused = Refused { reason: Reason::Unreadable, entry: None };
        return vec![Row { file: name, found: Err(NotAPackage::Archive(refused)) }];
    };
    let kept = kept.borrow();
    let others: Vec<&Library> = kept.others.iter().map(|rules| rules.library()).collect();
    let opener = Opener { library: rules.library(), others: &others, today: kept.today, decode: &gb_18030 };
    let mut told = 0;
    open(&source, &name, &opener, &mut |done, of| {
        // Each package of the file begins anew.
        if done < told || done - told >= STEP {
            told = done;
            say(scope, &Event::Opening { place, done, of });
        }
        ControlFlow::Continue(())
    })
}

/// Says what was found in all packages from a row on.
async fn tell_all(scope: &DedicatedWorkerGlobalScope, kept: &RefCell<Kept>, from: usize) -> Option<()> {
    let count = kept.borrow().rows.len();
    for place in from..count {
        tell(scope, kept, place).await?;
    }
    Some(())
}

/// Says what was found in a package.
async fn tell(scope: &DedicatedWorkerGlobalScope, kept: &RefCell<Kept>, place: usize) -> Option<()> {
    let wanted = {
        let kept = kept.borrow();
        let found = kept.rows.get(place).and_then(|row| row.found.as_ref().ok());
        let regime = found.map(|found| found.about.regime.clone()).filter(|regime| kept.words(regime).is_none());
        let rules = kept.rules.clone();
        regime.and_then(|regime| {
            let rules = rules.filter(|rules| rules.library().regime(&regime).is_some())?;
            Some((rules, regime, kept.lang))
        })
    };
    if let Some((rules, regime, lang)) = wanted {
        let words = rules.words(scope, &regime, lang.code()).await.ok()?;
        kept.borrow_mut().words.push(((regime, lang), words));
    }
    let kept = kept.borrow();
    let row = kept.rows.get(place)?;
    let words = row.found.as_ref().ok().and_then(|found| kept.words(&found.about.regime));
    let repeats = duplicates(kept.rows.get(..=place).unwrap_or_default()).pop().flatten();
    let view = view(row, repeats, &Desk { words, lang: kept.lang });
    say(scope, &Event::Found { place, view });
    Some(())
}
