//! Words, in one line or several. What looks wrong in them is a warning: papers differ from rules.

use super::typed::beside;
use super::{FieldProps, answer};
use crate::browser;
use crate::site::Site;
use crate::state::Action;
use crate::texts::fill;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use ziping_rules::fact::typed::{half_width, one_line, several_lines, uscc_doubt};
use ziping_rules::fact::{FactIx, TextFormat, Value};

/// The most characters of a text.
const LONGEST: &str = "20000";

/// What looks wrong in a text, and what was probably meant.
fn doubt(format: TextFormat, text: &str, site: &Site) -> Option<(String, Option<String>)> {
    match format {
        TextFormat::Line | TextFormat::Block => None,
        TextFormat::Uscc => {
            let doubt = uscc_doubt(text)?;
            Some((beside(&doubt.say(), site.lang), doubt.proposal().map(str::to_owned)))
        }
        TextFormat::Phone => odd_phone(text).then(|| (site.t.doubt_phone().to_owned(), meant(text, odd_phone))),
        TextFormat::Email => odd_email(text).then(|| (site.t.doubt_email().to_owned(), meant(text, odd_email))),
    }
}

/// The same in half width, where that is no longer odd.
fn meant(text: &str, is_odd: fn(&str) -> bool) -> Option<String> {
    let narrow: String = text.chars().map(half_width).collect();
    (narrow != text && !is_odd(&narrow)).then_some(narrow)
}

fn odd_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let odd = text.chars().any(|c| !(c.is_ascii_digit() || " +-()（）转,，#/、;；".contains(c)));
    !text.trim().is_empty() && (digits < 5 || odd)
}

fn odd_email(text: &str) -> bool {
    let text = text.trim();
    let (name, host) = text.split_once('@').unwrap_or_default();
    let sound = !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    !text.is_empty() && (!sound || text.contains(char::is_whitespace))
}

/// A button that takes what was probably meant.
fn proposal(site: &Site, fact: FactIx, id: String, meant: String) -> Html {
    let text = fill(site.t.field_take(), &[("value", &meant)]);
    let to = site.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        answer(&to, fact, Some(Value::Text(meant.clone())), false);
        // The button goes with what it mends.
        browser::hand_on(vec![id.clone()]);
    });
    html! { <button type="button" class="quiet" {onclick}>{ text }</button> }
}

pub(super) fn text(site: &Site, props: &FieldProps, format: TextFormat) -> Html {
    let text = match &props.value {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    let (to, fact) = (site.clone(), props.fact);
    let oninput = Callback::from(move |event: InputEvent| {
        let text = match format {
            TextFormat::Block => several_lines(&event.target_unchecked_into::<HtmlTextAreaElement>().value()),
            TextFormat::Line | TextFormat::Uscc | TextFormat::Phone | TextFormat::Email => {
                one_line(&event.target_unchecked_into::<HtmlInputElement>().value())
            }
        };
        answer(&to, fact, (!text.is_empty()).then_some(Value::Text(text)), true);
    });
    let onblur = {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Settle))
    };
    let doubt = doubt(format, text, site);
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
        <span class={classes!("entry", "wide", (format == TextFormat::Block).then_some("block"))}>
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
            if let Some((doubt, meant)) = doubt {
                <span class="warning" id={doubt_id}>
                    { doubt }
                    if let Some(meant) = meant {
                        { " " }{ proposal(site, props.fact, props.id(""), meant) }
                    }
                </span>
            }
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn only_what_looks_wrong_is_doubted() {
        for (text, odd) in [("0591-8888 6666 转 12", false), ("未知", true), ("1234", true), (" ", false)] {
            assert_eq!(odd_phone(text), odd, "{text}");
        }
        assert!(!odd_phone("028-85123456 / 13800138000"));
        assert_eq!(meant("０２８－８５１２３４５６", odd_phone).as_deref(), Some("028-85123456"));
        assert_eq!(meant("wangmin＠jinyun.example", odd_email).as_deref(), Some("wangmin@jinyun.example"));
        assert_eq!(meant("未知", odd_phone), None);
        for (text, odd) in [("a@b.cn", false), ("a@b", true), ("a b@c.cn", true), (" ", false)] {
            assert_eq!(odd_email(text), odd, "{text}");
        }
    }
}
