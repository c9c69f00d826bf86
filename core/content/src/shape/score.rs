//! Shapes of points that are worked out: items, groups, figures that the issuer publishes.

use super::{ASKS, ID, Key, SUGGESTS, Shape, Want, may, must};
use crate::written;

const CLAUSE: Key = must(
    "clause",
    Want::TextOrTexts,
    "where the document has it; in a rule book one of its clauses",
    "写它在文件中的出处；在规则里写条款的编号",
);
const ELEMENT: Key = may(
    "element",
    Want::Text,
    "the element of the score that it is a part of",
    "写它所属的评分要素，即规则中该项得分的事实编号",
);
const GROUP: Key = may("group", Want::Text, "the group that it is a part of", "写它所属的组的编号");
const ASPECT: Key = may("aspect", Want::Text, "the aspect beside which it is shown", "写它显示在哪个方面旁边");
const MAX: Key = may("max", Want::Text, "the most points", "写满分，加引号，如 \"8\"");
const MIN: Key = may("min", Want::Text, "the least points; below 0 for what is deducted", "写最低分；扣分的写负数");
const APPLIES: Key =
    may("applies", Want::Text, "where false, it does not apply", "写适用的前提；前提不成立的，按不适用处理");
const ABSENT: Key = may(
    "absent",
    Want::OneOf(&["nothing", "full", "left_out"]),
    "what counts where it does not apply: nothing (no points), full (all of them), left_out (taken out of both sides)",
    "不适用的怎样计：不得分 nothing，得满分 full，不计入总分 left_out",
);
const BONUS: Key = may(
    "bonus",
    Want::Bool,
    "it comes on top: it is not counted when maxima are added up",
    "属于加分的写 true，合计满分时不计入",
);
const BEYOND: Key = may(
    "beyond",
    Want::Bool,
    "a bonus directly below an element may lift it above its most, and the document says so",
    "直接写在要素下面的加分项，原文件规定得分可以超过满分的，写 true",
);
const ROUND: Key = may(
    "round",
    Want::Text,
    "how its points are rounded: digits and half_up, half_even or down",
    "写得分怎样取舍：位数和 half_up、half_even 或 down，如 \"2 half_up\"",
);

/// One row of bands.
static BAND: Shape = Shape {
    name: "band of an item",
    zh: "分档的一行",
    keys: &[
        may("from", Want::Text, "from here on, included", "写从多少起，含本数"),
        may("above", Want::Text, "from here on, not included", "写从多少起，不含本数"),
        may("to", Want::Text, "up to here, not included", "写到多少止，不含本数"),
        may("up_to", Want::Text, "up to here, included", "写到多少止，含本数"),
        must("points", Want::Text, "its points; 25..30 where experts choose", "写得分；由专家在范围内确定的写 25..30"),
    ],
};

/// Rows of a table that count.
static ROWS: Shape = Shape {
    name: "rows that count",
    zh: "计分的行",
    keys: &[
        must(
            "of",
            Want::Text,
            "which rows: a table, and `where` with a condition",
            "写哪些行：表格，后面可以写 where 和条件",
        ),
        must("each", Want::Text, "the points of each; below 0 for what is deducted", "写每行得几分；扣分的写负数"),
        may(
            "most",
            Want::Text,
            "the most that they come to together, or the most that is deducted",
            "写合计最多几分；扣分的写最多扣几分，如 \"-10\"",
        ),
    ],
};

/// Steps from a standard on.
static STEPS: Shape = Shape {
    name: "steps of an item",
    zh: "逐级加减分",
    keys: &[
        must("standard", Want::Text, "where steps begin", "写从哪个数起算"),
        may("below", Want::Text, "how long a step is, below the standard", "低于标准的，写每低多少为一级"),
        may("above", Want::Text, "how long a step is, above the standard", "高于标准的，写每高多少为一级"),
        must("points", Want::Text, "the points of each step; below 0 for what is deducted", "写每级几分；扣分的写负数"),
        must(
            "part",
            Want::OneOf(&["started", "full", "reading"]),
            "what part of a step does: started (it counts as one), full (it does not), reading (the document does not say)",
            "不足一级的：也算一级 started，不算 full，原文件没有写的 reading",
        ),
    ],
};

/// A linear piece.
static PIECE: Shape = Shape {
    name: "linear piece of an item",
    zh: "按比例得分的一段",
    keys: &[
        must("from", Want::Text, "where it begins, included", "写从多少起，含本数"),
        must("to", Want::Text, "where it ends, included", "写到多少止，含本数"),
        must("points", Want::Text, "the points at both ends: 0..120", "写起点和终点的得分，如 0..120"),
    ],
};

/// `[[item]]`
pub(crate) static ITEM: Shape = Shape {
    name: "item",
    zh: "评分项目",
    keys: &[
        ID,
        CLAUSE,
        ELEMENT,
        GROUP,
        ASPECT,
        MAX,
        MIN,
        may("value", Want::Text, "what is looked up in the bands: a number expression", "写按哪个数分档：数的式子"),
        may("bands", Want::Tables(&BAND), "the rows of the table, as they are printed", "写表中各档，与原表一致"),
        may("choice", Want::Text, "a choice that the applicant makes: a fact", "写由申请者自己判断的单选事实"),
        may("choices", Want::Labels, "points by option", "按选项写得分"),
        may("rows", Want::Tables(&ROWS), "rows of tables that give points", "写按表格各行计分的办法"),
        may("base", Want::Text, "the points before rows are counted", "写计行之前的基础分"),
        may("points", Want::Text, "the points: a number expression", "写得分：数的式子"),
        may(
            "steps",
            Want::Table(&STEPS),
            "points for each step from a standard on",
            "写“每多（少）多少加（减）几分”的办法",
        ),
        may("pieces", Want::Tables(&PIECE), "linear pieces of the value", "写按比例得分的各段"),
        may(
            "holes",
            Want::OneOf(&["not_published"]),
            "the table says nothing between its bands, and that is so in the document",
            "各档之间原文件没有规定的，写 not_published",
        ),
        may(
            "overlaps",
            Want::OneOf(&["reading"]),
            "bands of the document overlap: either may be meant",
            "原文件各档有重叠、可以有两种理解的，写 reading",
        ),
        may(
            "base_not_positive",
            Want::Text,
            "what counts where a base is 0 or less: not_published, or points",
            "除数为零或负数时怎样计：写 not_published，或写得分",
        ),
        APPLIES,
        ABSENT,
        BONUS,
        BEYOND,
        ROUND,
        ASKS,
        SUGGESTS,
    ],
};

/// `[[group]]`
pub(crate) static GROUP_OF_ITEMS: Shape = Shape {
    name: "group of items",
    zh: "评分项目组",
    keys: &[
        ID,
        CLAUSE,
        ELEMENT,
        GROUP,
        ASPECT,
        MAX,
        MIN,
        may(
            "take",
            Want::OneOf(&["sum", "best", "worst", "first", "mean"]),
            "which parts count: all, the best, the worst, the first that applies, their mean",
            "怎样计：合计 sum、取最高 best、取最低 worst、取第一个适用的 first、平均 mean",
        ),
        may("weight", Want::Text, "how much the points of its parts count: 23%", "写各部分得分的权重，如 23%"),
        may(
            "capped",
            Want::Bool,
            "its parts come to more than counts, and the document says so",
            "各部分合计可以超过满分、超过的不计的，写 true",
        ),
        APPLIES,
        ABSENT,
        BONUS,
        BEYOND,
        ROUND,
        ASKS,
        SUGGESTS,
    ],
};

/// `[[published]]`
pub(crate) static PUBLISHED: Shape = Shape {
    name: "published figure",
    zh: "另行公布的数值",
    keys: &[
        ID,
        CLAUSE,
        may("value", Want::Text, "the figure, once it is published", "公布后写数值"),
        may("low", Want::Text, "the least that it can be until then", "公布前写可能的最低值"),
        may("high", Want::Text, "the most that it can be until then", "公布前写可能的最高值"),
        may(
            "unit",
            Want::OneOf(&["number", "percent", "money", "points"]),
            "what it is, where no number says so",
            "没有写数值时，写它的种类",
        ),
        may(
            "required",
            Want::Bool,
            "`ziping check` tells an error until the figure is given",
            "必须给出的写 true，没有给出时 ziping check 报错",
        ),
    ],
};

/// The tables of points in a file: rule books and overlays have the same.
pub(super) const ITEMS: Key = written::ITEMS.key("item", Want::Tables(&ITEM));
pub(super) const GROUPS: Key = written::GROUPS.key("group", Want::Tables(&GROUP_OF_ITEMS));
pub(super) const FIGURES: Key = written::FIGURES.key("published", Want::Tables(&PUBLISHED));
