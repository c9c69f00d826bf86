//! A set of options. *None of these* is an answer of its own: it differs from no answer.

use super::{FieldProps, answer};
use crate::parts::check_box;
use crate::site::Site;
use yew::prelude::*;
use ziping_rules::fact::Value;

/// The set after the box at a place, or that of *none of these*, was clicked. Taking away the last option leaves no
/// answer, for *none of these* is said by its own box.
fn clicked(set: Option<u64>, place: Option<usize>) -> Option<Value> {
    let Some(place) = place else { return Some(Value::Several(0)) };
    let bit = u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0);
    let set = set.unwrap_or(0) ^ bit;
    (set != 0).then_some(Value::Several(set))
}

pub(super) fn several(site: &Site, props: &FieldProps, options: &[String]) -> Html {
    let id = site.id_of(props.fact);
    let set = match props.value {
        Some(Value::Several(set)) => Some(set),
        _ => None,
    };
    let (to, fact) = (site.clone(), props.fact);
    let change = Callback::from(move |place| answer(&to, fact, clicked(set, place), false));
    html! {
        <div class="boxes" role="group" aria-labelledby={&props.labelled_by}>
            for (place, option) in options.iter().enumerate() {
                { check_box(
                    if place == 0 { props.id("") } else { props.id(option) },
                    site.words.label("fact", id, option),
                    set.is_some_and(|set| set >> place & 1 == 1),
                    change.reform(move |_| Some(place)),
                ) }
            }
            { check_box(props.id("none"), site.t.field_none_of_these(), set == Some(0), change.reform(|_| None)) }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn none_of_these_is_an_answer_and_an_emptied_set_is_none() {
        assert_eq!(clicked(None, Some(2)), Some(Value::Several(4)));
        assert_eq!(clicked(Some(5), Some(2)), Some(Value::Several(1)));
        assert_eq!(clicked(Some(4), Some(2)), None);
        assert_eq!(clicked(Some(4), None), Some(Value::Several(0)));
        assert_eq!(clicked(Some(0), Some(0)), Some(Value::Several(1)));
    }
}
