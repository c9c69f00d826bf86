//! Who serves the site on which the papers are made: its own word, and marked as such wherever it stands.

use super::super::ManifestHost;
use super::super::paper::{Block, Paper};
use super::Draft;
use crate::words;
use ziping_base::lang::Lang;
use ziping_host::Both;
use ziping_regime::{Origin, OverlayInfo};

/// For the manifest.
pub(in super::super) fn manifest_host(draft: &Draft<'_>) -> Option<ManifestHost> {
    let host = draft.order.host?;
    Some(ManifestHost {
        name: host.name.zh.clone(),
        contact: draft.host_contact(),
        hand_in: host.hand_in.as_ref().map(|said| said.zh.clone()),
    })
}

impl Draft<'_> {
    /// How to reach the host, an entry a line.
    fn host_contact(&self) -> Vec<String> {
        let rows = self.order.host.map(|host| host.contact.rows(Lang::Zh)).unwrap_or_default();
        rows.into_iter().map(|(name, said)| format!("{name}：{said}")).collect()
    }

    /// Where the rule book is the host's own: whose it is. `None`: it comes with the kit, or is tried out.
    pub(super) fn rules_of_host(&self) -> Option<String> {
        let by = self.order.host.map_or(words::shared::host::UNNAMED, |host| host.name.zh.as_str());
        (self.order.rulebook.origin == Origin::Host).then(|| words::shared::host::rules(by))
    }

    /// That the rules are laid over with tables, and which. `None`: nothing is.
    pub(super) fn overlays_used(&self) -> Option<String> {
        self.overlays_named().map(words::shared::overlays::used)
    }

    /// What the rules are laid over with, each by its title and version, and by whom it comes. `None`: nothing is.
    pub(super) fn overlays_named(&self) -> Option<String> {
        let host = self.order.host.map_or(words::shared::host::UNNAMED, |host| host.name.zh.as_str());
        let named = |overlay: &OverlayInfo| {
            let by = match overlay.origin {
                Origin::Host => words::shared::overlays::by_host(host),
                Origin::Kit | Origin::Visitor | Origin::Trial => words::shared::overlays::BY_VISITOR.to_owned(),
            };
            let title = self.title("overlay", &overlay.id);
            words::shared::overlays::Named { title, id: &overlay.id, version: &overlay.version, by }.to_string()
        };
        let named: Vec<String> = self.order.rulebook.overlays.iter().map(named).collect();
        (!named.is_empty()).then(|| named.join("、"))
    }

    /// In the guide: where and how the host says that papers are handed in.
    pub(super) fn handed_in_at_host(&self, paper: &mut Paper) {
        let Some(host) = self.order.host else { return };
        let contact = self.host_contact();
        if contact.is_empty() && host.hand_in.is_none() {
            return;
        }
        paper.subheading(words::guide::host::TITLE);
        paper.text(words::guide::host::whose(&host.name.zh));
        if let Some(hand_in) = &host.hand_in {
            for line in hand_in.zh.lines().filter(|line| !line.trim().is_empty()) {
                paper.text(line.trim().to_owned());
            }
        }
        for (i, line) in contact.into_iter().enumerate() {
            paper.add(Block::Item(format!("{}.", i + 1), line));
        }
    }

    /// On the leaf of notes that comes with an application and is no part of what is signed: where the host says that it is
    /// handed in. `None`: nothing is said.
    pub(super) fn host_note(&self) -> Option<String> {
        let host = self.order.host?;
        let said = host.hand_in.iter().flat_map(|said| said.zh.lines()).map(str::trim);
        let lines: Vec<String> = said.filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let contact = self.host_contact();
        let ended = |text: String| if text.ends_with(['。', '！', '？']) { text } else { format!("{text}。") };
        let mut parts: Vec<String> = lines.into_iter().map(ended).collect();
        if !contact.is_empty() {
            parts.push(format!("{}。", contact.join("，")));
        }
        (!parts.is_empty()).then(|| words::application::Host { host: &host.name.zh, said: parts.concat() }.to_string())
    }

    /// What a placeholder of a form asks of the host; empty where nothing is said.
    pub(in super::super) fn host_part(&self, part: &str) -> String {
        let Some(host) = self.order.host else { return String::new() };
        let both = |text: &Option<Both>| text.as_ref().map(|text| text.zh.clone());
        let said = match part {
            "name" => Some(host.name.zh.clone()),
            "person" => both(&host.contact.person),
            "phone" => host.contact.phone.clone(),
            "email" => host.contact.email.clone(),
            "address" => both(&host.contact.address),
            "contact" => Some(self.host_contact().join("，")),
            "hand_in" => both(&host.hand_in),
            _ => None,
        };
        said.unwrap_or_default()
    }

    /// In the calendar, behind what is to be handed in: where, and whom to ask; empty where nothing is said.
    pub(super) fn host_reminder(&self) -> String {
        let Some(host) = self.order.host else { return String::new() };
        let contact = self.host_contact().join("，");
        let hand_in = host.hand_in.as_ref().map(|said| said.zh.as_str());
        let said = match (hand_in, contact.is_empty()) {
            (None, true) => return String::new(),
            (None, false) => format!("{contact}。"),
            (Some(said), true) => said.to_owned(),
            (Some(said), false) => format!("{said}\n{contact}。"),
        };
        format!("\n{}", words::calendar::Host { host: &host.name.zh, said })
    }
}
