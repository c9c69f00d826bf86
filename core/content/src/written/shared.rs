//! The files that all rule books share but facts: evidence, checks, sentences of papers, holidays, headings.

use super::choices::CheckLevel;
use super::values::{At, Tables, Text, Texts, Whole};
use super::{ID, keys, may, must};
use ziping_regime::{Form, SentencePart};

keys! {
    /// `[[evidence]]`: a paper that proves something.
    struct Paper<'f>("evidence", "证明材料") {
        id: Text<'f> = ID,
        original: At<Form> = must(
            "how it is handed in",
            "写提交形式：原件 original、盖章复印件 copy_sealed、复印件 copy、打印件 print、声明 statement",
        ),
        valid_months: Option<Whole> = may("for how many months it is usually accepted", "写开具后通常几个月内可用"),
        denies: Texts<'f> = may(
            "occurrences, or facts of yes and no, that it says are not so: once one is declared it is not handed in",
            "写它声明没有发生的事实：申报了其中一项，就不再附这份材料",
        ),
        shows: Texts<'f> = may(
            "occurrences, or facts of yes and no, that it shows: handed in only once one is declared",
            "写它证明的事实：申报了其中一项，才附这份材料",
        ),
    }
}

keys! {
    /// `evidence.toml`
    struct EvidenceFile<'f>("evidence file", "证明材料文件") {
        evidence: Tables<Paper<'f>> = may("the papers", "证明材料，每份一个 [[evidence]]"),
    }
}

keys! {
    /// `[[check]]`
    struct Check<'f>("check", "核对") {
        id: Text<'f> = ID,
        level: At<CheckLevel> = must("how bad a breach is", "不符时是错误的写 error，只需提醒的写 warning"),
        holds: Text<'f> = must(
            "what must hold; nothing is said where a fact is missing",
            "写应当成立的条件；所用事实没有回答时不作判断",
        ),
    }
}

keys! {
    /// `checks.toml`
    struct ChecksFile<'f>("checks file", "核对文件") {
        check: Tables<Check<'f>> = may("the checks", "核对，每项一个 [[check]]"),
    }
}

keys! {
    /// `[[sentence]]`
    struct Sentence<'f>("sentence", "句子") {
        id: Text<'f> = ID,
        part: At<SentencePart> = must("where in the papers it stands", "写它印在材料的哪一处"),
        holds: Texts<'f> = may("states of the package that must all hold", "写须全部成立的状态"),
        unless: Texts<'f> = may("states of which none may hold", "写不得成立的状态"),
        when: Option<Text<'f>> = may(
            "what the answers must say; printed only where this is true",
            "写答案须满足的条件式，成立时才印",
        ),
        not_when: Option<Text<'f>> = may(
            "printed only where this is false or open: in the place of another sentence",
            "写条件式，不成立或尚未确定时才印，用来代替另一句",
        ),
        regimes: Texts<'f> = may("only in these regimes", "只用于某些规则的，写这些规则的编号"),
        except: Texts<'f> = may("in all regimes but these", "不用于某些规则的，写这些规则的编号"),
    }
}

keys! {
    /// `papers.toml`
    struct PapersFile<'f>("papers file", "材料文字文件") {
        sentence: Tables<Sentence<'f>> = may(
            "the sentences, in the order in which they are printed",
            "句子，按印出的次序，每句一个 [[sentence]]",
        ),
    }
}

keys! {
    /// `[[year]]`
    struct Year<'f>("year", "年份") {
        year: Whole = must("the calendar year", "写公历年份，如 2026"),
        notice: Text<'f> = must("the State Council's notice", "写国务院办公厅放假通知的名称或文号"),
        days_off: Texts<'f> = must("weekdays off", "写放假的工作日（周一至周五）"),
        workdays: Texts<'f> = must("weekend days worked", "写调休上班的周末"),
    }
}

keys! {
    /// `holidays.toml`
    struct HolidaysFile<'f>("holidays file", "节假日文件") {
        year: Tables<Year<'f>> = may("the years known", "已公布的年份，每年一个 [[year]]"),
    }
}

keys! {
    /// `[[column]]`: other names of a column.
    struct Heading<'f>("column", "列") {
        id: Text<'f> = must("a column's id, or its table's and its own", "写列的编号，或“表的编号.列的编号”"),
        names: Texts<'f> = must("other names of it, in both languages", "写它的其他叫法，中英文都写"),
    }
}

keys! {
    /// `headings.toml`
    struct HeadingsFile<'f>("headings file", "表头文件") {
        totals: Texts<'f> = may("first words of rows that sum up others", "合计行开头的词"),
        column: Tables<Heading<'f>> = may("other names of columns", "列的其他叫法，每列一个 [[column]]"),
    }
}
