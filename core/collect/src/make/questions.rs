//! The sheet of questions: a question a row, section by section.

use super::how::{how, unit, why};
use super::look::{BELOW, GridColumn, Look, check, fit, grid, put};
use super::{Order, Writing};
use crate::answer::{choices, put as held, yes};
use crate::ask::{Asked, Question};
use crate::keys::{ColumnKey, RowKey, SheetKind};
use crate::tongue::{both, fact_label, fact_text, fact_title, with_words};
use crate::words;
use crate::words::questions::notes;
use crate::words::sheets::heads;
use rust_xlsxwriter::{Worksheet, XlsxError};
use ziping_base::diag::Said;
use ziping_rules::fact::{Fact, Kind, Value};

/// The columns, behind the hidden one.
const NUMBER: u16 = 1;
const ASKED: u16 = 2;
const HOW: u16 = 3;
const ANSWER: u16 = 4;
const UNIT: u16 = 5;
const WHY: u16 = 6;
const REMARK: u16 = 7;

/// How wide they are, in characters.
const WIDTHS: [u8; 7] = [5, 30, 36, 28, 6, 34, 20];

/// Whether a fact is asked on this sheet; amounts by year and tables have their own.
pub(super) fn belongs(kind: &Kind) -> bool {
    !matches!(kind, Kind::Yearly { .. } | Kind::Table { .. })
}

/// Writes the sheet; `None` where nothing is asked on it.
pub(super) fn sheet(
    order: &Order<'_>,
    asked: &Asked,
    look: &Look,
    writing: &mut Writing,
) -> Result<Option<Worksheet>, XlsxError> {
    let catalogue = &order.wanted.library.catalogue;
    let mine = |question: &&Question| catalogue.get(question.fact).is_some_and(|fact| belongs(&fact.kind));
    if !asked.groups.iter().any(|group| group.questions.iter().any(|question| mine(&question))) {
        return Ok(None);
    }
    let tongue = order.tongue;
    let name = writing.name(&tongue.line(&both(words::sheets::questions::name)));
    let title = both(words::sheets::questions::title);
    let columns = [
        (ColumnKey::Own, both(heads::number)),
        (ColumnKey::Own, both(heads::question)),
        (ColumnKey::Own, both(heads::how)),
        (ColumnKey::Answer, both(heads::answer)),
        (ColumnKey::Unit, both(heads::unit)),
        (ColumnKey::Own, both(heads::why)),
        (ColumnKey::Remark, both(heads::remark)),
    ];
    let columns = GridColumn::all(columns, WIDTHS);
    let sheet = grid(&SheetKind::Questions, &name, &title, &columns, tongue, look)?;
    let mut lines = Lines { sheet, row: BELOW, number: 0 };
    for group in &asked.groups {
        let mut questions = group.questions.iter().filter(mine).peekable();
        if questions.peek().is_none() {
            continue;
        }
        lines.group(&tongue.line(&group.title), look)?;
        for question in questions {
            if let Some(fact) = catalogue.get(question.fact) {
                lines.question(order, question, fact, look, writing)?;
            }
        }
    }
    Ok(Some(lines.sheet))
}

/// The lines written so far.
struct Lines {
    sheet: Worksheet,
    row: u32,
    number: u32,
}

impl Lines {
    fn group(&mut self, title: &str, look: &Look) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, RowKey::Own.text(), &look.key)?;
        self.sheet.merge_range(self.row, NUMBER, self.row, REMARK, title, &look.group)?;
        self.sheet.set_row_height(self.row, 22)?;
        self.row += 1;
        Ok(())
    }

    fn question(
        &mut self,
        order: &Order<'_>,
        question: &Question,
        fact: &Fact,
        look: &Look,
        writing: &mut Writing,
    ) -> Result<(), XlsxError> {
        let (tongue, regimes) = (order.tongue, order.wanted.regimes);
        self.number += 1;
        writing.questions += 1;
        let several = matches!(fact.kind, Kind::Several { .. });
        let (row, sheet) = (self.row, &mut self.sheet);
        let key = if several { RowKey::Own } else { RowKey::Of(fact.id.clone()) };
        sheet.write_string_with_format(row, 0, key.text(), &look.key)?;
        sheet.write_string_with_format(row, NUMBER, self.number.to_string(), &look.centred)?;
        let asked = asked_words(sheet, row, ASKED, order, fact, look)?;
        let (how, why) = (tongue.lines(&how_of(order, fact)), tongue.lines(&why(&question.why)));
        sheet.write_string_with_format(row, HOW, &how, &look.words)?;
        sheet.write_string_with_format(row, WHY, &why, &look.small)?;
        let answered = match order.known(question.fact) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        };
        let [_, of_asked, of_how, of_answer, _, of_why, _] = WIDTHS.map(usize::from);
        fit(sheet, row, &[(&asked, of_asked), (&how, of_how), (&answered, of_answer), (&why, of_why)])?;
        let remark = Look::answer(&Kind::Text(ziping_rules::fact::TextFormat::Block));
        if several {
            sheet.write_blank(row, ANSWER, &look.words)?;
            sheet.write_blank(row, UNIT, &look.words)?;
            put(sheet, row, REMARK, None, &look.words)?;
            self.row += 1;
            return self.options(order, question, fact, look, writing);
        }
        put(sheet, row, REMARK, None, &remark)?;
        let answer = writing.sent(order, question.fact, |value| held(&fact.kind, value, &fact.id, regimes, tongue));
        put(sheet, row, ANSWER, answer.as_ref(), &Look::answer(&fact.kind))?;
        let unit = unit(&fact.kind).map_or_else(String::new, |unit| tongue.lines(&unit));
        sheet.write_string_with_format(row, UNIT, unit, &look.centred)?;
        let names: Vec<String> =
            choices(&fact.kind, &fact.id, regimes).iter().map(|(said, _)| tongue.line(said)).collect();
        check(sheet, (row, row), ANSWER, &fact.kind, &names, &mut writing.lists, tongue)?;
        self.row += 1;
        Ok(())
    }

    /// The options of which several may be chosen, each a line, and a line for none of them.
    fn options(
        &mut self,
        order: &Order<'_>,
        question: &Question,
        fact: &Fact,
        look: &Look,
        writing: &mut Writing,
    ) -> Result<(), XlsxError> {
        let (tongue, regimes) = (order.tongue, order.wanted.regimes);
        let Kind::Several { options } = &fact.kind else { return Ok(()) };
        let known = order.known(question.fact);
        let chosen = match known {
            Some(Value::Several(set)) => Some(set),
            _ => None,
        };
        let yes = tongue.line(&yes());
        let labelled = options.iter().enumerate().map(|(place, option)| {
            let key = RowKey::Option { fact: fact.id.clone(), option: option.clone() };
            (key, fact_label(regimes, &fact.id, option), chosen.is_some_and(|set| set >> place & 1 == 1))
        });
        let none = (RowKey::NoneOf(fact.id.clone()), both(words::answers::choices::none), chosen == Some(0));
        for (key, label, is_chosen) in labelled.chain([none]) {
            let (row, sheet) = (self.row, &mut self.sheet);
            sheet.write_string_with_format(row, 0, key.text(), &look.key)?;
            sheet.write_blank(row, NUMBER, &look.words)?;
            let label = format!("　· {}", tongue.line(&label));
            sheet.merge_range(row, ASKED, row, HOW, &label, &look.words)?;
            let [_, of_asked, of_how, ..] = WIDTHS.map(usize::from);
            fit(sheet, row, &[(&label, of_asked + of_how)])?;
            let answer = is_chosen.then(|| crate::answer::Put::Text(yes.clone()));
            put(sheet, row, ANSWER, answer.as_ref(), &Look::answer(&Kind::Bool))?;
            for column in [UNIT, WHY, REMARK] {
                sheet.write_blank(row, column, &look.words)?;
            }
            check(sheet, (row, row), ANSWER, &Kind::Bool, std::slice::from_ref(&yes), &mut writing.lists, tongue)?;
            self.row += 1;
        }
        if let Some(set) = chosen {
            writing.sheet.put(question.fact, Some(Value::Several(set)));
        }
        Ok(())
    }
}

/// The title of a question in bold, and what it asks; answers all of it.
pub(super) fn asked_words(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    order: &Order<'_>,
    fact: &Fact,
    look: &Look,
) -> Result<String, XlsxError> {
    let regimes = order.wanted.regimes;
    let title = order.tongue.lines(&fact_title(regimes, &fact.id));
    let asked = order.tongue.lines(&fact_text(regimes, &fact.id));
    if asked.is_empty() {
        sheet.write_string_with_format(row, column, &title, &look.words)?;
        return Ok(title);
    }
    let below = format!("\n{asked}");
    let parts = [(&look.bold, title.as_str()), (&look.plain, below.as_str())];
    sheet.write_rich_string_with_format(row, column, &parts, &look.words)?;
    Ok(title + &below)
}

/// How to answer a question: its kind, what the rule books say of it, what may be left out, and what was noted of one that
/// is not known yet.
pub(super) fn how_of(order: &Order<'_>, fact: &Fact) -> Said {
    explained(order, fact, how(&fact.kind))
}

/// The same behind another sentence for its kind.
pub(super) fn explained(order: &Order<'_>, fact: &Fact, mut said: Said) -> Said {
    let regimes = order.wanted.regimes;
    if let Some(regime) = with_words(regimes, &fact.id) {
        let help = regime.text("fact", &fact.id, |words| &words.help);
        if !help.zh.is_empty() {
            said = Said::new(format!("{}\n{}", said.en, help.en), format!("{}\n{}", said.zh, help.zh));
        }
    }
    let library = order.wanted.library;
    let table = library.derived.iter().find(|derived| library.catalogue.id(derived.fact) == fact.id);
    if let Some(table) = table {
        let Said { en, zh } = fact_title(regimes, library.catalogue.id(table.table));
        said = said.and(&both(|lang| notes::worked_out(lang, lang.pick(&zh, &en))));
    }
    match library.catalogue.find(&fact.id).and_then(|ix| order.unknown.get(&ix)).map(|note| note.trim()) {
        None => {}
        Some("") => said = said.and(&both(notes::unknown)),
        Some(note) => said = said.and(&both(|lang| notes::unknown_with(lang, note))),
    }
    said
}
