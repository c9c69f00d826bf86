//! The first sheet: who asks, until when, how to fill in, how to send back.

use super::look::{Frame, Look, fit, frame};
use super::{Order, Writing};
use crate::keys::SheetKind;
use crate::tongue::{Tongue, both};
use crate::words;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use ziping_base::calendar::Day;
use ziping_base::diag::Said;

/// The width of its words, in characters.
const WIDE: u8 = 96;

/// Writes the sheet. `sheets`: the names of the others and what is on them.
pub(super) fn sheet(
    order: &Order<'_>,
    name: &str,
    sheets: &[(String, Said)],
    look: &Look,
    writing: &Writing,
) -> Result<Worksheet, XlsxError> {
    let tongue = order.tongue;
    let mut sheet = Worksheet::new();
    frame(&mut sheet, &Frame { name, widths: &[3, WIDE], head: 0, grows: false, landscape: false })?;
    sheet.write_string_with_format(0, 0, SheetKind::Guide.mark(), &look.key)?;
    let mut row = 1;
    let mut line = |number: &str, text: &str, format: &Format| -> Result<(), XlsxError> {
        if !number.is_empty() {
            sheet.write_string_with_format(row, 1, number, &look.lead)?;
        }
        sheet.write_string_with_format(row, 2, text, format)?;
        // Its letters are a tenth larger than those of the other sheets.
        fit(&mut sheet, row, &[(text, usize::from(WIDE) * 9 / 10)])?;
        row += 1;
        Ok(())
    };
    line("", &tongue.lines(&title(order)), &look.title)?;
    for said in about(order, writing.questions) {
        line("", &tongue.lines(&said), &look.lead)?;
    }
    line("", &tongue.line(&both(words::guide::headings::steps)), &look.section)?;
    for (number, said) in (1..).zip(steps()) {
        line(&format!("{number}"), &tongue.lines(&said), &look.lead)?;
    }
    line("", &tongue.line(&both(words::guide::headings::back)), &look.section)?;
    for said in back(order) {
        line("·", &tongue.lines(&said), &look.lead)?;
    }
    line("", &tongue.line(&both(words::guide::headings::contents)), &look.section)?;
    for (name, what) in sheets {
        let (en, zh) = (format!("{name}: {}", what.en), format!("{name}：{}", what.zh));
        line("·", &tongue.lines(&Said::new(en, zh)), &look.lead)?;
    }
    Ok(sheet)
}

/// The title, with whom it is for.
pub(super) fn title(order: &Order<'_>) -> Said {
    let organisation = order.organisation.trim();
    if organisation.is_empty() {
        return both(words::guide::title);
    }
    both(|lang| words::guide::title_to(lang, organisation))
}

fn date(day: Day) -> Said {
    Said::new(day.to_string(), day.in_chinese())
}

/// Who asks, until when, for what; `questions`: how many there are.
pub(super) fn about(order: &Order<'_>, questions: usize) -> Vec<Said> {
    let mut said = Vec::new();
    let from = order.from.trim();
    if !from.is_empty() {
        said.push(both(|lang| words::guide::about::from(lang, from)));
    }
    if let Some(until) = order.until {
        let Said { en, zh } = date(until);
        said.push(both(|lang| words::guide::about::until(lang, lang.pick(&zh, &en))));
    }
    let titles: Vec<Said> = order.wanted.regimes.iter().map(|regime| regime.title("regime", "")).collect();
    said.push(both(|lang| {
        let titles: Vec<&str> = titles.iter().map(|title| lang.pick(&title.zh, &title.en)).collect();
        words::guide::about::purpose(lang, titles.join(lang.pick("；", "; ")))
    }));
    let Said { en, zh } = date(order.wanted.as_of);
    let filled = if order.filled { both(words::guide::about::filled) } else { both(words::guide::about::blank) };
    said.push(
        both(|lang| words::guide::about::Count { lang, count: questions, day: lang.pick(&zh, &en) }.to_string())
            .and(&filled),
    );
    said
}

fn steps() -> [Said; 6] {
    use words::guide::steps::{amounts, cells, keys, programs, tables, unknown};
    [both(cells), both(amounts), both(unknown), both(tables), both(keys), both(programs)]
}

fn back(order: &Order<'_>) -> Vec<Said> {
    let from = order.from.trim();
    let to = if from.is_empty() {
        both(words::guide::back::unnamed)
    } else {
        both(|lang| words::guide::back::to(lang, from))
    };
    vec![to, both(words::guide::back::stays), both(words::guide::back::corrected)]
}

/// What each kind of sheet holds.
pub(super) fn what(kind: &SheetKind) -> Said {
    match kind {
        SheetKind::Questions => both(words::guide::contents::questions),
        SheetKind::Years => both(words::guide::contents::years),
        SheetKind::Table(_) => both(words::guide::contents::table),
        SheetKind::Papers => both(words::guide::contents::papers),
        SheetKind::About | SheetKind::Guide => both(words::guide::contents::this),
    }
}

/// The name of the sheet.
pub(super) fn name(order: &Order<'_>) -> String {
    let Said { en, zh } = both(words::guide::sheet);
    match order.tongue {
        Tongue::One(lang) => lang.pick(&zh, &en).to_owned(),
        Tongue::Both => format!("{zh} {en}"),
    }
}
