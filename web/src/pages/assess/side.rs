//! Where I am and how far: the sections with what is answered, and the assessment date.

use super::as_of::as_of;
use crate::browser;
use crate::engine::Book;
use crate::route::Route;
use crate::site::use_site;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_assess::is_whole;
use ziping_base::calendar::Day;
use ziping_rules::fact::{FactIx, Sheet};

/// The list of the sections, which scrolls sideways where it is one line.
const LIST: &str = "sections";

#[derive(Properties, PartialEq)]
pub(crate) struct SideProps {
    pub(crate) book: Book,
    pub(crate) sheet: Rc<Sheet>,
    pub(crate) as_of: Day,
    pub(crate) section: AttrValue,
    /// Only what still matters is asked; the section is then that of the question.
    pub(crate) walk: bool,
    /// How many questions there can still be.
    pub(crate) open: usize,
}

#[component]
pub(crate) fn Side(props: &SideProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (book, rules) = (&props.book, props.book.rules());
    use_effect_with((props.section.clone(), props.walk), |_| browser::scroll_to_current(LIST));
    let asked = use_memo(book.clone(), |book| {
        book.rules().sections.iter().map(|section| book.asked(section)).collect::<Vec<Vec<FactIx>>>()
    });
    let sections = rules.sections.iter().zip(asked.iter()).map(|(section, asked)| {
        let answered = asked.iter().filter(|fact| is_whole(site.library(), **fact, &props.sheet, props.as_of)).count();
        let href = Route::Assess { regime: rules.id.clone(), section: Some(section.id.clone()) }.href();
        let here = *section.id == *props.section;
        let progress = fill(t.side_progress(), &[("answered", &answered.to_string()), ("asked", &asked.len().to_string())]);
        html! {
            <li key={section.id.clone()}>
                <a {href} aria-current={here.then_some(if props.walk { "location" } else { "page" })}>
                    <span>{ book.words().title("section", &section.id) }</span>
                    <small><span aria-hidden="true">{ format!("{answered}/{}", asked.len()) }</span><span class="sr">{ progress }</span></small>
                </a>
            </li>
        }
    });
    html! {
        <nav class="side" aria-label={t.side_label()}>
            <a class="button ask" href={Route::Ask { regime: rules.id.clone() }.href()} aria-current={props.walk.then_some("page")}>
                <span>{ t.walk_title() }</span>
                if props.open > 0 {
                    <small>{ fill(t.walk_open(), &[("n", &props.open.to_string())]) }</small>
                }
            </a>
            <ol id={LIST}>
                { for sections }
            </ol>
            { as_of(&site, props.as_of) }
        </nav>
    }
}
