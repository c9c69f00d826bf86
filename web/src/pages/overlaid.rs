//! What every page says of overlays and of rule books that the user has loaded.

use crate::app::Site;
use crate::route::Route;
use crate::texts::fill;
use yew::prelude::*;

/// That what was loaded does not apply; that the rule book of the page was loaded, and which overlays apply to it.
pub(super) fn overlays(site: &Site, regime: Option<&str>) -> Html {
    let t = site.t;
    let settings = html! { <a href={Route::Settings.href()}>{ t.nav_settings() }</a> };
    let refused =
        |is_book: bool| site.packs.overlays().iter().any(|file| !file.applied && file.book.is_some() == is_book);
    let rules = site.packs.regimes().iter().find(|rules| Some(rules.id.as_str()) == regime);
    let on_trial = rules.filter(|rules| rules.on_trial);
    let used = rules.map(|rules| rules.overlays.as_slice()).unwrap_or_default();
    html! {
        <>
            if refused(false) || site.without_overlays {
                <div class="notice bad" role="alert"><p>{ t.notice_without_overlay() }{ " " }{ settings.clone() }</p></div>
            }
            if refused(true) {
                <div class="notice bad" role="alert"><p>{ t.drafts_notice_not_fit() }{ " " }<a href={Route::Drafts.href()}>{ t.drafts_title() }</a></p></div>
            }
            if let Some(rules) = on_trial {
                <p class="notice overlaid on-trial">
                    { fill(t.drafts_notice(), &[("name", site.words.title("card", &rules.id)), ("version", &rules.version)]) }
                    { " " }<a href={Route::Drafts.href()}>{ t.drafts_title() }</a>
                </p>
            }
            for overlay in used {
                <p class="notice overlaid" key={overlay.id.clone()}>
                    { fill(t.notice_overlaid(), &[("name", site.words.title("overlay", &overlay.id)), ("version", &overlay.version)]) }
                    { " " }{ settings.clone() }
                </p>
            }
        </>
    }
}
