//! `facts.toml`: what can be asked.

use super::choices::{Change, ColumnKind, FactKind};
use super::values::{At, Tables, Text, Texts};
use super::{CHANGE, ID, PERIOD, keys, may, must};
use ziping_rules::fact::{Passing, TextFormat};

keys! {
    /// `[[fact.column]]`
    struct Column<'f>("column", "表格的列") {
        id: Text<'f> = must("id within the table", "写这一列的编号，同一张表内不能重复"),
        kind: At<ColumnKind> = must("what a cell holds", "写这一列填什么，如文字 text、个数 count、日期 date"),
        max: Text<'f> = may("score: the most points", "分数：写满分，加引号"),
    }
}

keys! {
    /// `[[fact]]`
    struct Fact<'f>("fact", "事实") {
        id: Text<'f> = ID,
        kind: At<FactKind> = must("kind of value", "写答案的种类，各种类见 content/README.md"),
        section: Option<Text<'f>> = may("heading on the organisation page", "写它在本单位页归入的标题"),
        options: Texts<'f> = may("choice, several: the options", "单选、多选：写各选项的编号"),
        ordered: bool = may("choice: the options ascend", "单选：各选项由低到高排列的，写 true"),
        signed: bool = may("money, yearly: may be negative", "金额、按会计年度的金额：可以为负的，写 true"),
        max: Text<'f> = may("score: the most points", "分数：写满分，加引号"),
        format: Option<At<TextFormat>> = may(
            "text: how it is checked",
            "文字：写格式，一行 line、多行 block、统一社会信用代码 uscc、电话 phone、电子邮箱 email",
        ),
        column: Tables<Column<'f>> = may("table: its columns", "表格：写各列，每列一个 [[fact.column]]"),
        change: Option<At<Change>> = CHANGE,
        period: Option<At<Passing>> = PERIOD,
        timeless: Texts<'f> = may("options that stay true whatever passes", "写不随期间过去而改变的选项"),
        forms_only: bool = may("used in forms only", "只用于填写表单的，写 true"),
        former: Texts<'f> = may(
            "text, count: ids under which regimes asked it before",
            "文字、整数：写以前各规则分别询问它时用的编号",
        ),
        from_table: Option<Text<'f>> = may(
            "worked out from a table's rows, once filled",
            "写由表格各行推算的式子，表格填写后以它为准",
        ),
    }
}

keys! {
    /// `facts.toml`
    struct FactsFile<'f>("facts file", "事实文件") {
        fact: Tables<Fact<'f>> = may("the facts", "事实，每个一个 [[fact]]"),
    }
}
