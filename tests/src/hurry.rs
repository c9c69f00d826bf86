//! Ending a run at its first failure: whoever only asks whether any test fails need not wait for the others.

use std::sync::Once;

/// Set to `1`, the process ends where a test first fails, and counter-examples are not made smaller. Mutation testing
/// sets it.
pub const FIRST_FAILURE: &str = "ZIPING_FIRST_FAILURE";

/// Whether only the first failure is asked for; if so, from now on a panic ends the process.
pub fn only_first_failure() -> bool {
    static HOOK: Once = Once::new();
    let asked = std::env::var_os(FIRST_FAILURE).is_some_and(|value| value == "1");
    if asked {
        HOOK.call_once(|| {
            let usual = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                usual(panic);
                // As the test harness ends when a test failed.
                std::process::exit(101);
            }));
        });
    }
    asked
}
