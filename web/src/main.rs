//! The site. The pages that it does not take to answer questions are a part of their own, loaded when first wanted.

use ziping_web::{Desk, Loading};

fn main() {
    ziping_web::start(load_desk);
}

/// In the release build of `cargo xtask` the linked program is cut here: all that only this reaches becomes a file of its own.
#[cfg(split)]
#[wasm_split_helpers::wasm_split(desk, fallible)]
fn desk() -> Result<Desk, wasm_split_helpers::SplitLoaderError> {
    Ok(ziping_web::desk())
}

#[cfg(split)]
fn load_desk() -> Loading<Desk> {
    Box::pin(async { desk().await.ok() })
}

#[cfg(not(split))]
fn load_desk() -> Loading<Desk> {
    Box::pin(async { Some(ziping_web::desk()) })
}
