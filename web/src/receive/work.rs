//! The worker's side: reads each package piece by piece, keeps what it found, says it in the page's language.

use super::view::view;
use crate::job::{Reading, Rules};
use core::ops::ControlFlow;
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, File, MessageEvent};
use ziping_core::assess::Lang;
use ziping_core::calendar::Day;
use ziping_core::receive::{Desk, NotAPackage, Row, inspect, table};
use ziping_core::regime::{Library, Words};
use ziping_core::unzip::{Reason, Refused};

/// How many bytes are read between two words about it.
const STEP: u64 = 4 << 20;

/// What the table is.
const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What the worker keeps while the page is open.
#[derive(Default)]
struct Kept {
    rules: Option<Rc<Rules>>,
    /// Words by regime and language.
    words: Vec<((String, Lang), Rc<Words>)>,
    lang: Lang,
    today: Option<Day>,
    rows: Vec<Row>,
}

impl Kept {
    /// A regime's words in the language of the page.
    fn words(&self, regime: &str) -> Option<&Words> {
        let mine = |((known, lang), _): &&((String, Lang), Rc<Words>)| known == regime && *lang == self.lang;
        self.words.iter().find(mine).map(|(_, words)| &**words)
    }
}

/// Waits for packages; that the worker waits for orders is said by [`crate::job`].
pub(crate) fn listen(scope: &DedicatedWorkerGlobalScope) {
    let kept = Rc::new(RefCell::new(Kept::default()));
    let here = scope.clone();
    // It listens as long as the worker lives.
    EventListener::new(scope, "message", move |event| {
        let Some((asked, over, files)) = event.dyn_ref::<MessageEvent>().and_then(|event| read(&event.data())) else {
            return;
        };
        let (scope, kept) = (here.clone(), Rc::clone(&kept));
        spawn_local(async move {
            if serve(&scope, &kept, &asked, over.as_ref(), &files).await.is_none() {
                say(&scope, &json!({ "receive": "failed" }), None);
            }
        });
    })
    .forget();
}

/// A message: a text, the overlays in use, and files beside it. Orders of other kinds are for others.
fn read(data: &JsValue) -> Option<(Json, Option<Blob>, Vec<File>)> {
    let parts = data.dyn_ref::<Array>()?;
    let asked = ziping_core::json::read(&parts.get(0).as_string()?)?;
    let mine = ["inspect", "say", "table"].iter().any(|key| asked.get(key).is_some());
    let files = || parts.iter().skip(2).filter_map(|part| part.dyn_into().ok()).collect();
    mine.then(|| (asked, parts.get(1).dyn_into().ok(), files()))
}

fn say(scope: &DedicatedWorkerGlobalScope, said: &Json, file: Option<&Blob>) {
    let message = Array::of1(&JsValue::from_str(&ziping_core::json::write(said)));
    if let Some(file) = file {
        message.push(file);
    }
    // A page that is gone hears nothing and misses nothing.
    let _ = scope.post_message(&message);
}

/// Does what is asked. `None`: what it needs from beside the page does not come.
async fn serve(
    scope: &DedicatedWorkerGlobalScope,
    kept: &RefCell<Kept>,
    asked: &Json,
    over: Option<&Blob>,
    files: &[File],
) -> Option<()> {
    let word = |key: &str| asked.get(key).and_then(Json::as_str);
    let lang = |code: Option<&str>| if code == Some("en") { Lang::En } else { Lang::Zh };
    if asked.get("table").is_some() {
        let bytes = {
            let kept = kept.borrow();
            table(&kept.rows, &|regime| kept.words(regime), kept.lang, kept.today.unwrap_or(Day::EARLIEST)).ok()?
        };
        let options = BlobPropertyBag::new();
        options.set_type(EXCEL);
        let part = Array::of1(&Uint8Array::from(bytes.as_slice()));
        let file = Blob::new_with_u8_array_sequence_and_options(&part, &options).ok()?;
        say(scope, &json!({ "receive": "table" }), Some(&file));
        return Some(());
    }
    if asked.get("say").is_some() {
        kept.borrow_mut().lang = lang(word("say"));
        let count = kept.borrow().rows.len();
        for place in 0..count {
            tell(scope, kept, place).await?;
        }
        return Some(());
    }
    {
        let mut kept = kept.borrow_mut();
        kept.lang = lang(word("lang"));
        kept.today = word("today").and_then(Day::parse);
    }
    let rules = Rc::new(Rules::of(scope, over).await.ok()?);
    kept.borrow_mut().rules = Some(Rc::clone(&rules));
    for (place, file) in files.iter().enumerate() {
        let today = kept.borrow().today;
        let found = open(scope, rules.library(), today, place, file);
        kept.borrow_mut().rows.push(Row { file: file.name(), found });
        tell(scope, kept, place).await?;
    }
    say(scope, &json!({ "receive": "all" }), None);
    Some(())
}

/// Opens a package.
fn open(
    scope: &DedicatedWorkerGlobalScope,
    library: &Library,
    today: Option<Day>,
    place: usize,
    file: &File,
) -> Result<ziping_core::receive::Inspection, NotAPackage> {
    let unreadable = || NotAPackage::Archive(Refused { reason: Reason::Unreadable, entry: None });
    let source = Reading::of(file.clone().into()).ok_or_else(unreadable)?;
    let mut told = 0;
    inspect(&source, library, today, &mut |done, of| {
        if done - told >= STEP {
            told = done;
            say(scope, &json!({ "receive": "progress", "place": place, "done": done, "of": of }), None);
        }
        ControlFlow::Continue(())
    })
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
    let view = view(row, &Desk { words, lang: kept.lang });
    say(scope, &json!({ "receive": "found", "place": place, "view": view }), None);
    Some(())
}
