//! What is wrong with a file: each problem with its place, the line, and what to do.

use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_base::diag::{Diagnostic, Place};
use ziping_base::lang::Lang;

/// The id of the notice, which takes the focus.
pub(super) const ID: &str = "problems";

/// The most problems that are shown.
const SHOWN: usize = 20;

pub(in crate::pages) fn problems(name: &str, problems: &[Diagnostic], lang: Lang, t: &Texts) -> Html {
    html! {
        <div class="notice bad problems" id={ID} tabindex="-1" role="alert">
            <p><b>{ fill(t.problems_title(), &[("name", name), ("n", &problems.len().to_string())]) }</b></p>
            <p>{ t.problems_kept() }</p>
            { listed(problems, lang, t) }
        </div>
    }
}

/// Each problem in the page's language.
pub(in crate::pages) fn listed(problems: &[Diagnostic], lang: Lang, t: &Texts) -> Html {
    let count = problems.len();
    html! {
        <>
            <ol>
                for (number, (problem, (what, remedy))) in problems.iter().take(SHOWN).map(|problem| (problem, problem.said(lang))).enumerate() {
                    <li key={number}>
                        <p>
                            if let Some(place) = &problem.place {
                                { fill(t.problems_place(), &[("line", &place.line.to_string()), ("column", &place.column.to_string())]) }
                            }
                            { what }
                        </p>
                        if let Some(place) = &problem.place {
                            <pre>{ quote(place) }</pre>
                        }
                        if let Some(remedy) = remedy {
                            <p><small>{ t.problems_help() }{ remedy }</small></p>
                        }
                    </li>
                }
            </ol>
            if count > SHOWN {
                <p>{ fill(t.problems_more(), &[("n", &(count - SHOWN).to_string())]) }</p>
            }
        </>
    }
}

/// The line with a caret under the place. Wide characters take two columns, as in the font it is shown in.
fn quote(place: &Place) -> String {
    let text = place.text.replace('\t', " ");
    let width = |c: char| if c.is_ascii() { " " } else { "\u{3000}" };
    let before = usize::try_from(place.column.saturating_sub(place.text_from)).unwrap_or(0);
    let indent: String = text.chars().take(before).map(width).collect();
    let carets = "^".repeat(usize::try_from(place.length).unwrap_or(1).clamp(1, 40));
    format!("{text}\n{indent}{carets}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_caret_stands_under_the_place() {
        let place = Place { file: "x".into(), line: 2, column: 4, length: 3, text: "名: bad".into(), text_from: 1 };
        assert_eq!(quote(&place), "名: bad\n\u{3000}  ^^^");
    }
}
