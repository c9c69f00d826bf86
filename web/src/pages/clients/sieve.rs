//! Which organisations are listed: by what is sought, how far they are, their tags, who is in charge.

use super::grid::{TOLD, text_of};
use super::handling::phase_name;
use crate::browser;
use crate::site::Site;
use crate::state::{Client, Phase};
use crate::texts::{Texts, fill};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What is chosen in one of the lists of choices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Choice {
    #[default]
    All,
    /// Those of which nothing is said.
    None,
    This(String),
}

impl Choice {
    fn code(&self) -> String {
        match self {
            Self::All => String::new(),
            Self::None => "-".to_owned(),
            Self::This(word) => format!("={word}"),
        }
    }

    fn parse(code: &str) -> Self {
        match (code, code.strip_prefix('=')) {
            ("-", _) => Self::None,
            (_, Some(word)) => Self::This(word.to_owned()),
            _ => Self::All,
        }
    }

    fn takes<'w>(&self, mut words: impl Iterator<Item = &'w str>) -> bool {
        match self {
            Self::All => true,
            Self::None => words.next().is_none(),
            Self::This(word) => words.any(|known| known == word),
        }
    }
}

/// What is chosen in all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::pages) struct Sieve {
    phase: Choice,
    tag: Choice,
    in_charge: Choice,
}

fn phase_of(client: &Client) -> impl Iterator<Item = &str> {
    client.handling.phase.map(Phase::name).into_iter()
}

fn tags_of(client: &Client) -> impl Iterator<Item = &str> {
    client.handling.tags.iter().map(String::as_str)
}

fn in_charge_of(client: &Client) -> impl Iterator<Item = &str> {
    Some(client.handling.in_charge.as_str()).filter(|name| !name.is_empty()).into_iter()
}

impl Sieve {
    pub(in crate::pages) fn takes(&self, client: &Client) -> bool {
        self.phase.takes(phase_of(client))
            && self.tag.takes(tags_of(client))
            && self.in_charge.takes(in_charge_of(client))
    }

    /// The same without what no organisation has any more: a list of choices could not show it.
    pub(in crate::pages) fn standing(&self, clients: &[Rc<Client>]) -> Self {
        let all = |choice: &Choice, of: &dyn Fn(&Client) -> bool| {
            if clients.iter().any(|client| of(client)) { choice.clone() } else { Choice::All }
        };
        Self {
            phase: all(&self.phase, &|client| self.phase.takes(phase_of(client))),
            tag: all(&self.tag, &|client| self.tag.takes(tags_of(client))),
            in_charge: all(&self.in_charge, &|client| self.in_charge.takes(in_charge_of(client))),
        }
    }
}

/// The words of one kind that organisations have, each with how many have it; and how many have none.
fn counted<'c, W: Iterator<Item = &'c str>>(
    clients: &'c [Rc<Client>],
    words: impl Fn(&'c Client) -> W,
) -> (BTreeMap<&'c str, usize>, usize) {
    let (mut counts, mut without) = (BTreeMap::new(), 0);
    for client in clients {
        let mut some = false;
        for word in words(client) {
            some = true;
            *counts.entry(word).or_default() += 1;
        }
        without += usize::from(!some);
    }
    (counts, without)
}

/// All tags of organisations.
pub(super) fn known_tags(clients: &[Rc<Client>]) -> Rc<[String]> {
    counted(clients, tags_of).0.into_keys().map(str::to_owned).collect()
}

/// All who are in charge of one.
pub(super) fn known_people(clients: &[Rc<Client>]) -> Rc<[String]> {
    counted(clients, in_charge_of).0.into_keys().map(str::to_owned).collect()
}

/// The lists of choices; each only where an organisation has something of its kind.
pub(in crate::pages) fn sieves(site: &Site, clients: &[Rc<Client>], now: &Sieve, on_change: &Callback<Sieve>) -> Html {
    let t = site.t;
    let (phases, tags, people) =
        (counted(clients, phase_of), counted(clients, tags_of), counted(clients, in_charge_of));
    let as_they_come = Phase::ALL
        .into_iter()
        .filter_map(|phase| Some((phase.name(), phase_name(phase, t), *phases.0.get(phase.name())?)));
    let set = |put: fn(&mut Sieve, Choice)| {
        let (on_change, now) = (on_change.clone(), now.clone());
        Callback::from(move |choice: Choice| {
            let mut next = now.clone();
            put(&mut next, choice);
            on_change.emit(next);
        })
    };
    html! {
        <>
            { choices("sieve-phase", t.desk_phase(), &now.phase, as_they_come.collect(), phases.1, t, set(|sieve, choice| sieve.phase = choice)) }
            { choices("sieve-tag", t.desk_tag(), &now.tag, same(&tags.0), tags.1, t, set(|sieve, choice| sieve.tag = choice)) }
            { choices("sieve-person", t.desk_in_charge(), &now.in_charge, same(&people.0), people.1, t, set(|sieve, choice| sieve.in_charge = choice)) }
        </>
    }
}

/// Words that are called what they are.
fn same<'w>(counts: &BTreeMap<&'w str, usize>) -> Vec<(&'w str, &'w str, usize)> {
    counts.iter().map(|(word, count)| (*word, *word, *count)).collect()
}

/// `words`: each with what it is called and how many have it.
fn choices(
    id: &'static str,
    label: &'static str,
    now: &Choice,
    words: Vec<(&str, &str, usize)>,
    without: usize,
    t: &Texts,
    choose: Callback<Choice>,
) -> Html {
    if words.is_empty() {
        return Html::default();
    }
    let onchange =
        choose.reform(|event: Event| Choice::parse(&event.target_unchecked_into::<HtmlSelectElement>().value()));
    let option = |choice: &Choice, name: String| {
        html! { <option key={choice.code()} value={choice.code()} selected={choice == now}>{ name }</option> }
    };
    html! {
        <p>
            <label for={id}>{ label }</label>
            <select {id} {onchange}>
                { option(&Choice::All, t.desk_sieve_all().to_owned()) }
                for (word, name, count) in words {
                    { option(&Choice::This(word.to_owned()), fill(t.desk_sieve_one(), &[("name", name), ("n", &count.to_string())])) }
                }
                if without > 0 {
                    { option(&Choice::None, fill(t.desk_sieve_one(), &[("name", t.desk_sieve_none()), ("n", &without.to_string())])) }
                }
            </select>
        </p>
    }
}

/// Whether a text, in small letters, is in the name, the code, the contact, a tag or the name of who is in charge.
pub(super) fn is_sought(site: &Site, client: &Client, name: &str, sought: &str) -> bool {
    let told = TOLD.into_iter().filter_map(|(id, _)| text_of(site, client, id));
    let mut said = [name].into_iter().chain(told).chain(tags_of(client)).chain(in_charge_of(client));
    said.any(|text| browser::lowered(text).contains(sought))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Handling, tags_in};
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_rules::fact::Sheet;

    fn client(tags: &str, phase: Option<Phase>, in_charge: &str) -> Rc<Client> {
        let mut client = Client::new(String::new(), String::new(), Sheet::new());
        client.handling = Rc::new(Handling { tags: tags_in(tags), phase, in_charge: in_charge.into() });
        Rc::new(client)
    }

    fn all() -> Vec<Rc<Client>> {
        vec![
            client("甲、乙", Some(Phase::Collecting), "王"),
            client("乙", None, "李"),
            client("", Some(Phase::Accepted), ""),
        ]
    }

    fn check(sieve: &Sieve, expected: [bool; 3]) {
        let taken: Vec<bool> = all().iter().map(|client| sieve.takes(client)).collect();
        assert_eq!(taken, expected, "{sieve:?}");
    }

    fn this(word: &str) -> Choice {
        Choice::This(word.into())
    }

    #[wasm_bindgen_test]
    fn organisations_pass_where_every_choice_takes_them() {
        check(&Sieve::default(), [true, true, true]);
        check(&Sieve { tag: this("乙"), ..Sieve::default() }, [true, true, false]);
        check(&Sieve { tag: this("乙"), in_charge: this("李"), ..Sieve::default() }, [false, true, false]);
        check(&Sieve { tag: Choice::None, ..Sieve::default() }, [false, false, true]);
        check(&Sieve { phase: this("collecting"), ..Sieve::default() }, [true, false, false]);
        check(&Sieve { phase: Choice::None, ..Sieve::default() }, [false, true, false]);
        check(&Sieve { in_charge: Choice::None, ..Sieve::default() }, [false, false, true]);
    }

    #[wasm_bindgen_test]
    fn what_no_organisation_has_any_more_is_not_chosen_any_more() {
        let sieve = Sieve { tag: this("丙"), in_charge: this("王"), ..Sieve::default() };
        assert_eq!(sieve.standing(&all()), Sieve { in_charge: this("王"), ..Sieve::default() });
    }

    #[wasm_bindgen_test]
    fn a_choice_is_found_again_by_its_code() {
        for choice in [Choice::All, Choice::None, this("-"), this("甲=乙"), this("")] {
            assert_eq!(Choice::parse(&choice.code()), choice);
        }
    }
}
