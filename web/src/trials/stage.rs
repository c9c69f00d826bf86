//! A document with one component in it, in the context that the site gives it, and hands to work it with.

use crate::engine::Packs;
use crate::fields::Field;
use crate::lazy::Shelf;
use crate::pages;
use crate::site::Site;
use crate::state::{Action, Client, Workspace};
use crate::store::Saver;
use crate::theme::Theme;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use yew::scheduler::flush;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_regime::Library;
use ziping_rules::fact::{FactIx, Value};

/// What a stage shows.
pub(super) type Draw = Rc<dyn Fn(&Site, &Client) -> Html>;

#[derive(Properties)]
struct WorldProps {
    site: Rc<dyn Fn(UseReducerDispatcher<Workspace>) -> Site>,
    draw: Draw,
    seen: Rc<RefCell<Rc<Workspace>>>,
    hand: Rc<RefCell<Option<UseReducerDispatcher<Workspace>>>>,
}

impl PartialEq for WorldProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.seen, &other.seen)
    }
}

/// The site's context around one component, with the site's own reducer.
#[component]
fn World(props: &WorldProps) -> Html {
    let workspace = use_reducer_eq(|| Workspace::new("stage".into()));
    *props.seen.borrow_mut() = Rc::new((*workspace).clone());
    *props.hand.borrow_mut() = Some(workspace.dispatcher());
    let site = (props.site)(workspace.dispatcher());
    let drawn = (props.draw)(&site, &workspace.client());
    html! { <ContextProvider<Site> context={site}>{ drawn }</ContextProvider<Site>> }
}

/// The component, until this is dropped.
pub(super) struct Stage {
    root: Element,
    app: Option<yew::AppHandle<World>>,
    seen: Rc<RefCell<Rc<Workspace>>>,
    hand: Rc<RefCell<Option<UseReducerDispatcher<Workspace>>>>,
    library: Rc<Library>,
}

impl Stage {
    /// Draws something in the site's context, with the rule books that the site has.
    pub(super) async fn with(regime: &str, lang: Lang, draw: Draw) -> Self {
        let packs = Packs::begin(lang).await.expect("the packs; `cargo xtask test components` writes them");
        let book = packs.fetch_book(regime, lang).await.expect("the rule book's words").expect("a rule book");
        let words = Rc::clone(book.words());
        let texts = packs.fetch_shared(lang).await.expect("the site's texts").texts;
        let library = Rc::clone(packs.library());
        let shelf = Shelf::new(|| Box::pin(async { Some(pages::desk()) }));
        let saver = Saver::begin(Rc::clone(&library), || {}).await.saver;
        let site = Rc::new(move |dispatch| Site {
            packs: packs.clone(),
            lang,
            t: texts,
            words: Rc::clone(&words),
            dispatch,
            saver: saver.clone(),
            set_lang: Callback::noop(),
            lost_lang: None,
            theme: Theme::System,
            set_theme: Callback::noop(),
            rules_changed: false,
            set_rules_changed: Callback::noop(),
            without_overlays: false,
            shelf: shelf.clone(),
            hosted: Rc::default(),
        });
        let document = web_sys::window().unwrap().document().unwrap();
        let root = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&root).unwrap();
        let (seen, hand) = (Rc::new(RefCell::new(Rc::new(Workspace::new(String::new())))), Rc::default());
        let props = WorldProps { site, draw, seen: Rc::clone(&seen), hand: Rc::clone(&hand) };
        let app = yew::Renderer::<World>::with_root_and_props(root.clone(), props).render();
        let stage = Self { root, app: Some(app), seen, hand, library };
        flush().await;
        stage
    }

    /// The field of a fact, on the day that all these tests assess.
    pub(super) async fn field(regime: &str, id: &'static str) -> Self {
        let draw = move |site: &Site, client: &Client| {
            let fact = site.library().catalogue.find(id).expect("a fact of the content");
            let label = site.words.title("fact", id).to_owned();
            html! {
                <>
                    <p id="label">{ label }</p>
                    <Field
                        {fact}
                        value={client.sheet.typed(fact).cloned()}
                        drafts={Rc::clone(&client.drafts)}
                        unsure={client.unsure.note(fact)}
                        as_of={Day::parse("2026-11-21").unwrap()}
                        labelled_by="label"
                    />
                </>
            }
        };
        Self::with(regime, Lang::Zh, Rc::new(draw)).await
    }

    /// The elements that a selector finds.
    pub(super) fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|at| found.item(at).unwrap().unchecked_into()).collect()
    }

    /// The one element that a selector finds.
    pub(super) fn one(&self, selector: &str) -> HtmlElement {
        let mut found = self.all(selector);
        assert_eq!(found.len(), 1, "`{selector}` in {}", self.root.inner_html());
        found.remove(0).unchecked_into()
    }

    /// What a reader sees of the one element.
    pub(super) fn text(&self, selector: &str) -> String {
        self.one(selector).inner_text()
    }

    /// What stands in the one field.
    pub(super) fn typed(&self, selector: &str) -> String {
        self.one(selector).unchecked_into::<HtmlInputElement>().value()
    }

    /// Presses the one button.
    pub(super) async fn press(&self, selector: &str) {
        self.one(selector).click();
        flush().await;
    }

    /// Presses the one button that says this.
    pub(super) async fn press_named(&self, name: &str) {
        let named: Vec<Element> = self.all("button").into_iter().filter(|button| name_of(button) == name).collect();
        assert_eq!(named.len(), 1, "buttons named `{name}` in {}", self.root.inner_html());
        named[0].unchecked_ref::<HtmlElement>().click();
        flush().await;
    }

    /// Puts the focus into the one field and types over what it has, key by key, through the browser's own editing.
    pub(super) async fn type_over(&self, selector: &str, text: &str) {
        let field = self.one(selector);
        field.focus().unwrap();
        match field.dyn_ref::<HtmlTextAreaElement>() {
            Some(area) => area.select(),
            None => field.unchecked_ref::<HtmlInputElement>().select(),
        }
        if text.is_empty() {
            edit("delete", "");
        }
        for key in text.chars() {
            edit("insertText", key.encode_utf8(&mut [0; 4]));
            flush().await;
        }
        flush().await;
    }

    /// Puts text into the one field at once, as pasting does.
    pub(super) async fn paste(&self, selector: &str, text: &str) {
        let field = self.one(selector);
        field.focus().unwrap();
        edit("insertText", text);
        flush().await;
    }

    /// Sets a field whose own window of choices the browser has opened, and says so to the page, as that window does.
    pub(super) async fn choose(&self, selector: &str, value: &str) {
        let field = self.one(selector);
        field.unchecked_ref::<HtmlInputElement>().set_value(value);
        let event = web_sys::EventInit::new();
        event.set_bubbles(true);
        for name in ["input", "change"] {
            let event = web_sys::Event::new_with_event_init_dict(name, &event).unwrap();
            field.dispatch_event(&event).unwrap();
        }
        flush().await;
    }

    /// Leaves the one field.
    pub(super) async fn leave(&self, selector: &str) {
        self.one(selector).blur().unwrap();
        flush().await;
    }

    /// Does what another part of the site does.
    pub(super) async fn act(&self, action: Action) {
        self.hand.borrow().as_ref().unwrap().dispatch(action);
        flush().await;
    }

    /// What has the focus.
    pub(super) fn focused(&self) -> Option<Element> {
        web_sys::window()?.document()?.active_element().filter(|element| self.root.contains(Some(element)))
    }

    /// The organisation as the component has changed it.
    pub(super) fn client(&self) -> Rc<Client> {
        self.seen.borrow().client()
    }

    fn fact(&self, id: &str) -> FactIx {
        self.library.catalogue.find(id).expect("a fact of the content")
    }

    /// The answer that the component has given.
    pub(super) fn answer(&self, id: &str) -> Option<Value> {
        self.client().sheet.typed(self.fact(id)).cloned()
    }

    /// What was typed and kept though it is no answer.
    pub(super) fn kept(&self) -> Vec<String> {
        self.client().drafts.values().cloned().collect()
    }

    /// The text that describes an element to those who hear it.
    pub(super) fn described(&self, selector: &str) -> String {
        let id = self.one(selector).get_attribute("aria-describedby").unwrap_or_default();
        if id.is_empty() { String::new() } else { self.text(&format!("#{id}")) }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.root.remove();
    }
}

/// A button's name: what is said of it, or else what stands on it.
fn name_of(button: &Element) -> String {
    let said = button.get_attribute("aria-label");
    said.unwrap_or_else(|| button.unchecked_ref::<HtmlElement>().inner_text().trim().to_owned())
}

/// Edits where the caret is, as a key press would: the browser changes the field and says so to the page.
fn edit(command: &str, text: &str) {
    let document = web_sys::window().unwrap().document().unwrap();
    let run = js_sys::Reflect::get(&document, &"execCommand".into()).unwrap();
    let run: js_sys::Function = run.unchecked_into();
    let done = run.call3(&document, &command.into(), &JsValue::FALSE, &text.into()).unwrap();
    assert_eq!(done, JsValue::TRUE, "the browser edits where the caret is");
}
