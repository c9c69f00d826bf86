//! The program starts. That it is built for this test, with what all tests are built with, is what the other tests run.

use std::process::Command;

#[test]
fn the_program_says_its_name_and_version() {
    let program = env!("CARGO_BIN_EXE_ziping");
    let output = Command::new(program).arg("--version").output().expect("it starts");
    let said = String::from_utf8(output.stdout).expect("it says text");
    assert!(output.status.success() && said.starts_with("ziping "), "{said}");
    assert!(said.contains(env!("CARGO_PKG_VERSION")), "{said}");
}
