//! The site. What is not needed to answer questions is in parts of their own, loaded when first wanted.

use ziping_web::{Desk, Loading, Near, Parts, Reader};

fn main() {
    ziping_web::start(Parts { near: load_near, reader: load_reader, desk: load_desk });
}

/// In the release build of `cargo xtask` the linked program is cut here and below: all that only this function reaches
/// becomes a file of its own.
#[cfg(split)]
#[wasm_split_helpers::wasm_split(near, fallible)]
fn near() -> Result<Near, wasm_split_helpers::SplitLoaderError> {
    Ok(ziping_web::near())
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(reader, fallible)]
fn reader() -> Result<Reader, wasm_split_helpers::SplitLoaderError> {
    Ok(ziping_web::reader())
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(desk, fallible)]
fn desk() -> Result<Desk, wasm_split_helpers::SplitLoaderError> {
    Ok(ziping_web::desk())
}

#[cfg(split)]
fn load_near() -> Loading<Near> {
    Box::pin(async { near().await.ok() })
}

#[cfg(split)]
fn load_reader() -> Loading<Reader> {
    Box::pin(async { reader().await.ok() })
}

#[cfg(split)]
fn load_desk() -> Loading<Desk> {
    Box::pin(async { desk().await.ok() })
}

/// Elsewhere the program is one.
#[cfg(not(split))]
fn load_near() -> Loading<Near> {
    Box::pin(async { Some(ziping_web::near()) })
}

#[cfg(not(split))]
fn load_reader() -> Loading<Reader> {
    Box::pin(async { Some(ziping_web::reader()) })
}

#[cfg(not(split))]
fn load_desk() -> Loading<Desk> {
    Box::pin(async { Some(ziping_web::desk()) })
}
