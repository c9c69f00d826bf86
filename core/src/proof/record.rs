//! What an organisation says of one paper, and the files attached to it.

use crate::calendar::Day;

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

/// How a paper is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The original.
    Original,
    /// A copy under seal.
    CopySealed,
    /// A plain copy.
    Copy,
    /// A print under seal.
    Print,
    /// Written by the organisation itself, signed and sealed.
    Statement,
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

impl Form {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Original, Self::CopySealed, Self::Copy, Self::Print, Self::Statement];

    /// As rule books and files say it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::CopySealed => "copy_sealed",
            Self::Copy => "copy",
            Self::Print => "print",
            Self::Statement => "statement",
        }
    }

    /// Reads what [`Self::name`] says.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == text)
    }
}

/// A file attached to a paper. Its bytes lie elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
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
    fn names_lead_back() {
        assert!(Standing::ALL.into_iter().all(|one| Standing::parse(one.name()) == Some(one)));
        assert!(Form::ALL.into_iter().all(|one| Form::parse(one.name()) == Some(one)));
    }
}
