//! The shape of an overlay file.

use super::cases::Case;
use super::choices::Change;
use super::facts::Fact;
use super::language::{FACT_WORDS, FORM_WORDS, WORDS_OF};
use super::points::{FIGURES, GROUPS, Group, ITEMS, Item, Published};
use super::values::{Table, Value};
use super::{CHANGE, PERIOD, STATUS};
use crate::shape::{Shape, Want, may, must};
use ziping_regime::Status;
use ziping_rules::fact::Passing;

static INDICATOR: Shape = Shape {
    name: "indicator",
    zh: "指标",
    keys: &[
        must(
            "id",
            Want::Text,
            "permanent id of the fact that it creates: overlay.<overlay>.…",
            "写指标的永久编号，它就是新事实的编号：overlay.补充规则编号.…",
        ),
        must(
            "element",
            Want::Text,
            "the element of the score that it is a part of",
            "写它所属的评分要素，即规则中该项得分的事实编号",
        ),
        must("max", Want::Text, "the most points", "写满分，加引号，如 \"10\""),
        must("clause", Want::Text, "where the overlay's document has it", "写它在补充规则所依据文件中的出处"),
        CHANGE.key("change", <Change as Value<'_>>::WANT),
        PERIOD.key("period", <Passing as Value<'_>>::WANT),
    ],
};

static LEVEL: Shape = Shape {
    name: "level",
    zh: "等级条件",
    keys: &[
        must("id", Want::Text, "permanent id: overlay.<overlay>.…", "写永久编号：overlay.补充规则编号.…"),
        must(
            "aspect",
            Want::Text,
            "the aspect whose level it is a condition of",
            "写这项条件所属的方面，即规则中该方面的事实编号",
        ),
        must(
            "level",
            Want::Text,
            "the outcome that needs it, and every better one",
            "写从哪个等级起需要这项条件，更高的等级同样需要",
        ),
        must("clause", Want::Text, "where the overlay's document has it", "写它在补充规则所依据文件中的出处"),
        must("when", Want::Text, "when it holds", "写满足这项条件的条件式"),
    ],
};

static CAP: Shape = Shape {
    name: "cap of an overlay",
    zh: "补充规则的限制",
    keys: &[
        must("id", Want::Text, "permanent id: overlay.<overlay>.…", "写永久编号：overlay.补充规则编号.…"),
        must("clause", Want::Text, "where the overlay's document has it", "写它在补充规则所依据文件中的出处"),
        may("limit", Want::Text, "the best outcome while it holds", "写限制成立时最高能评的等级"),
        may(
            "lowers",
            Want::Whole,
            "by how many outcomes it lowers the grade while it holds, in the place of `limit`",
            "不写 limit 而是下调等级的，写下调几级，如 1",
        ),
        must("when", Want::Text, "when it holds", "写限制成立的条件式"),
    ],
};

static GIVEN: Shape = Shape {
    name: "figure that is given",
    zh: "给出的数值",
    keys: &[
        must("figure", Want::Text, "the rule book's [[published]] figure", "写规则里 [[published]] 的编号"),
        must("value", Want::Text, "the figure, with its unit", "写数值，带单位"),
        must("clause", Want::Text, "where it was published", "写它公布在哪里"),
    ],
};

static FORM: Shape = Shape {
    name: "form",
    zh: "表单",
    keys: &[may(
        "docx",
        Want::Text,
        "file name of the association's own Word form, kept beside the overlay",
        "写本协会自有 Word 表单的文件名，文件与补充规则放在一起",
    )],
};

static OVERLAY_LANGUAGE: Shape = Shape {
    name: "language of an overlay",
    zh: "补充规则的文字",
    keys: &[
        must("overlay", Want::Table(&WORDS_OF), "the overlay as a whole", "写补充规则本身的名称和说明"),
        may(
            "fact",
            Want::ById(&FACT_WORDS),
            "words of its facts and indicators, by id",
            "按编号写所增事实和指标的文字",
        ),
        may("level", Want::ById(&WORDS_OF), "words of its level conditions, by id", "按编号写各等级条件的文字"),
        may("cap", Want::ById(&WORDS_OF), "words of its caps, by id", "按编号写各项限制的文字"),
        may("item", Want::ById(&WORDS_OF), "words of its items and groups, by id", "按编号写各评分项目和组的文字"),
        may("published", Want::ById(&WORDS_OF), "words of published figures, by id", "按编号写另行公布的数值的文字"),
        may(
            "form",
            Want::ById(&FORM_WORDS),
            "texts of the forms that it replaces, by document",
            "按提交材料的编号写所替换表单的文字",
        ),
        may(
            "contact",
            Want::Labels,
            "the association's contact data: label and text",
            "写协会的联系方式，每项为“名称 = 内容”",
        ),
    ],
};

/// An overlay file.
pub static OVERLAY: Shape = Shape {
    name: "overlay",
    zh: "补充规则",
    keys: &[
        must("overlay", Want::Whole, "1: the format of this file", "写 1，即本文件的格式版本"),
        must("id", Want::Text, "permanent id of the overlay: one word", "写补充规则的永久编号，只用一个词"),
        must("regime", Want::Text, "the regime that it adds to", "写它补充的是哪份规则，用规则的编号"),
        must("version", Want::Text, "version of this overlay", "写补充规则自己的版本，如 1.0.0"),
        must(
            "for_version",
            Want::TextOrTexts,
            "versions of the rule book that it fits: 1, 1.2 or 1.2.3",
            "写它适用的规则版本：1、1.2 或 1.2.3，有多个的写成一列",
        ),
        STATUS.key("status", <Status as Value<'_>>::WANT),
        must("source", Want::Text, "the document that it encodes, and whose it is", "写所依据的文件，以及由谁发布"),
        may(
            "fact",
            Want::Tables(Fact::SHAPE),
            "facts that its conditions need: overlay.<overlay>.…",
            "写条件所需的新事实，编号为 overlay.补充规则编号.…",
        ),
        may(
            "indicator",
            Want::Tables(&INDICATOR),
            "parts of the elements of the score",
            "写评分要素下的各项指标，每项一个 [[indicator]]",
        ),
        may(
            "level",
            Want::Tables(&LEVEL),
            "conditions of the levels of aspects",
            "写各方面的等级条件，每项一个 [[level]]",
        ),
        ITEMS.key("item", Want::Tables(Item::SHAPE)),
        GROUPS.key("group", Want::Tables(Group::SHAPE)),
        FIGURES.key("published", Want::Tables(Published::SHAPE)),
        may(
            "given",
            Want::Tables(&GIVEN),
            "figures of the year that the rule book leaves open",
            "给出规则里留待另行公布的数值，每项一个 [[given]]",
        ),
        may(
            "cap",
            Want::Tables(&CAP),
            "gates: what caps the grade while it holds, over points above all",
            "写限制等级的情形（如某几项须得满分），每项一个 [[cap]]",
        ),
        may("base", Want::Sheets, "named fact sheets for its cases", "案例的基础答案，每组一个名称：[base.名称]"),
        may(
            "case",
            Want::Tables(Case::SHAPE),
            "facts and what they should give with this overlay",
            "案例：加用本补充规则时的答案和预期结果，每个一个 [[case]]",
        ),
        may(
            "form",
            Want::ById(&FORM),
            "forms that it replaces, by the rule book's document",
            "写要替换的表单，按规则中提交材料的编号",
        ),
        must(
            "zh",
            Want::Table(&OVERLAY_LANGUAGE),
            "all its words in Chinese",
            "写全部中文文字，见 [zh.overlay]、[zh.fact] 等",
        ),
        must(
            "en",
            Want::Table(&OVERLAY_LANGUAGE),
            "all its words in English",
            "写全部英文文字，见 [en.overlay]、[en.fact] 等",
        ),
    ],
};
