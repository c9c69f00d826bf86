//! What the package is for: the procedure, the grade that its plan aims at, which answers go in, what to leave out.

use crate::engine::{Book, grade_label};
use crate::parts::check_box;
use crate::texts::Texts;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The procedure that it is for; `None`: a first application.
    pub(crate) procedure: Option<String>,
    /// The outcome aimed at, by place; `None`: the best possible.
    pub(crate) target: Option<u8>,
    /// Leave out contact data, names, amounts.
    pub(crate) without: [bool; 3],
    /// All answers go in, for one's own archive.
    pub(crate) whole: bool,
    /// Forms keep what they fetch from elsewhere.
    pub(crate) keep_links: bool,
}

impl Choice {
    /// Whether it is for outsiders.
    pub(super) fn redacted(&self) -> bool {
        self.without.contains(&true)
    }

    pub(super) fn procedure<'b>(&'b self, book: &'b Book) -> &'b str {
        self.procedure.as_deref().unwrap_or_else(|| book.rules().first_procedure())
    }
}

/// A list to choose from, by place.
fn list(id: &'static str, label: &'static str, options: Html, change: impl Fn(usize) + 'static) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        change(usize::try_from(place).unwrap_or_default());
    });
    html! { <p class="rename"><label for={id}>{ label }</label><select {id} {onchange}>{ options }</select></p> }
}

/// The procedure; nothing to choose where there is one only.
pub(super) fn purpose(book: &Book, choice: &UseStateHandle<Choice>, t: &Texts) -> Html {
    let procedures: Vec<String> = book.rules().procedures().into_iter().map(str::to_owned).collect();
    if procedures.len() < 2 {
        return Html::default();
    }
    let chosen = choice.procedure(book);
    let options = procedures.iter().map(|id| {
        html! { <option key={id.clone()} selected={id == chosen}>{ book.words().title("procedure", id) }</option> }
    });
    let options: Html = options.collect();
    let choice = choice.clone();
    list("purpose", t.export_purpose(), options, move |place| {
        // The first entry is the first application.
        let procedure = (place > 0).then(|| procedures.get(place).cloned()).flatten();
        choice.set(Choice { procedure, ..(*choice).clone() });
    })
}

/// The grade that the improvement plan aims at.
pub(super) fn aim(book: &Book, choice: &UseStateHandle<Choice>, t: &Texts) -> Html {
    let chosen = choice.target;
    let options = html! {
        <>
            <option selected={chosen.is_none()}>{ t.export_best() }</option>
            for (place, id) in (1_u8..).zip(book.rules().grade.outcomes.iter().skip(1)) {
                <option key={id.clone()} selected={chosen == Some(place)}>{ grade_label(id, t) }</option>
            }
        </>
    };
    let choice = choice.clone();
    list("target", t.export_target(), options, move |place| {
        // The first entry leaves it to the kit; the lowest outcome is nobody's aim and is left out.
        let target = u8::try_from(place).ok().filter(|place| *place > 0);
        choice.set(Choice { target, ..(*choice).clone() });
    })
}

/// What an export for outsiders leaves out.
pub(super) fn leave_out(choice: &UseStateHandle<Choice>, t: &Texts) -> Html {
    let toggle = |place: usize| {
        let choice = choice.clone();
        Callback::from(move |_: Event| {
            let mut next = (*choice).clone();
            if let Some(one) = next.without.get_mut(place) {
                *one = !*one;
            }
            choice.set(next);
        })
    };
    let labels = [t.without_contacts(), t.without_names(), t.without_amounts()];
    html! {
        <details>
            <summary>{ t.without_title() }</summary>
            <p><small>{ t.without_text() }</small></p>
            <div class="boxes">
                for (place, (label, checked)) in labels.into_iter().zip(choice.without).enumerate() {
                    { check_box(format!("without-{place}"), label, checked, toggle(place)) }
                }
            </div>
        </details>
    }
}

/// Which answers go in: those that the rule book uses, or all, for one's own archive.
pub(super) fn extent(choice: &UseStateHandle<Choice>, t: &Texts) -> Html {
    let toggle = {
        let choice = choice.clone();
        Callback::from(move |_: Event| choice.set(Choice { whole: !choice.whole, ..(*choice).clone() }))
    };
    html! {
        <div class="boxes extent">
            <p><small>{ t.export_used() }</small></p>
            { check_box("whole-sheet".to_owned(), t.export_whole(), choice.whole, toggle) }
        </div>
    }
}
