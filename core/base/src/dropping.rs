//! What systems and office programs leave in folders and archives, and nobody has written.

/// Whether a path is one that systems and office programs leave behind: macOS, Windows, and the lock files of Word, WPS and
/// LibreOffice.
///
/// ```
/// use ziping_base::dropping::is_dropping;
///
/// assert!(is_dropping("甲公司/.DS_Store") && is_dropping("01-申请表/~$申报书.docx"));
/// assert!(!is_dropping("盖章扫描件.pdf"));
/// ```
#[must_use]
pub fn is_dropping(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    path.split('/').any(|part| matches!(part, "__MACOSX" | ".Spotlight-V100" | ".Trashes"))
        || matches!(lower.as_str(), ".ds_store" | "thumbs.db" | "desktop.ini" | ".localized")
        || ["._", "~$", ".~"].iter().any(|begins| name.starts_with(begins))
        || (name.starts_with('~') && lower.ends_with(".tmp"))
}
