//! Language and appearance, as in the header and the footer.

use crate::fields::segments;
use crate::site::Site;
use crate::theme::Theme;
use yew::prelude::*;
use ziping_base::lang::Lang;

pub(super) fn look(site: &Site) -> Html {
    let t = site.t;
    let language = site.set_lang.reform(|place| if place == 1 { Lang::En } else { Lang::Zh });
    let set_theme = site.set_theme.clone();
    let theme = Callback::from(move |place: usize| {
        if let Some(theme) = Theme::ALL.get(place) {
            set_theme.emit(*theme);
        }
    });
    let row = |id: &'static str, name: &str, options: &[&str], chosen: Option<usize>, choose: &Callback<usize>| {
        let label = AttrValue::from(format!("{id}-label"));
        html! {
            <div class="field-line">
                <span id={label.clone()}>{ name }</span>
                { segments(id, &label, options, chosen, choose) }
            </div>
        }
    };
    let themes = Theme::ALL.map(|theme| theme.name(t));
    html! {
        <section class="sheet" aria-labelledby="look">
            <h2 id="look">{ t.settings_look() }</h2>
            if site.hosted.has_languages() {
                { row("language", t.settings_language(), &["中文", "English"], Some(usize::from(site.lang == Lang::En)), &language) }
            }
            { row("theme", t.settings_theme(), &themes, Theme::ALL.iter().position(|theme| *theme == site.theme), &theme) }
        </section>
    }
}
