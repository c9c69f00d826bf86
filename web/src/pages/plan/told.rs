//! The plan: what becomes of each aim, the changes with what they lift, when and by what proof, what cannot be had.

use crate::engine::Book;
use crate::parts::{Tone, chip};
use crate::route::Route;
use crate::site::Site;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_assess::{JointAim, JointChange, JointKind, JointReport, JointState};

pub(super) fn told(site: &Site, report: &JointReport) -> Html {
    let t = site.t;
    let all_so = report.aims.iter().all(|aim| aim.state == JointState::Already);
    html! {
        <>
            <section class="sheet" aria-labelledby="plan-result">
                <h2 id="plan-result">{ t.joint_result() }</h2>
                <ul class="aimed">{ for report.aims.iter().map(|aim| aimed(site, aim)) }</ul>
            </section>
            { listed("plan-conflicts", t.joint_conflicts(), report.conflicts.iter()) }
            { listed("plan-falls", t.joint_falls(), report.falls.iter().map(|fall| &fall.text)) }
            if report.changes.is_empty() {
                <p class="notice">{ if all_so { t.joint_done_all() } else { t.joint_none() } }</p>
            } else {
                <section aria-labelledby="plan-changes">
                    <h2 id="plan-changes">{ fill(t.joint_changes(), &[("n", &report.changes.len().to_string())]) }</h2>
                    <p>{ if report.all_tried { t.joint_smallest() } else { t.joint_not_all() } }</p>
                    { kind(site, report, JointKind::Do, t.joint_do()) }
                    { kind(site, report, JointKind::Wait, t.joint_wait()) }
                    { kind(site, report, JointKind::Check, t.joint_check()) }
                </section>
                { premises(site, report) }
            }
        </>
    }
}

fn aimed(site: &Site, aim: &JointAim) -> Html {
    let t = site.t;
    let (tone, state) = match aim.state {
        JointState::Already if aim.wanted.is_none() => (Tone::Good, t.joint_kept()),
        JointState::Already => (Tone::Good, t.joint_already()),
        JointState::Planned => (Tone::Good, t.joint_planned()),
        JointState::NoWay => (Tone::Bad, t.joint_no_way()),
        JointState::Conflict => (Tone::Bad, t.joint_conflict()),
    };
    html! {
        <li key={aim.regime.clone()}>
            <b>{ &aim.title }</b>
            { chip(tone, state) }
            <span>{ format!("{} → {}", aim.before.grade, aim.aim) }</span>
            <small>{ &aim.said }</small>
        </li>
    }
}

fn listed<'t>(id: &'static str, title: &str, texts: impl Iterator<Item = &'t String>) -> Html {
    let texts: Vec<&String> = texts.collect();
    if texts.is_empty() {
        return Html::default();
    }
    html! {
        <section class="sheet" aria-labelledby={id}>
            <h2 {id}>{ title.to_owned() }</h2>
            <ul class="list">
                for (place, text) in texts.into_iter().enumerate() {
                    <li key={place}>{ text }</li>
                }
            </ul>
        </section>
    }
}

/// The changes of one kind, numbered through the whole plan.
fn kind(site: &Site, report: &JointReport, kind: JointKind, title: &str) -> Html {
    let t = site.t;
    let first = report.changes.iter().position(|change| change.kind == kind);
    let Some(first) = first else { return Html::default() };
    let of = report.changes.iter().filter(|change| change.kind == kind);
    html! {
        <>
            <h3>{ title.to_owned() }</h3>
            if kind == JointKind::Check {
                <p class="hint">{ t.joint_check_hint() }</p>
            }
            <ol class="cards joint" start={(first + 1).to_string()}>
                for (place, change) in of.enumerate() {
                    <li class="card" key={place}>{ one(site, change, first + place + 1) }</li>
                }
            </ol>
        </>
    }
}

fn one(site: &Site, change: &JointChange, number: usize) -> Html {
    let t = site.t;
    let separator = t.list_comma();
    let papers: Vec<String> = change
        .papers
        .iter()
        .map(|paper| if paper.asked { format!("{}{}", paper.title, t.joint_asked()) } else { paper.title.clone() })
        .collect();
    html! {
        <>
            <h4>{ format!("{number}. {}", change.text) }</h4>
            <dl>
                <dt>{ t.joint_lifts() }</dt>
                <dd>
                    for lift in &change.lifts {
                        <span class="lift" key={lift.regime.clone()}>
                            { &lift.text }{ " " }<span class="tag">{ lift.clauses.join(separator) }</span>
                        </span>
                    }
                </dd>
                <dt>{ t.joint_proof() }</dt>
                <dd>{ if papers.is_empty() { t.joint_no_proof().to_owned() } else { papers.join(separator) } }</dd>
                <dt>{ t.joint_when() }</dt>
                <dd>{ &change.when }</dd>
            </dl>
            { answer(site, change) }
        </>
    }
}

/// Where what is not answered yet is asked.
fn answer(site: &Site, change: &JointChange) -> Html {
    let place = || {
        let fact = site.library().catalogue.find(change.fact.as_deref()?)?;
        let regime = &change.lifts.first()?.regime;
        let rules = site.packs.regimes().iter().find(|rules| rules.id == *regime)?;
        let book = Book::new(Rc::clone(site.library()), Rc::clone(rules), Rc::clone(&site.words), site.lang);
        Some(Route::Assess { regime: regime.clone(), section: Some(book.section_of(fact)?.id.clone()) })
    };
    match place().filter(|_| change.kind == JointKind::Check) {
        Some(route) => html! { <p class="links"><a href={route.href()}>{ site.t.joint_answer() }</a></p> },
        None => Html::default(),
    }
}

fn premises(site: &Site, report: &JointReport) -> Html {
    let t = site.t;
    if report.rests_on.is_empty() && report.assumes.is_empty() {
        return Html::default();
    }
    let said = |text: &str, facts: &[String]| fill(text, &[("facts", &facts.join(t.list_comma()))]);
    html! {
        <section class="sheet" aria-labelledby="plan-premises">
            <h2 id="plan-premises">{ t.joint_premises() }</h2>
            if !report.rests_on.is_empty() {
                <p>{ said(t.joint_rests(), &report.rests_on) }</p>
            }
            if !report.assumes.is_empty() {
                <p>{ said(t.joint_assumes(), &report.assumes) }</p>
            }
        </section>
    }
}
