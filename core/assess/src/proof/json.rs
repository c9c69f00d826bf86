//! Records as JSON: in saves, and in a package beside its answers. One form for both; only where a file's bytes lie
//! differs.

use super::{Attached, Record, Records, Standing};
use serde_json::{Map, Value as Json, json};
use ziping_base::calendar::Day;
use ziping_regime::Form;

/// The form that this version writes and reads.
const SCHEMA: u64 = 1;
/// The longest text of a record that is read, in characters.
const LONGEST: usize = 20_000;
/// The most files of a paper that are read.
const MAX_FILES: usize = 1_000;
/// The largest number that every JSON reader keeps exactly.
const EXACT: u64 = 1 << 53;

/// The file of a package (`材料.json`).
#[must_use]
pub fn write_records(records: &Records) -> String {
    let file = json!({ "schema": SCHEMA, "evidence": records_to_json(records) });
    format!("{file:#}\n")
}

/// Reads what [`write_records`] wrote. `None`: it is something else, or damaged; nothing of it is taken.
#[must_use]
pub fn read_records(text: &str) -> Option<Records> {
    let file = ziping_base::node::json::read(text)?;
    (file.get("schema")?.as_u64()? == SCHEMA).then_some(())?;
    only(&file, &["schema", "evidence"])?;
    records_from_json(file.get("evidence")?)
}

/// Records by evidence id.
#[must_use]
pub fn records_to_json(records: &Records) -> Json {
    records.iter().map(|(paper, record)| (paper.to_owned(), record_to_json(record))).collect()
}

/// Reads what [`records_to_json`] wrote; `None` when any of it cannot be read.
#[must_use]
pub fn records_from_json(json: &Json) -> Option<Records> {
    let mut records = Records::default();
    for (paper, record) in json.as_object()? {
        records.put(paper, record_from_json(record)?);
    }
    Some(records)
}

/// One record; what is not said is left out.
#[must_use]
pub fn record_to_json(record: &Record) -> Json {
    let mut entries = Map::new();
    let mut put = |key: &str, value: Json| {
        entries.insert(key.to_owned(), value);
    };
    put("status", record.standing.name().into());
    if !record.note.is_empty() {
        put("note", record.note.as_str().into());
    }
    if let Some(form) = record.form {
        put("form", form.name().into());
    }
    if let Some(copies) = record.copies {
        put("copies", copies.into());
    }
    if let Some(last) = record.valid_until {
        put("valid_until", last.to_string().into());
    }
    if !record.owner.is_empty() {
        put("owner", record.owner.as_str().into());
    }
    if let Some(due) = record.due {
        put("due", due.to_string().into());
    }
    if !record.files.is_empty() {
        put("files", record.files.iter().map(file_to_json).collect());
    }
    Json::Object(entries)
}

fn file_to_json(file: &Attached) -> Json {
    let mut json =
        json!({ "at": file.at, "name": file.name, "kind": file.kind, "bytes": file.bytes, "sha256": file.sha256 });
    if let (Some(entries), Some(pages)) = (json.as_object_mut(), file.counted) {
        entries.insert("pages".to_owned(), pages.into());
    }
    json
}

/// Reads what [`record_to_json`] wrote; `None` when any of it cannot be read.
#[must_use]
pub fn record_from_json(json: &Json) -> Option<Record> {
    only(json, &["status", "note", "form", "copies", "valid_until", "owner", "due", "files"])?;
    let day = |day: &Json| Day::parse(day.as_str()?);
    Some(Record {
        standing: Standing::parse(json.get("status")?.as_str()?)?,
        note: optional(json, "note", text)?.unwrap_or_default(),
        form: optional(json, "form", |form| Form::parse(form.as_str()?))?,
        copies: optional(json, "copies", |copies| u16::try_from(copies.as_u64()?).ok())?,
        valid_until: optional(json, "valid_until", day)?,
        owner: optional(json, "owner", text)?.unwrap_or_default(),
        due: optional(json, "due", day)?,
        files: optional(json, "files", files)?.unwrap_or_default(),
    })
}

fn files(json: &Json) -> Option<Vec<Attached>> {
    let files = json.as_array().filter(|files| files.len() <= MAX_FILES)?;
    files.iter().map(file_from_json).collect()
}

fn file_from_json(json: &Json) -> Option<Attached> {
    only(json, &["at", "name", "kind", "bytes", "sha256", "pages"])?;
    let word = |key: &str| text(json.get(key)?);
    let digits = |sha256: &String| sha256.len() == 64 && sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    Some(Attached {
        at: word("at")?,
        name: word("name")?,
        kind: word("kind")?,
        bytes: json.get("bytes")?.as_u64().filter(|bytes| *bytes <= EXACT)?,
        sha256: word("sha256").filter(digits)?,
        counted: optional(json, "pages", |pages| u32::try_from(pages.as_u64()?).ok().filter(|pages| *pages > 0))?,
    })
}

fn text(json: &Json) -> Option<String> {
    let text = json.as_str()?;
    (text.chars().count() <= LONGEST).then(|| text.to_owned())
}

/// A key that may be left out: what it says, or `None` in all when it says what cannot be read.
fn optional<T>(json: &Json, key: &str, read: impl FnOnce(&Json) -> Option<T>) -> Option<Option<T>> {
    match json.get(key) {
        None => Some(None),
        Some(value) => read(value).map(Some),
    }
}

/// The object has no other keys: what is not known would be lost.
fn only(json: &Json, keys: &[&str]) -> Option<()> {
    json.as_object()?.keys().all(|key| keys.contains(&key.as_str())).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> Records {
        let mut records = Records::default();
        records.put(
            "audit_reports",
            Record {
                standing: Standing::Have,
                note: "2023、2024、2025".into(),
                form: Some(Form::CopySealed),
                copies: Some(2),
                valid_until: Day::parse("2027-06-30"),
                owner: "财务部 李工".into(),
                due: Day::parse("2026-12-15"),
                files: vec![Attached {
                    at: "1-a".into(),
                    name: "审计 \"甲\".pdf".into(),
                    kind: "application/pdf".into(),
                    bytes: 3,
                    sha256: "0f".repeat(32),
                    counted: Some(48),
                }],
            },
        );
        records.put("licence", Record { standing: Standing::NotNeeded, ..Record::default() });
        records
    }

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(read_records(&write_records(&records())), Some(records()));
        assert_eq!(read_records(&write_records(&Records::default())), Some(Records::default()));
    }

    #[test]
    fn records_of_before_there_were_owners_due_dates_and_pages_are_read() {
        let text = r#"{"schema": 1, "evidence": {"licence": {"status": "have", "files": [
            {"at": "1-a", "name": "照.pdf", "kind": "", "bytes": 3, "sha256": "HASH"}]}}}"#;
        let read = read_records(&text.replace("HASH", &"0a".repeat(32))).unwrap();
        let licence = read.get("licence").unwrap();
        assert_eq!((licence.owner.as_str(), licence.due, licence.files[0].counted), ("", None, None));
    }

    #[test]
    fn what_is_not_known_is_refused_and_not_dropped() {
        let good = write_records(&records());
        for (from, to) in [
            ("\"schema\": 1", "\"schema\": 2"),
            ("\"note\"", "\"remark\""),
            ("copy_sealed", "sealed"),
            ("2027-06-30", "2027-06-31"),
            ("\"copies\": 2", "\"copies\": -2"),
            ("\"pages\": 48", "\"pages\": 0"),
            ("2026-12-15", "15.12.2026"),
            ("0f0f", "0F0f"),
            ("\"at\": \"1-a\",", ""),
        ] {
            assert!(good.contains(from), "{from}");
            assert_eq!(read_records(&good.replacen(from, to, 1)), None, "{from} → {to}");
        }
        assert_eq!(read_records("[]"), None);
    }
}
