//! A field of the page, with what is wrong beside it.

use super::making::Act;
use crate::overlay::Named;
use crate::site::Site;
use crate::texts::fill;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use ziping_base::lang::Lang;
use ziping_host::{Both, Draft, Wrong};

/// What every section of the page needs.
pub(super) struct Desk {
    pub(super) site: Site,
    pub(super) draft: Rc<Draft>,
    pub(super) act: Callback<Act>,
    /// What is wrong with the fields.
    pub(super) wrong: Rc<Vec<Wrong>>,
    /// The visitor has tried to go on: what is missing is told too.
    pub(super) tried: bool,
    /// The rule books of the folder, as far as they can be assessed with.
    pub(super) books: Vec<Named>,
}

/// Where a field keeps its text.
pub(super) type Slot = Rc<dyn Fn(&mut Draft) -> Option<&mut String>>;

/// Where a text in both languages is kept.
pub(super) type Pair = fn(&mut Draft) -> &mut Both;

/// The id of a field: the keys that lead to it in the file.
pub(super) fn id_of(field: &str) -> String {
    format!("host-{}", field.replace('.', "-"))
}

impl Desk {
    /// The ids of all rule books that visitors can have: those of the kit, then those of the folder.
    pub(super) fn ids(&self) -> Vec<String> {
        let kit = self.site.packs.all_ids();
        let own = self.draft.books().into_iter().map(str::to_owned).filter(|id| !kit.contains(id));
        kit.iter().cloned().chain(own).collect()
    }

    /// What a rule book is called: that of the folder before that of the kit, whose place it takes.
    pub(super) fn title(&self, id: &str) -> String {
        let own = self.books.iter().find(|book| book.id == id).map(|book| &book.titles);
        let own = own.map(|[zh, en]| self.site.lang.pick(zh.as_str(), en.as_str())).filter(|title| !title.is_empty());
        let kit = || self.site.packs.all_ids().iter().any(|known| known == id);
        match own {
            Some(title) => title.to_owned(),
            None if kit() => self.site.words.title("card", id).to_owned(),
            None => id.to_owned(),
        }
    }

    /// What is wrong with a field, as far as it is told by now.
    pub(super) fn wrong(&self, field: &str) -> Option<&Wrong> {
        self.wrong.iter().find(|wrong| wrong.field == field && (self.tried || !wrong.is_missing()))
    }
}

/// What is wrong with a field, in words: by the label that the field has on the page.
pub(super) fn said(wrong: &Wrong, label: &str, site: &Site) -> String {
    if wrong.is_missing() {
        return site.t.make_missing().to_owned();
    }
    let (what, remedy) = wrong.problem.said(site.lang);
    let key = wrong.field.split('.').rfind(|part| !matches!(*part, "zh" | "en") && part.parse::<usize>().is_err());
    let key = key.unwrap_or_default();
    let what = match site.lang {
        Lang::Zh => what.replacen(&format!("“{key}”"), &format!("“{label}”"), 1),
        Lang::En => what.replacen(&format!("`{key}`"), &format!("“{label}”"), 1),
    };
    let (stop, space) = match site.lang {
        Lang::Zh => ("。", ""),
        Lang::En => (".", " "),
    };
    let mut sentence = what;
    if let Some(remedy) = remedy {
        let mut remedy = remedy.to_owned();
        if site.lang == Lang::En
            && let Some(first) = remedy.get_mut(..1)
        {
            first.make_ascii_uppercase();
        }
        sentence = format!("{sentence}{stop}{space}{remedy}");
    }
    if site.lang == Lang::En
        && let Some(first) = sentence.get_mut(..1)
    {
        first.make_ascii_uppercase();
    }
    format!("{sentence}{stop}")
}

/// The words of an error beside its field; nothing where all is well.
pub(super) fn error(desk: &Desk, field: &str, label: &str) -> (Option<String>, Html) {
    let Some(wrong) = desk.wrong(field) else { return (None, Html::default()) };
    let id = format!("{}-error", id_of(field));
    (Some(id.clone()), html! { <span class="error" {id}>{ said(wrong, label, &desk.site) }</span> })
}

/// A line of text.
pub(super) fn line(desk: &Desk, field: &str, label: &str, value: &str, slot: Slot) -> Html {
    typed(desk, field, label, label, value, slot, false)
}

/// A text of one line or several. `label`: as it stands at the field; `name`: as an error calls it.
fn typed(desk: &Desk, field: &str, label: &str, name: &str, value: &str, slot: Slot, block: bool) -> Html {
    let id = id_of(field);
    let (described, error) = error(desk, field, name);
    let act = desk.act.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let text = if block {
            event.target_unchecked_into::<HtmlTextAreaElement>().value()
        } else {
            event.target_unchecked_into::<HtmlInputElement>().value()
        };
        let slot = Rc::clone(&slot);
        act.emit(Act::Edit(Box::new(move |draft: &mut Draft| {
            if let Some(slot) = slot(draft) {
                *slot = text;
            }
        })));
    });
    let invalid = described.is_some().then_some("true");
    let lang = field.ends_with(".en").then_some("en");
    html! {
        <p class="field-line">
            <label for={id.clone()}>{ label.to_owned() }</label>
            if block {
                <textarea {id} rows="4" {lang} aria-invalid={invalid} aria-describedby={described} value={value.to_owned()} {oninput} />
            } else {
                <input type="text" {id} {lang} autocomplete="off" aria-invalid={invalid} aria-describedby={described} value={value.to_owned()} {oninput} />
            }
            { error }
        </p>
    }
}

/// A text in the languages in which the site is shown; Chinese always, for papers are in Chinese.
pub(super) fn both(desk: &Desk, field: &str, label: &str, hint: &str, pair: Pair, block: bool) -> Html {
    // The draft is read by the same way that it is written by.
    let mut draft = (*desk.draft).clone();
    let value = pair(&mut draft).clone();
    let slots: [Slot; 2] =
        [Rc::new(move |draft| Some(&mut pair(draft).zh)), Rc::new(move |draft| Some(&mut pair(draft).en))];
    let [zh, en] = slots;
    let t = desk.site.t;
    let english = desk.draft.languages.contains(&Lang::En);
    html! {
        <fieldset class="both">
            <legend>{ label.to_owned() }</legend>
            if !hint.is_empty() {
                <p class="hint">{ hint.to_owned() }</p>
            }
            { typed(desk, &format!("{field}.zh"), t.make_zh(), label, &value.zh, zh, block) }
            if english {
                { typed(desk, &format!("{field}.en"), t.make_en_field(), label, &value.en, en, block) }
            }
        </fieldset>
    }
}

/// What a field is called where it does not stand beside its name.
pub(super) fn label_of(field: &str, site: &Site) -> String {
    let t = site.t;
    let parts: Vec<&str> = field.split('.').collect();
    let name = match parts.as_slice() {
        ["name", ..] => t.make_name(),
        ["mark"] => t.make_mark(),
        ["contact", "person", ..] => t.make_person(),
        ["contact", "phone"] => t.make_phone(),
        ["contact", "email"] => t.make_email(),
        ["contact", "address", ..] => t.make_address(),
        ["hand_in", ..] => t.make_hand_in(),
        ["notice", ..] => t.make_notice(),
        ["links", place, ..] => {
            let n = place.parse::<usize>().map_or(1, |place| place + 1);
            return fill(t.make_link_n(), &[("n", &n.to_string())]);
        }
        ["links"] => t.make_links(),
        ["icp"] => t.make_icp(),
        ["police"] => t.make_police(),
        ["languages", ..] => t.make_languages(),
        ["regimes", ..] => t.make_books(),
        ["accent", "light"] => t.make_light(),
        ["accent", "dark"] => t.make_dark(),
        ["rulebooks", ..] => t.make_rules(),
        ["figures", _, "value"] => t.make_figure_value(),
        ["figures", _, "year"] => t.make_figure_year(),
        ["figures", _, "source"] => t.make_figure_source(),
        ["figures", ..] => t.make_figures(),
        _ => t.make_files(),
    };
    match parts.last() {
        Some(&"zh") => fill(t.make_of_language(), &[("name", name), ("language", t.make_zh())]),
        Some(&"en") => fill(t.make_of_language(), &[("name", name), ("language", t.make_en())]),
        _ => name.to_owned(),
    }
}
