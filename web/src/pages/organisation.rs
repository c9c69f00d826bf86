//! The facts that every rule book shares, asked once.

use super::assess::{Plain, breaches};
use super::use_arrival;
use crate::browser;
use crate::fields::use_site;
use crate::parts::heading;
use crate::state::{Action, Workspace};
use yew::prelude::*;
use ziping_core::assess::inconsistencies;
use ziping_core::fact::FactIx;

/// The shared facts by their section, in the order of the content.
fn sections(site: &crate::app::Site) -> Vec<(String, Vec<FactIx>)> {
    let mut sections: Vec<(String, Vec<FactIx>)> = Vec::new();
    for (ix, fact) in site.library().catalogue.iter() {
        let Some(section) = &fact.section else { continue };
        match sections.iter_mut().find(|(known, _)| known == section) {
            Some((_, facts)) => facts.push(ix),
            None => sections.push((section.clone(), vec![ix])),
        }
    }
    sections
}

#[component]
pub(crate) fn Organisation() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.organisation_title, "organisation".to_owned());
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let client = workspace.client();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let rename = use_callback(site.clone(), |event: InputEvent, site| {
        let name = event.target_unchecked_into::<web_sys::HtmlInputElement>().value();
        site.dispatch.dispatch(Action::Rename(name));
    });
    let found = inconsistencies(site.library(), &client.sheet, as_of);
    let title = |section: &str| match section {
        "org" => t.organisation_org,
        "finance" => t.organisation_finance,
        "record" => t.organisation_record,
        "contact" => t.organisation_contact,
        "event" => t.organisation_event,
        _ => t.organisation_other,
    };
    html! {
        <main class="page organisation" id="main" tabindex="-1">
            { heading(t.organisation_title) }
            <p class="lead">{ t.organisation_lead }</p>
            <p class="rename">
                <label for="client-name">{ t.organisation_name }</label>
                <input id="client-name" type="text" autocomplete="off" maxlength="200" value={client.name.clone()} oninput={rename} />
            </p>
            for (section, facts) in sections(&site) {
                <section key={section.clone()}>
                    <h2>{ title(&section) }</h2>
                    <div class="sheet">
                        for fact in facts {
                            <Plain
                                key={fact.index()}
                                {fact}
                                value={client.sheet.get(fact).cloned()}
                                drafts={client.drafts.clone()}
                                {as_of}
                                breaches={breaches(&site, &found, fact)}
                            />
                        }
                    </div>
                </section>
            }
        </main>
    }
}
