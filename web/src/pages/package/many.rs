//! Packages of many organisations, one after the other, as the page of one would make each: a first application, with what is
//! attached and with the forms that go in. What that page would ask about first is not made here, and why is said.

use super::attached;
use super::choice::Choice;
use super::export::{mark_packaged, order};
use super::forms::{Kept, chosen, missing};
use super::unreadable::unreadable;
use crate::browser;
use crate::job::{Ask, Event, done};
use crate::pages::file_names::{file_name, unlike};
use crate::site::Site;
use crate::state::Client;
use crate::store::Files;
use crate::texts::fill;
use std::rc::Rc;
use web_sys::Blob;
use yew::Callback;
use ziping_assess::begun;
use ziping_assess::proof::write_records;
use ziping_regime::RuleBook;

/// What came of many.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::pages) struct Many {
    /// The packages that were made, each with its path in a zip.
    pub(in crate::pages) made: Vec<(String, Blob)>,
    /// Whose was not made, and why.
    pub(in crate::pages) not: Vec<(String, String)>,
}

/// Makes the packages of organisations by those of the rule books named that each is in for. `progress`: how many are made, of
/// how many, and whose is next. `goes_on`: whether to go on.
pub(in crate::pages) async fn packages(
    site: &Site,
    (clients, named): (&[Rc<Client>], &[String]),
    progress: Callback<(usize, usize, String)>,
    goes_on: impl Fn() -> bool,
) -> Many {
    let mut many = Many::default();
    let catalogue = &site.library().catalogue;
    // Each organisation has a folder in the zip.
    let (mut folders, mut wanted) = (Vec::new(), Vec::new());
    for client in clients {
        let folder = unlike(file_name(client.shown_name(catalogue), site.t.client_unnamed()), &mut folders);
        let mut regimes = in_for(site, client);
        if regimes.is_empty() {
            many.not.push((folder.clone(), site.t.batch_nothing_begun().to_owned()));
        }
        regimes.retain(|id| named.contains(id));
        wanted.extend(regimes.into_iter().map(|regime| (Rc::clone(client), folder.clone(), regime)));
    }
    let kept = Kept::read(&site.hosted).await;
    let of = wanted.len();
    for (place, (client, folder, regime)) in wanted.into_iter().enumerate() {
        if !goes_on() {
            break;
        }
        let whose = format!("{folder} · {}", site.words.title("card", &regime));
        progress.emit((place, of, whose.clone()));
        match package(site, &kept, &client, &regime).await {
            Ok((file, package)) => many.made.push((format!("{folder}/{file}"), package)),
            Err(why) => many.not.push((whose, why)),
        }
    }
    many
}

/// The rule books that papers are collected for; where nobody has said, those that were begun.
pub(in crate::pages) fn in_for(site: &Site, client: &Client) -> Vec<String> {
    let all: Vec<&RuleBook> = site.packs.regimes().iter().map(|rules| &**rules).collect();
    if client.regimes.is_empty() {
        return begun(site.library(), &all, &client.sheet).iter().map(|rules| rules.id.clone()).collect();
    }
    client.regimes.iter().filter(|id| all.iter().any(|rules| rules.id == **id)).cloned().collect()
}

/// The package of an organisation and its name, or why there is none.
async fn package(site: &Site, kept: &Kept, client: &Client, regime: &str) -> Result<(String, Blob), String> {
    let t = site.t;
    let book = site.packs.fetch_whole(regime, site.lang).await.ok().flatten();
    let book = book.ok_or_else(|| t.loading_network().to_owned())?;
    if !unreadable(&book, client).is_empty() {
        return Err(t.batch_unreadable().to_owned());
    }
    let choice = Choice::default();
    let forms = chosen(kept, &book, choice.procedure(&book));
    let missing = missing(kept, &forms, site, &book, choice.procedure(&book));
    if !missing.is_empty() {
        return Err(fill(t.batch_no_form(), &[("names", &missing.join(t.list_comma()))]));
    }
    let attached = attached::files(&book, client);
    let held: Option<Vec<Blob>> = Files::held(&attached).await.into_iter().collect();
    let mut files = held.ok_or_else(|| t.batch_lost().to_owned())?;
    files.extend(forms.iter().map(|form| form.file.clone()));
    let places = attached.into_iter().map(|file| file.at).collect();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let order = order(site, &book, (client, as_of), &choice, &forms, (write_records(&client.records), places));
    match done(Ask::Package(Box::new(order)), site.packs.pack(), files, Callback::noop()).await {
        Event::Done { name, file, .. } => {
            mark_packaged(site, &book, client);
            Ok((name, file))
        }
        Event::Lost(_) => Err(t.batch_lost().to_owned()),
        Event::BadForms(forms) => {
            let names: Vec<String> = forms.into_iter().map(|(name, _)| name).collect();
            Err(fill(t.batch_bad_forms(), &[("names", &names.join(t.list_comma()))]))
        }
        Event::Failed { why: Some((why, _)) } => Err(site.lang.pick(&why.zh, &why.en).to_owned()),
        _ => Err(t.export_failed().to_owned()),
    }
}
