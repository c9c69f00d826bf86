//! A rule book: whose it is, where it stands, and what the answers so far come to.

use crate::app::Site;
use crate::kit::{Book, grade_range};
use crate::route::Route;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_core::assess::{eligible, grade};
use ziping_core::calendar::Day;
use ziping_core::fact::Sheet;
use ziping_core::regime::{RuleBook, Status};
use ziping_core::rule::{Moment, Truth};

pub(super) fn card(site: &Site, rules: &Rc<RuleBook>, sheet: &Sheet, as_of: Day) -> Html {
    let t = site.t;
    let words = site.words.get("card", &rules.id);
    let moment = Moment::new(as_of, &site.library().windows);
    let graded = grade(rules, sheet, &moment).grade;
    let eligible = match eligible(rules, sheet, &moment) {
        Truth::True => t.card_eligible(),
        Truth::False => t.card_not_eligible(),
        Truth::Unknown => t.card_eligible_open(),
    };
    // The card's words are enough to count.
    let book = Book::new(Rc::clone(site.library()), Rc::clone(rules), Rc::clone(&site.words), site.lang);
    let (answered, asked) = book.progress(sheet);
    let untouched = sheet.answered().next().is_none();
    let status = match rules.status {
        Status::InForce => None,
        Status::Draft => Some(t.card_draft()),
        Status::Superseded => Some(t.card_superseded()),
        Status::Historical => Some(t.card_historical()),
    };
    let assess = Route::Assess { regime: rules.id.clone(), section: None }.href();
    let clauses = Route::Clauses { regime: rules.id.clone(), clause: None }.href();
    html! {
        <li class="card" key={rules.id.clone()}>
            <h3>
                <a href={assess}>{ &words.title }</a>
                if let Some(status) = status {
                    { " " }<span class="tag">{ status }</span>
                }
                if !rules.overlays.is_empty() {
                    { " " }<span class="tag">{ t.overlay_title() }</span>
                }
            </h3>
            <p class="issuer">{ words.labels.get("issuer").cloned().unwrap_or_default() }</p>
            <p>{ &words.text }</p>
            <p class="so-far">
                if untouched {
                    { t.card_untouched() }
                } else {
                    { fill(t.card_so_far(), &[("grade", &grade_range(&rules.grade.outcomes, graded, t))]) }
                    { " · " }{ eligible }
                }
            </p>
            if !untouched {
                <p><small>{ fill(t.side_progress(), &[("answered", &answered.to_string()), ("asked", &asked.to_string())]) }</small></p>
            }
            <p class="links"><a href={clauses}>{ t.card_clauses() }</a></p>
        </li>
    }
}
