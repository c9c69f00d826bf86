//! What `papers.toml` means: the sentences of papers.

use super::facts_file::check_id;
use super::reader::Reader;
use super::surroundings::{Surroundings, compile};
use super::written::{self, Texts};
use ziping_base::diag::{Said, Span, one_of};
use ziping_base::say;
use ziping_regime::WordsOf;
use ziping_regime::{PaperState, Sentence, braced};
use ziping_rules::rule::compile_test;

/// The sentences of a file. `regimes`: the folders that there are.
pub(super) fn sentences(
    written: &[written::Sentence<'_>],
    reader: &mut Reader<'_>,
    around: &mut Surroundings<'_>,
    regimes: &[&str],
) -> Vec<Sentence> {
    let mut all: Vec<Sentence> = Vec::new();
    for sentence in written {
        let (id, span) = (sentence.id.owned(), sentence.id.span);
        check_id(&id, span, reader);
        if all.iter().any(|known| known.id == id) {
            let message = say!("the sentence `{id}` stands twice", "句子“{id}”写了两次");
            reader.problem(span, "duplicate-id", message, say!("ids are unique", "编号不能重复"));
        }
        let Some(part) = sentence.part.value else { continue };
        let holds = states(&sentence.holds, reader);
        let unless = states(&sentence.unless, reader);
        if let Some(both) = holds.iter().find(|state| unless.contains(state)) {
            let name = both.name();
            let message = say!("`{name}` must hold and must not", "“{name}”既要成立又要不成立");
            reader.problem(sentence.unless.span, "never-printed", message, say!("keep one", "只留一处"));
        }
        let mut condition = |when| compile(when, reader.source, around, &[], reader.problems, compile_test);
        let (when, not_when) = (sentence.when.and_then(&mut condition), sentence.not_when.and_then(&mut condition));
        let (only, except) =
            (of_regimes(&sentence.regimes, regimes, reader), of_regimes(&sentence.except, regimes, reader));
        all.push(Sentence { id, part, holds, unless, when, not_when, regimes: only, except });
    }
    all
}

fn states(written: &Texts<'_>, reader: &mut Reader<'_>) -> Vec<PaperState> {
    let mut states = Vec::new();
    for (name, span) in written.iter() {
        match PaperState::parse(name) {
            Some(state) => states.push(state),
            None => reader.problem(
                *span,
                "unknown-word",
                say!("there is no state `{name}`", "没有“{name}”这种状态"),
                one_of(name, PaperState::NAMES.iter().copied()),
            ),
        }
    }
    states
}

fn of_regimes(written: &Texts<'_>, regimes: &[&str], reader: &mut Reader<'_>) -> Vec<String> {
    for (id, span) in written.iter() {
        if !regimes.contains(id) {
            let message = say!("there is no regime `{id}`", "没有规则“{id}”");
            reader.problem(*span, "unknown-regime", message, one_of(id, regimes.iter().copied()));
        }
    }
    written.strings()
}

/// Names each brace in the text of a sentence that stands for nothing.
pub(super) fn check_words(id: &str, words: &WordsOf, span: Span, reader: &mut Reader<'_>) {
    let known = || Sentence::PLACES.iter().copied();
    if words.text.trim().is_empty() {
        let message = say!("the sentence `{id}` says nothing", "句子“{id}”没有文字");
        reader.problem(span, "empty-text", message, say!("write it into `text`", "请写在 text 里"));
    }
    match braced(&words.text) {
        None => reader.problem(
            span,
            "bad-place",
            say!("a brace of `{id}` has no partner", "“{id}”里的花括号不成对"),
            Said::new(
                known().collect::<Vec<_>>().join(", "),
                format!("可以写：{}", known().collect::<Vec<_>>().join("、")),
            ),
        ),
        Some(names) => {
            for name in names.into_iter().filter(|name| !known().any(|place| place == *name)) {
                let message = say!("nothing is called `{{{name}}}` in a sentence", "句子里没有“{{{name}}}”这个占位");
                reader.problem(span, "bad-place", message, one_of(name, known()));
            }
        }
    }
}
