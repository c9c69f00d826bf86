//! Makes code of the words of the papers of packages: all of `content/papers` that is nobody else's.

fn main() -> std::process::ExitCode {
    ziping_words_build::build(None)
}
