//! What the page asks the browser for, in one place and without errors to handle: where the browser refuses, the page
//! goes on without.

use js_sys::{ArrayBuffer, Date, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, Document, Element, File, HtmlAnchorElement, HtmlElement, Response, Storage, TextDecoder, TextDecoderOptions,
    Url, Window,
};
use ziping_base::calendar::Day;
use ziping_base::encoding::{NotText, read_text as read_bytes};
use ziping_rules::fact::typed::straight;

pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// A small setting kept in the browser.
pub(crate) fn remembered(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?.filter(|value| !value.is_empty())
}

/// Keeps a small setting; an empty one is forgotten.
pub(crate) fn remember(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage costs the setting, nothing else.
        let _ = if value.is_empty() { storage.remove_item(key) } else { storage.set_item(key, value) };
    }
}

/// Keeps a text in the browser before anything else happens; an empty one is forgotten. `false`: there is no room for it,
/// or no storage.
pub(crate) fn keep(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| {
        if value.is_empty() { storage.remove_item(key) } else { storage.set_item(key, value) }.is_ok()
    })
}

/// Texts that are kept under names that begin so, by the rest of their names.
pub(crate) fn kept_under(prefix: &str) -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|place| storage.key(place).ok()?);
    let kept = names.filter_map(|name| Some((name.strip_prefix(prefix)?.to_owned(), storage.get_item(&name).ok()??)));
    kept.collect()
}

fn storage_here() -> Option<Storage> {
    window()?.session_storage().ok()?
}

/// What is remembered for this tab only, reloads included.
pub(crate) fn remembered_here(key: &str) -> Option<String> {
    storage_here()?.get_item(key).ok()?.filter(|value| !value.is_empty())
}

/// Remembers something for this tab only.
pub(crate) fn remember_here(key: &str, value: &str) {
    if let Some(storage) = storage_here() {
        // Where nothing is remembered, a reloaded tab begins like a new one.
        let _ = storage.set_item(key, value);
    }
}

/// Waits, in milliseconds.
pub(crate) async fn pause(milliseconds: u32) {
    gloo::timers::future::TimeoutFuture::new(milliseconds).await;
}

/// Waits until the browser has drawn what was changed; a tenth of a second at most, for a page that nobody sees is not drawn.
pub(crate) async fn drawn() {
    let promise = Promise::new(&mut |done, _| {
        if let Some(window) = window() {
            let _ = window.request_animation_frame(&done);
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, 100);
        }
    });
    let _ = JsFuture::from(promise).await;
    // A frame is announced before it is drawn.
    pause(0).await;
}

/// Forgets all small settings of this site, those of this tab too; others of the same host keep theirs.
pub(crate) fn forget_all() {
    for storage in [storage(), storage_here()].into_iter().flatten() {
        let names = (0..storage.length().unwrap_or(0)).filter_map(|place| storage.key(place).ok()?);
        for name in names.filter(|name| name.starts_with("ziping.")).collect::<Vec<_>>() {
            let _ = storage.remove_item(&name);
        }
    }
}

/// Sets an attribute of the root element; an empty one is removed.
pub(crate) fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = if value.is_empty() { root.remove_attribute(name) } else { root.set_attribute(name, value) };
    }
}

/// A parameter of the page's query.
pub(crate) fn query(name: &str) -> Option<String> {
    let search = window()?.location().search().ok()?;
    let pairs = search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).next()
}

/// What follows the `#` of the address, decoded.
pub(crate) fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let encoded = hash.trim_start_matches('#');
    js_sys::decode_uri_component(encoded).map_or_else(|_| encoded.to_owned(), String::from)
}

/// Goes to another place of the site.
pub(crate) fn go(href: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(href);
    }
}

/// Opens the browser's printing dialog.
pub(crate) fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Puts the styles of a part of the program into force and waits for them; where the site is not cut into parts they are
/// among the others. `false`: they cannot be had now. Whoever asks while they are on their way waits for the same ones.
pub(crate) async fn lay_styles(part: &str) -> bool {
    let selector = format!("link[data-part={part}]");
    let Some(link) = document().and_then(|document| document.query_selector(&selector).ok()?) else { return true };
    let is_here = || Reflect::get(&link, &"sheet".into()).is_ok_and(|sheet| sheet.is_object());
    if is_here() {
        return true;
    }
    let came = Promise::new(&mut |done, failed| {
        for (event, answer) in [("load", done), ("error", failed)] {
            let _ = link.add_event_listener_with_callback(event, &answer);
        }
    });
    let _ = link.set_attribute("rel", "stylesheet");
    let came = JsFuture::from(came).await.is_ok();
    if !came {
        let _ = link.set_attribute("rel", "later");
    }
    came
}

pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The name of a file that someone chose, without marks that make it read as another.
pub(crate) fn name_of(file: &File) -> String {
    straight(&file.name())
}

/// Today in China, wherever the visitor is.
pub(crate) fn today() -> Day {
    // Whole milliseconds, far below 2^53.
    Day::in_china((Date::now() / 1000.0).floor() as i64)
}

/// The time of day where the visitor is: `14:02`.
pub(crate) fn time_of_day() -> String {
    let now = Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

/// An id that no other has: the time and a random number.
pub(crate) fn new_id() -> String {
    format!("{:x}-{:x}", Date::now() as u64, (js_sys::Math::random() * 4_294_967_296.0) as u64)
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Takes the focus off whatever has it: what is typed next goes nowhere.
pub(crate) fn leave_field() {
    let active = document().and_then(|document| document.active_element());
    if let Some(field) = active.and_then(|active| active.dyn_into::<HtmlElement>().ok()) {
        let _ = field.blur();
    }
}

/// Puts the focus on an element.
pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Whether an element cannot be used now.
fn is_off(element: &Element) -> bool {
    element.matches(":disabled").unwrap_or(false)
}

/// Once what was just done is drawn: where what has the focus now is gone by then or cannot be used any more, puts the
/// focus on the first of these elements that can. `false`: nothing has the focus, so that none is lost.
pub(crate) fn hand_on(ids: Vec<String>) -> bool {
    let before = focused();
    let has = before.is_some();
    if has {
        hand_on_from(before, ids, 30);
    }
    has
}

/// The same for a focus that is lost already.
pub(crate) fn settle_on(ids: Vec<String>) {
    hand_on_from(None, ids, 30);
}

fn focused() -> Option<Element> {
    document()?.active_element().filter(|holder| holder.tag_name() != "BODY")
}

/// Looks frame by frame, for drawing may take more than one, until the focus is elsewhere or nothing more is to be expected.
fn hand_on_from(before: Option<Element>, ids: Vec<String>, frames: u32) {
    gloo::timers::callback::Timeout::new(16, move || {
        let now = focused().filter(|holder| !is_off(holder));
        if now.is_none()
            && let Some(next) =
                ids.iter().filter_map(|id| element(id)).find(|next| !is_off(next) && next.offset_width() > 0)
        {
            let _ = next.focus();
        } else if (now.is_none() || now == before) && frames > 0 {
            hand_on_from(before, ids, frames - 1);
        }
    })
    .forget();
}

/// Brings an element into view and puts the focus on the first control of its field, behind what explains the question.
pub(crate) fn show(id: &str) {
    let Some(element) = element(id) else { return };
    element.scroll_into_view();
    enter(&element);
}

/// As [`show`], but where one looks at it already the page stays as it is: what stands above it, such as how far one has
/// come, stays in sight.
pub(crate) fn show_here(id: &str) {
    let Some(element) = element(id) else { return };
    let top = element.get_bounding_client_rect().top();
    let height = window().and_then(|window| window.inner_height().ok()).and_then(|height| height.as_f64());
    // With its head in the lower part of the window most of it may be out of sight.
    if top < 0.0 || top > height.unwrap_or(0.0) * 0.6 {
        element.scroll_into_view();
    }
    enter(&element);
}

/// Puts the focus on the first control of a field.
fn enter(element: &HtmlElement) {
    let controls = ".field :is(input:not([tabindex='-1']), select, textarea, button)";
    let first = element.query_selector(controls).ok().flatten();
    if let Some(first) = first.and_then(|first: Element| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// Scrolls a list, and only the list, so that its current entry is in sight.
pub(crate) fn scroll_to_current(id: &str) {
    let Some(list) = element(id) else { return };
    let current = list.query_selector("[aria-current]").ok().flatten();
    if let Some(current) = current.and_then(|current: Element| current.dyn_into::<HtmlElement>().ok()) {
        list.set_scroll_left(current.offset_left() - 16);
    }
}

/// Back to the top of the page.
pub(crate) fn to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Shows a file in a window of its own. `false`: the browser does not let the page do that.
pub(crate) fn open_blob(file: &Blob) -> bool {
    let Ok(address) = Url::create_object_url_with_blob(file) else { return false };
    let opened = window().and_then(|window| window.open_with_url_and_target(&address, "_blank").ok().flatten());
    // The new window has begun to read by then.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    opened.is_some()
}

/// A file of parts, which are not joined in memory.
pub(crate) fn blob_of(parts: &[String]) -> Option<Blob> {
    let parts: js_sys::Array = parts.iter().map(|part| JsValue::from_str(part)).collect();
    Blob::new_with_str_sequence(&parts).ok()
}

/// A file of bytes that are the browser's already.
pub(crate) fn blob_of_bytes(bytes: &Uint8Array) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&js_sys::Array::of1(bytes)).ok()
}

/// An address for a file, good for as long as the page is open.
pub(crate) fn address_of(file: &Blob) -> Option<String> {
    Url::create_object_url_with_blob(file).ok()
}

/// All of a file; `None`: it cannot be read.
pub(crate) async fn bytes_of(file: &Blob) -> Option<Vec<u8>> {
    Some(Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?).to_vec())
}

/// Loads the page anew.
pub(crate) fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Calls for a download by a link.
pub(crate) fn download_blob(name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    let anchor = document().and_then(|document| document.create_element("a").ok());
    if let Some(anchor) = anchor.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()) {
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.click();
    }
    // The browser has begun to read by the next minute.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
}

/// Reads a file as text, in whichever encoding Chinese offices write.
///
/// # Errors
/// In which one it is instead; nothing is read with damaged characters. `None`: the file cannot be read at all.
pub(crate) async fn read_text(file: &Blob) -> Result<String, Option<NotText>> {
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| None)?;
    decode(&Uint8Array::new(&bytes).to_vec()).map_err(Some)
}

/// Reads bytes as text, in whichever encoding Chinese offices write.
///
/// # Errors
/// In which one they are instead.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, NotText> {
    read_bytes(bytes, |bytes| {
        let options = TextDecoderOptions::new();
        options.set_fatal(true);
        let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    })
    .map(|(text, _)| text)
}

/// In small letters, by the browser's tables: the program needs none of its own.
pub(crate) fn lowered(text: &str) -> String {
    String::from(js_sys::JsString::from(text).to_lower_case())
}

/// Whether a key goes into a field for text.
pub(crate) fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    match target.tag_name().as_str() {
        "TEXTAREA" => true,
        "INPUT" => !matches!(target.get_attribute("type").as_deref(), Some("radio" | "checkbox")),
        _ => false,
    }
}

thread_local! {
    static ARRIVED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Whether the visitor has been on a page of this site before this one. The first call says no.
pub(crate) fn has_arrived() -> bool {
    ARRIVED.replace(true)
}

/// Brings an element into view and puts the focus on it.
pub(crate) fn reveal(id: &str) {
    if let Some(element) = element(id) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// The same for an element that is about to be drawn.
pub(crate) fn reveal_soon(id: &'static str) {
    gloo::timers::callback::Timeout::new(30, move || reveal(id)).forget();
}

/// Opens the browser's own calendar of a date field. Old browsers have none to open.
pub(crate) fn show_picker(input: &web_sys::HtmlInputElement) {
    let open = js_sys::Reflect::get(input, &"showPicker".into()).ok();
    if let Some(open) = open.and_then(|open| open.dyn_into::<js_sys::Function>().ok()) {
        let _ = open.call0(input);
    }
}

/// Compares two words as a language orders them.
pub(crate) fn compare_words(a: &str, b: &str, lang: &str) -> core::cmp::Ordering {
    let languages = js_sys::Array::of1(&JsValue::from_str(lang));
    js_sys::JsString::from(a).locale_compare(b, &languages, &js_sys::Object::new()).cmp(&0)
}

/// What is typed in a field.
pub(crate) fn value_of(id: &str) -> Option<String> {
    Some(document()?.get_element_by_id(id)?.dyn_into::<web_sys::HtmlInputElement>().ok()?.value())
}

/// Tells the page's scripts something.
pub(crate) fn announce(event: &str) {
    if let (Some(window), Ok(event)) = (window(), web_sys::Event::new(event)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Gives a custom property of the styles a value, on the root element.
pub(crate) fn set_root_style(name: &str, value: &str) {
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().set_property(name, value);
    }
}

/// An attribute of the root element.
pub(crate) fn root_attribute(name: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(name)
}

/// A file of the site; `None`: it does not come.
async fn response(address: &str) -> Option<Response> {
    let response: Response = JsFuture::from(window()?.fetch_with_str(address)).await.ok()?.dyn_into().ok()?;
    response.ok().then_some(response)
}

/// A file of the site, which is not read yet; `None`: it does not come.
pub(crate) async fn fetch_blob(address: &str) -> Option<Blob> {
    JsFuture::from(response(address).await?.blob().ok()?).await.ok()?.dyn_into().ok()
}

/// What a script of the page has promised under this name before the program began.
pub(crate) fn promised(name: &str) -> Option<Promise> {
    Reflect::get(&window()?.into(), &name.into()).ok()?.dyn_into().ok()
}

/// The bytes of a promised buffer; `None`: it does not come.
pub(crate) async fn buffer(promise: Promise) -> Option<Vec<u8>> {
    let buffer: ArrayBuffer = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// The bytes of a file of the site; `None`: it does not come.
pub(crate) async fn fetch(address: &str) -> Option<Vec<u8>> {
    buffer(response(address).await?.array_buffer().ok()?).await
}
