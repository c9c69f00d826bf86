//! Shapes of `facts.toml`, `evidence.toml`, `checks.toml`, `papers.toml` and `holidays.toml`.

use super::{CHANGE, PERIOD};
use crate::shape::{Key, Shape, Want, may, must};
use ziping_regime::SentencePart;

const ID: Key = super::ID.key("id", Want::Text);

const FACT_KINDS: &[&str] =
    &["bool", "count", "money", "yearly", "date", "occurrence", "choice", "several", "score", "text", "table"];

/// `[[fact.column]]`
pub static COLUMN: Shape = Shape {
    name: "column",
    zh: "表格的列",
    keys: &[
        must("id", Want::Text, "id within the table", "写这一列的编号，同一张表内不能重复"),
        must(
            "kind",
            Want::OneOf(&["text", "count", "money", "date", "bool", "score"]),
            "what a cell holds",
            "写这一列填什么，如文字 text、个数 count、日期 date",
        ),
        may("max", Want::Text, "score: the most points", "分数：写满分，加引号"),
    ],
};

/// `[[fact]]`
pub static FACT: Shape = Shape {
    name: "fact",
    zh: "事实",
    keys: &[
        ID,
        must("kind", Want::OneOf(FACT_KINDS), "kind of value", "写答案的种类，各种类见 content/README.md"),
        may("section", Want::Text, "heading on the organisation page", "写它在本单位页归入的标题"),
        may("options", Want::Texts, "choice, several: the options", "单选、多选：写各选项的编号"),
        may("ordered", Want::Bool, "choice: the options ascend", "单选：各选项由低到高排列的，写 true"),
        may("signed", Want::Bool, "money, yearly: may be negative", "金额、按会计年度的金额：可以为负的，写 true"),
        may("max", Want::Text, "score: the most points", "分数：写满分，加引号"),
        may(
            "format",
            Want::OneOf(&["line", "block", "uscc", "phone", "email"]),
            "text: how it is checked",
            "文字：写格式，一行 line、多行 block、统一社会信用代码 uscc、电话 phone、电子邮箱 email",
        ),
        may("column", Want::Tables(&COLUMN), "table: its columns", "表格：写各列，每列一个 [[fact.column]]"),
        CHANGE,
        PERIOD,
        may("timeless", Want::Texts, "options that stay true whatever passes", "写不随期间过去而改变的选项"),
        may("forms_only", Want::Bool, "used in forms only", "只用于填写表单的，写 true"),
        may(
            "former",
            Want::Texts,
            "text, count: ids under which regimes asked it before",
            "文字、整数：写以前各规则分别询问它时用的编号",
        ),
        may(
            "from_table",
            Want::Text,
            "worked out from a table's rows, once filled",
            "写由表格各行推算的式子，表格填写后以它为准",
        ),
    ],
};

/// `facts.toml`
pub static FACTS_FILE: Shape = Shape {
    name: "facts file",
    zh: "事实文件",
    keys: &[may("fact", Want::Tables(&FACT), "the facts", "事实，每个一个 [[fact]]")],
};

static EVIDENCE: Shape = Shape {
    name: "evidence",
    zh: "证明材料",
    keys: &[
        ID,
        must(
            "original",
            Want::OneOf(&["original", "copy_sealed", "copy", "print", "statement"]),
            "how it is handed in",
            "写提交形式：原件 original、盖章复印件 copy_sealed、复印件 copy、打印件 print、声明 statement",
        ),
        may("valid_months", Want::Whole, "for how many months it is usually accepted", "写开具后通常几个月内可用"),
        may(
            "denies",
            Want::Texts,
            "occurrences, or facts of yes and no, that it says are not so: once one is declared it is not handed in",
            "写它声明没有发生的事实：申报了其中一项，就不再附这份材料",
        ),
        may(
            "shows",
            Want::Texts,
            "occurrences, or facts of yes and no, that it shows: handed in only once one is declared",
            "写它证明的事实：申报了其中一项，才附这份材料",
        ),
    ],
};

/// `evidence.toml`
pub static EVIDENCE_FILE: Shape = Shape {
    name: "evidence file",
    zh: "证明材料文件",
    keys: &[may("evidence", Want::Tables(&EVIDENCE), "the papers", "证明材料，每份一个 [[evidence]]")],
};

static CHECK: Shape = Shape {
    name: "check",
    zh: "核对",
    keys: &[
        ID,
        must(
            "level",
            Want::OneOf(&["error", "warning"]),
            "how bad a breach is",
            "不符时是错误的写 error，只需提醒的写 warning",
        ),
        must(
            "holds",
            Want::Text,
            "what must hold; nothing is said where a fact is missing",
            "写应当成立的条件；所用事实没有回答时不作判断",
        ),
    ],
};

/// `checks.toml`
pub static CHECKS_FILE: Shape = Shape {
    name: "checks file",
    zh: "核对文件",
    keys: &[may("check", Want::Tables(&CHECK), "the checks", "核对，每项一个 [[check]]")],
};

static SENTENCE: Shape = Shape {
    name: "sentence",
    zh: "句子",
    keys: &[
        ID,
        must("part", Want::OneOf(SentencePart::NAMES), "where in the papers it stands", "写它印在材料的哪一处"),
        may("holds", Want::Texts, "states of the package that must all hold", "写须全部成立的状态"),
        may("unless", Want::Texts, "states of which none may hold", "写不得成立的状态"),
        may(
            "when",
            Want::Text,
            "what the answers must say; printed only where this is true",
            "写答案须满足的条件式，成立时才印",
        ),
        may(
            "not_when",
            Want::Text,
            "printed only where this is false or open: in the place of another sentence",
            "写条件式，不成立或尚未确定时才印，用来代替另一句",
        ),
        may("regimes", Want::Texts, "only in these regimes", "只用于某些规则的，写这些规则的编号"),
        may("except", Want::Texts, "in all regimes but these", "不用于某些规则的，写这些规则的编号"),
    ],
};

/// `papers.toml`
pub static PAPERS_FILE: Shape = Shape {
    name: "papers file",
    zh: "材料文字文件",
    keys: &[may(
        "sentence",
        Want::Tables(&SENTENCE),
        "the sentences, in the order in which they are printed",
        "句子，按印出的次序，每句一个 [[sentence]]",
    )],
};

static YEAR: Shape = Shape {
    name: "year",
    zh: "年份",
    keys: &[
        must("year", Want::Whole, "the calendar year", "写公历年份，如 2026"),
        must("notice", Want::Text, "the State Council's notice", "写国务院办公厅放假通知的名称或文号"),
        must("days_off", Want::Texts, "weekdays off", "写放假的工作日（周一至周五）"),
        must("workdays", Want::Texts, "weekend days worked", "写调休上班的周末"),
    ],
};

/// `holidays.toml`
pub static HOLIDAYS_FILE: Shape = Shape {
    name: "holidays file",
    zh: "节假日文件",
    keys: &[may("year", Want::Tables(&YEAR), "the years known", "已公布的年份，每年一个 [[year]]")],
};

static HEADING: Shape = Shape {
    name: "column",
    zh: "列",
    keys: &[
        must("id", Want::Text, "a column's id, or its table's and its own", "写列的编号，或“表的编号.列的编号”"),
        must("names", Want::Texts, "other names of it, in both languages", "写它的其他叫法，中英文都写"),
    ],
};

/// `headings.toml`
pub static HEADINGS_FILE: Shape = Shape {
    name: "headings file",
    zh: "表头文件",
    keys: &[
        may("totals", Want::Texts, "first words of rows that sum up others", "合计行开头的词"),
        may("column", Want::Tables(&HEADING), "other names of columns", "列的其他叫法，每列一个 [[column]]"),
    ],
};
