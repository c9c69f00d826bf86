//! The attached files of a back-up: which there are, and bringing them into this browser without touching those here.

use crate::browser;
use crate::state::{Client, Workspace};
use crate::store::{Files, Trouble};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use web_sys::Blob;
use ziping_assess::proof::{Attached, Records};

/// The files that the papers of organisations name, each once, by where they lie.
pub(super) fn attached(workspace: &Workspace) -> BTreeMap<&str, &Attached> {
    let files = workspace.clients.iter().flat_map(|client| client.records.files());
    files.map(|(_, file)| (file.at.as_str(), file)).collect()
}

/// Where each file of a back-up lies from now on.
pub(super) type Moved = BTreeMap<String, String>;

/// Why a file could not be brought in: its name, its size, what is the matter.
pub(super) type Failed = (String, u64, Trouble);

/// Brings in the files that these organisations name, all or none: where one fails, those before it are taken out
/// again. `files`: the back-up's, by where they lay. A file of the back-up never takes the place of another one.
pub(super) async fn bring(
    clients: &[Client],
    files: &BTreeMap<String, Blob>,
    here: &Workspace,
) -> Result<Moved, Failed> {
    let known = attached(here);
    let wanted: BTreeMap<&str, &Attached> =
        clients.iter().flat_map(|client| client.records.files()).map(|(_, file)| (file.at.as_str(), file)).collect();
    let wanted: Vec<(&Attached, &Blob)> =
        wanted.into_values().filter_map(|file| Some((file, files.get(&file.at)?))).collect();
    let Some((first, _)) = wanted.first() else { return Ok(Moved::new()) };
    let store = Files::open().await.map_err(|trouble| (first.name.clone(), first.bytes, trouble))?;
    let mut moved = Moved::new();
    let mut put: Vec<String> = Vec::new();
    for (file, blob) in wanted {
        let same = known.get(file.at.as_str()).map(|own| own.sha256 == file.sha256);
        let is_there = matches!(store.get(&file.at).await, Ok(Some(_)));
        if same == Some(true) && is_there {
            continue;
        }
        // Another file has this place.
        let at = if same == Some(false) { browser::new_id() } else { file.at.clone() };
        if let Err(trouble) = store.put(&at, blob).await {
            for at in &put {
                // What stays is forgotten after a day like all that no organisation names.
                let _ = store.remove(at).await;
            }
            return Err((file.name.clone(), file.bytes, trouble));
        }
        if at != file.at {
            moved.insert(file.at.clone(), at.clone());
        }
        if !is_there {
            put.push(at);
        }
    }
    Ok(moved)
}

/// Organisations whose papers name the files where they lie now.
pub(super) fn follow(client: &mut Client, moved: &Moved) {
    let names: BTreeSet<&str> = client.records.files().map(|(_, file)| file.at.as_str()).collect();
    if !names.iter().any(|at| moved.contains_key(*at)) {
        return;
    }
    let mut records = Records::default();
    for (paper, record) in client.records.iter() {
        let mut record = record.clone();
        for file in &mut record.files {
            if let Some(at) = moved.get(&file.at) {
                file.at.clone_from(at);
            }
        }
        records.put(paper, record);
    }
    client.records = Rc::new(records);
}
