//! What `ziping new` writes has no problems as it is written.

use crate::common::{applied, content, files, loaded, shown};
use ziping_assess::{run_case, untested};
use ziping_author::skeleton;
use ziping_base::lang::Lang;
use ziping_content::{TextFile, load_with_problems, overlay};

#[test]
fn an_overlay_to_begin_with_has_no_problem_for_any_rule_book_in_either_language() {
    let content = content();
    assert!(content.library.regimes.len() >= 6);
    for book in &content.library.regimes {
        for lang in [Lang::Zh, Lang::En] {
            let text = skeleton::overlay(&content.library, &book.id, "our-table", lang).unwrap();
            let (warnings, cases) = applied(&content, &text);
            assert!(warnings.is_empty(), "{}: {}", book.id, shown(&warnings));
            // Nothing that its cases do not show either.
            let file = TextFile { path: "our-table.overlay.toml".to_owned(), text: text.clone() };
            let overlaid = overlay::apply(&content.library, &[file]).unwrap();
            let own = overlaid.library.regime(&book.id).unwrap();
            let told = untested(&overlaid.library, own, &overlaid.cases[&book.id], |id| id.starts_with("overlay."));
            let told: Vec<String> = told.iter().map(|told| told.message.en.to_string()).collect();
            assert!(told.is_empty(), "{}: {told:?}\n{text}", book.id);
            assert!(cases >= 3, "{}", book.id);
            let chinese = text.lines().filter(|line| line.starts_with('#')).any(|line| !line.is_ascii());
            assert_eq!(chinese, lang == Lang::Zh, "{text}");
        }
    }
}

#[test]
fn a_rule_book_to_begin_with_has_no_problem_alone_and_beside_the_others() {
    for lang in [Lang::Zh, Lang::En] {
        let own = skeleton::rulebook("workshop", lang).unwrap();
        let shared = files().into_iter().filter(|file| skeleton::is_shared(&file.path));
        let alone: Vec<_> = shared.chain(own.clone()).collect();
        let beside: Vec<_> = files().into_iter().chain(own).collect();
        for all in [alone, beside] {
            let (_, problems) = load_with_problems(&all);
            assert!(problems.is_empty(), "{}", shown(&problems));
            let content = loaded(&all);
            let (book, cases) = (content.library.regime("workshop").unwrap(), &content.cases["workshop"]);
            assert_eq!(cases.len(), 3);
            cases.iter().for_each(|case| run_case(&content.library, book, case).unwrap());
        }
    }
}

#[test]
fn a_bad_id_and_an_unknown_regime_are_refused_and_a_file_name_gives_an_id() {
    let library = content().library;
    for id in ["", "Our", "a.b", "9lives", "表"] {
        assert_eq!(skeleton::rulebook(id, Lang::Zh).unwrap_err().code, "bad-id");
        assert_eq!(skeleton::overlay(&library, "credit", id, Lang::Zh).unwrap_err().code, "bad-id");
    }
    let unknown = skeleton::overlay(&library, "credits", "a", Lang::En).unwrap_err();
    assert!(unknown.help.unwrap().contains("credit"));
    let ids = ["our-table.overlay.toml", "Shengxie2026.toml", "评分表.toml"].map(skeleton::id_of_file);
    assert_eq!(ids, ["our-table", "shengxie2026", "table"]);
}
