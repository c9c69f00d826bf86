//! What was found in a package, in words, for the page to show as it is: the page has no reader and no judgement of its
//! own.

use serde_json::{Value as Json, json};
use ziping_dossier::receive::{Desk, Row};

/// A package in words. `title`, `verdict` and `code` are always there; without `grades` it was refused.
pub(super) fn view(row: &Row, repeats: Option<usize>, desk: &Desk<'_>) -> Json {
    let found = match &row.found {
        Ok(found) => found,
        Err(why) => return json!({ "file": row.file, "code": "refused", "verdict": desk.refusal(why) }),
    };
    let about = &found.about;
    let grade = |seen: &Option<ziping_dossier::receive::Seen>| seen.as_ref().map(|seen| desk.grade(&seen.grade));
    let now = grade(&found.now);
    let files: Vec<Json> = found
        .files
        .iter()
        .map(|file| {
            let (state, noted) = (desk.state(file.state), file.state.is_noted());
            let damage = file.state.is_damage();
            let here = file.state != ziping_dossier::receive::FileState::Missing;
            json!({ "path": file.path, "bytes": file.bytes, "said": state, "noted": noted, "damage": damage, "here": here })
        })
        .collect();
    let differences: Vec<Json> =
        found.differences.iter().map(|one| json!({ "text": desk.difference(one), "matters": one.matters() })).collect();
    let problems: Vec<String> = found.problems.iter().map(|one| desk.problem(one, found)).collect();
    json!({
        "file": row.file,
        "code": found.verdict(),
        "verdict": desk.verdict(found.verdict()),
        "organisation": desk.organisation(found),
        "org_code": found.code,
        "contact": found.contact,
        "eligible": desk.eligible(found),
        "points": desk.points(found),
        "overlays": about.overlays.join("\n"),
        // Counted from one, as the table does.
        "repeats": repeats.map(|place| (place + 1).to_string()),
        "noted": desk.noted(found).join("\n"),
        "disagreeing": found.disagreeing.iter().map(|one| desk.disagreeing(one)).collect::<Vec<_>>(),
        "carrying": found.carrying.iter().flat_map(|one| desk.carrying(one)).collect::<Vec<_>>(),
        "regime": desk.regime(found),
        "as_of": about.as_of.to_string(),
        "rulebook": about.rulebook,
        "kit": about.kit,
        "target": desk.applied_for(found),
        "answers": desk.answers(found),
        "then": grade(&found.then),
        "today": found.today.as_ref().map(|today| desk.grade(today)).or_else(|| now.clone()),
        "now": now,
        "in_use": desk.in_use(found),
        "redacted": about.redacted.map(|redacted| desk.redacted(redacted)),
        "checked": desk.files(found),
        "files": files,
        "differences": differences,
        "problems": problems,
        "items": desk.items(found),
    })
}
