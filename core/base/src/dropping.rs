//! What systems and office programs leave in folders and archives, and nobody has written.

/// Whether a path is one that systems and office programs leave behind: macOS, Windows, and the lock files of Word, WPS and
/// LibreOffice.
#[must_use]
pub fn is_dropping(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    path.split('/').any(|part| matches!(part, "__MACOSX" | ".Spotlight-V100" | ".Trashes"))
        || matches!(lower.as_str(), ".ds_store" | "thumbs.db" | "desktop.ini" | ".localized")
        || ["._", "~$", ".~"].iter().any(|begins| name.starts_with(begins))
        || (name.starts_with('~') && lower.ends_with(".tmp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_systems_leave_behind_is_told_from_what_people_add() {
        for path in
            ["__MACOSX/01/._a.docx", "a/.DS_Store", "Thumbs.db", "01-申请表/~$申报书.docx", "01/.~申报书.docx", "._x"]
        {
            assert!(is_dropping(path), "{path}");
        }
        for path in ["盖章扫描件.pdf", "01-申请表/申报书（终稿）.docx", "说明.txt", "DS_Store.pdf"] {
            assert!(!is_dropping(path), "{path}");
        }
    }
}
