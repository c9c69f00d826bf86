//! The site. Pages that are not needed to answer questions are a part of their own, loaded when first opened.

use ziping_web::{Desk, Loading};

fn main() {
    ziping_web::start(load_desk);
}

/// In the release build of `cargo xtask` the linked program is cut here: all that only this function reaches becomes
/// a file of its own.
#[cfg(split)]
#[wasm_split_helpers::wasm_split(desk, fallible)]
fn desk() -> Result<Desk, wasm_split_helpers::SplitLoaderError> {
    Ok(ziping_web::desk())
}

#[cfg(split)]
fn load_desk() -> Loading {
    Box::pin(async { desk().await.ok() })
}

/// Elsewhere the program is one.
#[cfg(not(split))]
fn load_desk() -> Loading {
    Box::pin(async { Some::<Desk>(ziping_web::desk()) })
}
