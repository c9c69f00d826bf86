//! What was found in a rule book: whether it can be assessed with, problems by file, cases, clauses.

use super::Took;
use crate::draft::{ByFile, Found, Looked};
use crate::pages::home::problems::listed;
use crate::route::Route;
use crate::site::Site;
use crate::state::Overlay;
use crate::texts::fill;
use yew::prelude::*;

/// The id of the report's heading, which takes the focus.
pub(in crate::pages) const HEADING: &str = "draft-heading";

/// The report. `verdict`: what became of the rule book.
pub(in crate::pages) fn report(site: &Site, looked: &Looked, verdict: impl Fn(&Found) -> Html) -> Html {
    let t = site.t;
    let left_out = (!looked.left_out.is_empty()).then(|| {
        let names = looked.left_out.join(t.list_comma());
        html! { <p class="hint" id="draft-left-out">{ fill(t.drafts_left_out(), &[("names", &names)]) }</p> }
    });
    let Some(found) = &looked.found else {
        return html! {
            <section class="sheet" id="draft-report" aria-labelledby={HEADING}>
                <h2 id={HEADING} tabindex="-1">{ t.drafts_refused() }</h2>
                <div class="notice bad problems" role="alert">{ listed(&looked.refused, site.lang, t) }</div>
                { left_out.unwrap_or_default() }
            </section>
        };
    };
    let name = title(found, site);
    html! {
        <section class="sheet" id="draft-report" aria-labelledby={HEADING}>
            <h2 id={HEADING} tabindex="-1">{ fill(t.drafts_report(), &[("name", name)]) }</h2>
            { verdict(found) }
            if !found.errors.is_empty() {
                <h3>{ t.drafts_errors() }</h3>
                <div class="notice bad problems">{ by_file(site, &found.errors) }</div>
            }
            <h3>{ t.drafts_cases() }</h3>
            { cases(site, found) }
            <dl class="facts">
                <dt>{ t.drafts_clauses() }</dt><dd id="draft-clauses">{ clauses(site, found) }</dd>
                <dt>{ t.drafts_holds() }</dt><dd>{ holds(site, found) }</dd>
            </dl>
            if !found.remarks.is_empty() {
                <details id="draft-remarks">
                    <summary>{ fill(t.drafts_remarks(), &[("n", &count(&found.remarks).to_string())]) }</summary>
                    <div class="problems">{ by_file(site, &found.remarks) }</div>
                </details>
            }
            { left_out.unwrap_or_default() }
        </section>
    }
}

/// What a rule book is called in the language of the page, else its id.
pub(in crate::pages) fn title<'f>(found: &'f Found, site: &Site) -> &'f str {
    let [zh, en] = &found.titles;
    let title = site.lang.pick(zh.as_str(), en.as_str());
    if title.is_empty() { &found.id } else { title }
}

pub(in crate::pages) fn count(files: &ByFile) -> usize {
    files.iter().map(|(_, problems)| problems.len()).sum()
}

/// Whether it can be assessed with, and what became of it as a draft.
pub(super) fn verdict(site: &Site, found: &Found, took: Took, here: &[Overlay]) -> Html {
    let t = site.t;
    let name = title(found, site);
    let named = |text: &str| fill(text, &[("name", name), ("id", &found.id)]);
    if !found.loads {
        let before = here.iter().find(|known| known.book.as_ref() == Some(&found.id) && known.hash != found.hash);
        return html! {
            <div class="notice bad" role="alert">
                <p><b>{ fill(t.drafts_bad(), &[("n", &count(&found.errors).to_string())]) }</b></p>
                if let Some(before) = before {
                    <p>{ fill(t.drafts_stays(), &[("name", &before.name)]) }</p>
                } else if found.replaces {
                    <p>{ named(t.drafts_replaces_then()) }</p>
                }
            </div>
        };
    }
    let href = Route::Ask { regime: found.id.clone() }.href();
    html! {
        <div class="notice" id="draft-taken">
            <p><b>{ t.drafts_good() }</b></p>
            if took == Took::TooMuch {
                <p class="warning">{ t.drafts_too_much() }</p>
            } else {
                <p>{ match took {
                    Took::In => named(t.drafts_taken()),
                    Took::Same => named(t.drafts_same()),
                    Took::Nothing | Took::TooMuch => String::new(),
                } }</p>
                if found.replaces {
                    <p>{ named(t.drafts_replaces()) }</p>
                }
                <p class="acts"><a class="button primary" {href}>{ t.drafts_assess() }</a></p>
            }
        </div>
    }
}

fn by_file(site: &Site, files: &ByFile) -> Html {
    let t = site.t;
    html! {
        for (name, problems) in files.iter() {
            <section key={name.clone()}>
                <p><b>{ fill(t.drafts_file(), &[
                    ("name", if name.is_empty() { t.drafts_whole() } else { name.as_str() }),
                    ("n", &problems.len().to_string()),
                ]) }</b></p>
                { listed(problems, site.lang, t) }
            </section>
        }
    }
}

fn cases(site: &Site, found: &Found) -> Html {
    let t = site.t;
    let (all, wrong) = (found.cases.to_string(), count(&found.failed).to_string());
    let said = |text: &str| fill(text, &[("n", &all), ("wrong", &wrong)]);
    if !found.ran && found.cases > 0 {
        return html! { <p id="draft-cases">{ said(t.drafts_cases_not_run()) }</p> };
    }
    if found.cases == 0 {
        return html! { <p id="draft-cases">{ t.drafts_cases_none() }</p> };
    }
    if found.failed.is_empty() {
        return html! { <p id="draft-cases">{ said(t.drafts_cases_good()) }</p> };
    }
    html! {
        <div class="notice bad problems" id="draft-cases">
            <p><b>{ said(t.drafts_cases_bad()) }</b></p>
            { by_file(site, &found.failed) }
        </div>
    }
}

fn clauses(site: &Site, found: &Found) -> String {
    let clauses = found.clauses;
    let cited = clauses.all.saturating_sub(clauses.silent + clauses.open);
    let [all, cited, silent, open] = [clauses.all, cited, clauses.silent, clauses.open].map(|n| n.to_string());
    fill(site.t.drafts_clauses_said(), &[("n", &all), ("cited", &cited), ("silent", &silent), ("open", &open)])
}

fn holds(site: &Site, found: &Found) -> String {
    let names = ["conditions", "caps", "items", "steps", "documents", "duties", "facts"];
    let counts = found.counts.map(|count| count.to_string());
    let said: Vec<(&str, &str)> = names.into_iter().zip(counts.iter().map(String::as_str)).collect();
    fill(site.t.drafts_holds_said(), &said)
}
