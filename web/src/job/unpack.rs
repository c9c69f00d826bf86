//! Taking a package back in: its answers and records as texts, its attached files as files.

use super::order::Event;
use crate::worker::{Reading, Rules, Trouble, say};
use js_sys::{Array, Uint8Array};
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_assess::proof::{Attached, write_records};
use ziping_base::diag;
use ziping_base::say;
use ziping_dossier::{UnpackError, Unpacked, check_file, unpack};
use ziping_rules::fact::write_answers_noting;
use ziping_unzip::{Entry, Limits, Zip};

/// How much of a file is gathered before it becomes a file of its own, in bytes.
const GATHERED: usize = 8 << 20;

/// A word for why, where the page knows what to say of it.
const fn code(error: &UnpackError) -> &'static str {
    match error {
        UnpackError::Zip(_) => "zip",
        UnpackError::NotAPackage(_) => "not-a-package",
        UnpackError::Redacted => "redacted",
        UnpackError::Answers(_) => "answers",
        UnpackError::File(_) => "file",
    }
}

pub(super) async fn take_back(
    scope: &DedicatedWorkerGlobalScope,
    over: Option<&Blob>,
    package: Blob,
) -> Result<(), Trouble> {
    let rules = Rules::of(scope, over).await?;
    let library = rules.library();
    let trouble = |error: UnpackError| Trouble { why: diag::Said::english(error.to_string()), code: code(&error) };
    let reading = Reading::of(package).ok_or_else(|| {
        Trouble::other(say!("the browser cannot read files beside the page", "这个浏览器不能在后台读文件"))
    })?;
    let zip = Zip::open(&reading, &Limits::PACKAGE).map_err(|refused| trouble(refused.into()))?;
    let Unpacked { manifest, answers, records } = unpack(&zip, &library.catalogue).map_err(trouble)?;
    let of = records.files().map(|(_, file)| file.bytes).sum();
    let (mut done, mut files) = (0, Vec::new());
    for (_, attached) in records.files() {
        files.push(take_file(&zip, &reading, attached).map_err(trouble)?);
        done += attached.bytes;
        say(scope, &Event::Reading { done, of });
    }
    let unpacked = Event::Unpacked {
        answers: write_answers_noting(&answers.organisation, &answers.sheet, &answers.unknown, &library.catalogue),
        records: write_records(&records),
        as_of: manifest.as_of,
        regime: manifest.regime,
        files,
    };
    say(scope, &unpacked);
    Ok(())
}

/// A file of an archive, checked by its size and hash.
pub(super) fn take_file(zip: &Zip<'_>, reading: &Reading, attached: &Attached) -> Result<Blob, UnpackError> {
    // What lies there as it is needs no copy.
    let place = zip.find(&attached.at).and_then(Entry::stored);
    let mut gathered = Gathered::default();
    let mut gather = |part: &[u8]| gathered.take(part);
    let sink: &mut dyn FnMut(&[u8]) = if place.is_some() { &mut |_| {} } else { &mut gather };
    check_file(zip, attached, sink)?;
    let file = match place {
        Some(place) => reading.slice(place.start, place.end),
        None => gathered.finish(),
    };
    file.ok_or_else(|| UnpackError::File(attached.at.clone()))
}

/// Bytes that become a file, which the browser may put on the disk.
#[derive(Default)]
struct Gathered {
    parts: Array,
    bytes: Vec<u8>,
}

impl Gathered {
    fn take(&mut self, part: &[u8]) {
        self.bytes.extend_from_slice(part);
        if self.bytes.len() >= GATHERED {
            self.put_by();
        }
    }

    fn put_by(&mut self) {
        let part = Array::of1(&Uint8Array::from(self.bytes.as_slice()));
        if let Ok(blob) = Blob::new_with_u8_array_sequence(&part) {
            self.parts.push(&blob);
        }
        self.bytes.clear();
    }

    fn finish(mut self) -> Option<Blob> {
        self.put_by();
        Blob::new_with_blob_sequence(&self.parts).ok()
    }
}
