//! What was found in a package, in words, for the page to show as it is: the page has no reader and no judgement of its
//! own.

use serde_json::{Value as Json, json};
use ziping_core::receive::{Desk, Row};

/// A package in words. `title`, `verdict` and `code` are always there; without `grades` it was refused.
pub(super) fn view(row: &Row, desk: &Desk<'_>) -> Json {
    let found = match &row.found {
        Ok(found) => found,
        Err(why) => return json!({ "file": row.file, "code": "refused", "verdict": desk.refusal(why) }),
    };
    let about = &found.about;
    let grade = |seen: &Option<ziping_core::receive::Seen>| seen.as_ref().map(|seen| desk.grade(&seen.grade));
    let now = grade(&found.now);
    let files: Vec<Json> = found
        .files
        .iter()
        .map(|file| json!({ "path": file.path, "bytes": file.bytes, "state": file.state, "said": desk.state(file.state) }))
        .collect();
    let differences: Vec<Json> =
        found.differences.iter().map(|one| json!({ "text": desk.difference(one), "matters": one.matters() })).collect();
    let problems: Vec<String> = found.problems.iter().map(|one| desk.problem(one, found)).collect();
    json!({
        "file": row.file,
        "code": found.verdict(),
        "verdict": desk.verdict(found.verdict()),
        "organisation": desk.organisation(found),
        "regime": desk.regime(found),
        "as_of": about.as_of.to_string(),
        "rulebook": about.rulebook,
        "kit": about.kit,
        "target": desk.outcome(&about.target),
        "then": grade(&found.then),
        "today": found.today.as_ref().map(|today| desk.grade(today)).or_else(|| now.clone()),
        "now": now,
        "redacted": about.redacted.map(|redacted| desk.redacted(redacted)),
        "checked": desk.files(found),
        "files": files,
        "differences": differences,
        "problems": problems,
        "items": desk.items(found),
    })
}
