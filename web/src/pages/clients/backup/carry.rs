//! The files of a back-up, attached ones and forms of an association's own: which there are, and bringing them into this
//! browser without touching those here.

use crate::browser;
use crate::state::{Client, Workspace};
use crate::store::{Files, Forms, KeptForm, Trouble};
use js_sys::Uint8Array;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
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

/// Before the place of a form among the files of a back-up: what follows is the rule book that it was chosen for and its
/// name, with a line feed between.
const FORM: &str = "form:";

/// The forms that are kept here, as files of a back-up. Nobody has measured them before.
pub(super) async fn forms_here() -> Vec<(Attached, Blob)> {
    let as_file = |KeptForm { of, name, file }| {
        let at = format!("{FORM}{of}\n{name}");
        (Attached { name, at, bytes: file.size() as u64, ..Attached::default() }, file)
    };
    kept().await.into_iter().map(as_file).collect()
}

async fn kept() -> Vec<KeptForm> {
    match Forms::open().await {
        Ok(store) => store.all().await.unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}

/// The files of a back-up: attached ones by where they lay, and forms.
pub(super) fn parted(files: impl Iterator<Item = (String, Blob)>) -> (BTreeMap<String, Blob>, Vec<KeptForm>) {
    let (mut attached, mut forms) = (BTreeMap::new(), Vec::new());
    for (place, file) in files {
        match place.strip_prefix(FORM).and_then(|place| place.split_once('\n')) {
            Some((of, name)) => forms.push(KeptForm { of: of.to_owned(), name: name.to_owned(), file }),
            None => {
                attached.insert(place, file);
            }
        }
    }
    (attached, forms)
}

async fn bytes(file: &Blob) -> Option<Vec<u8>> {
    JsFuture::from(file.array_buffer()).await.ok().map(|buffer| Uint8Array::new(&buffer).to_vec())
}

/// The forms of a back-up that are not here with the same contents; one whose name another form has here under another
/// name.
pub(super) async fn unknown(found: Vec<KeptForm>) -> Vec<KeptForm> {
    let mut here = kept().await;
    let mut new = Vec::new();
    for mut form in found {
        let contents = bytes(&form.file).await;
        let mut known = false;
        for other in here.iter().filter(|other| other.of == form.of) {
            known |= contents.is_some() && bytes(&other.file).await == contents;
        }
        if known {
            continue;
        }
        let taken = |name: &str, here: &[KeptForm]| here.iter().any(|other| other.of == form.of && other.name == name);
        let name = free_name(&form.name, |name| taken(name, &here));
        form.name = name;
        here.push(form.clone());
        new.push(form);
    }
    new
}

/// A name that is not taken: the same, else with a number before its ending.
fn free_name(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let (stem, ending) = name.rfind('.').map_or((name, ""), |dot| name.split_at(dot));
    let mut names = std::iter::once(name.to_owned()).chain((2..).map(|count| format!("{stem}（{count}）{ending}")));
    names.find(|name| !taken(name)).unwrap_or_default()
}

/// Keeps forms of a back-up.
pub(super) async fn keep(forms: &[KeptForm]) -> Result<(), Failed> {
    let failed = |form: &KeptForm, trouble| (form.name.clone(), form.file.size() as u64, trouble);
    let Some(first) = forms.first() else { return Ok(()) };
    let store = Forms::open().await.map_err(|trouble| failed(first, trouble))?;
    for form in forms {
        store.put(form).await.map_err(|trouble| failed(form, trouble))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::free_name;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_form_whose_name_is_taken_gets_a_number_before_its_ending() {
        assert_eq!(free_name("申报书.docx", |_| false), "申报书.docx");
        assert_eq!(free_name("申报书.docx", |name| name == "申报书.docx"), "申报书（2）.docx");
        assert_eq!(free_name("a", |name| ["a", "a（2）"].contains(&name)), "a（3）");
    }
}
