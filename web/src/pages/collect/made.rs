//! What became of each workbook.

use crate::collect::Made;
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;

pub(super) fn made(site: &Site, all: &[Made], id: &'static str) -> Html {
    let t = site.t;
    let good = all.iter().filter(|made| made.refused.is_none()).count();
    let class = classes!("notice", (good == 0).then_some("bad"));
    html! {
        <div {class} {id} tabindex="-1">
            <p>{ if good == 0 { t.collect_none().to_owned() } else { fill(t.collect_done(), &[("n", &good.to_string())]) } }</p>
            <ul>
                for (place, made) in all.iter().enumerate() {
                    <li key={place}>{ line(site, made) }</li>
                }
            </ul>
        </div>
    }
}

fn line(site: &Site, made: &Made) -> Html {
    let t = site.t;
    let name = if made.organisation.is_empty() { t.client_unnamed() } else { &made.organisation };
    let name = match made.person.as_str() {
        "" => name.to_owned(),
        person => fill(t.collect_of(), &[("name", name), ("person", person)]),
    };
    if let Some(problem) = &made.refused {
        let (message, help) = problem.said(site.lang);
        return html! {
            <>
                { name.clone() }{ t.list_colon() }{ message.to_owned() }
                if let Some(help) = help {
                    <br /><small>{ help.to_owned() }</small>
                }
            </>
        };
    }
    let (questions, papers) = (made.questions.to_string(), made.papers.to_string());
    let left: Vec<&str> = made.left_blank.iter().map(|title| site.lang.pick(&title.zh, &title.en)).collect();
    html! {
        <>
            { name }{ t.list_colon() }{ fill(t.collect_made(), &[("questions", &questions), ("papers", &papers)]) }
            if !left.is_empty() {
                <br /><small>{ fill(t.collect_left(), &[("titles", &left.join(t.list_comma()))]) }</small>
            }
        </>
    }
}
