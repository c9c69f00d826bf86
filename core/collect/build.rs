//! Makes code of the words of collection workbooks and forms on paper: `content/papers/collection-*.toml`.

fn main() -> std::process::ExitCode {
    ziping_words_build::build(Some("collection"))
}
