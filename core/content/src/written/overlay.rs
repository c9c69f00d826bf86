//! Overlay files.

use super::cases::Case;
use super::choices::Change;
use super::facts::Fact;
use super::language::{FACT_WORDS, FORM_WORDS, WORDS_OF};
use super::points::{FIGURES, GROUPS, Group, ITEMS, Item, Points, Published};
use super::values::{At, ById, Cited, Sheets, Tables, Text, Whole, Written};
use super::{CHANGE, PERIOD, STATUS, keys, may, must};
use crate::shape::{self, Shape, Want};
use ziping_base::diag::Span;
use ziping_base::lang::Lang;
use ziping_base::node::Node;
use ziping_regime::Status;
use ziping_rules::fact::Passing;

keys! {
    /// A part of an element of the score.
    struct Indicator<'f>("indicator", "指标") {
        id: Text<'f> = must(
            "permanent id of the fact that it creates: overlay.<overlay>.…",
            "写指标的永久编号，它就是新事实的编号：overlay.补充规则编号.…",
        ),
        element: Text<'f> = must(
            "the element of the score that it is a part of",
            "写它所属的评分要素，即规则中该项得分的事实编号",
        ),
        max: Text<'f> = must("the most points", "写满分，加引号，如 \"10\""),
        clause: Text<'f> = must("where the overlay's document has it", "写它在补充规则所依据文件中的出处"),
        change: Option<At<Change>> = CHANGE,
        period: Option<At<Passing>> = PERIOD,
    }
}

keys! {
    /// A condition of a level of an aspect.
    struct NewLevel<'f>("level", "等级条件") {
        id: Text<'f> = must("permanent id: overlay.<overlay>.…", "写永久编号：overlay.补充规则编号.…"),
        aspect: Text<'f> = must(
            "the aspect whose level it is a condition of",
            "写这项条件所属的方面，即规则中该方面的事实编号",
        ),
        level: Text<'f> = must(
            "the outcome that needs it, and every better one",
            "写从哪个等级起需要这项条件，更高的等级同样需要",
        ),
        clause: Text<'f> = must("where the overlay's document has it", "写它在补充规则所依据文件中的出处"),
        when: Text<'f> = must("when it holds", "写满足这项条件的条件式"),
    }
}

keys! {
    /// What limits the grade, or lowers it.
    struct NewCap<'f>("cap of an overlay", "补充规则的限制") {
        id: Text<'f> = must("permanent id: overlay.<overlay>.…", "写永久编号：overlay.补充规则编号.…"),
        clause: Text<'f> = must("where the overlay's document has it", "写它在补充规则所依据文件中的出处"),
        limit: Option<Text<'f>> = may("the best outcome while it holds", "写限制成立时最高能评的等级"),
        lowers: Option<Whole> = may(
            "by how many outcomes it lowers the grade while it holds, in the place of `limit`",
            "不写 limit 而是下调等级的，写下调几级，如 1",
        ),
        when: Text<'f> = must("when it holds", "写限制成立的条件式"),
    }
}

keys! {
    /// A figure of the year for the rule book.
    struct Given<'f>("figure that is given", "给出的数值") {
        figure: Text<'f> = must("the rule book's [[published]] figure", "写规则里 [[published]] 的编号"),
        value: Text<'f> = must("the figure, with its unit", "写数值，带单位"),
        #[expect(dead_code, reason = "it is for who reads the file: figures that are given do not carry it")]
        clause: Text<'f> = must("where it was published", "写它公布在哪里"),
    }
}

keys! {
    /// A form that it replaces.
    struct Form<'f>("form", "表单") {
        docx: Option<Text<'f>> = may(
            "file name of the association's own Word form, kept beside the overlay",
            "写本协会自有 Word 表单的文件名，文件与补充规则放在一起",
        ),
    }
}

keys! {
    /// An overlay file.
    struct Overlay<'f>("overlay", "补充规则") {
        overlay: Option<Whole> = must("1: the format of this file", "写 1，即本文件的格式版本"),
        id: Text<'f> = must("permanent id of the overlay: one word", "写补充规则的永久编号，只用一个词"),
        regime: Option<Text<'f>> = must("the regime that it adds to", "写它补充的是哪份规则，用规则的编号"),
        version: Option<Text<'f>> = must("version of this overlay", "写补充规则自己的版本，如 1.0.0"),
        for_version: Cited<'f> = must(
            "versions of the rule book that it fits: 1, 1.2 or 1.2.3",
            "写它适用的规则版本：1、1.2 或 1.2.3，有多个的写成一列",
        ),
        status: At<Status> = STATUS,
        source: Text<'f> = must("the document that it encodes, and whose it is", "写所依据的文件，以及由谁发布"),
        fact: Tables<Fact<'f>> = may(
            "facts that its conditions need: overlay.<overlay>.…",
            "写条件所需的新事实，编号为 overlay.补充规则编号.…",
        ),
        indicator: Tables<Indicator<'f>> = may(
            "parts of the elements of the score",
            "写评分要素下的各项指标，每项一个 [[indicator]]",
        ),
        level: Tables<NewLevel<'f>> = may(
            "conditions of the levels of aspects",
            "写各方面的等级条件，每项一个 [[level]]",
        ),
        item: Tables<Item<'f>> = ITEMS,
        group: Tables<Group<'f>> = GROUPS,
        published: Tables<Published<'f>> = FIGURES,
        given: Tables<Given<'f>> = may(
            "figures of the year that the rule book leaves open",
            "给出规则里留待另行公布的数值，每项一个 [[given]]",
        ),
        cap: Tables<NewCap<'f>> = may(
            "gates: what caps the grade while it holds, over points above all",
            "写限制等级的情形（如某几项须得满分），每项一个 [[cap]]",
        ),
        base: Sheets<'f> = may("named fact sheets for its cases", "案例的基础答案，每组一个名称：[base.名称]"),
        case: Tables<Case<'f>> = may(
            "facts and what they should give with this overlay",
            "案例：加用本补充规则时的答案和预期结果，每个一个 [[case]]",
        ),
        form: ById<'f, Form<'f>> = may(
            "forms that it replaces, by the rule book's document",
            "写要替换的表单，按规则中提交材料的编号",
        ),
        zh: Words<'f> = must("all its words in Chinese", "写全部中文文字，见 [zh.overlay]、[zh.fact] 等"),
        en: Words<'f> = must("all its words in English", "写全部英文文字，见 [en.overlay]、[en.fact] 等"),
    }
}

impl<'f> Overlay<'f> {
    /// Points that are worked out.
    pub fn points(&self) -> Points<'_> {
        Points { item: &self.item, group: &self.group, published: &self.published }
    }

    /// All words in a language.
    pub const fn words(&self, lang: Lang) -> &Words<'f> {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// All words of an overlay in a language, as they are read from language files.
#[derive(Debug)]
pub(crate) struct Words<'f> {
    pub node: Option<&'f Node>,
}

impl<'f> Written<'f> for Words<'f> {
    const WANT: Want = Want::Table(&OVERLAY_LANGUAGE);

    fn read(node: Option<&'f Node>, _: Span) -> Self {
        Self { node }
    }
}

static OVERLAY_LANGUAGE: Shape = Shape {
    name: "language of an overlay",
    zh: "补充规则的文字",
    keys: &[
        shape::must("overlay", Want::Table(&WORDS_OF), "the overlay as a whole", "写补充规则本身的名称和说明"),
        shape::may(
            "fact",
            Want::ById(&FACT_WORDS),
            "words of its facts and indicators, by id",
            "按编号写所增事实和指标的文字",
        ),
        shape::may("level", Want::ById(&WORDS_OF), "words of its level conditions, by id", "按编号写各等级条件的文字"),
        shape::may("cap", Want::ById(&WORDS_OF), "words of its caps, by id", "按编号写各项限制的文字"),
        shape::may(
            "item",
            Want::ById(&WORDS_OF),
            "words of its items and groups, by id",
            "按编号写各评分项目和组的文字",
        ),
        shape::may(
            "published",
            Want::ById(&WORDS_OF),
            "words of published figures, by id",
            "按编号写另行公布的数值的文字",
        ),
        shape::may(
            "form",
            Want::ById(&FORM_WORDS),
            "texts of the forms that it replaces, by document",
            "按提交材料的编号写所替换表单的文字",
        ),
        shape::may(
            "contact",
            Want::Labels,
            "the association's contact data: label and text",
            "写协会的联系方式，每项为“名称 = 内容”",
        ),
    ],
};
