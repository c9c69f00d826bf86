//! The grade as time goes on, with answers as they stand.

use crate::fields::use_site;
use crate::kit::{Book, View, grade_range};
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::assess::HorizonStep;

#[derive(Properties, PartialEq)]
pub(crate) struct HorizonProps {
    pub(crate) book: Book,
    pub(crate) view: View,
}

#[component]
pub(crate) fn Horizon(props: &HorizonProps) -> Html {
    let site = use_site();
    let t = site.t;
    let steps = props.view.horizon();
    // One step is no change.
    if steps.len() < 2 {
        return Html::default();
    }
    let words = |step: &HorizonStep| {
        let grade = grade_range(&props.book.rules().grade.outcomes, step.range, t);
        fill(t.horizon_from, &[("day", &step.from.to_string()), ("grade", &grade)])
    };
    html! {
        <section>
            <h3>{ t.horizon_title }</h3>
            <ol class="list">
                for step in steps {
                    <li key={step.from.number()}>
                        { words(step) }
                        if !step.assumes.is_empty() {
                            <br />
                            <small>{ fill(t.horizon_assumes, &[("facts", &assumed(step, &site))]) }</small>
                        }
                    </li>
                }
            </ol>
        </section>
    }
}

fn assumed(step: &HorizonStep, site: &crate::app::Site) -> String {
    let titles: Vec<&str> = step.assumes.iter().map(|fact| site.words.title("fact", site.id_of(*fact))).collect();
    titles.join(site.t.list_comma)
}
