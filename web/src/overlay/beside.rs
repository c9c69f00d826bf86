//! An overlay tried beside those in force: in the place of the one that has its id, or after all of them.

use super::order::{Asked, Named, Tried, Try};
use super::read::{file, head_of, library_with, overlays_in};
use super::trial::sheet_before;
use crate::worker::{Errand, fetch, listen, say};
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;
use ziping_assess::{effect, failed_cases};
use ziping_content::overlay::{self, Overlaid};
use ziping_dossier::Measure;
use ziping_regime::Library;
use ziping_regime::compiled::read_library;
use ziping_rules::fact::foreign::read_with;

/// Waits for overlays to try.
pub(crate) fn work(scope: &DedicatedWorkerGlobalScope) {
    listen(scope, |scope, errand: Errand<Try>| {
        // Nothing said means that the rule books could not be had.
        spawn_local(async move { say(&scope, &serve(&scope, errand.ask).await) });
    });
}

async fn serve(scope: &DedicatedWorkerGlobalScope, order: Try) -> Option<Tried> {
    let kit = read_library(&fetch(scope, "library.bin").await.ok()?).ok()?;
    let library = library_with(scope, &kit, &order.in_force).await?;
    let in_force: Vec<&Asked> = order.in_force.iter().filter(|asked| asked.book.is_none()).collect();
    let texts = overlays_in(&order.in_force);
    let id = id_of(&order.tried);
    let place = in_force.iter().position(|asked| id.is_some() && id_of(asked) == id);
    let (before, _) = overlay::apply_each(&library, &texts);
    let mut with = texts.clone();
    match place.and_then(|place| with.get_mut(place)) {
        Some(replaced) => *replaced = file(&order.tried),
        None => with.push(file(&order.tried)),
    }
    let place_of_it = place.unwrap_or(texts.len());
    // Its cases expect what comes out with all overlays before it.
    let (so_far, mut found) = overlay::apply_each(&library, with.get(..=place_of_it).unwrap_or_default());
    let problems = found.pop().unwrap_or_default();
    let mut tried = Tried { hash: Measure::sha256_of(&order.tried.text), problems, ..Tried::default() };
    if !tried.problems.is_empty() {
        return Some(tried);
    }
    let (after, _) = overlay::apply_each(&library, &with);
    let info = so_far.overlays.last()?;
    tried.id.clone_from(&info.id);
    tried.named =
        Some(Named { id: info.regime.clone(), version: info.version.clone(), titles: titles(&so_far, &info.id) });
    let replaced = place.and_then(|place| in_force.get(place)).and_then(|asked| asked.hash.clone());
    let version = before.overlays.iter().find(|known| known.id == info.id).map(|known| known.version.clone());
    tried.before = replaced.map(|hash| (hash, version.unwrap_or_default()));
    look(&mut tried, &before.library, (&so_far, &after.library), &info.regime, &order);
    Some(tried)
}

/// What it changes.
fn look(tried: &mut Tried, before: &Library, (so_far, after): (&Overlaid, &Library), regime: &str, order: &Try) {
    let mut own = so_far.cases.clone();
    // Those of the overlays before it are none of its own.
    own.values_mut().for_each(|cases| cases.retain(|case| case.place.file == order.tried.name));
    tried.failed = failed_cases(&so_far.library, &own);
    tried.cases = own.values().map(Vec::len).sum();
    for (name, text) in &order.sheets {
        // Answers that only the one or the other asks are left out there.
        let read = |library: &Library| read_with(name, text, &library.catalogue);
        if let (Some((then, _)), Some((now, _))) = (read(before), read(after)) {
            tried.of += 1;
            let found = effect((before, &then.sheet), (after, &now.sheet), regime, order.as_of);
            tried.effects.extend(found.map(|found| (regime.to_owned(), name.clone(), found)));
        }
    }
    for case in own.get(regime).into_iter().flatten() {
        tried.of += 1;
        let Some(then) = sheet_before(case, &so_far.library, before) else { continue };
        let found = effect((before, &then), (after, &case.sheet), regime, case.as_of);
        tried.effects.extend(found.map(|found| (regime.to_owned(), case.name.clone(), found)));
    }
}

/// The id that an overlay says it has.
fn id_of(asked: &Asked) -> Option<String> {
    head_of(asked).map(|(id, _)| id)
}

fn titles(overlaid: &Overlaid, id: &str) -> [String; 2] {
    ["zh", "en"].map(|lang| {
        let mut words = overlaid.words.get(lang).into_iter().flatten();
        let found = words.find_map(|(_, words)| words.find("overlay", id));
        found.map(|words| words.title.clone()).unwrap_or_default()
    })
}
