//! From nothing to the first component: the packs, the saved work, then the page.

use crate::app::{App, AppProps, Begun};
use crate::browser;
use crate::engine::{Packs, Trouble};
use crate::host::{self, Hosted};
use crate::lang;
use crate::lazy::{Desk, Loading, Shelf};
use crate::overlay::{Following, follow};
use crate::store::Saver;
use futures_util::future::join;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use ziping_base::lang::Lang;

/// The element that the page is drawn in; until then it holds what is readable without this program.
const PLACE: &str = "app";

/// Starts the page.
pub(crate) fn start(bring: fn() -> Loading<Desk>) {
    spawn_local(async move {
        let asked = lang::asked();
        let lang = asked.unwrap_or_default();
        // What nobody has chosen is not remembered as chosen: the host may begin in another language.
        if asked.is_some() {
            lang::apply(lang)
        } else {
            lang::show(lang)
        }
        match begin(asked, bring).await {
            Ok(begun) => draw(begun),
            Err(trouble) => refuse(lang, trouble),
        }
    });
}

async fn begin(asked: Option<Lang>, bring: fn() -> Loading<Desk>) -> Result<Begun, Trouble> {
    let (packs, host) = join(Packs::begin(asked.unwrap_or_default()), host::fetch()).await;
    let packs = packs?;
    let regimes: Vec<&str> = packs.regimes().iter().map(|rules| rules.id.as_str()).collect();
    let hosted = Rc::new(Hosted::begin(host, &regimes).await);
    hosted.paint();
    let all = packs.clone();
    let packs = packs.showing(hosted.regimes());
    let lang = hosted.language(asked).or(asked).unwrap_or_default();
    lang::show(lang);
    let texts = packs.fetch_shared(lang).await?.texts;
    let waits = move || tell(lang::boot(lang).waiting);
    let mut beginning = Saver::begin(Rc::clone(packs.library()), waits).await;
    let wanted = hosted.with(&beginning.workspace.overlays);
    let mut begun = packs.clone();
    if !wanted.is_empty() {
        let saver = beginning.saver.clone();
        // What is not at hand now follows once the page is there; but a page without any rule book shows nothing.
        let at_once = !packs.regimes().is_empty();
        if let Some(with) = follow(Following { packs, saver, wanted, hosted: Rc::clone(&hosted), at_once }).await {
            beginning.workspace.follow(&with.step);
            beginning.saver.follow(&with.step);
            begun = with.packs;
        }
    }
    // What reads the rule books that the host shows cannot be had: better those of the kit than none.
    if begun.regimes().is_empty() {
        begun = all.showing(&[]);
    }
    Ok(Begun::new(begun, (lang, texts), beginning, Shelf::new(bring), hosted))
}

fn draw(begun: Begun) {
    let place = browser::document().and_then(|document| document.get_element_by_id(PLACE));
    let props = AppProps { begun: Rc::new(begun) };
    match place {
        Some(place) => yew::Renderer::<App>::with_root_and_props(place, props).render(),
        None => yew::Renderer::<App>::with_props(props).render(),
    };
}

/// The rule books did not come: the readable page stays, with what to do.
fn refuse(lang: Lang, trouble: Trouble) {
    let t = lang::boot(lang);
    tell(match trouble {
        Trouble::Network => t.network,
        Trouble::Refused(_) => t.refused,
    });
}

/// Says something on top of the readable page, until the first component is drawn.
fn tell(text: &str) {
    let Some(document) = browser::document() else { return };
    let (Ok(notice), Some(place)) = (document.create_element("p"), document.get_element_by_id(PLACE)) else { return };
    notice.set_text_content(Some(text));
    notice.set_class_name("notice bad");
    let _ = notice.set_attribute("role", "alert");
    let _ = place.insert_before(&notice, place.first_child().as_ref());
}
