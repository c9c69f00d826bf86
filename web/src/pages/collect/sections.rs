//! Which sections it asks, with how many questions each has.

use super::Counted;
use super::wish::{Choice, PAPERS};
use crate::app::Site;
use crate::parts::check_box;
use crate::texts::fill;
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
            }
        </section>
    }
}
