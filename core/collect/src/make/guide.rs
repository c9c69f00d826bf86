//! The first sheet: who asks, until when, how to fill in, how to send back.

use super::look::{Frame, Look, fit, frame};
use super::{Order, Writing};
use crate::keys::SheetKind;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use ziping_base::calendar::Day;
use ziping_base::diag::Said;
use ziping_base::lang::Lang;
use ziping_base::say;

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
    line("", &tongue.line(&say!("How to fill it in", "怎么填")), &look.section)?;
    for (number, said) in (1..).zip(steps()) {
        line(&format!("{number}"), &tongue.lines(&said), &look.lead)?;
    }
    line("", &tongue.line(&say!("How to send it back", "怎么发回")), &look.section)?;
    for said in back(order) {
        line("·", &tongue.lines(&said), &look.lead)?;
    }
    line("", &tongue.line(&say!("What is in it", "里面有什么")), &look.section)?;
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
        return say!("Questions to be answered", "填报信息表");
    }
    say!("Questions to {organisation}", "{organisation}：填报信息表")
}

fn date(day: Day) -> Said {
    Said::new(day.to_string(), day.in_chinese())
}

/// Who asks, until when, for what; `questions`: how many there are.
pub(super) fn about(order: &Order<'_>, questions: usize) -> Vec<Said> {
    let mut said = Vec::new();
    let from = order.from.trim();
    if !from.is_empty() {
        said.push(say!("Asked by: {from}", "发出人：{from}"));
    }
    if let Some(until) = order.until {
        let Said { en, zh } = date(until);
        said.push(say!("Please send it back by: {en}", "请在这一天以前发回：{zh}"));
    }
    let titles: Vec<Said> = order.wanted.regimes.iter().map(|regime| regime.title("regime", "")).collect();
    let join = |pick: fn(&Said) -> &str, comma| titles.iter().map(pick).collect::<Vec<_>>().join(comma);
    let (en, zh) = (join(|said| &said.en, "; "), join(|said| &said.zh, "；"));
    said.push(say!("What it is for: {en}", "用于：{zh}"));
    let Said { en, zh } = date(order.wanted.as_of);
    let n = questions;
    let filled = if order.filled {
        say!(
            "What is known already is filled in: please check it, and correct it where it is wrong.",
            "已经知道的内容填好了：请核对，有错的直接改。"
        )
    } else {
        say!("All cells are blank, also where something is known.", "各格都是空白，已经知道的也没有填。")
    };
    said.push(say!("{n} questions, as of {en}.", "共 {n} 个问题，截至 {zh}。").and(&filled));
    said
}

fn steps() -> Vec<Said> {
    vec![
        say!(
            "Fill in the yellow cells only; everything else is explanation and is locked. Where there is an arrow, choose from the list.",
            "只填黄色的格子；其余是说明，已经锁定。带箭头的格子从列表里选。"
        ),
        say!(
            "Amounts are in yuan. 1200万 and 1.2亿 are read too; if you are not sure, write a range such as 100–120万. Days: 2024-03-01.",
            "金额以元为单位，写成 1200万、1.2亿 也行；拿不准的可以填区间，如 100–120万。日期写成 2024-03-01。"
        ),
        say!(
            "Leave blank what you do not know, and say so in the remarks if you like. Blank means neither “no” nor 0.",
            "不知道的留空，可以在备注里说明。留空既不当作“否”，也不当作 0。"
        ),
        say!(
            "A table has a row for each item; rows can be added. If there are none, choose “yes” above its heads.",
            "表格一项填一行，不够可以加行。一项也没有的，在表头上方选“是”。"
        ),
        say!(
            "Tables may be sorted and get more rows; widths and heights may be changed everywhere. Please do not delete the hidden first row and first column: by them the answers are found.",
            "表格可以排序、加行，各处的列宽、行高都可以调。请不要删除隐藏的首行和首列：读回时靠它们认出每个答案。"
        ),
        say!(
            "Excel, WPS and LibreOffice will do. Save it as .xlsx.",
            "用 Excel、WPS 表格、LibreOffice 都可以填；请存为 .xlsx。"
        ),
    ]
}

fn back(order: &Order<'_>) -> Vec<Said> {
    let from = order.from.trim();
    let to = if from.is_empty() {
        say!("Save it and send the file back the way it came to you.", "填好存盘，按原来收到它的方式把文件发回。")
    } else {
        say!("Save it and send the file back to {from}.", "填好存盘，把文件发回给{from}。")
    };
    vec![
        to,
        say!(
            "Nothing is uploaded: the file goes only where you send it. It is read on the asker's own machine, which first lists what would change.",
            "不会上传到任何地方：文件只到您发给的人手里。读回也只在对方自己的电脑上进行，先列出会改动什么，再由对方决定采用哪些。"
        ),
        say!(
            "What you write is not checked here beyond the form of a number or a day; correct it later by sending the file again.",
            "这里只核对数和日期的写法；发回以后要改的，改好再发一次。"
        ),
    ]
}

/// What each kind of sheet holds.
pub(super) fn what(kind: &SheetKind) -> Said {
    match kind {
        SheetKind::Questions => say!("questions, section by section", "逐项的问题"),
        SheetKind::Years => say!("amounts by fiscal year", "分年度的金额"),
        SheetKind::Table(_) => say!("a table, a row for each item", "表格，一项一行"),
        SheetKind::Papers => say!("papers to send along", "需要一并发来的材料"),
        SheetKind::About | SheetKind::Guide => say!("this page", "本页"),
    }
}

/// The name of the sheet.
pub(super) fn name(order: &Order<'_>) -> String {
    match order.tongue {
        crate::Tongue::One(Lang::En) => "Guide".to_owned(),
        crate::Tongue::One(Lang::Zh) => "填写说明".to_owned(),
        crate::Tongue::Both => "填写说明 Guide".to_owned(),
    }
}
