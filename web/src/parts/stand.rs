//! What comes out for an organisation, in a few words.

use crate::engine::grade_range_of;
use crate::site::Site;
use ziping_assess::{Effect, Stand};

/// From what to what: `A–AA → B`; whether it may apply, where that changes.
pub(crate) fn effect(Effect { before, after }: &Effect, site: &Site) -> String {
    let eligible_too = before.eligible != after.eligible;
    format!("{} → {}", stand(before, eligible_too, site), stand(after, eligible_too, site))
}

fn stand(stand: &Stand, eligible_too: bool, site: &Site) -> String {
    let t = site.t;
    let grade = grade_range_of(&stand.grade, t);
    let eligible = match stand.eligible {
        Some(true) => t.make_eligible_yes(),
        Some(false) => t.make_eligible_no(),
        None => t.make_eligible_open(),
    };
    if eligible_too { format!("{eligible}{}{grade}", site.lang.pick("，", ", ")) } else { grade }
}
