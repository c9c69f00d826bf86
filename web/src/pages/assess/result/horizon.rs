//! The grade as time goes on, with answers as they stand.

use crate::engine::{Book, View, grade_range};
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_assess::HorizonStep;

pub(super) fn horizon(site: &Site, book: &Book, view: &View) -> Html {
    let t = site.t;
    let steps = view.horizon();
    // One step is no change.
    if steps.len() < 2 {
        return Html::default();
    }
    let words = |step: &HorizonStep| {
        let grade = grade_range(&book.rules().grade.outcomes, step.range, t);
        fill(t.horizon_from(), &[("day", &step.from.to_string()), ("grade", &grade)])
    };
    html! {
        <section>
            <h3>{ t.horizon_title() }</h3>
            <ol class="list">
                for step in steps {
                    <li key={step.from.number()}>
                        { words(step) }
                        if !step.assumes.is_empty() {
                            <br />
                            <small>{ fill(t.horizon_assumes(), &[("facts", &assumed(step, site))]) }</small>
                        }
                    </li>
                }
            </ol>
        </section>
    }
}

fn assumed(step: &HorizonStep, site: &Site) -> String {
    let titles: Vec<&str> = step.assumes.iter().map(|fact| site.words.title("fact", site.id_of(*fact))).collect();
    titles.join(site.t.list_comma())
}
