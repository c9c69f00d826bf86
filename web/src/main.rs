//! The site. What is not needed to answer questions is in parts of their own, loaded when first wanted.

use ziping_web::{Desk, Loading, Near, Parts, Reader};

fn main() {
    ziping_web::start(Parts { near: load_near, reader: load_reader, desk: load_desk });
}

/// The parts, and how each is brought. In the release build of `cargo xtask` the linked program is cut here: all that
/// only `$part` reaches becomes a file of its own. Elsewhere the program is one.
macro_rules! parts {
    ($($part:ident: $Part:ident, $load:ident;)*) => {$(
        #[cfg(split)]
        #[wasm_split_helpers::wasm_split($part, fallible)]
        fn $part() -> Result<$Part, wasm_split_helpers::SplitLoaderError> {
            Ok(ziping_web::$part())
        }

        #[cfg(split)]
        fn $load() -> Loading<$Part> {
            Box::pin(async { $part().await.ok() })
        }

        #[cfg(not(split))]
        fn $load() -> Loading<$Part> {
            Box::pin(async { Some(ziping_web::$part()) })
        }
    )*};
}

parts! {
    near: Near, load_near;
    reader: Reader, load_reader;
    desk: Desk, load_desk;
}
