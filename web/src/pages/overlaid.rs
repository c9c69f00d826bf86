//! What every page says of overlays and of rule books that the user has loaded.

use crate::parts::host_name;
use crate::route::Route;
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_regime::Origin;
use ziping_regime::compiled::AppliedFile;

/// That what was loaded does not apply; that the rule book of the page was loaded, and which overlays apply to it.
pub(super) fn overlays(site: &Site, regime: Option<&str>) -> Html {
    let t = site.t;
    let settings = html! { <a href={Route::Settings.href()}>{ t.nav_settings() }</a> };
    let refused = |is: fn(&AppliedFile) -> bool| site.packs.overlays().iter().any(|file| !file.applied && is(file));
    let lacking = site.hosted.lacking();
    let rules = site.packs.regimes().iter().find(|rules| Some(rules.id.as_str()) == regime);
    let of = |origin: Origin| rules.filter(|rules| rules.origin == origin);
    let used = rules.map(|rules| rules.overlays.as_slice()).unwrap_or_default();
    html! {
        <>
            if !lacking.is_empty() {
                <div class="notice bad" role="alert" id="host-lacks">
                    <p>
                        if site.hosted.host.is_none() {
                            { t.notice_host_wrong() }
                        } else {
                            { fill(t.notice_host_lacks(), &[("files", &lacking.join(t.list_comma()))]) }
                        }
                        { " " }{ settings.clone() }
                    </p>
                </div>
            }
            if refused(|file| file.book.is_none()) || site.without_overlays {
                <div class="notice bad" role="alert"><p>{ t.notice_without_overlay() }{ " " }{ settings.clone() }</p></div>
            }
            if refused(|file| file.book.is_some() && file.origin == Origin::Host) {
                <div class="notice bad" role="alert"><p>{ t.host_rules_refused() }{ " " }{ settings.clone() }</p></div>
            }
            if refused(|file| file.book.is_some() && file.origin == Origin::Trial) {
                <div class="notice bad" role="alert"><p>{ t.drafts_notice_not_fit() }{ " " }<a href={Route::Drafts.href()}>{ t.drafts_title() }</a></p></div>
            }
            if let Some(rules) = of(Origin::Host) {
                <p class="notice overlaid of-host-rules">
                    { fill(t.host_rules_notice(), &[("name", site.words.title("card", &rules.id)), ("version", &rules.version), ("by", &host_name(site))]) }
                    { " " }{ settings.clone() }
                </p>
            }
            if let Some(rules) = of(Origin::Trial) {
                <p class="notice overlaid on-trial">
                    { fill(t.drafts_notice(), &[("name", site.words.title("card", &rules.id)), ("version", &rules.version)]) }
                    { " " }<a href={Route::Drafts.href()}>{ t.drafts_title() }</a>
                </p>
            }
            for overlay in used {
                <p class={classes!("notice", "overlaid", (overlay.origin == Origin::Trial).then_some("on-trial"))} key={overlay.id.clone()}>
                    { fill(if overlay.origin == Origin::Trial { t.drafts_notice_overlay() } else { t.notice_overlaid() }, &[("name", site.words.title("overlay", &overlay.id)), ("version", &overlay.version)]) }
                    { " " }{ settings.clone() }
                </p>
            }
        </>
    }
}
