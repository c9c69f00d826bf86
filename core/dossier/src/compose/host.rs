//! Who serves the site on which the papers are made: its own word, and marked as such wherever it stands.

use super::super::ManifestHost;
use super::super::paper::{Block, Paper};
use super::Draft;
use ziping_base::lang::Lang;

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

    /// In the guide: where and how the host says that papers are handed in.
    pub(super) fn handed_in_at_host(&self, paper: &mut Paper) {
        let Some(host) = self.order.host else { return };
        let contact = self.host_contact();
        if contact.is_empty() && host.hand_in.is_none() {
            return;
        }
        paper.subheading("本站提供方公布的递交和联系方式");
        paper.text(format!(
            "以下由提供本站的{}填写，不是所依据的文件的规定，本工具没有核对；递交前请以主办单位的最新通知为准。",
            host.name.zh
        ));
        if let Some(hand_in) = &host.hand_in {
            for line in hand_in.zh.lines().filter(|line| !line.trim().is_empty()) {
                paper.text(line.trim().to_owned());
            }
        }
        for (i, line) in contact.into_iter().enumerate() {
            paper.add(Block::Item(format!("{}.", i + 1), line));
        }
    }

    /// In the calendar, behind what is to be handed in: where, and whom to ask; empty where nothing is said.
    pub(super) fn host_reminder(&self) -> String {
        let Some(host) = self.order.host else { return String::new() };
        let contact = self.host_contact().join("，");
        let hand_in = host.hand_in.as_ref().map(|said| said.zh.as_str());
        match (hand_in, contact.is_empty()) {
            (None, true) => String::new(),
            (None, false) => format!("\n{}（本站提供方）：{contact}。", host.name.zh),
            (Some(said), true) => format!("\n{}（本站提供方）：{said}", host.name.zh),
            (Some(said), false) => format!("\n{}（本站提供方）：{said}\n{contact}。", host.name.zh),
        }
    }
}
