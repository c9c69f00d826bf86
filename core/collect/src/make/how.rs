//! How a question is answered, in a sentence for its kind.

use crate::tongue::both;
use crate::words;
use std::borrow::Cow;
use ziping_base::diag::Said;
use ziping_rules::fact::{Kind, TextFormat, format_fixed};

/// How to answer a question of a kind.
pub(super) fn how(kind: &Kind) -> Said {
    match kind {
        Kind::Bool => both(words::questions::how::yes_or_no),
        Kind::Count => both(words::questions::how::count),
        Kind::Money { .. } => both(words::questions::how::money),
        Kind::Yearly { .. } => both(words::questions::how::years),
        Kind::Date => both(words::questions::how::date),
        Kind::Occurrence => both(words::questions::how::occurrence),
        Kind::Choice { .. } => both(words::questions::how::choice),
        Kind::Several { .. } => both(words::questions::how::several),
        Kind::Score { max } => {
            let max = format_fixed(*max, 1);
            both(|lang| words::questions::how::score(lang, &max))
        }
        Kind::Text(TextFormat::Line) => both(words::questions::how::line),
        Kind::Text(TextFormat::Block) => both(words::questions::how::block),
        Kind::Text(TextFormat::Uscc) => both(words::questions::how::uscc),
        Kind::Text(TextFormat::Phone) => both(words::questions::how::phone),
        Kind::Text(TextFormat::Email) => both(words::questions::how::email),
        Kind::Table { .. } => both(words::questions::how::table),
    }
}

/// The unit that an answer is in, where it has one.
pub(super) fn unit(kind: &Kind) -> Option<Said> {
    match kind {
        Kind::Money { .. } | Kind::Yearly { .. } => Some(both(words::questions::units::yuan)),
        Kind::Score { .. } => Some(both(words::questions::units::points)),
        Kind::Bool
        | Kind::Count
        | Kind::Date
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Text(_)
        | Kind::Table { .. } => None,
    }
}

/// What rests on an answer, in a few lines; for forms alone where nothing does.
pub(super) fn why(why: &[Said]) -> Said {
    const SHOWN: usize = 3;
    if why.is_empty() {
        return both(words::questions::why::papers);
    }
    both(|lang| {
        let mut all: Vec<Cow<'_, str>> =
            why.iter().take(SHOWN).map(|said| lang.pick(&said.zh, &said.en).into()).collect();
        if why.len() > SHOWN {
            all.push(words::questions::why::more(lang, why.len() - SHOWN).into());
        }
        all.join("\n")
    })
}

/// The same as one sentence.
pub(super) fn because(reasons: &[Said]) -> Said {
    let Said { en, zh } = why(reasons);
    both(|lang| words::questions::why::because(lang, lang.pick(&zh.replace('\n', "；"), &en.replace('\n', "; "))))
}
