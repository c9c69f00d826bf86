//! Figures of the year that tables and rule books leave to the host: each asked for with its year and where it was published.

use super::check::Check;
use super::field::{Desk, Slot, line};
use super::making::Act;
use super::said::section;
use crate::overlay::Open;
use crate::site::use_site;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_host::{Draft, HostFigure, Wrong};

#[derive(Properties, PartialEq)]
pub(super) struct FiguresProps {
    pub(super) draft: Rc<Draft>,
    pub(super) act: Callback<Act>,
    pub(super) wrong: Rc<Vec<Wrong>>,
    pub(super) tried: bool,
    pub(super) check: Check,
}

/// A part of a figure.
type Part = fn(&mut HostFigure) -> &mut String;

/// The figures that are known to be open; while files are checked those that were.
#[component]
pub(super) fn Figures(props: &FiguresProps) -> Html {
    let site = use_site();
    let t = site.t;
    let known = use_state(Vec::<Open>::new);
    let setter = known.setter();
    use_effect_with(props.check.clone(), move |check| {
        if !matches!(check, Check::Checking) {
            setter.set(check.figures());
        }
    });
    if known.is_empty() {
        return Html::default();
    }
    let desk = Desk {
        draft: Rc::clone(&props.draft),
        act: props.act.clone(),
        wrong: Rc::clone(&props.wrong),
        tried: props.tried,
        books: props.check.books(),
        site: site.clone(),
    };
    let inside = html! { for figure in known.iter() { { one(&desk, figure) } } };
    section("make-figures", t.make_figures(), t.make_figures_text(), inside)
}

fn one(desk: &Desk, open: &Open) -> Html {
    let t = desk.site.t;
    let pick = |[zh, en]: &[String; 2]| desk.site.lang.pick(zh.as_str(), en.as_str()).to_owned();
    let known = desk.draft.figures.iter().position(|figure| figure.figure == open.id);
    let given = known.and_then(|place| desk.draft.figures.get(place)).cloned().unwrap_or_default();
    // One of which nothing is said yet has the place that it will have, or one of its own.
    let name = |key: &str| match known {
        Some(place) => format!("figures.{place}.{key}"),
        None => format!("figures.{}.{key}", open.id),
    };
    let slot = |part: Part| -> Slot {
        let (regime, id) = (open.regime.clone(), open.id.clone());
        Rc::new(move |draft| {
            if draft.figures.iter().all(|figure| figure.figure != id) {
                let (regime, figure) = (regime.clone(), id.clone());
                draft.figures.push(HostFigure { regime, figure, ..HostFigure::default() });
            }
            draft.figures.iter_mut().find(|figure| figure.figure == id).map(part)
        })
    };
    let title = pick(&open.titles);
    html! {
        <fieldset class="both" key={open.id.clone()}>
            <legend>{ title.clone() }{ " " }<small>{ desk.title(&open.regime) }</small></legend>
            <p class="hint">
                { pick(&open.texts) }{ " " }{ fill(t.make_figure_like(), &[("like", &open.like)]) }
                if open.required {
                    { " " }<b>{ t.make_figure_required() }</b>
                }
            </p>
            { line(desk, &name("value"), t.make_figure_value(), &given.value, slot(|figure| &mut figure.value)) }
            { line(desk, &name("year"), t.make_figure_year(), &given.year, slot(|figure| &mut figure.year)) }
            { line(desk, &name("source"), t.make_figure_source(), &given.source, slot(|figure| &mut figure.source)) }
        </fieldset>
    }
}
