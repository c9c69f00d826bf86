//! `rulebook.toml`, and what decides in it.

use super::grade::Grade;
use super::points::{FIGURES, GROUPS, Group, ITEMS, Item, Points, Published};
use super::procedure::{Document, Duty, Entry, Fee, Step, Validity};
use super::values::{At, Cited, Labels, Tables, Text, Texts, Whole};
use super::{ASKS, CLAUSE, ID, INFERRED, NOTES, STATUS, SUGGESTS, keys, may, must};
use ziping_regime::{ConditionKind, EntryKind, Status};

keys! {
    /// A clause of the source.
    struct Clause<'f>("clause", "条款") {
        id: Text<'f> = must("as the source cites it", "写条款的编号，与原文件一致，如 第六条（二）"),
        nothing: bool = may("nothing encodes it; its words say why", "这一条不编成规则的，写 true，并在文字中说明理由"),
    }
}

keys! {
    /// What an applicant must be or have.
    struct Condition<'f>("condition", "条件") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        kind: At<ConditionKind> = must("what it is for", "申报资格写 eligibility，达标要求写 requirement"),
        when: Text<'f> = must("when it holds", "写满足这项条件的条件式"),
        applies: Option<Text<'f>> = may("where false, not applicable", "写适用的前提；前提不成立的，按不适用处理"),
        asks: Texts<'f> = ASKS,
        suggests: Texts<'f> = SUGGESTS,
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}

keys! {
    /// What limits the grade, or lowers it.
    struct Cap<'f>("cap", "限制") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        limit: Option<Text<'f>> = may("the best outcome while it holds", "写限制成立时最高能评的等级"),
        lowers: Option<Whole> = may(
            "by how many outcomes it lowers the grade while it holds, in the place of `limit`",
            "不写 limit 而是下调等级的，写下调几级，如 1",
        ),
        when: Text<'f> = must("when it holds", "写限制成立的条件式"),
        asks: Texts<'f> = ASKS,
        suggests: Texts<'f> = SUGGESTS,
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}

keys! {
    /// A condition of a level of an aspect.
    struct Level<'f>("level of an aspect", "方面的等级条件") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        aspect: Text<'f> = must(
            "the aspect whose level it is a condition of",
            "写这项条件所属的方面，即该方面的事实编号",
        ),
        level: Text<'f> = must(
            "the outcome that needs it, and every better one",
            "写从哪个等级起需要这项条件，更高的等级同样需要",
        ),
        when: Text<'f> = must("when it holds", "写满足这项条件的条件式"),
        asks: Texts<'f> = ASKS,
        suggests: Texts<'f> = SUGGESTS,
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}

keys! {
    /// Why a rating is cancelled.
    struct Ground<'f>("ground", "事由") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        when: Text<'f> = must("when it holds", "写事由成立的条件式"),
        asks: Texts<'f> = ASKS,
        suggests: Texts<'f> = SUGGESTS,
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}

keys! {
    /// A number that is worked out and shown.
    struct Figure<'f>("figure", "计算项") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        value: Text<'f> = must("what is worked out", "写计算式"),
        beside: Option<Text<'f>> = may("the fact beside which it is shown", "写它显示在哪个事实旁边"),
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}

keys! {
    /// A section of the assessing page.
    struct Section<'f>("section", "页面分节") {
        id: Text<'f> = ID,
        items: Texts<'f> = must(
            "conditions, caps, grounds, elements, aspects, figures, in order",
            "依次写这一节的条件、限制、事由、要素、方面和计算项",
        ),
        facts: Texts<'f> = may("further facts asked here", "写另外要在这一节问的事实"),
    }
}

keys! {
    /// From when to when the document applies.
    struct Effective<'f>("effective", "施行日期") {
        from: Option<Text<'f>> = may("first day, as the document says", "写原文件载明的施行日"),
        to: Option<Text<'f>> = may("last day, as the document says", "写原文件载明的最后一天"),
        repeals: Option<Text<'f>> = may("what it repeals", "写它废止了什么"),
    }
}

keys! {
    /// Which industry item a division of GB/T 4754 belongs to.
    struct Finder<'f>("finder", "行业对照") {
        clause: Cited<'f> = CLAUSE,
        sections: Texts<'f> = must("letters of GB/T 4754", "写 GB/T 4754 的门类字母"),
        item: Text<'f> = must("the industry item", "写对应的行业项目"),
        prompt: bool = may("only a prompt to consider it", "只是提示考虑、不能确定的，写 true"),
        inferred: bool = INFERRED,
    }
}

keys! {
    /// Which work a level covers.
    struct Scope<'f>("scope", "承接范围") {
        clause: Cited<'f> = CLAUSE,
        scale: Text<'f> = must("scale of the work", "写业务的规模"),
        role: Text<'f> = must("role in it", "写承接方式"),
        level: Text<'f> = must(
            "lowest outcome that covers it, or not_named",
            "写可以承接的最低等级；原文没有点名的，写 not_named",
        ),
        inferred: bool = INFERRED,
    }
}

keys! {
    /// `rulebook.toml`
    struct RuleBook<'f>("rule book", "规则") {
        schema: Whole = must("1", "写 1，即本文件的格式版本"),
        id: Text<'f> = must("permanent id of the regime", "写规则的永久编号，与文件夹同名"),
        version: Text<'f> = must("version of this encoding", "写本规则的版本，如 1.0.0"),
        status: At<Status> = STATUS,
        source: Text<'f> = must("the document it encodes", "写所依据的文件"),
        effective: Option<Effective<'f>> = may("when the document applies, as it says", "写原文件载明的施行起止日期"),
        clause: Tables<Clause<'f>> = must(
            "every article and item of the source",
            "写原文件的每一条、每一项，各一个 [[clause]]",
        ),
        condition: Tables<Condition<'f>> = may("conditions", "写条件，每项一个 [[condition]]"),
        level: Tables<Level<'f>> = may("conditions of the levels of aspects", "写各方面的等级条件，每项一个 [[level]]"),
        item: Tables<Item<'f>> = ITEMS,
        group: Tables<Group<'f>> = GROUPS,
        published: Tables<Published<'f>> = FIGURES,
        cap: Tables<Cap<'f>> = may("disqualifying factors", "写限制等级的情形，每项一个 [[cap]]"),
        ground: Tables<Ground<'f>> = may("grounds for cancelling", "写取消评级的事由，每项一个 [[ground]]"),
        figure: Tables<Figure<'f>> = may("numbers worked out and shown", "写算出后供参考的数值，每项一个 [[figure]]"),
        grade: Grade<'f> = must("how the grade is found", "写等级怎样评定"),
        section: Tables<Section<'f>> = must("the assessing page", "写评定页的各节，每节一个 [[section]]"),
        step: Tables<Step<'f>> = may("the procedure", "写办理程序，每步一个 [[step]]"),
        document: Tables<Document<'f>> = may("what is handed in", "写要提交的材料，每份一个 [[document]]"),
        named: Labels<'f> = may(
            "for those who act and whom the document knows by their kind only: the fact that has the name of the one chosen",
            "原文件只写了哪一类的办理单位，写由哪个事实填写所选那一家的名称，每项为“actor = 事实编号”",
        ),
        duty: Tables<Duty<'f>> = may("dates after the certificate", "写取得证书以后的期限，每项一个 [[duty]]"),
        validity: Option<Validity<'f>> = may("how long a certificate is valid", "写证书有效多久"),
        fee: Tables<Fee<'f>> = may("fees", "写费用，每项一个 [[fee]]"),
        definition: Tables<Entry<'f>> = may("terms that the document defines", "写原文件定义的用语"),
        sanction: Tables<Entry<'f>> = may(
            "grounds and outcomes after the certificate",
            "写取得证书以后的处理事由和后果",
        ),
        note: Tables<Entry<'f>> = may("doubts about the text", "写对原文的疑问"),
        gap: Tables<Entry<'f>> = may("referred to but not contained", "写原文提到而没有载明的内容"),
        benefit: Tables<Entry<'f>> = may("privileges", "写取得等级后享有的待遇"),
        term: Tables<Entry<'f>> = may("anything else a reader must know", "写其他须让读者知道的内容"),
        reading: Tables<Entry<'f>> = may("readings named in conditions", "写条件中用到的各种理解（读法）"),
        finder: Tables<Finder<'f>> = may("industry finder", "写行业对照，每项一个 [[finder]]"),
        scope: Tables<Scope<'f>> = may("what a level can undertake", "写各等级可以承接的业务"),
    }
}

impl<'f> RuleBook<'f> {
    /// Points that are worked out.
    pub fn points(&self) -> Points<'_> {
        Points { item: &self.item, group: &self.group, published: &self.published }
    }

    /// The entries of a kind.
    pub fn entries(&self, kind: EntryKind) -> &[Entry<'f>] {
        match kind {
            EntryKind::Definition => &self.definition,
            EntryKind::Sanction => &self.sanction,
            EntryKind::Note => &self.note,
            EntryKind::Gap => &self.gap,
            EntryKind::Benefit => &self.benefit,
            EntryKind::Term => &self.term,
            EntryKind::Reading => &self.reading,
        }
    }
}
