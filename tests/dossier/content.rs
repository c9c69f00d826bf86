//! The content of the repository and packages made of it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use ziping_assess::DueTask;
use ziping_assess::proof::{Attached, Records};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_content::{Content, TextFile, load};
use ziping_dossier::{Form, Measure, Measured, Order, Package, Piece, Redaction, Written, write_package};
use ziping_host::Host;
use ziping_regime::{RuleBook, Words};
use ziping_rules::fact::{Sheet, Value, read_answers};

/// The repository's content, read once.
pub static CONTENT: LazyLock<Content> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    match load(&files) {
        Ok(content) => content,
        Err(problems) => panic!("the content does not load: {}", problems.first().unwrap()),
    }
});

fn collect(root: &Path, folder: &Path, files: &mut Vec<TextFile>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push(TextFile { path: name, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}

/// Answers, the date and the regime that a package is made of.
#[derive(Clone)]
pub struct Applicant {
    pub regime: String,
    pub name: String,
    pub as_of: Day,
    pub sheet: Sheet,
    pub words: Words,
    pub target: Option<u8>,
    pub procedure: Option<&'static str>,
    pub hand_in: Option<Day>,
    pub tasks: Vec<DueTask>,
    pub redact: Redaction,
    pub whole_sheet: bool,
    /// Who serves the site.
    pub host: Option<Host>,
    pub keep_links: bool,
    pub records: Records,
    /// The bytes of attached files, by where they lie.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Applicant {
    /// The made-up organisation that applies for the credit rating.
    pub fn example() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/credit/example.json");
        let text = std::fs::read_to_string(path).unwrap();
        let answers = read_answers(&Source { name: "example.json", text: &text }, &CONTENT.library.catalogue).unwrap();
        Self {
            regime: "credit".into(),
            name: answers.organisation,
            as_of: Day::parse("2026-11-21").unwrap(),
            sheet: answers.sheet,
            words: CONTENT.words_for("zh", "credit"),
            target: None,
            procedure: None,
            hand_in: None,
            tasks: Vec::new(),
            redact: Redaction::default(),
            whole_sheet: false,
            host: None,
            keep_links: false,
            records: Records::default(),
            files: BTreeMap::new(),
        }
    }

    /// The applicant of the fullest case of a regime, under a name of its own.
    pub fn of(regime: &str) -> Self {
        if regime == "credit" {
            return Self::example();
        }
        let case = CONTENT.cases[regime].iter().max_by_key(|case| case.sheet.answered().count()).unwrap();
        let mut applicant = Self {
            regime: regime.into(),
            name: "虚构信息技术股份有限公司".into(),
            as_of: case.as_of,
            sheet: case.sheet.clone(),
            words: CONTENT.words_for("zh", regime),
            target: None,
            procedure: None,
            hand_in: None,
            tasks: Vec::new(),
            redact: Redaction::default(),
            whole_sheet: false,
            host: None,
            keep_links: false,
            records: Records::default(),
            files: BTreeMap::new(),
        };
        let name = applicant.name.clone();
        applicant.say("org.name", &name);
        applicant
    }

    /// One of the made-up organisations of `tests/fixtures/papers`, which answer for every regime.
    pub fn saved(organisation: &str, regime: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/papers/{organisation}.json"));
        let text = std::fs::read_to_string(path).unwrap();
        let answers = read_answers(&Source { name: organisation, text: &text }, &CONTENT.library.catalogue).unwrap();
        Self {
            regime: regime.into(),
            name: answers.organisation,
            sheet: answers.sheet,
            words: CONTENT.words_for("zh", regime),
            ..Self::example()
        }
    }

    /// Answers a text fact.
    pub fn say(&mut self, fact: &str, text: &str) {
        let ix = CONTENT.library.catalogue.find(fact).unwrap();
        self.sheet.put(ix, Some(Value::Text(text.into())));
    }

    /// Answers any fact.
    pub fn put(&mut self, fact: &str, value: Value) {
        let ix = CONTENT.library.catalogue.find(fact).unwrap();
        self.sheet.put(ix, Some(value));
    }

    pub fn rulebook(&self) -> &'static RuleBook {
        CONTENT.library.regime(&self.regime).unwrap()
    }

    /// Attaches a file to a paper.
    pub fn attach(&mut self, paper: &str, name: &str, bytes: &[u8]) {
        self.attach_counted(paper, name, bytes, None);
    }

    /// Attaches a file whose pages were counted.
    pub fn attach_counted(&mut self, paper: &str, name: &str, bytes: &[u8], counted: Option<u32>) {
        let at = format!("{paper} {name} {}", self.files.len());
        let measured = measured(&at, bytes);
        let mut record = self.records.of(paper);
        let kind = "application/octet-stream".to_owned();
        let (bytes_of, sha256) = (measured.bytes, measured.sha256);
        record.files.push(Attached { at: at.clone(), name: name.into(), kind, bytes: bytes_of, sha256, counted });
        self.records.put(paper, record);
        self.files.insert(at, bytes.to_vec());
    }

    pub fn measured(&self) -> Vec<Measured> {
        self.files.iter().map(|(at, bytes)| measured(at, bytes)).collect()
    }

    pub fn order<'a>(&'a self, measured: &'a [Measured]) -> Order<'a> {
        self.order_with(measured, &[])
    }

    /// With forms of an association's own.
    pub fn order_with<'a>(&'a self, measured: &'a [Measured], forms: &'a [Form<'a>]) -> Order<'a> {
        Order {
            library: &CONTENT.library,
            rulebook: self.rulebook(),
            words: &self.words,
            organisation: &self.name,
            sheet: &self.sheet,
            records: &self.records,
            measured,
            as_of: self.as_of,
            target: self.target,
            procedure: self.procedure,
            hand_in: self.hand_in,
            tasks: &self.tasks,
            forms,
            kit_version: "0.0.0-test",
            redact: self.redact,
            keep_links: self.keep_links,
            whole_sheet: self.whole_sheet,
            host: self.host.as_ref(),
        }
    }

    /// The package with its attached files, put together as a page or the command line does.
    pub fn package(&self) -> Package {
        let mut bytes = Vec::new();
        let mut sink = |piece: Piece<'_>| match piece {
            Piece::Bytes(part) => bytes.extend_from_slice(part),
            Piece::File(at) => bytes.extend_from_slice(&self.files[at]),
        };
        let written = write_package(&self.order(&self.measured()), &mut sink, &mut |_| ControlFlow::Continue(()));
        let Written { file_name, bytes: length, manifest, carried } = written.unwrap();
        assert_eq!(length, bytes.len() as u64);
        Package { file_name, bytes, manifest, carried }
    }
}

fn measured(at: &str, bytes: &[u8]) -> Measured {
    let mut measure = Measure::new();
    bytes.chunks(7).for_each(|part| measure.take(part));
    measure.finish(at)
}

/// The ids of all regimes.
pub fn regimes() -> Vec<String> {
    CONTENT.library.regimes.iter().map(|regime| regime.id.clone()).collect()
}
