//! The rule books in use: version, document, where it stands, where it comes from.

use crate::parts::{Tone, chip, host_rules};
use crate::route::Route;
use crate::site::Site;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_regime::{Origin, RuleBook, Status};

/// Where a rule book or an overlay stands.
pub(super) fn status(status: Status, t: &Texts) -> Html {
    match status {
        Status::InForce => chip(Tone::Good, t.settings_in_force()),
        Status::Undated => chip(Tone::Quiet, t.card_undated()),
        Status::Draft => chip(Tone::Open, t.card_draft()),
        Status::Superseded => chip(Tone::Quiet, t.card_superseded()),
        Status::Historical => chip(Tone::Quiet, t.card_historical()),
    }
}

pub(super) fn books(site: &Site) -> Html {
    let t = site.t;
    let years = runs(site.library().calendar.years.keys().copied());
    html! {
        <section class="sheet" aria-labelledby="books">
            <h2 id="books">{ t.settings_books() }</h2>
            <p>{ fill(t.settings_program(), &[("version", env!("CARGO_PKG_VERSION"))]) }</p>
            <ul class="list books">{ for site.packs.regimes().iter().map(|rules| book(site, rules)) }</ul>
            <p class="hint">{ t.drafts_settings_text() }</p>
            <p class="acts">
                <a class="button" href={Route::Drafts.href()}>{ t.drafts_settings() }</a>
                <a class="button" href={Route::Changes.href()}>{ t.changes_settings() }</a>
            </p>
            <p><small>{ fill(t.settings_holidays(), &[("years", &years.join(t.list_comma()))]) }</small></p>
        </section>
    }
}

/// Years in ascending order, those that follow each other as one: `2007–2026`.
fn runs(years: impl IntoIterator<Item = i32>) -> Vec<String> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    let say = |(first, last): (i32, i32)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    runs.into_iter().map(say).collect()
}

fn book(site: &Site, rules: &RuleBook) -> Html {
    let t = site.t;
    let words = site.words.get("card", &rules.id);
    let label = |name: &str| words.labels.get(name).cloned().unwrap_or_default();
    let href = Route::Clauses { regime: rules.id.clone(), clause: None }.href();
    let mut facts = vec![(t.clauses_document(), label("document")), (t.clauses_issuer(), label("issuer"))];
    let effective = &rules.effective;
    for (name, said) in [
        (t.clauses_from(), &effective.from),
        (t.clauses_to(), &effective.to),
        (t.clauses_repeals(), &effective.repeals),
    ] {
        facts.extend(said.as_ref().map(|said| (name, said.clone())));
    }
    let mut from = vec![match rules.origin {
        Origin::Kit => t.settings_built_in().to_owned(),
        Origin::Host => host_rules(site),
        Origin::Visitor | Origin::Trial => t.drafts_mine().to_owned(),
    }];
    for overlay in &rules.overlays {
        let title = site.words.title("overlay", &overlay.id);
        from.push(fill(t.settings_with(), &[("name", title), ("version", &overlay.version)]));
    }
    facts.push((t.clauses_version(), rules.version.clone()));
    facts.push((t.settings_from(), from.join(t.settings_plus())));
    html! {
        <li key={rules.id.clone()}>
            <h3><a {href}>{ &words.title }</a>{ " " }{ status(rules.status, t) }</h3>
            <dl class="facts">{ for facts.into_iter().map(|(name, said)| html! { <><dt>{ name }</dt><dd>{ said }</dd></> }) }</dl>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::runs;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn years_that_follow_each_other_are_said_as_one() {
        assert_eq!(runs([2007, 2008, 2009, 2011, 2013, 2014]), ["2007–2009", "2011", "2013–2014"]);
        assert!(runs([]).is_empty());
    }
}
