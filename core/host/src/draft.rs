//! A host that is being filled in: what stands in the fields as it was typed, and what is wrong with it, by field.
//!
//! It is checked as the file that it would be, so that nothing is taken here that [`read`] refuses.

use super::write::{Accent, Contact, Figure, File, Form, Link, Text};
use super::{Both, FILE, Host, HostFigure, HostForm, books, read};
use serde::{Deserialize, Serialize};
use ziping_base::diag::{Diagnostic, Place, Source};
use ziping_base::lang::Lang;
use ziping_base::node::{Node, Value, read_json};

/// What stands in the fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Who serves the site.
    pub name: Both,
    /// The file of the mark; empty: none.
    pub mark: String,
    /// Whom to ask for.
    pub person: Both,
    /// A telephone number.
    pub phone: String,
    /// A mail address.
    pub email: String,
    /// An address for letters.
    pub address: Both,
    /// Where and how papers are handed in.
    pub hand_in: Both,
    /// What every visitor should know.
    pub notice: Both,
    /// The host's own pages.
    pub links: Vec<DraftLink>,
    /// The number of the ICP filing.
    pub icp: String,
    /// The number of the filing with the public security organs.
    pub police: String,
    /// The languages in which the site is shown, the first one first.
    pub languages: Vec<Lang>,
    /// The rule books shown, in their order; empty: all of them.
    pub regimes: Vec<String>,
    /// Whether there is a colour of the host's own.
    pub coloured: bool,
    /// That colour on light pages.
    pub light: String,
    /// That colour on dark pages.
    pub dark: String,
    /// The files of overlays, in the order in which they apply.
    pub overlays: Vec<String>,
    /// Word forms.
    pub forms: Vec<HostForm>,
    /// The files of rule books, each as `ID/FILE`.
    pub rulebooks: Vec<String>,
    /// Figures of the year, those of which something is said.
    pub figures: Vec<HostFigure>,
}

/// A page of the host's own, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftLink {
    /// What it is called.
    pub title: Both,
    /// Its address.
    pub address: String,
}

/// Something wrong with what stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The field, named as the keys of the file that lead to it: `name.zh`, `contact.phone`, `links.0.address`.
    pub field: String,
    /// What is wrong. Its place is that in the file, which nobody has seen yet.
    pub problem: Diagnostic,
}

impl Wrong {
    /// Whether something is only not there yet.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self.problem.code.as_str(), "missing-key" | "missing-language" | "empty-text")
    }
}

impl Default for Draft {
    /// Nothing filled in; the colours are the kit's own.
    fn default() -> Self {
        Self {
            name: Both::default(),
            mark: String::new(),
            person: Both::default(),
            phone: String::new(),
            email: String::new(),
            address: Both::default(),
            hand_in: Both::default(),
            notice: Both::default(),
            links: Vec::new(),
            icp: String::new(),
            police: String::new(),
            languages: vec![Lang::Zh, Lang::En],
            regimes: Vec::new(),
            coloured: false,
            light: "#b3261e".to_owned(),
            dark: "#ff7a6b".to_owned(),
            overlays: Vec::new(),
            forms: Vec::new(),
            rulebooks: Vec::new(),
            figures: Vec::new(),
        }
    }
}

impl Draft {
    /// What a host says, to go on from there.
    #[must_use]
    pub fn of(host: &Host) -> Self {
        let host = host.clone();
        let english = host.languages.contains(&Lang::En);
        // English that is a copy of the Chinese is one that nobody wrote.
        let typed = |text: Option<Both>| match text {
            Some(text) if english && text.en != text.zh => text,
            Some(Both { zh, .. }) => Both { zh, en: String::new() },
            None => Both::default(),
        };
        let empty = Self::default();
        let [light, dark] =
            host.accent.map_or([empty.light, empty.dark], |accent| [accent.light.to_string(), accent.dark.to_string()]);
        Self {
            name: typed(Some(host.name)),
            mark: host.mark.unwrap_or_default(),
            person: typed(host.contact.person),
            phone: host.contact.phone.unwrap_or_default(),
            email: host.contact.email.unwrap_or_default(),
            address: typed(host.contact.address),
            hand_in: typed(host.hand_in),
            notice: typed(host.notice),
            links: host
                .links
                .into_iter()
                .map(|link| DraftLink { title: typed(Some(link.title)), address: link.address })
                .collect(),
            icp: host.icp.unwrap_or_default(),
            police: host.police.unwrap_or_default(),
            languages: host.languages,
            regimes: host.regimes,
            coloured: host.accent.is_some(),
            light,
            dark,
            overlays: host.overlays,
            forms: host.forms,
            rulebooks: host.rulebooks,
            figures: host.figures,
        }
    }

    /// Whether nothing is filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The ids of the rule books.
    #[must_use]
    pub fn books(&self) -> Vec<&str> {
        books(&self.rulebooks)
    }

    /// The files that it names, each once, in the order of the file.
    #[must_use]
    pub fn files(&self) -> Vec<&str> {
        let mark = Some(self.mark.as_str()).filter(|mark| !mark.is_empty());
        let forms = self.forms.iter().map(|form| form.file.as_str());
        let overlays = self.overlays.iter().map(String::as_str);
        let books = self.rulebooks.iter().map(String::as_str);
        let mut files: Vec<&str> = Vec::new();
        for file in mark.into_iter().chain(overlays).chain(forms).chain(books) {
            if !files.contains(&file) {
                files.push(file);
            }
        }
        files
    }

    /// The `host.json` that it would be; what is empty is left out.
    #[must_use]
    pub fn text(&self) -> String {
        let file = File {
            schema: 1,
            name: typed(&self.name),
            mark: line(&self.mark),
            contact: Contact {
                person: typed(&self.person),
                phone: line(&self.phone),
                email: line(&self.email),
                address: typed(&self.address),
            }
            .said(),
            hand_in: typed(&self.hand_in),
            notice: typed(&self.notice),
            links: self.links.iter().map(|link| Link { title: each(&link.title), address: &link.address }).collect(),
            icp: line(&self.icp),
            police: line(&self.police),
            languages: self.languages.iter().map(|lang| lang.code()).collect(),
            regimes: &self.regimes,
            accent: self.coloured.then(|| Accent { light: self.light.clone(), dark: self.dark.clone() }),
            overlays: &self.overlays,
            forms: self.forms.iter().map(|form| Form { file: &form.file, regime: form.regime.as_deref() }).collect(),
            rulebooks: &self.rulebooks,
            figures: self.figures.iter().map(Figure::of).collect(),
            // Made of all the rest when the folder is taken away.
            compiled: None,
        };
        file.text()
    }

    /// The host, as [`read`] reads it. `regimes`: the ids of the rule books that there are.
    ///
    /// # Errors
    /// Everything that is wrong, each with its field.
    pub fn check(&self, regimes: &[&str]) -> Result<Host, Vec<Wrong>> {
        let text = self.text();
        let source = Source { name: FILE, text: &text };
        let problems = match read(&source, regimes) {
            Ok(Some(host)) => return Ok(host),
            // What is written here is never empty.
            Ok(None) => Vec::new(),
            Err(problems) => problems,
        };
        let root = read_json(&source).ok();
        let found = problems.into_iter().map(|problem| {
            let at = problem.place.as_deref().and_then(|place| offset(&text, place));
            let mut path = Vec::new();
            if let (Some(root), Some(at)) = (&root, at) {
                descend(root, at, &mut path);
            }
            Wrong { field: self.field(&path.join(".")), problem }
        });
        Err(found.collect())
    }

    /// The field of a key. Of a text in two languages it is the Chinese where that lacks, else the English where there is one.
    fn field(&self, key: &str) -> String {
        let is_zh = |text: &Both| text.zh.trim().is_empty() || text.en.trim().is_empty();
        let of = |text: &Both| format!("{key}.{}", if is_zh(text) { "zh" } else { "en" });
        let link = |place: &str| self.links.get(place.parse::<usize>().ok()?);
        let parts: Vec<&str> = key.split('.').collect();
        match parts.as_slice() {
            [""] => "name.zh".to_owned(),
            ["name"] => of(&self.name),
            ["contact", "person"] => of(&self.person),
            ["contact", "address"] => of(&self.address),
            ["hand_in"] => of(&self.hand_in),
            ["notice"] => of(&self.notice),
            ["links", place, "title"] => link(place).map_or_else(|| key.to_owned(), |link| of(&link.title)),
            _ => key.to_owned(),
        }
    }
}

fn line(text: &str) -> Option<&str> {
    (!text.trim().is_empty()).then_some(text)
}

/// Where there is no English, the Chinese stands in its place.
fn each(text: &Both) -> Text<'_> {
    if text.zh == text.en || text.en.trim().is_empty() {
        Text::Same(&text.zh)
    } else {
        Text::Each { zh: &text.zh, en: &text.en }
    }
}

fn typed(text: &Both) -> Option<Text<'_>> {
    (!text.zh.trim().is_empty() || !text.en.trim().is_empty()).then(|| each(text))
}

/// Where a place begins, in bytes.
fn offset(text: &str, place: &Place) -> Option<usize> {
    let (line, column) = (usize::try_from(place.line).ok()?, usize::try_from(place.column).ok()?);
    let before: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = text.get(before..)?;
    Some(before + rest.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum::<usize>())
}

/// The keys that lead to what stands at a place.
fn descend(node: &Node, at: usize, path: &mut Vec<String>) {
    match &node.value {
        Value::Table(entries) => {
            if let Some((key, inner)) = entries.iter().find(|(key, node)| key.span.start <= at && at < node.span.end) {
                path.push(key.name.clone());
                descend(inner, at, path);
            }
        }
        Value::List(items) => {
            if let Some((place, inner)) =
                items.iter().enumerate().find(|(_, node)| node.span.start <= at && at < node.span.end)
            {
                path.push(place.to_string());
                descend(inner, at, path);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Accent, Colour, write};
    use super::*;

    fn both(zh: &str, en: &str) -> Both {
        Both { zh: zh.to_owned(), en: en.to_owned() }
    }

    fn full() -> Draft {
        Draft {
            name: both("某市软件协会", "Software Association"),
            mark: "logo.svg".into(),
            person: both("王老师", "Ms Wang"),
            phone: "010-12345678 转 801".into(),
            email: "pingjia@example.org".into(),
            address: both("示例路 1 号", "1 Example Road"),
            hand_in: both("寄到上述地址，\n一式两份。", "By mail."),
            notice: both("受理到 12 月。", "Until December."),
            links: vec![DraftLink { title: both("通知", "Call"), address: "https://www.example.org/a".into() }],
            icp: "京ICP备12345678号-1".into(),
            police: "京公网安备11010102000001号".into(),
            languages: vec![Lang::En, Lang::Zh],
            regimes: vec!["om".into(), "credit".into()],
            coloured: true,
            light: "#1c3d8f".into(),
            dark: "#8fb8f0".into(),
            overlays: vec!["a.toml".into()],
            forms: vec![HostForm { file: "a.docx".into(), regime: Some("om".into()) }],
            rulebooks: vec!["workshop/rulebook.toml".into(), "workshop/zh.toml".into()],
            figures: vec![figure("4000万元", "2026")],
        }
    }

    fn figure(value: &str, year: &str) -> HostFigure {
        let [regime, figure, value, year] = ["workshop", "workshop.mean", value, year].map(str::to_owned);
        HostFigure { regime, figure, value, year, source: String::new() }
    }

    fn wrong(change: impl FnOnce(&mut Draft)) -> Vec<(String, String)> {
        let mut draft = full();
        change(&mut draft);
        let found = draft.check(&["om", "credit"]).unwrap_err();
        found.into_iter().map(|wrong| (wrong.field, wrong.problem.code)).collect()
    }

    #[test]
    fn what_is_filled_in_is_the_host_and_back() {
        let host = full().check(&["credit", "om"]).unwrap();
        assert_eq!(host.accent, Some(Accent { light: Colour(0x1c, 0x3d, 0x8f), dark: Colour(0x8f, 0xb8, 0xf0) }));
        assert_eq!(Draft::of(&host), full());
        assert_eq!(full().text(), write(&host));
        assert_eq!(full().files(), ["logo.svg", "a.toml", "a.docx", "workshop/rulebook.toml", "workshop/zh.toml"]);
    }

    #[test]
    fn where_no_english_is_written_the_chinese_stands_in_its_place_and_the_field_stays_empty() {
        for languages in [vec![Lang::Zh], vec![Lang::Zh, Lang::En]] {
            let mut draft =
                Draft { name: both("甲", ""), hand_in: both("交到窗口", " "), languages, ..Draft::default() };
            let host = draft.check(&[]).unwrap();
            assert_eq!((host.name.pick(Lang::En), host.hand_in.as_ref().unwrap().pick(Lang::En)), ("甲", "交到窗口"));
            draft.hand_in.en.clear();
            assert_eq!(Draft::of(&host), draft);
        }
    }

    #[test]
    fn each_mistake_stands_at_its_field() {
        let one = |change: fn(&mut Draft), field: &str, code: &str| {
            assert_eq!(wrong(change), [(field.to_owned(), code.to_owned())]);
        };
        one(|draft| draft.name = Both::default(), "name.zh", "missing-key");
        one(|draft| draft.name.zh.clear(), "name.zh", "missing-language");
        one(|draft| draft.name.en = "长".repeat(101), "name.en", "too-long");
        one(|draft| draft.person.zh.clear(), "contact.person.zh", "missing-language");
        one(|draft| draft.address = both(&"长".repeat(201), ""), "contact.address.zh", "too-long");
        one(|draft| draft.phone = "call us".into(), "contact.phone", "wrong-form");
        one(|draft| draft.email = "a@b".into(), "contact.email", "wrong-form");
        one(|draft| draft.hand_in.zh = "长".repeat(1_001), "hand_in.zh", "too-long");
        one(|draft| draft.links[0].title.zh.clear(), "links.0.title.zh", "missing-language");
        one(|draft| draft.links[0].title = Both::default(), "links.0.title.zh", "empty-text");
        one(|draft| draft.links[0].address = "http://example.org".into(), "links.0.address", "wrong-form");
        one(|draft| draft.icp = "1".into(), "icp", "wrong-form");
        one(|draft| draft.police = "1".into(), "police", "wrong-form");
        one(|draft| draft.regimes.push("nix".into()), "regimes.2", "unknown-regime");
        one(|draft| draft.light = "#ffd400".into(), "accent.light", "contrast");
        one(|draft| draft.dark = "red".into(), "accent.dark", "wrong-form");
        one(|draft| draft.mark = "a.gif".into(), "mark", "file-kind");
        one(|draft| draft.overlays[0] = "a%.toml".into(), "overlays.0", "file-name");
        one(|draft| draft.forms[0].file = "a.doc".into(), "forms.0.file", "file-kind");
        one(|draft| draft.figures[0].value.clear(), "figures.0.value", "empty-text");
        one(|draft| draft.figures[0].year = "26".into(), "figures.0.year", "wrong-form");
        one(|draft| draft.figures.push(figure("1", "2026")), "figures.1.figure", "duplicate");
        one(|draft| draft.rulebooks[1] = "workshop/../zh.toml".into(), "rulebooks.1", "file-name");
        one(|draft| draft.rulebooks[0] = "workshop/facts.toml".into(), "rulebooks.0", "missing-file");
    }

    #[test]
    fn what_is_not_there_yet_is_told_from_what_is_wrong() {
        let missing = |draft: Draft| draft.check(&[]).unwrap_err().iter().all(Wrong::is_missing);
        assert!(missing(Draft::default()));
        assert!(missing(Draft { name: both("", "A"), ..Draft::default() }));
        assert!(!missing(Draft { phone: "x".into(), ..Draft::default() }));
        assert!(Draft::default().is_empty() && !full().is_empty());
    }

    #[test]
    fn a_draft_of_an_earlier_version_is_read_as_far_as_it_goes() {
        let draft: Draft = serde_json::from_str(r#"{ "phone": "010-1" }"#).unwrap();
        assert_eq!(draft, Draft { phone: "010-1".into(), ..Draft::default() });
    }
}
