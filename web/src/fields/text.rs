//! Words, in one line or several. What looks wrong in them is a warning: papers differ from rules.

use super::{FieldProps, answer};
use crate::app::Site;
use crate::state::Action;
use crate::texts::Texts;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use ziping_core::fact::{TextFormat, Value, uscc_valid};

/// The most characters of a text.
const LONGEST: &str = "20000";

/// What looks wrong in a text.
fn doubt<'t>(format: TextFormat, text: &str, t: &'t Texts) -> Option<&'t str> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match format {
        TextFormat::Line | TextFormat::Block => None,
        TextFormat::Uscc => (!uscc_valid(text)).then_some(t.doubt_uscc()),
        TextFormat::Phone => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let odd = text.chars().any(|c| !(c.is_ascii_digit() || " +-()（）转,，#".contains(c)));
            (digits < 5 || odd).then_some(t.doubt_phone())
        }
        TextFormat::Email => {
            let (name, host) = text.split_once('@').unwrap_or_default();
            let sound = !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
            (!sound || text.contains(char::is_whitespace)).then_some(t.doubt_email())
        }
    }
}

pub(super) fn text(site: &Site, props: &FieldProps, format: TextFormat) -> Html {
    let text = match &props.value {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    let (to, fact) = (site.clone(), props.fact);
    let oninput = Callback::from(move |event: InputEvent| {
        let text = match format {
            TextFormat::Block => event.target_unchecked_into::<HtmlTextAreaElement>().value(),
            TextFormat::Line | TextFormat::Uscc | TextFormat::Phone | TextFormat::Email => {
                event.target_unchecked_into::<HtmlInputElement>().value()
            }
        };
        answer(&to, fact, (!text.is_empty()).then_some(Value::Text(text)), true);
    });
    let onblur = {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Settle))
    };
    let doubt = doubt(format, text, site.t);
    let doubt_id = props.id("doubt");
    let described = doubt.is_some().then(|| doubt_id.clone());
    let value = AttrValue::from(text.to_owned());
    let (kind, mode) = match format {
        TextFormat::Phone => ("tel", "tel"),
        TextFormat::Email => ("text", "email"),
        TextFormat::Line | TextFormat::Block | TextFormat::Uscc => ("text", "text"),
    };
    let label = &props.labelled_by;
    html! {
        <span class="entry wide">
            if format == TextFormat::Block {
                <textarea id={props.id("")} rows="4" maxlength={LONGEST} aria-labelledby={label} {value} {oninput} {onblur} />
            } else {
                <input
                    type={kind}
                    inputmode={mode}
                    autocomplete="off"
                    maxlength={LONGEST}
                    class={classes!((format == TextFormat::Uscc).then_some("code"))}
                    id={props.id("")}
                    aria-labelledby={label}
                    aria-describedby={described}
                    {value}
                    {oninput}
                    {onblur}
                />
            }
            if let Some(doubt) = doubt {
                <span class="warning" id={doubt_id}>{ doubt }</span>
            }
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::ZH;

    #[test]
    fn only_what_looks_wrong_is_doubted() {
        for (format, good, bad) in [
            (TextFormat::Uscc, "91350100M000100Y43", "91350100M000100Y44"),
            (TextFormat::Phone, "0591-8888 6666 转 12", "未知"),
            (TextFormat::Email, "a@b.cn", "a@b"),
        ] {
            assert_eq!(doubt(format, good, &ZH), None, "{good}");
            assert!(doubt(format, bad, &ZH).is_some(), "{bad}");
            assert_eq!(doubt(format, " ", &ZH), None);
        }
    }
}
