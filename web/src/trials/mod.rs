//! Components alone in a real browser, worked as a user works them: what is asserted stands in the document or in the
//! answers. `cargo xtask test components` runs these; nothing of them is in the site.

mod date;
mod ladder;
mod message;
mod money;
mod stage;
mod table;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
