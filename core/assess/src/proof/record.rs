//! What an organisation says of one paper, and the files attached to it.

use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;
use ziping_regime::Form;

/// Whether a paper is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not yet: where every paper begins.
    #[default]
    Missing,
    /// It is there.
    Have,
    /// The organisation holds that it need not hand it in; the note says why.
    NotNeeded,
}

impl Standing {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Missing, Self::Have, Self::NotNeeded];

    /// As files say it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Have => "have",
            Self::NotNeeded => "not_needed",
        }
    }

    /// Reads what [`Self::name`] says.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == text)
    }
}

/// A file attached to a paper. Its bytes lie elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Attached {
    /// Where the bytes lie: a key of the browser's store, a path in a package or in a folder.
    pub at: String,
    /// The name it came with.
    pub name: String,
    /// Its media type as the system has it; may be empty.
    pub kind: String,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in lower-case hexadecimal digits.
    pub sha256: String,
    /// How many pages a PDF has, at least 1; `None`: not counted, or it could not be. [`Self::pages`] knows more.
    pub counted: Option<u32>,
}

impl Attached {
    /// How many pages it is printed on, as far as that is known: what was counted, and one for an image.
    #[must_use]
    pub fn pages(&self) -> Option<u32> {
        self.counted.or_else(|| (paged(&self.name) == Paged::Image).then_some(1))
    }
}

/// What kind of file a name belongs to, where pages are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paged {
    /// A PDF file, which says its pages.
    Pdf,
    /// An image: one page.
    Image,
    /// Anything else: its pages depend on who prints it.
    Unknown,
}

/// What kind of file a name belongs to.
#[must_use]
pub fn paged(name: &str) -> Paged {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "pdf" => Paged::Pdf,
        "jpg" | "jpeg" | "png" | "gif" | "bmp" | "webp" | "heic" => Paged::Image,
        _ => Paged::Unknown,
    }
}

/// Whether a name is that of a program or script, which no paper is.
#[must_use]
pub fn is_program(name: &str) -> bool {
    const PROGRAMS: [&str; 16] =
        ["exe", "com", "bat", "cmd", "msi", "scr", "ps1", "vbs", "js", "jar", "sh", "apk", "dll", "lnk", "html", "htm"];
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    PROGRAMS.contains(&ending.as_str())
}

/// What is said of a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Record {
    /// Whether it is there.
    pub standing: Standing,
    /// A remark; with a paper that is not needed, why.
    pub note: String,
    /// How it is handed in; `None`: as the catalogue has it.
    pub form: Option<Form>,
    /// How many copies; `None`: as many as the document asks for.
    pub copies: Option<u16>,
    /// The last day on which it is valid.
    pub valid_until: Option<Day>,
    /// Who gets it; may be empty.
    pub owner: String,
    /// By when it is to be there.
    pub due: Option<Day>,
    /// Its files in their order.
    pub files: Vec<Attached>,
}

/// Where a paper's validity stands on the assessment date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// No last day is known.
    Open,
    /// Its last day lies before the assessment date. On the last day itself it is still valid.
    Before,
    /// It is valid on the assessment date but not a month later: a hand-in that takes a while will be too late.
    Soon,
    /// Valid for longer.
    Later,
}

impl Record {
    /// Nothing is said and nothing attached.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// It is not there yet and was to be there before this day. On the day itself it is still in time.
    #[must_use]
    pub fn overdue(&self, as_of: Day) -> bool {
        self.standing == Standing::Missing && self.due.is_some_and(|due| due < as_of)
    }

    /// How many pages its files are printed on; `None` when there are none or one of them is not known.
    #[must_use]
    pub fn pages(&self) -> Option<u32> {
        (!self.files.is_empty()).then_some(())?;
        self.files.iter().try_fold(0_u32, |sum, file| sum.checked_add(file.pages()?))
    }

    /// Where its validity stands.
    #[must_use]
    pub fn expiry(&self, as_of: Day) -> Expiry {
        match self.valid_until {
            None => Expiry::Open,
            Some(last) if last < as_of => Expiry::Before,
            Some(last) if last < as_of.plus_months(1) => Expiry::Soon,
            Some(_) => Expiry::Later,
        }
    }
}

/// What is said of all papers, by evidence id. A paper of which nothing is said is not in it, so that two that say the
/// same are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records(Vec<(String, Record)>);

impl Records {
    /// What is said of a paper.
    #[must_use]
    pub fn get(&self, paper: &str) -> Option<&Record> {
        self.place(paper).ok().and_then(|place| self.0.get(place)).map(|(_, record)| record)
    }

    /// What is said of a paper, to be changed; blank when nothing was.
    #[must_use]
    pub fn of(&self, paper: &str) -> Record {
        self.get(paper).cloned().unwrap_or_default()
    }

    /// Says something of a paper and answers what was said before; a blank record forgets it.
    pub fn put(&mut self, paper: &str, record: Record) -> Record {
        match self.place(paper) {
            Ok(place) if record.is_blank() => self.0.remove(place).1,
            Ok(place) => match self.0.get_mut(place) {
                Some((_, before)) => core::mem::replace(before, record),
                None => Record::default(),
            },
            Err(place) => {
                if !record.is_blank() {
                    self.0.insert(place, (paper.to_owned(), record));
                }
                Record::default()
            }
        }
    }

    /// Where a paper stands in their order by id, or where it would.
    fn place(&self, paper: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(paper))
    }

    /// All that is said, by evidence id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Record)> {
        self.0.iter().map(|(paper, record)| (paper.as_str(), record))
    }

    /// Says how many pages files have, by where they lie; files that are not here are let be.
    pub fn count(&mut self, pages: &[(String, u32)]) {
        for file in self.0.iter_mut().flat_map(|(_, record)| &mut record.files) {
            if let Some((_, pages)) = pages.iter().find(|(at, _)| *at == file.at) {
                file.counted = Some(*pages);
            }
        }
    }

    /// Nothing is said of any paper.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All files, with the paper that each belongs to.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Attached)> {
        self.iter().flat_map(|(paper, record)| record.files.iter().map(move |file| (paper, file)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expiry(last: &str) -> Expiry {
        let record = Record { valid_until: Day::parse(last), ..Record::default() };
        record.expiry(Day::parse("2026-11-21").unwrap())
    }

    #[test]
    fn a_paper_is_still_valid_on_its_last_day() {
        assert_eq!(expiry("2026-11-20"), Expiry::Before);
        assert_eq!(expiry("2026-11-21"), Expiry::Soon);
        assert_eq!(expiry("2026-12-20"), Expiry::Soon);
        assert_eq!(expiry("2026-12-21"), Expiry::Later);
        assert_eq!(expiry(""), Expiry::Open);
    }

    #[test]
    fn what_is_taken_back_leaves_no_trace() {
        let mut records = Records::default();
        let have = Record { standing: Standing::Have, ..Record::default() };
        assert_eq!(records.put("licence", have.clone()), Record::default());
        assert_eq!(records.put("licence", Record::default()), have);
        assert_eq!(records, Records::default());
    }

    #[test]
    fn a_paper_that_is_still_to_come_is_late_from_the_day_after_it_was_due() {
        let due = |day: &str, standing| Record { due: Day::parse(day), standing, ..Record::default() };
        let today = Day::parse("2026-11-21").unwrap();
        assert!(due("2026-11-20", Standing::Missing).overdue(today));
        assert!(!due("2026-11-21", Standing::Missing).overdue(today));
        assert!(!due("2026-11-20", Standing::Have).overdue(today));
        assert!(!due("2026-11-20", Standing::NotNeeded).overdue(today));
    }

    #[test]
    fn pages_add_up_only_where_every_file_has_them() {
        let file = |name: &str, counted| Attached { name: name.into(), counted, ..Attached::default() };
        let of = |files: &[Attached]| Record { files: files.to_vec(), ..Record::default() }.pages();
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[file("审计.PDF", Some(48)), file("照.JPEG", None)]), Some(49));
        assert_eq!(of(&[file("审计.pdf", Some(48)), file("锁.pdf", None)]), None);
        assert_eq!(of(&[file("说明.docx", None)]), None);
        assert_eq!(of(&[file("a.pdf", Some(u32::MAX)), file("b.png", None)]), None);
    }

    #[test]
    fn names_lead_back() {
        assert!(Standing::ALL.into_iter().all(|one| Standing::parse(one.name()) == Some(one)));
        assert!(Form::ALL.into_iter().all(|one| Form::parse(one.name()) == Some(one)));
    }
}
