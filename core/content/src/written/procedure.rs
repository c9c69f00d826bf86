//! What comes with and after a rating: steps, documents, duties, fees; and what is to be known.

use super::values::{At, Cited, Text, Texts, Whole};
use super::{CLAUSE, ID, INFERRED, NOTES, keys, may, must};
use ziping_regime::{DurationUnit, DutyKind, Writing};

keys! {
    /// A step of a procedure.
    struct Step<'f>("step", "步骤") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        procedure: Texts<'f> = must("procedures that it belongs to", "写它属于哪些程序"),
        actor: Text<'f> = must(
            "who acts: applicant, or an id whose name stands in [actor] of the language files",
            "写由谁办理：申报单位写 applicant，其他写编号，名称写在语言文件的 [actor] 中",
        ),
        inferred_actor: bool = may(
            "the document does not say who acts; the words say why it is they",
            "原文没有写由谁办理、由本工具推断的写 true，并在文字中说明理由",
        ),
        opinion: bool = may(
            "who acts gives an opinion: the application form has a box for it",
            "办理人在这一步提出意见、申报表须留意见栏的，写 true",
        ),
        days: Option<Whole> = may("published duration; leave out: not published", "写公布的时限；没有公布的，不写"),
        unit: Option<At<DurationUnit>> = may(
            "what the duration is counted in",
            "写时限的单位：工作日 working_days、日 days 或月 months",
        ),
        within: bool = may(
            "a deadline for whoever acts, not how long the step takes",
            "是办理人须在其内办理的期限、不是这一步历时多久的，写 true",
        ),
        only: Texts<'f> = may("only for these outcomes", "只对某些等级适用的，写这些等级"),
        documents: Texts<'f> = may("what is handed in", "写这一步要提交的材料的编号"),
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}

keys! {
    /// A paper that is handed in.
    struct Document<'f>("document", "提交材料") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        procedure: Texts<'f> = must("procedures that it belongs to", "写它用于哪些程序"),
        copies: Option<Whole> = may("how many; leave out: not published", "写份数；没有公布的，不写"),
        to: Option<Text<'f>> = may(
            "to whom, as in `actor`; leave out: not published",
            "写交给谁，与 actor 相同；没有公布的，不写",
        ),
        inferred_to: bool = may(
            "the document does not say to whom; the words say why it is they",
            "原文没有写交给谁、由本工具推断的写 true，并在文字中说明理由",
        ),
        through: Option<Text<'f>> = may(
            "handed in at another's for those whom it is meant for",
            "经由别处转交的，写转交者，与 actor 相同",
        ),
        form: bool = may("a form to fill", "是需要填写的表单的，写 true"),
        writing: Option<At<Writing>> = may(
            "what the form is: a letter with a seal (the default), a text for a public notice, an outline for others to fill, a pledge beside the application",
            "表单的种类：盖章的书信 letter（不写即是）、公开声明的文稿 notice、请他人填写的提纲 outline、随申报书出具的承诺书 pledge",
        ),
        facts: Texts<'f> = may(
            "facts that its form asks besides the organisation and the certificate",
            "写表单在本单位情况和证书之外还要填的事实",
        ),
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}

keys! {
    /// A date after the certificate.
    struct Duty<'f>("duty", "期限") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        from: Text<'f> = must(
            "issue, expiry or an occurrence fact",
            "写从哪一天起算：发证 issue、期满 expiry，或一个事件类事实的编号",
        ),
        offset: Text<'f> = must("3年, -3个月, 30日, or nothing", "写相隔多久：3年、-3个月、30日；就是当天的写 \"\""),
        kind: At<DutyKind> = must(
            "what the date is",
            "写这一天的性质：最迟 latest、开始 opens、结束 ends、每年 yearly",
        ),
        times: Option<Whole> = may("yearly: how many", "yearly：写共几次"),
        procedure: Texts<'f> = may(
            "procedures that are due by it or open with it",
            "写这一天为止或者从这一天起办理的程序",
        ),
        anyone: bool = may(
            "true: it presupposes no certificate that is valid when the event happens",
            "不以事件发生时持有有效证书为前提的，写 true",
        ),
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}

keys! {
    /// How long a certificate is valid.
    struct Validity<'f>("validity", "有效期") {
        clause: Cited<'f> = CLAUSE,
        years: Whole = must("years from the day of issue", "写自发证之日起有效几年"),
    }
}

keys! {
    /// A fee.
    struct Fee<'f>("fee", "费用") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        amount: Option<Text<'f>> = may(
            "yuan; leave out: not published",
            "写金额，以元为单位，加引号；没有公布的，不写",
        ),
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}

keys! {
    /// Something to know that decides nothing.
    struct Entry<'f>("entry", "条目") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}
