//! What a package says of itself, and reading it.

use super::Redaction;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ziping_base::node::json::{items, word};
use ziping_regime::{Origin, Status};

/// What a package says of itself (`manifest.json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this file.
    pub schema: u32,
    /// What this is and is not.
    pub notice: String,
    /// Version of the kit that made it.
    pub kit: String,
    /// Regime id.
    pub regime: String,
    /// Title of the regime.
    pub regime_title: String,
    /// Version of the rule book.
    pub rulebook: String,
    /// Who has put the rule book on the site: `host`, or `trial`, a draft that the applicant has loaded; not said where it
    /// comes with the kit.
    #[serde(default, skip_serializing_if = "Origin::is_kit")]
    pub origin: Origin,
    /// Where the rule book stands: `draft`, `in_force`, `undated`, `superseded`, `historical`.
    pub status: ziping_regime::Status,
    /// Overlays in use, as `id@version`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    /// The organisation; `None` where names are left out.
    pub organisation: Option<String>,
    /// The assessment date, ISO 8601.
    pub as_of: String,
    /// The outcome applied for; empty: it is not said, or nobody applies for one. Packages of before 2026-12 have the
    /// outcome that the improvement plan aimed at here.
    pub target: String,
    /// Which answers are in it; `None` in packages of before this was said, which hold all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Extent>,
    /// The procedure that it is for; empty in packages of before there were several.
    #[serde(default)]
    pub procedure: String,
    /// Who serves the site on which it was made, by its own word; `None`: not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<ManifestHost>,
    /// What an export for outsiders leaves out; `None`: nothing, this is the applicant's own copy.
    pub redacted: Option<Redaction>,
    /// Every other file of the package, in order.
    pub files: Vec<ManifestFile>,
}

/// Which answers a package holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// Those that its regime uses.
    Used,
    /// All that the applicant has given, also those for other regimes.
    Whole,
}

/// Who serves the site on which a package was made: its own word, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestHost {
    /// Its name.
    pub name: String,
    /// How to reach it, an entry a line: `电话：010-12345678`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact: Vec<String>,
    /// Where and how papers are handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_in: Option<String>,
}

/// A file of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Its path in the zip.
    pub path: String,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in lower-case hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// Reads what the tree of a manifest says. Keys that are not known are let be: a later version may have more.
    ///
    /// Written out because a derived reader would not name the key.
    ///
    /// # Errors
    /// Which key is missing or says something else than it should.
    pub(crate) fn from_json(json: &Json) -> Result<Self, &'static str> {
        let text = |key: &'static str| word(json, key).ok_or(key);
        let number = json.get("schema").and_then(Json::as_u64).and_then(|number| u32::try_from(number).ok());
        let optional = |key: &'static str| match json.get(key) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(key),
        };
        let redacted = match json.get("redacted") {
            None | Some(Json::Null) => None,
            Some(redacted) => Some(redaction(redacted).ok_or("redacted")?),
        };
        let host = match json.get("host") {
            None | Some(Json::Null) => None,
            Some(said) => Some(host(said).ok_or("host")?),
        };
        Ok(Self {
            schema: number.ok_or("schema")?,
            notice: text("notice")?,
            kit: text("kit")?,
            regime: text("regime")?,
            regime_title: text("regime_title")?,
            rulebook: text("rulebook")?,
            origin: match optional("origin")? {
                None => Origin::Kit,
                Some(name) => Origin::parse(&name).ok_or("origin")?,
            },
            status: word(json, "status").and_then(|name| Status::parse(&name)).ok_or("status")?,
            overlays: match json.get("overlays") {
                None => Vec::new(),
                Some(_) => items(json, "overlays", |name| Some(name.as_str()?.to_owned())).ok_or("overlays")?,
            },
            organisation: optional("organisation")?,
            as_of: text("as_of")?,
            target: text("target")?,
            answers: match optional("answers")?.as_deref() {
                None => None,
                Some("used") => Some(Extent::Used),
                Some("whole") => Some(Extent::Whole),
                Some(_) => return Err("answers"),
            },
            procedure: optional("procedure")?.unwrap_or_default(),
            host,
            redacted,
            files: items(json, "files", file).ok_or("files")?,
        })
    }
}

fn host(json: &Json) -> Option<ManifestHost> {
    let contact = match json.get("contact") {
        None => Vec::new(),
        Some(_) => items(json, "contact", |line| Some(line.as_str()?.to_owned()))?,
    };
    let hand_in = match json.get("hand_in") {
        None => None,
        Some(_) => Some(word(json, "hand_in")?),
    };
    Some(ManifestHost { name: word(json, "name")?, contact, hand_in })
}

fn redaction(json: &Json) -> Option<Redaction> {
    let left_out = |key: &str| json.get(key)?.as_bool();
    Some(Redaction { contacts: left_out("contacts")?, names: left_out("names")?, amounts: left_out("amounts")? })
}

fn file(json: &Json) -> Option<ManifestFile> {
    Some(ManifestFile { path: word(json, "path")?, bytes: json.get("bytes")?.as_u64()?, sha256: word(json, "sha256")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(redacted: Option<Redaction>) -> Manifest {
        let word = |text: &str| text.to_owned();
        let file = ManifestFile { path: word("a/甲.docx"), bytes: 1 << 40, sha256: word("0f") };
        Manifest {
            schema: 1,
            notice: word("非官方"),
            kit: word("1.0"),
            regime: word("om"),
            regime_title: word("运维"),
            rulebook: word("1.2.3"),
            origin: redacted.map_or(Origin::Kit, |_| Origin::Host),
            status: Status::Historical,
            overlays: redacted.is_none().then(|| word("x@1")).into_iter().collect(),
            organisation: redacted.is_none().then(|| word("甲 \"乙\"")),
            as_of: word("2026-11-21"),
            target: word("met"),
            answers: redacted.map_or(Some(Extent::Used), |_| Some(Extent::Whole)),
            procedure: word("first"),
            host: redacted.map(|_| ManifestHost {
                name: word("协会"),
                contact: vec![word("电话：010-12345678")],
                hand_in: Some(word("一式两份")),
            }),
            redacted,
            files: vec![file.clone(), file],
        }
    }

    #[test]
    fn what_is_written_is_read_and_what_is_missing_is_named() {
        let redaction = Redaction { contacts: true, names: false, amounts: true };
        for written in [manifest(None), manifest(Some(redaction))] {
            let json = serde_json::to_value(&written).unwrap();
            assert_eq!(Manifest::from_json(&json), Ok(written));
            for key in json.as_object().unwrap().keys() {
                let mut less = json.clone();
                less[key] = serde_json::json!(1.5);
                assert_eq!(Manifest::from_json(&less), Err(wanted(key)), "{key}");
            }
        }
    }

    /// The key as the reader names it.
    fn wanted(key: &str) -> &'static str {
        let all = ["schema", "notice", "kit", "regime", "regime_title", "rulebook", "status", "organisation", "as_of"];
        all.into_iter()
            .chain(["origin", "overlays", "target", "answers", "procedure", "host", "redacted", "files"])
            .find(|known| *known == key)
            .unwrap()
    }
}
