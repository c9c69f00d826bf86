//! Writing `host.json`: of a host that was read, or of what stands in the fields of one being filled in.

use super::{Both, Host, HostFigure};
use serde::Serialize;
use ziping_base::lang::Lang;

/// The file: its keys in the order of the documentation, what is not said left out.
#[derive(Serialize)]
pub(super) struct File<'h> {
    pub(super) schema: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<Text<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mark: Option<&'h str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contact: Option<Contact<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hand_in: Option<Text<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<Text<'h>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<Link<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) icp: Option<&'h str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) police: Option<&'h str>,
    pub(super) languages: Vec<&'static str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub(super) regimes: &'h [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) accent: Option<Accent>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub(super) overlays: &'h [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) forms: Vec<Form<'h>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub(super) rulebooks: &'h [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) figures: Vec<Figure<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) compiled: Option<&'h str>,
}

/// A text in both languages; one that is not there yet is left out.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Text<'h> {
    Same(&'h str),
    Each {
        #[serde(skip_serializing_if = "str::is_empty")]
        zh: &'h str,
        #[serde(skip_serializing_if = "str::is_empty")]
        en: &'h str,
    },
}

#[derive(Serialize)]
pub(super) struct Contact<'h> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) person: Option<Text<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) phone: Option<&'h str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<&'h str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) address: Option<Text<'h>>,
}

impl Contact<'_> {
    /// With something said.
    pub(super) const fn said(self) -> Option<Self> {
        let empty = self.person.is_none() && self.phone.is_none() && self.email.is_none() && self.address.is_none();
        if empty { None } else { Some(self) }
    }
}

#[derive(Serialize)]
pub(super) struct Link<'h> {
    pub(super) title: Text<'h>,
    pub(super) address: &'h str,
}

#[derive(Serialize)]
pub(super) struct Accent {
    pub(super) light: String,
    pub(super) dark: String,
}

#[derive(Serialize)]
pub(super) struct Form<'h> {
    pub(super) file: &'h str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) regime: Option<&'h str>,
}

#[derive(Serialize)]
pub(super) struct Figure<'h> {
    pub(super) regime: &'h str,
    pub(super) figure: &'h str,
    pub(super) value: &'h str,
    pub(super) year: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) source: &'h str,
}

impl<'h> Figure<'h> {
    /// What is said of a figure.
    pub(super) fn of(HostFigure { regime, figure, value, year, source }: &'h HostFigure) -> Self {
        Self { regime, figure, value, year, source }
    }
}

impl File<'_> {
    /// As text; it ends in a line feed as text files do.
    pub(super) fn text(&self) -> String {
        // Texts and lists always serialise.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The file as [`read`](super::read) reads it.
#[must_use]
pub fn write(host: &Host) -> String {
    let contact = &host.contact;
    let file = File {
        schema: 1,
        name: Some(said(&host.name)),
        mark: host.mark.as_deref(),
        contact: Contact {
            person: contact.person.as_ref().map(said),
            phone: contact.phone.as_deref(),
            email: contact.email.as_deref(),
            address: contact.address.as_ref().map(said),
        }
        .said(),
        hand_in: host.hand_in.as_ref().map(said),
        notice: host.notice.as_ref().map(said),
        links: host.links.iter().map(|link| Link { title: said(&link.title), address: &link.address }).collect(),
        icp: host.icp.as_deref(),
        police: host.police.as_deref(),
        languages: host.languages.iter().map(|lang: &Lang| lang.code()).collect(),
        regimes: &host.regimes,
        accent: host.accent.map(|accent| Accent { light: accent.light.to_string(), dark: accent.dark.to_string() }),
        overlays: &host.overlays,
        forms: host.forms.iter().map(|form| Form { file: &form.file, regime: form.regime.as_deref() }).collect(),
        rulebooks: &host.rulebooks,
        figures: host.figures.iter().map(Figure::of).collect(),
        compiled: host.compiled.as_deref(),
    };
    file.text()
}

fn said(text: &Both) -> Text<'_> {
    if text.zh == text.en { Text::Same(&text.zh) } else { Text::Each { zh: &text.zh, en: &text.en } }
}
