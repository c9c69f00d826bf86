//! Which sections it asks, with how many questions each has, and who fills in which.

use super::Counted;
use super::wish::{Choice, PAPERS};
use crate::collect::Group;
use crate::parts::check_box;
use crate::site::Site;
use crate::texts::fill;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// `exact`: the numbers are those of the workbook; for several organisations each has its own.
pub(super) fn sections(site: &Site, choice: &UseStateHandle<Choice>, counted: Option<&Counted>, exact: bool) -> Html {
    let t = site.t;
    let toggle = |id: &str| {
        let (choice, id) = (choice.clone(), id.to_owned());
        Callback::from(move |_: Event| {
            let without = Choice::toggled(&choice.without, &id);
            choice.set(Choice { without, ..(*choice).clone() });
        })
    };
    let wanted = |id: &str| !choice.without.iter().any(|without| without == id);
    let said = match counted {
        _ if choice.regimes.is_empty() => Some(t.collect_no_regime()),
        None => Some(t.collect_counting()),
        Some((groups, 0)) if groups.is_empty() => Some(t.collect_nothing()),
        Some(_) => None,
    };
    let label = |title: &str, count: usize, text: &str| {
        let n = count.to_string();
        if exact { fill(text, &[("title", title), ("n", &n)]) } else { title.to_owned() }
    };
    html! {
        <section class="sheet" aria-labelledby="sections">
            <h2 id="sections">{ t.collect_sections() }</h2>
            if let Some(said) = said {
                <p role="status">{ said }</p>
            } else if let Some((groups, papers)) = counted {
                <div class="boxes wide">
                    for group in groups.iter() {
                        { check_box(
                            format!("section-{}", group.id),
                            &label(site.lang.pick(&group.title.zh, &group.title.en), group.questions, t.collect_section()),
                            wanted(&group.id),
                            toggle(&group.id),
                        ) }
                    }
                    if *papers > 0 {
                        { check_box("section-papers".to_owned(), &label(t.collect_papers(), *papers, t.collect_section_papers()), wanted(PAPERS), toggle(PAPERS)) }
                    }
                </div>
                { people(site, choice, groups, *papers) }
            }
        </section>
    }
}

/// Who fills in each section that is asked.
fn people(site: &Site, choice: &UseStateHandle<Choice>, groups: &[Group], papers: usize) -> Html {
    let t = site.t;
    let title = |id: &str| {
        let group = groups.iter().find(|group| group.id == id);
        group.map_or(t.collect_papers(), |group| site.lang.pick(&group.title.zh, &group.title.en)).to_owned()
    };
    let named = |id: &str| {
        let (choice, id) = (choice.clone(), id.to_owned());
        Callback::from(move |event: InputEvent| {
            let mut next = (*choice).clone();
            next.people.insert(id.clone(), event.target_unchecked_into::<HtmlInputElement>().value());
            choice.set(next);
        })
    };
    html! {
        <details id="by-person">
            <summary>{ t.collect_people() }</summary>
            <p class="hint">{ t.collect_people_hint() }</p>
            for id in choice.wanted(groups, papers) {
                <p class="rename" key={id.to_owned()}>
                    <label for={format!("person-{id}")}>{ title(id) }</label>
                    <input id={format!("person-{id}")} type="text" autocomplete="off" maxlength="40"
                        value={choice.people.get(id).cloned().unwrap_or_default()} oninput={named(id)} />
                </p>
            }
        </details>
    }
}
