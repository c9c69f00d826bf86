//! The focus while a job runs: what began it cannot be used then, and what stops it is gone afterwards.

use crate::browser;
use yew::prelude::*;

/// Hands the focus on to what stops the job when it begins, and to the first of `after` that is there when it ends. Whoever
/// went elsewhere meanwhile stays there.
#[hook]
pub(crate) fn use_job_focus(busy: bool, stop: String, after: Vec<String>) {
    let (was, handed) = (use_mut_ref(|| false), use_mut_ref(|| false));
    use_effect_with(busy, move |busy| {
        if was.replace(*busy) == *busy {
            return;
        }
        if *busy {
            *handed.borrow_mut() = browser::hand_on(vec![stop]);
        } else if handed.take() {
            browser::settle_on(after);
        }
    });
}
