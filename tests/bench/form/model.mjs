// The questions of the credit rating in the form library: every condition for applying, the five elements of the score and
// all that caps the grade, with the results that depend on them, said in the library's own expressions. It does less than
// the site: no ranges, no open answers, no readings, no ways to a better grade.

/** The five elements of the score and the most points of each (第八条). */
const ELEMENTS = { foundation: 12, management: 24, competitiveness: 18, finance: 18, social: 28 };

/** Occurrences that cap the grade: the best grade left, the years looked back, the clause (第九条). */
const OCCURRENCES = {
  tax_evasion: ["B", 3, "第九条（一）1", "偷税漏税被处罚"],
  quality_penalty: ["B", 1, "第九条（一）4", "质量问题被处罚"],
  imprisonment: ["B", 1, "第九条（一）5", "法定代表人被判刑"],
  wage_arrears: ["A", 3, "第九条（二）1", "拖欠工资"],
  loan_overdue: ["A", 3, "第九条（二）2", "贷款逾期"],
  consumer_fraud: ["A", 3, "第九条（二）3", "欺诈消费者"],
};

/** Circumstances that cap the grade when they are so. */
const CIRCUMSTANCES = {
  annual_inspection: ["B", "第九条（一）2", "上年度年审为 B 级"],
  loss: ["B", "第九条（一）3", "补贴后仍亏损且扭亏无望"],
  governance: ["A", "第九条（二）4", "治理有缺陷"],
};

/** Conditions for applying: the expression under which each is met (第六条). */
const CONDITIONS = {
  registered: ["第六条（一）", "在中国境内登记", "{registered} = true"],
  applicant: ["第六条（一）", "经济组织", "{kind} = 'enterprise'"],
  industry: ["第六条（一）", "从事科技服务", "{business.length} > 0"],
  established: ["第六条（二）", "成立满三个会计年度", "fullYears({established}) >= 3"],
  income: ["第六条（二）", "三年都有主营业务收入", "{revenue_1} > 0 and {revenue_2} > 0 and {revenue_3} > 0"],
  operating: ["第六条（二）", "持续经营", "{going_concern} = true"],
  membership: ["第六条（三）", "协会会员", "{member} = true"],
  first_rating: ["第六条（四）", "未参加别家评价", "{other_rating} = false"],
};

const holds = {
  ...Object.fromEntries(
    Object.entries(OCCURRENCES).map(([name, [, years]]) => [name, `within({${name}}, {${name}_day}, ${years})`]),
  ),
  ...Object.fromEntries(Object.keys(CIRCUMSTANCES).map((name) => [name, `{${name}} = true`])),
};
const limits = { ...OCCURRENCES, ...CIRCUMSTANCES };
const caps = (limit) =>
  Object.keys(limits)
    .filter((name) => limits[name][0] === limit)
    .map((name) => holds[name])
    .join(" or ");

const occurrence = (name) => [
  {
    type: "radiogroup",
    name,
    title: OCCURRENCES[name][3],
    description: OCCURRENCES[name][2],
    choices: [
      { value: "never", text: "没有发生过" },
      { value: "day", text: "发生过，知道日期" },
      { value: "day_unknown", text: "发生过，日期不详" },
      { value: "ongoing", text: "现在仍是" },
    ],
    colCount: 4,
  },
  { type: "text", inputType: "date", name: `${name}_day`, title: "最近一次的日期", visibleIf: `{${name}} = 'day'` },
];
const yes = (name, title, description) => ({ type: "boolean", name, title, description, renderAs: "radio", labelTrue: "是", labelFalse: "否" });
const result = (name, title, expression) => ({ type: "expression", name: `said_${name}`, title, expression });

const grades = [
  [90, "AAA"],
  [80, "AA"],
  [70, "A"],
  [50, "B"],
  [30, "C"],
];

/** The form, with one section of questions to a page and the results beside them on each. */
export const model = (section) => ({
  textUpdateMode: "onTyping",
  showNavigationButtons: false,
  showCompletePage: false,
  checkErrorsMode: "onComplete",
  calculatedValues: [
    { name: "total", expression: Object.keys(ELEMENTS).map((name) => `{${name}}`).join(" + ") },
    { name: "cap_b", expression: caps("B") },
    { name: "cap_a", expression: caps("A") },
    { name: "by_score", expression: grades.reduceRight((rest, [least, grade]) => `iif({total} >= ${least}, '${grade}', ${rest})`, "'none'") },
  ],
  pages: [
    {
      name: "credit",
      elements: [
        {
          type: "panel",
          name: "questions",
          elements:
            section === "scores"
              ? Object.entries(ELEMENTS).map(([name, max]) => ({ type: "text", inputType: "number", name, title: `${name}（满分 ${max} 分）`, min: 0, max }))
              : [...Object.keys(OCCURRENCES).flatMap(occurrence), ...Object.entries(CIRCUMSTANCES).map(([name, [, clause, title]]) => yes(name, title, clause))],
        },
        {
          type: "panel",
          name: "results",
          startWithNewLine: false,
          elements: [
            result("verdict", "预测等级", "iif({cap_b} and {total} >= 70, 'B 级', iif({cap_a} and {total} >= 80, 'A 级', {by_score} + ' 级'))"),
            result("total", "总分", "{total}"),
            ...Object.entries(holds).map(([name, expression]) =>
              result(name, limits[name].at(-1), `iif(${expression}, '适用，最高 ${limits[name][0]} 级', '不适用')`),
            ),
            ...Object.entries(CONDITIONS).map(([name, [clause, title, expression]]) =>
              result(name, `${title} ${clause}`, `iif(${expression}, '满足', '不满足')`),
            ),
          ],
        },
      ],
    },
  ],
});

/** The made-up organisation's answers, as the site's example has them. */
export const answers = {
  ...{ registered: true, kind: "enterprise", business: ["rd_design", "promotion"], established: "2016-05-18" },
  ...{ revenue_1: 39_800_000, revenue_2: 43_500_000, revenue_3: 48_120_000, going_concern: true, member: true, other_rating: false },
  ...{ foundation: 10.5, management: 21, competitiveness: 15.5, finance: 15.5, social: 24.5 },
  ...Object.fromEntries(Object.keys(OCCURRENCES).map((name) => [name, "never"])),
  ...Object.fromEntries(Object.keys(CIRCUMSTANCES).map((name) => [name, false])),
};

/** What the library's expressions lack. `today`: the day of the assessment. */
export const functions = (today) => ({
  /** Whether something happened within so many years. */
  within([happened, day, years]) {
    if (happened === "ongoing") return true;
    if (happened !== "day" || !day) return false;
    const since = new Date(today);
    since.setFullYear(since.getFullYear() - years);
    return new Date(day) >= since;
  },
  /** How many whole years of account lie behind a day. */
  fullYears: ([day]) => (day ? today.getFullYear() - new Date(day).getFullYear() - (String(day).slice(5) === "01-01" ? 0 : 1) : 0),
});
