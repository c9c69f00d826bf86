//! What is wrong with a file: each problem with its place, the line, and what to do.

use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_core::assess::Lang;
use ziping_core::diag::{Diagnostic, Place};

/// The id of the notice, which takes the focus.
pub(super) const ID: &str = "problems";

/// The most problems that are shown.
const SHOWN: usize = 20;

pub(in crate::pages) fn problems(name: &str, problems: &[Diagnostic], lang: Lang, t: &Texts) -> Html {
    html! {
        <div class="notice bad problems" id={ID} tabindex="-1" role="alert">
            <p><b>{ fill(t.problems_title(), &[("name", name), ("n", &problems.len().to_string())]) }</b></p>
            <p>{ t.problems_kept() }</p>
            { listed(problems, lang, t, Said::whole) }
        </div>
    }
}

/// A problem in Chinese.
pub(in crate::pages) struct Said {
    pub(in crate::pages) what: String,
    /// What to do; without it the kit's own message and help stand below, in English.
    pub(in crate::pages) remedy: Option<String>,
}

impl Said {
    /// A problem of an answer file or a back-up: what is wrong with which words of the file, and what to do.
    fn whole(problem: &Diagnostic, t: &Texts) -> Self {
        let (what, remedy) = by_code(&problem.code, t);
        let words: Vec<&str> = problem.message.split('`').skip(1).step_by(2).collect();
        let what = if words.is_empty() {
            what.to_owned()
        } else {
            [what, t.list_colon(), &words.join(t.list_comma())].concat()
        };
        let (meant, choices) = problem.help.as_deref().map_or((None, None), suggested);
        let meant = meant.map(|word| fill(t.remedy_meant(), &[("word", word)]));
        let choices = choices.map(|choices| fill(t.remedy_choices(), &[("choices", choices)]));
        let remedy = if meant.is_none() && choices.is_none() { Some(remedy.to_owned()) } else { None };
        Self { what, remedy: Some([meant, choices, remedy].into_iter().flatten().collect()) }
    }
}

/// What the kit's help names: the word that may be meant, and all that there are to choose from.
fn suggested(help: &str) -> (Option<&str>, Option<&str>) {
    let meant = help.strip_prefix("did you mean ").and_then(|rest| rest.split(['`', '"']).nth(1));
    let choices = help.split_once("one of: ").or_else(|| help.split_once("the columns are: ")).map(|(_, rest)| rest);
    (meant, choices)
}

/// Each problem; `said` says it in Chinese.
pub(in crate::pages) fn listed(
    problems: &[Diagnostic],
    lang: Lang,
    t: &Texts,
    said: fn(&Diagnostic, &Texts) -> Said,
) -> Html {
    let count = problems.len();
    let one = |problem: &Diagnostic| match lang {
        Lang::Zh => said(problem, t),
        Lang::En => Said { what: problem.message.clone(), remedy: problem.help.clone() },
    };
    html! {
        <>
            <ol>
                for (number, (problem, Said { what, remedy })) in problems.iter().take(SHOWN).map(|problem| (problem, one(problem))).enumerate() {
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
                        } else if lang == Lang::Zh {
                            <p><small lang="en">{ &problem.message }</small></p>
                            if let Some(help) = &problem.help {
                                <p><small>{ t.problems_help() }<span lang="en">{ help }</span></small></p>
                            }
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

/// What a problem is, by its code.
pub(in crate::pages) fn headline<'t>(code: &str, t: &'t Texts) -> &'t str {
    by_code(code, t).0
}

/// What a problem is and what to do, by its code; the kit's own messages are in English.
fn by_code<'t>(code: &str, t: &'t Texts) -> (&'t str, &'t str) {
    match code {
        "wrong-kind" => (t.problem_wrong_kind(), t.remedy_wrong_kind()),
        "other-schema" => (t.problem_other_schema(), t.remedy_other_schema()),
        "missing-key" => (t.problem_missing_key(), t.remedy_missing_key()),
        "unknown-key" => (t.problem_unknown_key(), t.remedy_unknown_key()),
        "unknown-fact" => (t.problem_unknown_fact(), t.remedy_unknown_fact()),
        "unknown-option" => (t.problem_unknown_option(), t.remedy_unknown_option()),
        "unknown-column" => (t.problem_unknown_column(), t.remedy_unknown_column()),
        "out-of-range" => (t.problem_out_of_range(), t.remedy_out_of_range()),
        "not-a-date" => (t.problem_not_a_date(), t.remedy_not_a_date()),
        "not-a-number" => (t.problem_not_a_number(), t.remedy_not_a_number()),
        "not-a-year" => (t.problem_not_a_year(), t.remedy_not_a_year()),
        "too-long" => (t.problem_too_long(), t.remedy_too_long()),
        "not-a-backup" => (t.problem_not_a_backup(), t.remedy_not_a_backup()),
        "newer-backup" => (t.problem_newer_backup(), t.remedy_newer_backup()),
        "damaged" => (t.problem_damaged(), t.remedy_damaged()),
        "duplicate-key" => (t.problem_duplicate_key(), t.remedy_duplicate_key()),
        _ => (t.problem_broken(), t.remedy_broken()),
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
    use crate::texts::ZH;
    use ziping_core::diag::Source;
    use ziping_core::fact::{Catalogue, Fact, Kind, read_answers};

    #[test]
    fn the_caret_stands_under_the_place() {
        let place = Place { file: "x".into(), line: 2, column: 4, length: 3, text: "名: bad".into(), text_from: 1 };
        assert_eq!(quote(&place), "名: bad\n\u{3000}  ^^^");
    }

    /// What the Chinese page says of an answer file: the problem and what to do.
    fn said(text: &str) -> Vec<(String, String)> {
        let catalogue = Catalogue::new(vec![Fact {
            id: "org.kind".into(),
            kind: Kind::Choice { options: vec!["enterprise".into(), "other".into()], ordered: false },
            section: None,
            fixed: false,
            passing: None,
            timeless: 0,
            forms_only: false,
        }]);
        let problems = read_answers(&Source { name: "a.json", text }, &catalogue).unwrap_err();
        problems.iter().map(|problem| Said::whole(problem, &ZH)).map(|said| (said.what, said.remedy.unwrap())).collect()
    }

    #[test]
    fn what_is_wrong_and_what_to_do_is_said_in_chinese_with_the_file_s_own_words() {
        for (text, what, remedy) in [
            (r#"{"schema":1,"facts":{"org.knid":1}}"#, "有一个不认识的事实编号：org.knid", "是不是想写“org.kind”？"),
            (
                r#"{"schema":1,"facts":{"org.kind":"entreprise"}}"#,
                "选项不在可选范围内：org.kind、entreprise",
                "是不是想写“enterprise”？可以写：enterprise, other。",
            ),
            (
                r#"{"schema":1,"facts":{"org.kind":"x"}}"#,
                "选项不在可选范围内：org.kind、x",
                "可以写：enterprise, other。",
            ),
            (r#"{"schema":1,"facts":{},"facts":{}}"#, "同一个键出现了两次：facts", ZH.remedy_duplicate_key()),
            (r#"{"schema":1,"facts":{"#, "文件不完整或写法有误", ZH.remedy_broken()),
            (r#"{"facts":{}}"#, "缺一个必需的键：schema", ZH.remedy_missing_key()),
        ] {
            assert_eq!(said(text), [(what.to_owned(), remedy.to_owned())], "{text}");
        }
    }
}
