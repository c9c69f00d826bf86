//! Running properties: a fixed number of random cases from a fixed seed, the smallest counter-example shown.

use crate::hurry::only_first_failure;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// How many times as many cases are tried: `ZIPING_EFFORT=20 cargo test -p ziping-tests --test engine sound`.
pub const EFFORT: &str = "ZIPING_EFFORT";
/// Another seed than the fixed one: `ZIPING_SEED=7`.
pub const SEED: &str = "ZIPING_SEED";

fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Checks a property on random cases.
///
/// # Panics
/// With the smallest counter-example found.
#[expect(clippy::panic, reason = "a failed property fails the test")]
pub fn check<S: Strategy>(
    name: &str,
    cases: u32,
    strategy: &S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let effort = u32::try_from(from_environment(EFFORT).unwrap_or(1)).unwrap_or(1);
    let mut seed = [0_u8; 32];
    let given = from_environment(SEED).unwrap_or(20_261_121).to_le_bytes();
    for (slot, byte) in seed.iter_mut().zip(given.iter().chain(name.as_bytes())) {
        *slot = *byte;
    }
    let config = Config {
        cases: cases * effort,
        failure_persistence: None,
        max_shrink_iters: if only_first_failure() { 0 } else { 4_000 },
        max_global_rejects: cases * effort * 16,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    if let Err(error) = runner.run(strategy, property) {
        panic!("{name}: {error}");
    }
}
