//! Points that are worked out: items, groups, figures that the issuer publishes.

use super::values::{At, Cited, Labels, Tables, Text, Texts};
use super::{ASKS, About, ID, SUGGESTS, keys, may, must};
use ziping_base::node::Node;
use ziping_rules::rule::score::{Absent, PartOfStep, Shown, Take};

/// What a table of bands or choices says of holes in it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holes {
    /// The document says nothing there.
    NotPublished,
}

/// What a table of bands says of rows that overlap.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Overlaps {
    /// Either row may be meant.
    Reading,
}

const CLAUSE: About =
    must("where the document has it; in a rule book one of its clauses", "写它在文件中的出处；在规则里写条款的编号");
const ELEMENT: About =
    may("the element of the score that it is a part of", "写它所属的评分要素，即规则中该项得分的事实编号");
const GROUP: About = may("the group that it is a part of", "写它所属的组的编号");
const ASPECT: About = may("the aspect beside which it is shown", "写它显示在哪个方面旁边");
const MAX: About = may("the most points", "写满分，加引号，如 \"8\"");
const MIN: About = may("the least points; below 0 for what is deducted", "写最低分；扣分的写负数");
const APPLIES: About = may("where false, it does not apply", "写适用的前提；前提不成立的，按不适用处理");
const ABSENT: About = may(
    "what counts where it does not apply: nothing (no points), full (all of them), left_out (taken out of both sides)",
    "不适用的怎样计：不得分 nothing，得满分 full，不计入总分 left_out",
);
const BONUS: About =
    may("it comes on top: it is not counted when maxima are added up", "属于加分的写 true，合计满分时不计入");
const BEYOND: About = may(
    "a bonus directly below an element may lift it above its most, and the document says so",
    "直接写在要素下面的加分项，原文件规定得分可以超过满分的，写 true",
);
const ROUND: About = may(
    "how its points are rounded: digits and half_up, half_even or down",
    "写得分怎样取舍：位数和 half_up、half_even 或 down，如 \"2 half_up\"",
);

keys! {
    /// One row of bands.
    struct BandRow<'f>("band of an item", "分档的一行", node) {
        from: Option<Text<'f>> = may("from here on, included", "写从多少起，含本数"),
        above: Option<Text<'f>> = may("from here on, not included", "写从多少起，不含本数"),
        to: Option<Text<'f>> = may("up to here, not included", "写到多少止，不含本数"),
        up_to: Option<Text<'f>> = may("up to here, included", "写到多少止，含本数"),
        points: Option<Text<'f>> = must("its points; 25..30 where experts choose", "写得分；由专家在范围内确定的写 25..30"),
    }
}

keys! {
    /// Rows of a table that count.
    struct Rows<'f>("rows that count", "计分的行") {
        of: Text<'f> = must(
            "which rows: a table, and `where` with a condition",
            "写哪些行：表格，后面可以写 where 和条件",
        ),
        each: Text<'f> = must("the points of each; below 0 for what is deducted", "写每行得几分；扣分的写负数"),
        most: Option<Text<'f>> = may(
            "the most that they come to together, or the most that is deducted",
            "写合计最多几分；扣分的写最多扣几分，如 \"-10\"",
        ),
    }
}

keys! {
    /// Steps from a standard on.
    struct Steps<'f>("steps of an item", "逐级加减分", node) {
        standard: Text<'f> = must("where steps begin", "写从哪个数起算"),
        below: Option<Text<'f>> = may("how long a step is, below the standard", "低于标准的，写每低多少为一级"),
        above: Option<Text<'f>> = may("how long a step is, above the standard", "高于标准的，写每高多少为一级"),
        points: Text<'f> = must("the points of each step; below 0 for what is deducted", "写每级几分；扣分的写负数"),
        part: At<PartOfStep> = must(
            "what part of a step does: started (it counts as one), full (it does not), reading (the document does not say)",
            "不足一级的：也算一级 started，不算 full，原文件没有写的 reading",
        ),
    }
}

keys! {
    /// A linear piece.
    struct Piece<'f>("linear piece of an item", "按比例得分的一段", node) {
        from: Text<'f> = must("where it begins, included", "写从多少起，含本数"),
        to: Text<'f> = must("where it ends, included", "写到多少止，含本数"),
        points: Text<'f> = must("the points at both ends: 0..120", "写起点和终点的得分，如 0..120"),
    }
}

keys! {
    /// `[[item]]`
    struct Item<'f>("item", "评分项目", node) {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        element: Option<Text<'f>> = ELEMENT,
        group: Option<Text<'f>> = GROUP,
        aspect: Option<Text<'f>> = ASPECT,
        max: Option<Text<'f>> = MAX,
        min: Option<Text<'f>> = MIN,
        value: Option<Text<'f>> = may(
            "what is looked up in the bands: a number expression",
            "写按哪个数分档：数的式子",
        ),
        bands: Option<Tables<BandRow<'f>>> = may("the rows of the table, as they are printed", "写表中各档，与原表一致"),
        choice: Option<Text<'f>> = may("a choice that the applicant makes: a fact", "写由申请者自己判断的单选事实"),
        choices: Option<Labels<'f>> = may("points by option", "按选项写得分"),
        rows: Option<Tables<Rows<'f>>> = may("rows of tables that give points", "写按表格各行计分的办法"),
        base: Option<Text<'f>> = may("the points before rows are counted", "写计行之前的基础分"),
        points: Option<Text<'f>> = may("the points: a number expression", "写得分：数的式子"),
        steps: Option<Steps<'f>> = may(
            "points for each step from a standard on",
            "写“每多（少）多少加（减）几分”的办法",
        ),
        pieces: Option<Tables<Piece<'f>>> = may("linear pieces of the value", "写按比例得分的各段"),
        holes: Option<At<Holes>> = may(
            "the table says nothing between its bands, and that is so in the document",
            "各档之间原文件没有规定的，写 not_published",
        ),
        overlaps: Option<At<Overlaps>> = may(
            "bands of the document overlap: either may be meant",
            "原文件各档有重叠、可以有两种理解的，写 reading",
        ),
        base_not_positive: Option<Text<'f>> = may(
            "what counts where a base is 0 or less: not_published, or points",
            "除数为零或负数时怎样计：写 not_published，或写得分",
        ),
        applies: Option<Text<'f>> = APPLIES,
        absent: Option<At<Absent>> = ABSENT,
        bonus: At<bool> = BONUS,
        beyond: At<bool> = BEYOND,
        round: Option<Text<'f>> = ROUND,
        asks: Texts<'f> = ASKS,
        suggests: Texts<'f> = SUGGESTS,
    }
}

keys! {
    /// `[[group]]`
    struct Group<'f>("group of items", "评分项目组", node) {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        element: Option<Text<'f>> = ELEMENT,
        group: Option<Text<'f>> = GROUP,
        aspect: Option<Text<'f>> = ASPECT,
        max: Option<Text<'f>> = MAX,
        min: Option<Text<'f>> = MIN,
        take: Option<At<Take>> = may(
            "which parts count: all, the best, the worst, the first that applies, their mean",
            "怎样计：合计 sum、取最高 best、取最低 worst、取第一个适用的 first、平均 mean",
        ),
        weight: Option<Text<'f>> = may("how much the points of its parts count: 23%", "写各部分得分的权重，如 23%"),
        capped: bool = may(
            "its parts come to more than counts, and the document says so",
            "各部分合计可以超过满分、超过的不计的，写 true",
        ),
        applies: Option<Text<'f>> = APPLIES,
        absent: Option<At<Absent>> = ABSENT,
        bonus: At<bool> = BONUS,
        beyond: At<bool> = BEYOND,
        round: Option<Text<'f>> = ROUND,
        asks: Texts<'f> = ASKS,
        suggests: Texts<'f> = SUGGESTS,
    }
}

keys! {
    /// `[[published]]`
    struct Published<'f>("published figure", "另行公布的数值") {
        id: Text<'f> = ID,
        clause: Cited<'f> = CLAUSE,
        value: Option<Text<'f>> = may("the figure, once it is published", "公布后写数值"),
        low: Option<Text<'f>> = may("the least that it can be until then", "公布前写可能的最低值"),
        high: Option<Text<'f>> = may("the most that it can be until then", "公布前写可能的最高值"),
        unit: Option<At<Shown>> = may("what it is, where no number says so", "没有写数值时，写它的种类"),
        required: bool = may(
            "`ziping check` tells an error until the figure is given",
            "必须给出的写 true，没有给出时 ziping check 报错",
        ),
    }
}

/// What items and groups have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'w> {
    pub node: &'w Node,
    pub id: Text<'w>,
    pub clause: &'w Texts<'w>,
    pub element: Option<Text<'w>>,
    pub group: Option<Text<'w>>,
    pub aspect: Option<Text<'w>>,
    pub max: Option<Text<'w>>,
    pub min: Option<Text<'w>>,
    pub applies: Option<Text<'w>>,
    pub absent: Option<At<Absent>>,
    pub bonus: At<bool>,
    pub beyond: At<bool>,
    pub round: Option<Text<'w>>,
    pub asks: &'w Texts<'w>,
    pub suggests: &'w Texts<'w>,
}

/// Items and groups have these keys alike.
macro_rules! parts {
    ($($table:ident)+) => {
        $(impl $table<'_> {
            pub fn part(&self) -> Part<'_> {
                Part {
                    node: self.node,
                    id: self.id,
                    clause: &self.clause,
                    element: self.element,
                    group: self.group,
                    aspect: self.aspect,
                    max: self.max,
                    min: self.min,
                    applies: self.applies,
                    absent: self.absent,
                    bonus: self.bonus,
                    beyond: self.beyond,
                    round: self.round,
                    asks: &self.asks,
                    suggests: &self.suggests,
                }
            }
        })+
    };
}

parts!(Item Group);

/// All of them in a file: rule books and overlays have the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Points<'w> {
    pub item: &'w [Item<'w>],
    pub group: &'w [Group<'w>],
    pub published: &'w [Published<'w>],
}

impl<'w> Points<'w> {
    /// The id and the clauses of everything.
    pub fn ids(self) -> impl Iterator<Item = (Text<'w>, &'w Texts<'w>)> {
        let items = self.item.iter().map(|item| (item.id, &*item.clause));
        let groups = self.group.iter().map(|group| (group.id, &*group.clause));
        items.chain(groups).chain(self.published.iter().map(|figure| (figure.id, &*figure.clause)))
    }
}

/// Of rule books and overlays.
pub(crate) const ITEMS: About = may("points that are worked out", "写按表计分的项目，每项一个 [[item]]");
pub(crate) const GROUPS: About = may("groups of items", "写评分项目的组，每组一个 [[group]]");
pub(crate) const FIGURES: About = may(
    "figures that the issuer publishes, for a year for instance",
    "写由发布单位另行公布的数值，每项一个 [[published]]",
);
