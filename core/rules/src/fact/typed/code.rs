//! Unified social credit identifiers as they are typed: what is odd about one, and what was probably meant.

use super::line::half_width;
use crate::fact::uscc_valid;
use ziping_base::diag::Said;
use ziping_base::say;

/// Something odd about a typed code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsccOdd {
    /// Spaces or line breaks in front, inside or behind.
    Spaces,
    /// Hyphens or other dividers.
    Dividers,
    /// Full-width characters.
    Wide,
    /// Small letters.
    Small,
    /// A letter that no code has, typed for the digit that looks like it: O for 0, I for 1, Z for 2, S for 5.
    Letter {
        /// As typed.
        typed: char,
        /// The digit.
        digit: char,
    },
}

/// What is wrong with a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UsccDoubt {
    /// Odd, but with this the code is right.
    Meant {
        /// Each once, in the order in which they are looked for.
        odd: Vec<UsccOdd>,
        /// The right code.
        code: String,
    },
    /// Not of 18 characters, but of so many.
    Length(usize),
    /// A character that no code has.
    Foreign(char),
    /// The check character does not fit.
    Check,
}

/// What is wrong with a typed code (GB 32100-2015); `None`: it is right, or nothing is typed.
#[must_use]
pub fn uscc_doubt(text: &str) -> Option<UsccDoubt> {
    if text.trim().is_empty() || uscc_valid(text) {
        return None;
    }
    let (mut odd, mut code) = (Vec::new(), String::new());
    let mut note = |what: UsccOdd| {
        if !odd.contains(&what) {
            odd.push(what);
        }
    };
    for c in text.chars() {
        let narrow = half_width(c);
        if narrow != c {
            note(UsccOdd::Wide);
        }
        if narrow.is_whitespace() || matches!(narrow, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}') {
            note(UsccOdd::Spaces);
            continue;
        }
        if matches!(narrow, '-' | '_' | '.' | '·' | '–' | '—') {
            note(UsccOdd::Dividers);
            continue;
        }
        if narrow.is_ascii_lowercase() {
            note(UsccOdd::Small);
        }
        let upper = narrow.to_ascii_uppercase();
        let digit = match upper {
            'O' => '0',
            'I' => '1',
            'Z' => '2',
            'S' => '5',
            other => other,
        };
        if digit != upper {
            note(UsccOdd::Letter { typed: upper, digit });
        }
        code.push(digit);
    }
    let length = code.chars().count();
    if length != 18 {
        return Some(UsccDoubt::Length(length));
    }
    if let Some(foreign) = code.chars().find(|c| !c.is_ascii_alphanumeric() || *c == 'V') {
        return Some(UsccDoubt::Foreign(foreign));
    }
    Some(if uscc_valid(&code) { UsccDoubt::Meant { odd, code } } else { UsccDoubt::Check })
}

/// Whether a typed code is right, or would be if it were typed as codes are: in capitals, without spaces.
#[must_use]
pub fn uscc_right(text: &str) -> bool {
    uscc_valid(text)
        || matches!(uscc_doubt(text), Some(UsccDoubt::Meant { odd, .. }) if !odd.iter().any(UsccOdd::is_other))
}

impl UsccOdd {
    /// Whether another character stands there than the code has.
    const fn is_other(&self) -> bool {
        matches!(self, Self::Letter { .. })
    }

    fn say(self) -> Said {
        match self {
            Self::Spaces => say!("it has spaces", "含有空格"),
            Self::Dividers => say!("it has dividers such as hyphens", "含有横线等分隔符"),
            Self::Wide => say!("it has full-width characters", "含有全角字符"),
            Self::Small => say!("it has small letters", "含有小写字母"),
            Self::Letter { typed, digit } => {
                say!("the letter {typed} stands for the digit {digit}", "把数字 {digit} 写成了字母 {typed}")
            }
        }
    }
}

impl UsccDoubt {
    /// In words, with what to do.
    #[must_use]
    pub fn say(&self) -> Said {
        match self {
            Self::Meant { odd, code } => {
                let said: Vec<Said> = odd.iter().map(|odd| odd.say()).collect();
                let join = |text: fn(&Said) -> &str, comma: &str| said.iter().map(text).collect::<Vec<_>>().join(comma);
                let (en, zh) = (join(|said| &said.en, ", "), join(|said| &said.zh, "，"));
                say!("{en}; is it `{code}`?", "{zh}，是不是 {code}？")
            }
            Self::Length(15) => say!(
                "15 characters are an old registration number; the unified code has 18",
                "15 位是旧的注册号，统一社会信用代码是 18 位"
            ),
            Self::Length(9) => say!(
                "9 characters are an old organisation code; the unified code has 18",
                "9 位是旧的组织机构代码，统一社会信用代码是 18 位"
            ),
            Self::Length(n) => say!("the code has 18 characters, this one {n}", "代码是 18 位，这里有 {n} 位"),
            Self::Foreign(c) => say!("no code has the character `{c}`", "代码里不会有“{c}”"),
            Self::Check => say!(
                "the check character does not fit (GB 32100-2015). Compare it with the licence; a few early codes are indeed like this",
                "与校验码规则（GB 32100-2015）对不上，请核对证照；少数早期代码确实如此，可以不改"
            ),
        }
    }

    /// The code that was probably meant.
    #[must_use]
    pub fn proposal(&self) -> Option<&str> {
        match self {
            Self::Meant { code, .. } => Some(code),
            Self::Length(_) | Self::Foreign(_) | Self::Check => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: &str = "91350100M000100Y43";

    #[test]
    fn what_is_odd_is_named_and_the_right_code_proposed() {
        let letter = |typed, digit| UsccOdd::Letter { typed, digit };
        for (text, odd) in [
            ("91350100M000100Y43 ", vec![UsccOdd::Spaces]),
            (" 9135 0100 M000 100Y 43", vec![UsccOdd::Spaces]),
            ("91350100m000100y43", vec![UsccOdd::Small]),
            ("９１３５０１００Ｍ０００１００Ｙ４３", vec![UsccOdd::Wide]),
            ("9135O1OOM000100Y43", vec![letter('O', '0')]),
            ("9I350100Mooo100Y43", vec![letter('I', '1'), UsccOdd::Small, letter('O', '0')]),
            ("91350100-M000100Y4-3", vec![UsccOdd::Dividers]),
            ("9135\u{3000}0100M000100Y43", vec![UsccOdd::Spaces]),
        ] {
            assert_eq!(uscc_doubt(text), Some(UsccDoubt::Meant { odd, code: RIGHT.into() }), "{text}");
        }
        for (typed, right) in [(RIGHT, true), ("91350100m000100y43", true), (" 9135 0100 M000 100Y 43", true)] {
            assert_eq!(uscc_right(typed), right, "{typed}");
        }
        // A letter for a digit is another code than the one on the licence.
        assert!(!uscc_right("9135O1OOM000100Y43") && !uscc_right("91350100M000100Y44"));
        assert_eq!(uscc_doubt(RIGHT), None);
        assert_eq!(uscc_doubt("  "), None);
    }

    #[test]
    fn what_cannot_be_mended_says_what_is_wrong() {
        for (text, doubt) in [
            ("91350100M000100Y44", UsccDoubt::Check),
            ("91350100m000100y44", UsccDoubt::Check),
            ("91350100M000100Y4", UsccDoubt::Length(17)),
            ("91350100M000100Y432", UsccDoubt::Length(19)),
            ("350100100012345", UsccDoubt::Length(15)),
            ("M000100Y-4", UsccDoubt::Length(9)),
            ("91350100V000100Y43", UsccDoubt::Foreign('V')),
            ("91350100码000100Y43", UsccDoubt::Foreign('码')),
        ] {
            assert_eq!(uscc_doubt(text), Some(doubt), "{text}");
        }
    }

    #[test]
    fn a_proposal_is_said_with_its_reasons() {
        let doubt = uscc_doubt(" 9135O100M000100Y43").unwrap();
        assert_eq!(doubt.say().zh, "含有空格，把数字 0 写成了字母 O，是不是 91350100M000100Y43？");
        assert_eq!(doubt.proposal(), Some(RIGHT));
    }
}
