//! The shape of `rulebook.toml`.

use super::score::{FIGURES, GROUPS, ITEMS};
use super::{ASKS, CLAUSE, ID, INFERRED, NOTES, SUGGESTS, Shape, Want, may, must};

static CLAUSE_TABLE: Shape = Shape {
    name: "clause",
    zh: "条款",
    keys: &[
        must("id", Want::Text, "as the source cites it", "写条款的编号，与原文件一致，如 第六条（二）"),
        may(
            "nothing",
            Want::Bool,
            "nothing encodes it; its words say why",
            "这一条不编成规则的，写 true，并在文字中说明理由",
        ),
    ],
};

static CONDITION: Shape = Shape {
    name: "condition",
    zh: "条件",
    keys: &[
        ID,
        CLAUSE,
        must(
            "kind",
            Want::OneOf(&["eligibility", "requirement"]),
            "what it is for",
            "申报资格写 eligibility，达标要求写 requirement",
        ),
        must("when", Want::Text, "when it holds", "写满足这项条件的条件式"),
        may("applies", Want::Text, "where false, not applicable", "写适用的前提；前提不成立的，按不适用处理"),
        ASKS,
        SUGGESTS,
        INFERRED,
        NOTES,
    ],
};

static CAP: Shape = Shape {
    name: "cap",
    zh: "限制",
    keys: &[
        ID,
        CLAUSE,
        may("limit", Want::Text, "the best outcome while it holds", "写限制成立时最高能评的等级"),
        may(
            "lowers",
            Want::Whole,
            "by how many outcomes it lowers the grade while it holds, in the place of `limit`",
            "不写 limit 而是下调等级的，写下调几级，如 1",
        ),
        must("when", Want::Text, "when it holds", "写限制成立的条件式"),
        ASKS,
        SUGGESTS,
        INFERRED,
        NOTES,
    ],
};

static LEVEL: Shape = Shape {
    name: "level of an aspect",
    zh: "方面的等级条件",
    keys: &[
        ID,
        CLAUSE,
        must(
            "aspect",
            Want::Text,
            "the aspect whose level it is a condition of",
            "写这项条件所属的方面，即该方面的事实编号",
        ),
        must(
            "level",
            Want::Text,
            "the outcome that needs it, and every better one",
            "写从哪个等级起需要这项条件，更高的等级同样需要",
        ),
        must("when", Want::Text, "when it holds", "写满足这项条件的条件式"),
        ASKS,
        SUGGESTS,
        INFERRED,
        NOTES,
    ],
};

static GROUND: Shape = Shape {
    name: "ground",
    zh: "事由",
    keys: &[
        ID,
        CLAUSE,
        must("when", Want::Text, "when it holds", "写事由成立的条件式"),
        ASKS,
        SUGGESTS,
        INFERRED,
        NOTES,
    ],
};

static FIGURE: Shape = Shape {
    name: "figure",
    zh: "计算项",
    keys: &[
        ID,
        CLAUSE,
        must("value", Want::Text, "what is worked out", "写计算式"),
        may("beside", Want::Text, "the fact beside which it is shown", "写它显示在哪个事实旁边"),
        INFERRED,
        NOTES,
    ],
};

static ELEMENT: Shape = Shape {
    name: "element",
    zh: "要素或方面",
    keys: &[
        must("fact", Want::Text, "the fact that goes into the grade", "写计入评定的事实的编号"),
        CLAUSE,
        ASKS,
        SUGGESTS,
        INFERRED,
        NOTES,
    ],
};

static BAND: Shape = Shape {
    name: "band",
    zh: "分档",
    keys: &[
        must("outcome", Want::Text, "the outcome", "写这一档对应的等级"),
        must("from", Want::Whole, "points, inclusive", "写这一档的最低分，含本数"),
        must("to", Want::Whole, "points, inclusive", "写这一档的最高分，含本数"),
    ],
};

static GRADE: Shape = Shape {
    name: "grade",
    zh: "等级评定",
    keys: &[
        must(
            "model",
            Want::OneOf(&["scored", "aspects", "met"]),
            "how the grade is found",
            "写怎样评定：按分数 scored，按各方面 aspects，按是否符合 met",
        ),
        CLAUSE,
        must("outcomes", Want::Texts, "outcomes, ascending", "写全部等级，由低到高"),
        may(
            "element",
            Want::Tables(&ELEMENT),
            "scored: what is added up",
            "scored：写相加的各要素，每项一个 [[grade.element]]",
        ),
        may("band", Want::Tables(&BAND), "scored: published bands", "scored：写公布的分档，每档一个 [[grade.band]]"),
        may(
            "aspect",
            Want::Tables(&ELEMENT),
            "aspects: ordered choices whose options are the outcomes",
            "aspects：写各方面，都是有序的单选，选项就是各等级",
        ),
        may(
            "rule",
            Want::OneOf(&["lowest", "between"]),
            "aspects: how they combine",
            "aspects：以最低的方面为准的写 lowest，没有公布合成办法的写 between",
        ),
        may(
            "of",
            Want::OneOf(&["eligibility", "requirement"]),
            "met: which conditions decide",
            "met：写由哪一类条件决定",
        ),
        may(
            "applied_level",
            Want::Text,
            "the fact that says which level is applied for; leave out where nobody applies for one",
            "写说明申报哪一等级的事实的编号；不由申请人申报等级的，不写",
        ),
        may("relaxable", Want::Texts, "met: conditions that an authority may relax", "met：写主管部门可以放宽的要求"),
        INFERRED,
        NOTES,
    ],
};

static SECTION: Shape = Shape {
    name: "section",
    zh: "页面分节",
    keys: &[
        ID,
        must(
            "items",
            Want::Texts,
            "conditions, caps, grounds, elements, aspects, figures, in order",
            "依次写这一节的条件、限制、事由、要素、方面和计算项",
        ),
        may("facts", Want::Texts, "further facts asked here", "写另外要在这一节问的事实"),
    ],
};

/// Where a rule book or an overlay stands.
pub(super) const STATUSES: &[&str] = &["draft", "in_force", "undated", "superseded", "historical"];
/// The same in Chinese.
pub(super) const STATUSES_ZH: &str =
    "写目前的状态：草案 draft、现行 in_force、已发布但没有载明日期 undated、已被取代 superseded、历史文件 historical";

static STEP: Shape = Shape {
    name: "step",
    zh: "步骤",
    keys: &[
        ID,
        CLAUSE,
        must("procedure", Want::Texts, "procedures that it belongs to", "写它属于哪些程序"),
        must(
            "actor",
            Want::Text,
            "who acts: applicant, or an id whose name stands in [actor] of the language files",
            "写由谁办理：申报单位写 applicant，其他写编号，名称写在语言文件的 [actor] 中",
        ),
        may(
            "inferred_actor",
            Want::Bool,
            "the document does not say who acts; the words say why it is they",
            "原文没有写由谁办理、由本工具推断的写 true，并在文字中说明理由",
        ),
        may(
            "opinion",
            Want::Bool,
            "who acts gives an opinion: the application form has a box for it",
            "办理人在这一步提出意见、申报表须留意见栏的，写 true",
        ),
        may("days", Want::Whole, "published duration; leave out: not published", "写公布的时限；没有公布的，不写"),
        may(
            "unit",
            Want::OneOf(&["working_days", "days", "months"]),
            "what the duration is counted in",
            "写时限的单位：工作日 working_days、日 days 或月 months",
        ),
        may(
            "within",
            Want::Bool,
            "a deadline for whoever acts, not how long the step takes",
            "是办理人须在其内办理的期限、不是这一步历时多久的，写 true",
        ),
        may("only", Want::Texts, "only for these outcomes", "只对某些等级适用的，写这些等级"),
        may("documents", Want::Texts, "what is handed in", "写这一步要提交的材料的编号"),
        INFERRED,
        NOTES,
    ],
};

static DOCUMENT: Shape = Shape {
    name: "document",
    zh: "提交材料",
    keys: &[
        ID,
        CLAUSE,
        must("procedure", Want::Texts, "procedures that it belongs to", "写它用于哪些程序"),
        may("copies", Want::Whole, "how many; leave out: not published", "写份数；没有公布的，不写"),
        may(
            "to",
            Want::Text,
            "to whom, as in `actor`; leave out: not published",
            "写交给谁，与 actor 相同；没有公布的，不写",
        ),
        may(
            "inferred_to",
            Want::Bool,
            "the document does not say to whom; the words say why it is they",
            "原文没有写交给谁、由本工具推断的写 true，并在文字中说明理由",
        ),
        may(
            "through",
            Want::Text,
            "handed in at another's for those whom it is meant for",
            "经由别处转交的，写转交者，与 actor 相同",
        ),
        may("form", Want::Bool, "a form to fill", "是需要填写的表单的，写 true"),
        may(
            "writing",
            Want::OneOf(&["letter", "notice", "outline", "pledge"]),
            "what the form is: a letter with a seal (the default), a text for a public notice, an outline for others to fill, a pledge beside the application",
            "表单的种类：盖章的书信 letter（不写即是）、公开声明的文稿 notice、请他人填写的提纲 outline、随申报书出具的承诺书 pledge",
        ),
        may(
            "facts",
            Want::Texts,
            "facts that its form asks besides the organisation and the certificate",
            "写表单在本单位情况和证书之外还要填的事实",
        ),
        INFERRED,
        NOTES,
    ],
};

static DUTY: Shape = Shape {
    name: "duty",
    zh: "期限",
    keys: &[
        ID,
        CLAUSE,
        must(
            "from",
            Want::Text,
            "issue, expiry or an occurrence fact",
            "写从哪一天起算：发证 issue、期满 expiry，或一个事件类事实的编号",
        ),
        must("offset", Want::Text, "3年, -3个月, 30日, or nothing", "写相隔多久：3年、-3个月、30日；就是当天的写 \"\""),
        must(
            "kind",
            Want::OneOf(&["latest", "opens", "ends", "yearly"]),
            "what the date is",
            "写这一天的性质：最迟 latest、开始 opens、结束 ends、每年 yearly",
        ),
        may("times", Want::Whole, "yearly: how many", "yearly：写共几次"),
        may(
            "procedure",
            Want::Texts,
            "procedures that are due by it or open with it",
            "写这一天为止或者从这一天起办理的程序",
        ),
        INFERRED,
        NOTES,
    ],
};

static VALIDITY: Shape = Shape {
    name: "validity",
    zh: "有效期",
    keys: &[CLAUSE, must("years", Want::Whole, "years from the day of issue", "写自发证之日起有效几年")],
};

static FEE: Shape = Shape {
    name: "fee",
    zh: "费用",
    keys: &[
        ID,
        CLAUSE,
        may("amount", Want::Text, "yuan; leave out: not published", "写金额，以元为单位，加引号；没有公布的，不写"),
        INFERRED,
        NOTES,
    ],
};

static ENTRY: Shape = Shape { name: "entry", zh: "条目", keys: &[ID, CLAUSE, INFERRED, NOTES] };

static EFFECTIVE: Shape = Shape {
    name: "effective",
    zh: "施行日期",
    keys: &[
        may("from", Want::Text, "first day, as the document says", "写原文件载明的施行日"),
        may("to", Want::Text, "last day, as the document says", "写原文件载明的最后一天"),
        may("repeals", Want::Text, "what it repeals", "写它废止了什么"),
    ],
};

static FINDER: Shape = Shape {
    name: "finder",
    zh: "行业对照",
    keys: &[
        CLAUSE,
        must("sections", Want::Texts, "letters of GB/T 4754", "写 GB/T 4754 的门类字母"),
        must("item", Want::Text, "the industry item", "写对应的行业项目"),
        may("prompt", Want::Bool, "only a prompt to consider it", "只是提示考虑、不能确定的，写 true"),
        INFERRED,
    ],
};

static SCOPE: Shape = Shape {
    name: "scope",
    zh: "承接范围",
    keys: &[
        CLAUSE,
        must("scale", Want::Text, "scale of the work", "写业务的规模"),
        must("role", Want::Text, "role in it", "写承接方式"),
        must(
            "level",
            Want::Text,
            "lowest outcome that covers it, or not_named",
            "写可以承接的最低等级；原文没有点名的，写 not_named",
        ),
        INFERRED,
    ],
};

/// `rulebook.toml`
pub static RULEBOOK: Shape = Shape {
    name: "rule book",
    zh: "规则",
    keys: &[
        must("schema", Want::Whole, "1", "写 1，即本文件的格式版本"),
        must("id", Want::Text, "permanent id of the regime", "写规则的永久编号，与文件夹同名"),
        must("version", Want::Text, "version of this encoding", "写本规则的版本，如 1.0.0"),
        must("status", Want::OneOf(STATUSES), "where it stands", STATUSES_ZH),
        must("source", Want::Text, "the document it encodes", "写所依据的文件"),
        may(
            "effective",
            Want::Table(&EFFECTIVE),
            "when the document applies, as it says",
            "写原文件载明的施行起止日期",
        ),
        must(
            "clause",
            Want::Tables(&CLAUSE_TABLE),
            "every article and item of the source",
            "写原文件的每一条、每一项，各一个 [[clause]]",
        ),
        may("condition", Want::Tables(&CONDITION), "conditions", "写条件，每项一个 [[condition]]"),
        may(
            "level",
            Want::Tables(&LEVEL),
            "conditions of the levels of aspects",
            "写各方面的等级条件，每项一个 [[level]]",
        ),
        ITEMS,
        GROUPS,
        FIGURES,
        may("cap", Want::Tables(&CAP), "disqualifying factors", "写限制等级的情形，每项一个 [[cap]]"),
        may("ground", Want::Tables(&GROUND), "grounds for cancelling", "写取消评级的事由，每项一个 [[ground]]"),
        may(
            "figure",
            Want::Tables(&FIGURE),
            "numbers worked out and shown",
            "写算出后供参考的数值，每项一个 [[figure]]",
        ),
        must("grade", Want::Table(&GRADE), "how the grade is found", "写等级怎样评定"),
        must("section", Want::Tables(&SECTION), "the assessing page", "写评定页的各节，每节一个 [[section]]"),
        may("step", Want::Tables(&STEP), "the procedure", "写办理程序，每步一个 [[step]]"),
        may("document", Want::Tables(&DOCUMENT), "what is handed in", "写要提交的材料，每份一个 [[document]]"),
        may(
            "named",
            Want::Labels,
            "for those who act and whom the document knows by their kind only: the fact that has the name of the one chosen",
            "原文件只写了哪一类的办理单位，写由哪个事实填写所选那一家的名称，每项为“actor = 事实编号”",
        ),
        may("duty", Want::Tables(&DUTY), "dates after the certificate", "写取得证书以后的期限，每项一个 [[duty]]"),
        may("validity", Want::Table(&VALIDITY), "how long a certificate is valid", "写证书有效多久"),
        may("fee", Want::Tables(&FEE), "fees", "写费用，每项一个 [[fee]]"),
        may("definition", Want::Tables(&ENTRY), "terms that the document defines", "写原文件定义的用语"),
        may(
            "sanction",
            Want::Tables(&ENTRY),
            "grounds and outcomes after the certificate",
            "写取得证书以后的处理事由和后果",
        ),
        may("note", Want::Tables(&ENTRY), "doubts about the text", "写对原文的疑问"),
        may("gap", Want::Tables(&ENTRY), "referred to but not contained", "写原文提到而没有载明的内容"),
        may("benefit", Want::Tables(&ENTRY), "privileges", "写取得等级后享有的待遇"),
        may("term", Want::Tables(&ENTRY), "anything else a reader must know", "写其他须让读者知道的内容"),
        may("reading", Want::Tables(&ENTRY), "readings named in conditions", "写条件中用到的各种理解（读法）"),
        may("finder", Want::Tables(&FINDER), "industry finder", "写行业对照，每项一个 [[finder]]"),
        may("scope", Want::Tables(&SCOPE), "what a level can undertake", "写各等级可以承接的业务"),
    ],
};
