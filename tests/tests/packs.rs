//! What the pages fetch of a rule book has the words of everything that its questions and its result name.

use std::collections::{BTreeMap, BTreeSet};
use ziping_assess::proof::needs;
use ziping_content::packs;
use ziping_regime::compiled::read_words;
use ziping_regime::{Library, RuleBook, Words};
use ziping_rules::fact::FactIx;
use ziping_rules::rule::{Test, facts_of};
use ziping_tests::project::content;

/// Kinds and ids of the words that the pages look up to ask and to judge.
fn wanted(library: &Library, book: &RuleBook) -> BTreeSet<(&'static str, String)> {
    let mut facts: Vec<FactIx> = book.sections.iter().flat_map(|section| section.facts.iter().copied()).collect();
    let mut of = |test: &Test| facts_of(test, &mut facts);
    book.conditions.iter().for_each(|item| std::iter::once(&item.when).chain(&item.applies).for_each(&mut of));
    book.caps.iter().for_each(|item| of(&item.when));
    book.grounds.iter().for_each(|item| of(&item.when));
    facts.extend(book.elements().iter().map(|element| element.fact));
    let backings = book.conditions.iter().map(|item| &item.backing);
    let backings = backings.chain(book.caps.iter().map(|item| &item.backing));
    let backings = backings.chain(book.grounds.iter().map(|item| &item.backing));
    let backings = backings.chain(book.elements().iter().map(|item| &item.backing));
    let papers = backings.flat_map(|backing| backing.asks.iter().chain(&backing.suggests).cloned());
    let papers = papers.chain(needs([book]).into_iter().map(|need| need.paper.to_owned()));
    let named = [
        ("condition", book.conditions.iter().map(|item| item.id.clone()).collect::<Vec<_>>()),
        ("cap", book.caps.iter().map(|item| item.id.clone()).collect()),
        ("ground", book.grounds.iter().map(|item| item.id.clone()).collect()),
        ("section", book.sections.iter().map(|item| item.id.clone()).collect()),
        ("outcome", book.grade.outcomes.clone()),
    ];
    facts
        .iter()
        .map(|fact| ("fact", library.catalogue.id(*fact).to_owned()))
        .chain(papers.map(|id| ("evidence", id)))
        .chain(named.into_iter().flat_map(|(kind, ids)| ids.into_iter().map(move |id| (kind, id))))
        .collect()
}

#[test]
fn a_page_that_fetched_a_rule_book_has_the_words_of_all_it_names() {
    let content = content();
    let packs: BTreeMap<String, Vec<u8>> = packs(content).into_iter().collect();
    let mut looked_up = 0;
    for lang in ["zh", "en"] {
        for book in &content.library.regimes {
            let mut words = Words::default();
            for name in [format!("words.{lang}.bin"), format!("{}.{lang}.bin", book.id)] {
                words.merge(&read_words(&packs[&name]).unwrap());
            }
            for (kind, id) in wanted(&content.library, book) {
                looked_up += 1;
                assert!(words.find(kind, &id).is_some(), "{}, {lang}: no words of {kind} `{id}`", book.id);
            }
        }
    }
    assert!(looked_up > 600, "only {looked_up}");
}
