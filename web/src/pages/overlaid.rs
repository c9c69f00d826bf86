//! What every page says of overlays.

use crate::app::Site;
use crate::route::Route;
use crate::texts::fill;
use yew::prelude::*;

/// That overlays do not apply although they were loaded; and which apply to the rule book of the page.
pub(super) fn overlays(site: &Site, regime: Option<&str>) -> Html {
    let t = site.t;
    let settings = html! { <a href={Route::Settings.href()}>{ t.nav_settings() }</a> };
    let refused = site.packs.overlays().iter().any(|file| file.overlay.is_none());
    let rules = site.packs.regimes().iter().find(|rules| Some(rules.id.as_str()) == regime);
    let used = rules.map(|rules| rules.overlays.as_slice()).unwrap_or_default();
    html! {
        <>
            if refused || site.without_overlays {
                <div class="notice bad" role="alert"><p>{ t.notice_without_overlay() }{ " " }{ settings.clone() }</p></div>
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
