//! What a package says of itself.

use super::shown;
use crate::{Extent, MANIFEST, Manifest, ManifestFile, Redaction};
use core::fmt;
use serde::Serialize;
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Source};
use ziping_base::node::json::of_node;
use ziping_base::node::{Value, read_json};
use ziping_regime::Status;
use ziping_unzip::{Refused, Zip};

/// The largest manifest that is read.
const LARGEST: u64 = 4 << 20;
/// The most overlays of a package that are named.
const MOST_OVERLAYS: usize = 50;
/// The form of manifest that this version reads.
const SCHEMA: u32 = 1;

/// Why there is nothing to inspect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAPackage {
    /// The archive itself is refused.
    Archive(Refused),
    /// A zip archive, but without a manifest.
    NoManifest,
    /// The manifest cannot be understood: where, as far as it is known.
    BadManifest(String),
    /// A later version of the kit made it.
    Newer(u32),
}

impl From<Refused> for NotAPackage {
    fn from(refused: Refused) -> Self {
        Self::Archive(refused)
    }
}

impl NotAPackage {
    /// A word for it that does not change, for texts in other languages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Archive(refused) => refused.reason.code(),
            Self::NoManifest => "no-manifest",
            Self::BadManifest(_) => "bad-manifest",
            Self::Newer(_) => "newer",
        }
    }
}

impl fmt::Display for NotAPackage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Archive(refused) => refused.fmt(f),
            Self::NoManifest => write!(f, "it is no application package: `{MANIFEST}` is missing"),
            Self::BadManifest(why) => write!(f, "its manifest cannot be understood: {why}"),
            Self::Newer(schema) => write!(f, "its manifest is of form {schema}; this version reads form {SCHEMA}"),
        }
    }
}

impl core::error::Error for NotAPackage {}

/// What a package says of itself, fit to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// Version of the kit that made it.
    pub kit: String,
    /// Regime id.
    pub regime: String,
    /// Title of the regime.
    pub regime_title: String,
    /// Version of the rule book.
    pub rulebook: String,
    /// Where the rule book stood.
    pub status: Status,
    /// The organisation; `None` where names are left out.
    pub organisation: Option<String>,
    /// The assessment date.
    #[serde(serialize_with = "day")]
    pub as_of: Day,
    /// The outcome applied for, by id; empty: not said, or nobody applies for one. In packages without `answers` the
    /// outcome that the improvement plan aims at.
    pub target: String,
    /// Which answers are in it; `None`: a package of before this was said.
    pub answers: Option<Extent>,
    /// Overlays in use, as `id@version`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    /// What is left out, where it is an export for outsiders.
    pub redacted: Option<Redaction>,
}

fn day<S: serde::Serializer>(day: &Day, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(day)
}

/// What was found of a manifest.
pub(super) struct Found {
    pub(super) about: About,
    pub(super) files: Vec<ManifestFile>,
    /// The folder that everything lies in, with its `/`: empty unless someone packed the unpacked folder again.
    pub(super) folder: String,
}

/// What is wrong with a text, and where.
fn said(problem: &Diagnostic) -> String {
    let place = problem.place.as_ref().map(|place| format!(" at line {} column {}", place.line, place.column));
    format!("{}{}", problem.message, place.unwrap_or_default())
}

/// The folders that hold a manifest, each with its `/`; the archive itself is the empty one.
pub(super) fn folders(zip: &Zip<'_>) -> Vec<String> {
    let folder = |name: &str| {
        let folder = name.strip_suffix(MANIFEST)?;
        (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_owned())
    };
    zip.entries().iter().filter_map(|entry| folder(entry.name())).collect()
}

/// Reads the manifest of a folder.
pub(super) fn read(zip: &Zip<'_>, folder: &str) -> Result<Found, NotAPackage> {
    let entry = zip.find(&format!("{folder}{MANIFEST}")).ok_or(NotAPackage::NoManifest)?;
    let bytes = zip.read(entry, LARGEST)?;
    let bad = |why: String| NotAPackage::BadManifest(shown(&why, 200));
    let text = core::str::from_utf8(&bytes).map_err(|error| bad(error.to_string()))?;
    let node = read_json(&Source { name: MANIFEST, text }).map_err(|problem| bad(said(&problem)))?;
    // The form first: what follows may look different in another one.
    let schema = match node.get("schema").map(|schema| &schema.value) {
        Some(Value::Number(schema)) => schema.parse::<u32>().ok(),
        _ => None,
    };
    match schema {
        Some(SCHEMA) => {}
        Some(newer) if newer > SCHEMA => return Err(NotAPackage::Newer(newer)),
        _ => return Err(bad("`schema` is missing".to_owned())),
    }
    let tree = of_node(node).ok_or_else(|| bad("one of its numbers is not whole".to_owned()))?;
    let wrong = |key: &str| bad(format!("`{key}` is missing or not what it should be"));
    let manifest = Manifest::from_json(&tree).map_err(wrong)?;
    let as_of = Day::parse(&manifest.as_of)
        .filter(|day| (Day::EARLIEST..=Day::LATEST).contains(day))
        .ok_or_else(|| bad("`as_of` is not a day".to_owned()))?;
    let mut paths: Vec<&str> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    paths.sort_unstable();
    if let Some(pair) = paths.windows(2).find(|pair| pair.first() == pair.last()) {
        return Err(bad(format!("`{}` is listed twice", pair.first().copied().unwrap_or_default())));
    }
    let about = About {
        kit: shown(&manifest.kit, 40),
        regime: shown(&manifest.regime, 60),
        regime_title: shown(&manifest.regime_title, 120),
        rulebook: shown(&manifest.rulebook, 40),
        status: manifest.status,
        organisation: manifest.organisation.as_deref().map(|name| shown(name, 120)),
        as_of,
        target: shown(&manifest.target, 60),
        answers: manifest.answers,
        overlays: manifest.overlays.iter().take(MOST_OVERLAYS).map(|overlay| shown(overlay, 120)).collect(),
        redacted: manifest.redacted.filter(Redaction::any),
    };
    Ok(Found { about, files: manifest.files, folder: folder.to_owned() })
}
