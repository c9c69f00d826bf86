//! Who serves the site, wherever it is shown: always as the host's own word.

use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_base::lang::Lang;
use ziping_host::{Contact, Host};

/// Where the filing of a site is looked up (ICP 备案): the notice of the ministry asks sites to link there.
const ICP: &str = "https://beian.miit.gov.cn/";
/// The same with the public security organs, by the digits of the number.
const POLICE: &str = "https://beian.mps.gov.cn/#/query/webSearch?code=";

/// In the header: the host's mark and name.
pub(crate) fn host_mark(site: &Site) -> Html {
    let Some(host) = &site.hosted.host else { return Html::default() };
    let name = host.name.pick(site.lang);
    html! {
        <span class="of-host" title={fill(site.t.host_by(), &[("name", name)])}>
            if let Some(mark) = &host.mark {
                <img src={site.hosted.address(mark)} alt="" />
            }
            <span class="name">{ name.to_owned() }</span>
        </span>
    }
}

/// What the host is called; empty where nobody says so.
pub(crate) fn host_name(site: &Site) -> String {
    site.hosted.host.as_ref().map(|host| host.name.pick(site.lang).to_owned()).unwrap_or_default()
}

/// That a rule book is the host's own.
pub(crate) fn host_rules(site: &Site) -> String {
    fill(site.t.host_rules(), &[("name", &host_name(site))])
}

/// In the footer: who serves the site, its record numbers and its own pages.
pub(crate) fn host_line(site: &Site) -> Html {
    let Some(host) = &site.hosted.host else { return Html::default() };
    let digits: String = host.police.iter().flat_map(|number| number.chars()).filter(char::is_ascii_digit).collect();
    let records = [(&host.icp, ICP.to_owned()), (&host.police, format!("{POLICE}{digits}"))];
    html! {
        <>
            <p class="of-host">
                { fill(site.t.host_by(), &[("name", host.name.pick(site.lang))]) }
                { for rows(&host.contact, site.lang).map(|said| html! { <>{ " · " }{ said }</> }) }
            </p>
            if host.icp.is_some() || host.police.is_some() || !host.links.is_empty() {
                <p class="of-host">
                    for (number, address) in records.into_iter().filter_map(|(number, address)| Some((number.clone()?, address))) {
                        <a key={number.clone()} href={address} target="_blank" rel="noopener noreferrer">{ number.clone() }</a>{ " " }
                    }
                    { links(host, site.lang) }
                </p>
            }
        </>
    }
}

fn rows(contact: &Contact, lang: Lang) -> impl Iterator<Item = String> {
    let rows: Vec<String> =
        contact.rows(lang).into_iter().map(|(name, said)| format!("{name}{}{said}", lang.pick("：", ": "))).collect();
    rows.into_iter()
}

fn links(host: &Host, lang: Lang) -> Html {
    html! {
        for link in &host.links {
            <a key={link.address.clone()} href={link.address.clone()} target="_blank" rel="noopener noreferrer">{ link.title.pick(lang).to_owned() }</a>{ " " }
        }
    }
}

/// On pages: where and how the host says that papers are handed in, and how to reach it.
pub(crate) fn host(site: &Site) -> Html {
    let (t, lang) = (site.t, site.lang);
    let Some(host) = &site.hosted.host else { return Html::default() };
    if host.contact.is_empty() && host.hand_in.is_none() && host.notice.is_none() {
        return Html::default();
    }
    let paragraphs = |text: &str| -> Html {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned);
        lines.map(|line| html! { <p>{ line }</p> }).collect()
    };
    html! {
        <section class="sheet of-host" aria-labelledby="host">
            <h2 id="host">{ host.name.pick(lang).to_owned() }</h2>
            <p class="hint">{ fill(t.host_own_word(), &[("name", host.name.pick(lang))]) }</p>
            if let Some(notice) = &host.notice {
                { paragraphs(notice.pick(lang)) }
            }
            if let Some(hand_in) = &host.hand_in {
                <h3>{ t.host_hand_in() }</h3>
                { paragraphs(hand_in.pick(lang)) }
            }
            if !host.contact.is_empty() {
                <dl class="facts">
                    for (name, said) in host.contact.rows(lang) {
                        <dt>{ name }</dt><dd>{ said.to_owned() }</dd>
                    }
                </dl>
            }
        </section>
    }
}
