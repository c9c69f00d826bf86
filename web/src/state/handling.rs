//! How those who look after an organisation keep track of it: words of their own, how far it is, who is in charge.

use ziping_rules::fact::typed::one_line;

/// How far the work on an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// Answers and papers are being collected.
    Collecting,
    /// The application was handed in.
    HandedIn,
    /// It was accepted.
    Accepted,
    /// It came back, to be mended.
    SentBack,
}

impl Phase {
    /// In the order in which they come.
    pub(crate) const ALL: [Self; 4] = [Self::Collecting, Self::HandedIn, Self::Accepted, Self::SentBack];

    /// Its name in a save and in lists of choices.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Collecting => "collecting",
            Self::HandedIn => "handed_in",
            Self::Accepted => "accepted",
            Self::SentBack => "sent_back",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.name() == name)
    }
}

/// What is noted of an organisation beside its answers. Nothing of it goes into papers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Handling {
    /// Words of one's own, each once, in the order in which they were added.
    pub(crate) tags: Vec<String>,
    /// `None`: not said.
    pub(crate) phase: Option<Phase>,
    /// Who is in charge; empty: not said.
    pub(crate) in_charge: String,
}

/// A change of what is noted, the same for each of the organisations that it is meant for. What is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HandlingChange {
    pub(crate) add: Vec<String>,
    pub(crate) remove: Vec<String>,
    pub(crate) phase: Option<Option<Phase>>,
    pub(crate) in_charge: Option<String>,
}

impl Handling {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same once it was changed.
    pub(crate) fn changed(&self, change: &HandlingChange) -> Self {
        let mut tags: Vec<String> = self.tags.iter().filter(|tag| !change.remove.contains(tag)).cloned().collect();
        change.add.iter().for_each(|tag| add_once(&mut tags, tag));
        let in_charge = change.in_charge.as_ref().map(|name| one_line(name).trim().to_owned());
        Self {
            tags,
            phase: change.phase.unwrap_or(self.phase),
            in_charge: in_charge.unwrap_or_else(|| self.in_charge.clone()),
        }
    }
}

/// Adds a tag that is not there yet.
pub(crate) fn add_once(tags: &mut Vec<String>, tag: &str) {
    if !tags.iter().any(|known| known == tag) {
        tags.push(tag.to_owned());
    }
}

/// The tags in a text: between commas, semicolons, enumeration commas or line breaks of either language, each once.
pub(crate) fn tags_in(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split(['，', ',', '、', '；', ';', '\n']) {
        let tag = one_line(tag);
        if !tag.trim().is_empty() {
            add_once(&mut tags, tag.trim());
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn tags_are_words_between_commas_of_either_language() {
        assert_eq!(tags_in("重点，福州、 续评 ;big client,重点\n"), ["重点", "福州", "续评", "big client"]);
        assert!(tags_in(" ，、; ").is_empty());
    }

    #[wasm_bindgen_test]
    fn a_change_leaves_alone_what_it_does_not_name() {
        let was = Handling { tags: tags_in("甲、乙"), phase: Some(Phase::HandedIn), in_charge: "王".into() };
        let change = HandlingChange { add: tags_in("乙、丙"), remove: tags_in("甲"), ..HandlingChange::default() };
        let is = was.changed(&change);
        assert_eq!((is.tags, is.phase, is.in_charge.as_str()), (tags_in("乙、丙"), was.phase, "王"));
        let cleared = HandlingChange { phase: Some(None), in_charge: Some(" ".into()), ..HandlingChange::default() };
        assert_eq!(was.changed(&cleared), Handling { tags: was.tags.clone(), ..Handling::default() });
        assert_eq!(was.changed(&HandlingChange::default()), was);
    }

    #[wasm_bindgen_test]
    fn a_phase_is_found_again_by_its_name() {
        for phase in Phase::ALL {
            assert_eq!(Phase::parse(phase.name()), Some(phase));
        }
        assert_eq!(Phase::parse("lost"), None);
    }
}
