//! Writing `host.json`.

use super::{Both, Host};
use serde::Serialize;

/// The file: its keys in the order of the documentation, what is not said left out.
#[derive(Serialize)]
struct File<'h> {
    schema: u8,
    name: Text<'h>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'h str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Contact<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hand_in: Option<Text<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<Text<'h>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icp: Option<&'h str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    police: Option<&'h str>,
    languages: Vec<&'static str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    regimes: &'h [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    accent: Option<super::Accent>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    overlays: &'h [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    forms: Vec<Form<'h>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Text<'h> {
    Same(&'h str),
    Each { zh: &'h str, en: &'h str },
}

#[derive(Serialize)]
struct Contact<'h> {
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<Text<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'h str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'h str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Text<'h>>,
}

#[derive(Serialize)]
struct Link<'h> {
    title: Text<'h>,
    address: &'h str,
}

#[derive(Serialize)]
struct Form<'h> {
    file: &'h str,
    #[serde(skip_serializing_if = "Option::is_none")]
    regime: Option<&'h str>,
}

/// The file as [`read`](super::read) reads it.
#[must_use]
pub fn write(host: &Host) -> String {
    let contact = &host.contact;
    let file = File {
        schema: 1,
        name: said(&host.name),
        mark: host.mark.as_deref(),
        contact: (!contact.is_empty()).then(|| Contact {
            person: contact.person.as_ref().map(said),
            phone: contact.phone.as_deref(),
            email: contact.email.as_deref(),
            address: contact.address.as_ref().map(said),
        }),
        hand_in: host.hand_in.as_ref().map(said),
        notice: host.notice.as_ref().map(said),
        links: host.links.iter().map(|link| Link { title: said(&link.title), address: &link.address }).collect(),
        icp: host.icp.as_deref(),
        police: host.police.as_deref(),
        languages: host.languages.iter().map(|lang| lang.code()).collect(),
        regimes: &host.regimes,
        accent: host.accent,
        overlays: &host.overlays,
        forms: host.forms.iter().map(|form| Form { file: &form.file, regime: form.regime.as_deref() }).collect(),
    };
    // Texts and lists always serialise; the file ends in a line feed as text files do.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

fn said(text: &Both) -> Text<'_> {
    if text.zh == text.en { Text::Same(&text.zh) } else { Text::Each { zh: &text.zh, en: &text.en } }
}
