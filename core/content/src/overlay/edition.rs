//! Overlays told apart by what papers name of them.

/// An overlay as someone has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition<'t> {
    /// Its id.
    pub id: String,
    /// Its version; papers name it and nothing more.
    pub version: String,
    /// Its file.
    pub text: &'t str,
}

/// Those of `new` that have the id and the version of one of `now`, and another text: papers cannot tell the two apart.
#[must_use]
pub fn republished<'t>(mut new: Vec<Edition<'t>>, now: &[Edition<'_>]) -> Vec<Edition<'t>> {
    let differs = |one: &Edition<'_>, was: &Edition<'_>| {
        (&was.id, &was.version) == (&one.id, &one.version) && was.text != one.text
    };
    new.retain(|one| now.iter().any(|was| differs(one, was)));
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_text_under_the_same_id_and_version_is_republished() {
        let edition =
            |id: &str, version: &str, text: &'static str| Edition { id: id.into(), version: version.into(), text };
        let now = [edition("table", "1", "a"), edition("other", "1", "b")];
        let new = |one| republished(vec![one], &now).len();
        assert_eq!(new(edition("table", "1", "a")), 0);
        assert_eq!(new(edition("table", "1", "b")), 1);
        assert_eq!(new(edition("table", "2", "b")), 0);
        assert_eq!(new(edition("third", "1", "b")), 0);
        assert_eq!(republished(vec![edition("table", "1", "a")], &[]), []);
    }
}
