//! The back-up of everything with its attached files, out and back in: files are read part by part and go into the zip,
//! and come out of it, by reference.

use super::order::Event;
use super::unpack::take_file;
use super::worker::{file_of, measure, put};
use crate::worker::{Reading, Trouble, ZIP, say};
use js_sys::Array;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_assess::proof::Attached;
use ziping_base::diag;
use ziping_base::say;
use ziping_dossier::{PackageError, Piece, UnpackError, read_bundle, write_bundle};
use ziping_unzip::{Limits, Zip};

/// Makes a back-up of a text and of the files behind it, which are those named. A file that is not what was attached is
/// left out and said; one without a hash, as a form, has never been measured and goes in as it is.
pub(super) fn make(scope: &DedicatedWorkerGlobalScope, named: &[Attached], files: &[Blob]) -> Result<(), Trouble> {
    let (text, files) =
        files.split_first().ok_or_else(|| Trouble::other(say!("there is nothing to back up", "没有可以备份的内容")))?;
    let places: Vec<String> = named.iter().map(|file| file.at.clone()).collect();
    let measured = measure(scope, files, &places);
    let (mut good, mut without) = (Vec::new(), Vec::new());
    for (file, measured) in named.iter().zip(&measured) {
        match measured {
            Some(measured)
                if file.sha256.is_empty() || (file.bytes, &file.sha256) == (measured.bytes, &measured.sha256) =>
            {
                good.push((file.name.as_str(), measured));
            }
            _ => without.push(file.name.clone()),
        }
    }
    let mut bytes = Vec::new();
    let reading = Reading::of(text.clone()).ok_or_else(unreadable)?;
    reading.parts(&mut |part| bytes.extend_from_slice(part)).map_err(|_| unreadable())?;
    let parts = Array::new();
    let mut sink = |piece: Piece<'_>| put(&parts, piece, &places, files);
    write_bundle(&bytes, &good, &mut sink).map_err(|error| Trouble {
        code: if error == PackageError::TooLarge { "too-large" } else { "" },
        why: error.said(),
    })?;
    say(scope, &Event::BackedUp { file: file_of(&parts, ZIP)?, without });
    Ok(())
}

fn unreadable() -> Trouble {
    Trouble { why: say!("the back-up cannot be read", "备份读不出来"), code: "unreadable" }
}

/// Reads a back-up; every file in it is checked before any is handed over.
pub(super) fn take_back(scope: &DedicatedWorkerGlobalScope, backup: Blob) -> Result<(), Trouble> {
    let trouble = |error: UnpackError| Trouble {
        why: diag::Said::english(error.to_string()),
        code: match error {
            UnpackError::Zip(_) => "zip",
            UnpackError::File(_) => "file",
            UnpackError::NotAPackage(_) | UnpackError::Redacted | UnpackError::Answers(_) => "not-a-package",
        },
    };
    let reading = Reading::of(backup).ok_or_else(unreadable)?;
    let zip = Zip::open(&reading, &Limits::BACKUP).map_err(|refused| trouble(refused.into()))?;
    let (text, list) = read_bundle(&zip).map_err(trouble)?;
    let of = list.iter().map(|file| file.bytes).sum();
    let (mut done, mut files, mut places) = (0, Vec::new(), Vec::new());
    for file in list {
        files.push(take_file(&zip, &reading, &file.attached()).map_err(trouble)?);
        done += file.bytes;
        places.push(file.at);
        say(scope, &Event::Reading { done, of });
    }
    say(scope, &Event::Restored { text, places, files });
    Ok(())
}
