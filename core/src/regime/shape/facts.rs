//! Shapes of `facts.toml`, `evidence.toml`, `checks.toml` and `holidays.toml`.

use super::{CHANGE, ID, PERIOD, Shape, Want, may, must};

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
