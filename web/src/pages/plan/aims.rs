//! What is aimed at: each rule book with how it stands and one choice.

use crate::engine::{grade_label, grade_range};
use crate::site::Site;
use crate::texts::fill;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_assess::{applied, assess};
use ziping_base::calendar::Day;
use ziping_regime::RuleBook;
use ziping_rules::fact::Sheet;

/// What is aimed at in a rule book; `None`: it stays as it is; else the outcome, by place.
type Aim = Option<u8>;

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen(Vec<(String, Aim)>);

impl Chosen {
    /// For each of these rule books the level applied for, else the next better one. Who comes `from` a rule book aims at
    /// that one, and keeps the others.
    pub(super) fn new(site: &Site, sheet: &Sheet, as_of: Day, regimes: &[String], from: Option<&str>) -> Self {
        let is_in = |id: &String| regimes.contains(id) || from == Some(id.as_str());
        let wanted = site.packs.regimes().iter().filter(|rules| is_in(&rules.id));
        let aim = |rules: &Rc<RuleBook>| {
            let grade = assess(site.library(), rules, sheet, as_of).grade;
            let is_aimed_at = from.is_none_or(|from| from == rules.id);
            (rules.id.clone(), is_aimed_at.then(|| applied(rules, sheet, grade).aim(rules, grade)))
        };
        Self(wanted.map(aim).collect())
    }

    /// In the order in which the rule books stand on the page.
    pub(super) fn aims(&self) -> Vec<(String, Aim)> {
        self.0.clone()
    }

    fn of(&self, regime: &str) -> Option<Aim> {
        self.0.iter().find(|(id, _)| id == regime).map(|(_, aim)| *aim)
    }

    /// The same with another choice for a rule book; `order`: all of them as they stand on the page.
    fn with(&self, regime: &str, aim: Option<Aim>, order: &[String]) -> Self {
        let mut all = self.0.clone();
        all.retain(|(id, _)| id != regime);
        all.extend(aim.map(|aim| (regime.to_owned(), aim)));
        all.sort_by_key(|(id, _)| order.iter().position(|known| known == id));
        Self(all)
    }
}

pub(super) fn aims(site: &Site, chosen: &UseStateHandle<Chosen>, sheet: &Sheet, as_of: Day) -> Html {
    let t = site.t;
    let order: Vec<String> = site.packs.regimes().iter().map(|rules| rules.id.clone()).collect();
    let row = |rules: &Rc<RuleBook>| {
        let id = rules.id.clone();
        let title = site.words.title("card", &id);
        let grade = grade_range(&rules.grade.outcomes, assess(site.library(), rules, sheet, as_of).grade, t);
        let now = chosen.of(&id);
        let change = {
            let (chosen, order, id) = (chosen.clone(), order.clone(), id.clone());
            Callback::from(move |event: Event| {
                // The first entry leaves it out, the second keeps it, the others are the outcomes from the first level on.
                let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
                let aim = match u8::try_from(place).unwrap_or(0) {
                    0 => None,
                    1 => Some(None),
                    place => Some(Some(place - 1)),
                };
                chosen.set(chosen.with(&id, aim, &order));
            })
        };
        let levels = rules.grade.outcomes.iter().enumerate().skip(1);
        html! {
            <li key={id.clone()}>
                <label for={format!("aim-{id}")} aria-label={fill(t.joint_aim_for(), &[("regime", title)])}>{ title }</label>
                <span class="hint">{ fill(t.joint_now(), &[("grade", &grade)]) }</span>
                <select id={format!("aim-{id}")} onchange={change}>
                    <option selected={now.is_none()}>{ t.joint_out() }</option>
                    <option selected={now == Some(None)}>{ t.joint_keep() }</option>
                    for (place, outcome) in levels {
                        <option key={outcome.clone()} selected={now.flatten().map(usize::from) == Some(place)}>
                            { fill(t.joint_level(), &[("level", &grade_label(outcome, t))]) }
                        </option>
                    }
                </select>
            </li>
        }
    };
    html! {
        <section class="sheet" aria-labelledby="plan-aims">
            <h2 id="plan-aims">{ t.joint_aims() }</h2>
            <p class="hint">{ t.joint_aims_hint() }</p>
            <ul class="aims">{ for site.packs.regimes().iter().map(row) }</ul>
        </section>
    }
}
