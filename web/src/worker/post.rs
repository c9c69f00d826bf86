//! What page and workers say to each other: values of derived types, as plain objects. Files among them are handles, which
//! copy nothing ([`serde_wasm_bindgen::preserve`], [`files`], [`file_or_none`]).

use gloo::events::EventListener;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

/// What a worker is asked to do, and what it needs for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Errand<A> {
    pub(crate) ask: A,
    /// The rule books with the overlays in use.
    #[serde(with = "file_or_none")]
    pub(crate) over: Option<Blob>,
    /// What it is asked to do it with.
    #[serde(with = "files")]
    pub(crate) files: Vec<Blob>,
}

/// As the browser posts it. `None`: a number in it is larger than a browser's numbers are exact.
pub(crate) fn write(said: &impl Serialize) -> Option<JsValue> {
    said.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).ok()
}

/// What was posted; `None`: it is something else.
pub(crate) fn read<T: DeserializeOwned>(data: JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(data).ok()
}

/// The worker's side: says something to the page.
pub(crate) fn say(scope: &DedicatedWorkerGlobalScope, said: &impl Serialize) {
    if let Some(said) = write(said) {
        // A page that is gone hears nothing and misses nothing.
        let _ = scope.post_message(&said);
    }
}

/// The worker's side: hears errands of one kind, as long as the worker lives. Those of other kinds are for others.
pub(crate) fn listen<A: DeserializeOwned>(
    scope: &DedicatedWorkerGlobalScope,
    serve: impl Fn(DedicatedWorkerGlobalScope, Errand<A>) + 'static,
) {
    let here = scope.clone();
    EventListener::new(scope, "message", move |event| {
        if let Some(errand) = event.dyn_ref::<MessageEvent>().and_then(|event| read(event.data())) {
            serve(here.clone(), errand);
        }
    })
    .forget();
}

/// A file as a handle.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Handle(#[serde(with = "serde_wasm_bindgen::preserve")] Blob);

/// For `#[serde(with)]`: files as handles.
pub(crate) mod files {
    use super::Handle;
    use serde::{Deserialize, Deserializer, Serializer};
    use web_sys::Blob;

    pub(crate) fn serialize<S: Serializer>(files: &[Blob], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(files.iter().cloned().map(Handle))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Blob>, D::Error> {
        Ok(Vec::<Handle>::deserialize(deserializer)?.into_iter().map(|Handle(file)| file).collect())
    }
}

/// For `#[serde(with)]`: a file as a handle, if there is one.
pub(crate) mod file_or_none {
    use super::Handle;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use web_sys::Blob;

    pub(crate) fn serialize<S: Serializer>(file: &Option<Blob>, serializer: S) -> Result<S::Ok, S::Error> {
        file.clone().map(Handle).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Blob>, D::Error> {
        Ok(Option::<Handle>::deserialize(deserializer)?.map(|Handle(file)| file))
    }
}
