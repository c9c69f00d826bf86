//! The cases of the content: all come out, and they notice every condition, cap, ground, element, aspect, band and
//! figure that is taken away, and every small mistake in a condition.

use std::collections::BTreeSet;
use ziping_assess::{assess, run_case};
use ziping_regime::{Case, FigureValue, Library, Model, RuleBook};
use ziping_rules::rule::operators::{Compare, Leaf};
use ziping_rules::rule::{Test, Windows, mistakes};
use ziping_tests::project::content;

/// The cases of a regime; every regime has some.
fn cases(book: &RuleBook) -> &'static [Case] {
    content().cases.get(&book.id).map_or(&[], Vec::as_slice)
}

fn noticed(library: &Library, book: &RuleBook) -> bool {
    cases(book).iter().any(|case| run_case(library, book, case).is_err())
}

fn all_noticed(unnoticed: &[String]) {
    assert!(
        unnoticed.is_empty(),
        "no case notices these {}; add cases to content/<regime>/cases.toml:\n{}",
        unnoticed.len(),
        unnoticed.join("\n")
    );
}

#[test]
fn every_case_comes_out() {
    let library = &content().library;
    assert!(!library.regimes.is_empty());
    let mut failed = Vec::new();
    for book in &library.regimes {
        assert!(cases(book).len() >= 20, "{} has {} cases", book.id, cases(book).len());
        failed.extend(cases(book).iter().filter_map(|case| run_case(library, book, case).err()));
    }
    let shown: Vec<String> = failed.iter().map(ToString::to_string).collect();
    assert!(failed.is_empty(), "{}", shown.join("\n\n"));
}

/// Every rule book with one thing taken away, and what that is.
fn removals(book: &RuleBook) -> Vec<(String, RuleBook)> {
    let mut all = Vec::new();
    let mut with = |what: String, change: &dyn Fn(&mut RuleBook)| {
        let mut changed = book.clone();
        change(&mut changed);
        assert_ne!(&changed, book, "{what}: nothing was taken away");
        all.push((what, changed));
    };
    for (at, condition) in book.conditions.iter().enumerate() {
        with(format!("condition {}", condition.id), &|book| {
            if let Some(condition) = book.conditions.get_mut(at) {
                condition.when = Test::Constant(true);
                condition.applies = None;
            }
        });
        if condition.applies.is_some() {
            with(format!("applies of {}", condition.id), &|book| {
                if let Some(condition) = book.conditions.get_mut(at) {
                    condition.applies = None;
                }
            });
        }
    }
    for (at, cap) in book.caps.iter().enumerate() {
        with(format!("cap {}", cap.id), &|book| {
            if let Some(cap) = book.caps.get_mut(at) {
                cap.when = Test::Constant(false);
            }
        });
        with(format!("limit of {}", cap.id), &|book| {
            if let Some(cap) = book.caps.get_mut(at) {
                cap.limit += 1;
            }
        });
    }
    for (at, ground) in book.grounds.iter().enumerate() {
        with(format!("ground {}", ground.id), &|book| {
            if let Some(ground) = book.grounds.get_mut(at) {
                ground.when = Test::Constant(false);
            }
        });
    }
    match &book.grade.model {
        Model::Scored { elements, bands } => {
            for at in 0..elements.len() {
                with(format!("element {at}"), &|book| {
                    if let Model::Scored { elements, .. } = &mut book.grade.model {
                        elements.remove(at);
                    }
                });
            }
            for at in 0..bands.len() {
                with(format!("band {at}"), &|book| {
                    if let Model::Scored { bands, .. } = &mut book.grade.model {
                        bands.remove(at);
                    }
                });
                // Where a band ends decides nothing by itself: the next begins a point above.
                for (what, by) in [("a point less", -10), ("a point more", 10)] {
                    with(format!("band {at} from {what}"), &|book| {
                        if let Model::Scored { bands, .. } = &mut book.grade.model
                            && let Some(band) = bands.get_mut(at)
                        {
                            band.from += by;
                        }
                    });
                }
            }
        }
        Model::Aspects { aspects, between } => {
            for at in 0..aspects.len() {
                with(format!("aspect {at}"), &|book| {
                    if let Model::Aspects { aspects, .. } = &mut book.grade.model {
                        aspects.remove(at);
                    }
                });
            }
            with("the rule for aspects".into(), &|book| {
                if let Model::Aspects { between: rule, .. } = &mut book.grade.model {
                    *rule = !between;
                }
            });
        }
        Model::Met { .. } => {}
    }
    all
}

#[test]
fn a_case_notices_whatever_is_taken_away() {
    let library = &content().library;
    let mut unnoticed = Vec::new();
    for book in &library.regimes {
        for (what, changed) in removals(book) {
            if !noticed(library, &changed) {
                unnoticed.push(format!("{}: {what}", book.id));
            }
        }
    }
    all_noticed(&unnoticed);
}

/// A library with the windows that variants need; existing windows keep their numbers.
fn with_windows(windows: Windows) -> Library {
    Library { windows, ..content().library.clone() }
}

#[test]
fn a_case_notices_every_small_mistake_in_a_condition() {
    let mut windows = content().library.windows.clone();
    let catalogue = &content().library.catalogue;
    let mut all: Vec<(String, RuleBook)> = Vec::new();
    for book in &content().library.regimes {
        for (at, condition) in book.conditions.iter().enumerate() {
            for variant in mistakes(&condition.when, catalogue, &mut windows) {
                if variant.is_out_of_reach(&condition.when, condition.applies.as_ref()) {
                    continue;
                }
                let mut changed = book.clone();
                if let Some(condition) = changed.conditions.get_mut(at) {
                    condition.when = variant.test;
                }
                all.push((format!("{}: {}", condition.id, variant.what.en), changed));
            }
            for variant in condition.applies.iter().flat_map(|applies| mistakes(applies, catalogue, &mut windows)) {
                let mut changed = book.clone();
                if let Some(condition) = changed.conditions.get_mut(at) {
                    condition.applies = Some(variant.test);
                }
                all.push((format!("{}: applies: {}", condition.id, variant.what.en), changed));
            }
        }
        for (at, cap) in book.caps.iter().enumerate() {
            for variant in mistakes(&cap.when, catalogue, &mut windows) {
                let mut changed = book.clone();
                if let Some(cap) = changed.caps.get_mut(at) {
                    cap.when = variant.test;
                }
                all.push((format!("{}: {}", cap.id, variant.what.en), changed));
            }
        }
        for (at, ground) in book.grounds.iter().enumerate() {
            for variant in mistakes(&ground.when, catalogue, &mut windows) {
                let mut changed = book.clone();
                if let Some(ground) = changed.grounds.get_mut(at) {
                    ground.when = variant.test;
                }
                all.push((format!("{}: {}", ground.id, variant.what.en), changed));
            }
        }
        for (at, figure) in book.figures.iter().enumerate() {
            for (mistake, value) in figure_variants(&figure.value, &mut windows) {
                let mut changed = book.clone();
                if let Some(figure) = changed.figures.get_mut(at) {
                    figure.value = value;
                }
                all.push((format!("{}: {mistake}", figure.id), changed));
            }
        }
    }
    let library = with_windows(windows);
    assert!(all.len() > 200, "{} variants", all.len());
    let unnoticed: Vec<String> =
        all.iter().filter(|(_, book)| !noticed(&library, book)).map(|(what, _)| what.clone()).collect();
    all_noticed(&unnoticed);
}

/// Variants of a figure, by way of a condition that looks at its numbers.
fn figure_variants(value: &FigureValue, windows: &mut Windows) -> Vec<(String, FigureValue)> {
    use ziping_rules::rule::{Comparison, Number, Unit};
    let of = |number: &Number, windows: &mut Windows| -> Vec<(String, Number)> {
        let (left, comparison) = (number.clone(), Comparison::AtLeast);
        let test = Test::from(Compare { left, comparison, right: Number::Literal(0), unit: Unit::Count });
        mistakes(&test, &content().library.catalogue, windows)
            .into_iter()
            .filter_map(|variant| match variant.test {
                Test::Leaf(Leaf::Compare(Compare {
                    left: changed,
                    comparison: Comparison::AtLeast,
                    right: Number::Literal(0),
                    ..
                })) if changed != *number => Some((variant.what.en.into_owned(), changed)),
                _ => None,
            })
            .collect()
    };
    match value {
        FigureValue::Number(number, unit) => {
            of(number, windows).into_iter().map(|(mistake, n)| (mistake, FigureValue::Number(n, *unit))).collect()
        }
        FigureValue::Share(part, whole) => of(part, windows)
            .into_iter()
            .map(|(mistake, part)| (mistake, FigureValue::Share(part, whole.clone())))
            .chain(
                of(whole, windows)
                    .into_iter()
                    .map(|(mistake, whole)| (mistake, FigureValue::Share(part.clone(), whole))),
            )
            .collect(),
        FigureValue::Test(test) => mistakes(test, &content().library.catalogue, windows)
            .into_iter()
            .map(|v| (v.what.en.into_owned(), FigureValue::Test(v.test)))
            .collect(),
    }
}

#[test]
fn every_outcome_is_reached_by_a_case_whose_grade_is_decided() {
    let library = &content().library;
    let mut missing = Vec::new();
    for book in &library.regimes {
        let reached: BTreeSet<u8> = cases(book)
            .iter()
            .filter(|case| case.grade.is_some())
            .map(|case| assess(library, book, &case.sheet, case.as_of).grade)
            .filter(|grade| grade.is_decided())
            .map(|grade| grade.worst)
            .collect();
        let places = 0..u8::try_from(book.grade.outcomes.len()).unwrap_or(0);
        missing.extend(places.filter(|place| !reached.contains(place)).map(|place| {
            format!("{}: {}", book.id, book.grade.outcomes.get(usize::from(place)).map_or("", String::as_str))
        }));
    }
    assert!(missing.is_empty(), "no case reaches: {}", missing.join(", "));
}

#[test]
fn ids_are_unique_over_all_rule_books_and_carry_the_name_of_their_own() {
    let mut seen = BTreeSet::new();
    for book in &content().library.regimes {
        let mut ids: Vec<&str> = book.conditions.iter().map(|item| item.id.as_str()).collect();
        ids.extend(book.caps.iter().map(|item| item.id.as_str()));
        ids.extend(book.grounds.iter().map(|item| item.id.as_str()));
        ids.extend(book.figures.iter().map(|item| item.id.as_str()));
        ids.extend(book.steps.iter().map(|item| item.id.as_str()));
        ids.extend(book.documents.iter().map(|item| item.id.as_str()));
        ids.extend(book.duties.iter().map(|item| item.id.as_str()));
        // `iii.…` for iii-consulting: the facts have it so.
        let prefix = book.id.split("-consulting").next().unwrap_or_default();
        for id in ids {
            if !seen.insert(id.to_owned()) {
                panic!("{id} stands in two rule books");
            }
            let own = id.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.') && rest.len() > 1);
            assert!(own, "{id} does not begin with `{prefix}.`");
        }
    }
}

#[test]
fn a_case_that_expects_another_score_fails_and_says_both() {
    let library = &content().library;
    let book = library.regime("credit").unwrap_or_else(|| panic!("no credit"));
    let known = cases(book).iter().find(|case| case.score.is_some());
    let mut case = known.unwrap_or_else(|| panic!("no case expects a score")).clone();
    assert!(run_case(library, book, &case).is_ok());
    let [low, high] = case.score.unwrap_or_default();
    case.score = Some([less(low), high]);
    let failed = run_case(library, book, &case).err().unwrap_or_else(|| panic!("a tenth of a point is not noticed"));
    for ends in [(less(low), high), (low, high)] {
        let shown = format!("{}..{}", ends.0.shown(), ends.1.shown());
        assert!(failed.message.contains(&shown), "{shown}: {}", failed.message);
    }
}

#[test]
fn a_case_that_expects_other_open_facts_fails_and_names_those_found() {
    let library = &content().library;
    let all = library.regimes.iter().flat_map(|book| cases(book).iter().map(move |case| (book, case)));
    let mut with_open = all.filter(|(_, case)| case.open.as_ref().is_some_and(|open| !open.is_empty()));
    let (book, case) = with_open.next().unwrap_or_else(|| panic!("no case expects open facts"));
    assert!(run_case(library, book, case).is_ok());
    let mut other = case.clone();
    let open = other.open.replace(Vec::new()).unwrap_or_default();
    let failed = run_case(library, book, &other).err().unwrap_or_else(|| panic!("open facts are not noticed"));
    let mut ids: Vec<&str> = open.iter().map(|fact| library.catalogue.id(*fact)).collect();
    ids.sort_unstable();
    let said = format!("open: expected [], found [{}]", ids.join(", "));
    assert!(failed.message.contains(&said), "{said}: {}", failed.message);
}

/// A tenth of a point less.
fn less(points: ziping_rules::rule::score::Ratio) -> ziping_rules::rule::score::Ratio {
    points.minus(ziping_rules::rule::score::Ratio::fixed(1, 1)).unwrap_or(points)
}
