//! Any text as an overlay or a rule book whose points are worked out: refused with a reason, or loaded; and then all ways
//! to the points and the grade agree on any answers, and what is hidden leaves room for what comes out.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};
use toml::Table;
use ziping_assess::{run_case, untested};
use ziping_content::{Content, TextFile, load, overlay};
use ziping_fuzz::sheets::{Bytes, sheets};
use ziping_fuzz::{assess_fully, content, points_in_every_way, scores, today};
use ziping_regime::RuleBook;
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::Moment;
use ziping_rules::rule::score::facts_of_scored;

/// The rule books of `tests/scores`, by the ids of their folders.
const BOOKS: [&str; 9] = ["kinds", "basics", "caps", "hightech", "lender", "levels", "means", "record", "smes"];

/// A rule book of the tests, or the content.
fn base(regime: &str) -> &'static Content {
    static LOADED: OnceLock<Mutex<HashMap<&str, &'static Content>>> = OnceLock::new();
    let Some(id) = BOOKS.into_iter().find(|id| *id == regime) else { return content() };
    let mut loaded = LOADED.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    loaded.entry(id).or_insert_with(|| Box::leak(Box::new(scores::book(id))))
}

/// What the text makes of what is there; nothing where it is refused.
fn loaded(text: &str) -> Option<(Content, String)> {
    let table: Option<Table> = text.parse().ok();
    let word = |key: &str| table.as_ref()?.get(key)?.as_str().map(str::to_owned);
    let found = if text.contains("overlay = ") {
        let regime = word("regime").unwrap_or_default();
        let base = base(&regime);
        // Those without words get some.
        let bare = table.as_ref().is_some_and(|table| !table.contains_key("zh") && !table.contains_key("en"));
        let path = "example.overlay.toml".to_owned();
        let file = if bare { scores::overlay_file(text) } else { TextFile { path, text: text.to_owned() } };
        overlay::apply(&base.library, &[file]).map(|overlaid| (overlaid.over(base.clone()), regime))
    } else {
        let id = word("id").unwrap_or_default();
        let id = BOOKS.into_iter().find(|known| *known == id).unwrap_or("kinds");
        let facts = scores::text(&format!("{id}/facts.toml"));
        let mut files = scores::files(id, if table.is_some() { text } else { "" }, &facts);
        files
            .iter_mut()
            .filter(|file| file.path.ends_with("rulebook.toml"))
            .for_each(|file| file.text = text.to_owned());
        load(&files).map(|content| (content, id.to_owned()))
    };
    match found {
        Ok(found) => Some(found),
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                assert!(
                    !problem.message.is_empty() && !problem.zh.message.is_empty() && !problem.to_string().is_empty()
                );
            }
            None
        }
    }
}

fn use_of(content: &Content, book: &RuleBook, bytes: &mut Bytes<'_>) {
    let library = &content.library;
    let moment = Moment::new(today(), &library.windows);
    let mut facts: Vec<FactIx> = Vec::new();
    book.scored().into_iter().for_each(|item| facts_of_scored(item, &mut facts));
    facts.sort_unstable();
    facts.dedup();
    let (whole, partial) = sheets(bytes, &library.catalogue, &facts, today());
    for item in book.scored() {
        let (now, before) = (points_in_every_way(item, &whole, &moment), points_in_every_way(item, &partial, &moment));
        let within = before.low <= now.low && now.high <= before.high;
        assert!(!now.is_exact() || within, "{}: {now:?} is not in {before:?}", item.id);
    }
    for sheet in [&whole, &partial, &Sheet::new()] {
        assess_fully(library, book, sheet);
    }
    if facts.len() < 12 {
        let _ = untested(library, book, &[], |_| true);
    }
    for case in content.cases.get(&book.id).into_iter().flatten().take(4) {
        let _ = run_case(library, book, case);
    }
}

fuzz_target!(|input: &[u8]| {
    let cut = input.iter().position(|byte| *byte == 0).unwrap_or(input.len());
    let (text, answers) = input.split_at(cut);
    let Ok(text) = std::str::from_utf8(text) else { return };
    let Some((content, regime)) = loaded(text) else { return };
    if let Some(book) = content.library.regime(&regime) {
        use_of(&content, book, &mut Bytes(answers.get(1..).unwrap_or_default()));
    }
});
