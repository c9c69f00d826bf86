// Compiled, never run: what the types must accept and what they must refuse.
import init, { assess, check, checkOverlays, outcomes, regimes, Rules, Sheet, Sheets } from "ziping";
import type {
  AnswerFile, CapReport, Diagnostic, FactId, Facts, Options, Outcome, OutcomeReport, Refused, RegimeCard, RegimeId,
  Report, ZipingError,
} from "ziping";

await init();

const answers: AnswerFile = {
  schema: 1,
  organisation: "示例科技有限公司",
  facts: {
    "org.kind": "enterprise",
    "org.established": "2019-04-02",
    "org.registered_capital": "12000000",
    "om.revenue": { 2023: "40000000", "2024": { low: "41000000", high: "42000000.50" } },
    "om.staff": 50,
    "om.clients": { low: 2, high: 5 },
    "record.quality_penalty": "2026-03-01",
    "record.violation": "never",
    "credit.score.social": { low: "20", high: "24" },
    "credit.main_business": ["promotion", "ip"],
    "om.projects": [{ client: "甲", annual_value: "1500000", own_platform: true, start: "2024-01-01" }],
  },
};

const options: Options = { lang: "en", horizon: "strict" };
const report: Report = assess("credit", answers, "2026-11-21", options);
const worst: Outcome = report.grade.worst;
const first: FactId | undefined = report.next[0];
const cap: CapReport | undefined = report.caps.find((one) => one.outcome === "true" && one.binds);
const day: string | undefined = cap?.free_safe;
const score: string | undefined = report.score?.low;
const ways: string[] = report.paths.flatMap((to) => to.alternatives.flatMap((way) => way.changes.map((one) => one.text)));
const text: Report = assess("om", JSON.stringify(answers), "2026-11-21");

const lines: (OutcomeReport | Refused)[] = outcomes("om", [answers, "{}"], "2026-11-21");
const refused: Diagnostic[] = lines.flatMap((line) => ("errors" in line ? line.errors : []));
const cards: RegimeCard[] = regimes("en");
const ids: RegimeId[] = cards.map((card) => card.id);
const problems: Diagnostic[] = [...check("schema = 1"), ...check({ "x/rulebook.toml": "schema = 1" })];

const sheet = new Sheet(answers);
sheet.set("om.staff", 51);
sheet.set("om.staff", undefined);
const staff: Facts["om.staff"] = sheet.get("om.staff");
const rules = new Rules("om", "2026-11-21");
const best: Outcome | undefined = rules.outcomes[rules.grade(sheet) >> 8];
const back: AnswerFile = sheet.toAnswers();

const overlaid: AnswerFile = { schema: 1, facts: { "overlay.ours.payment": "12.5", "om.staff": 50 } };
const withOverlays: Options = { lang: "en", overlays: { "ours.toml": "schema = 1" } };
const added: Report = assess("credit", overlaid, "2026-11-21", withOverlays);
const many: Uint16Array = new Rules("om", "2026-11-21", { overlays: [] }).grades(new Sheets([answers, "{}"]));
const broken: Diagnostic[] = checkOverlays("schema = 1");

try {
  sheet.assess("iets", "2026-11-21");
} catch (error) {
  const { diagnostics } = error as ZipingError;
  diagnostics.map((one) => `${one.code} ${one.place?.line ?? ""} ${one.help ?? ""}`);
}

export { added, back, best, broken, day, first, ids, many, problems, refused, score, staff, text, ways, worst };

// @ts-expect-error no such regime
assess("credt", answers, "2026-11-21");
// @ts-expect-error no such option
assess("credit", answers, "2026-11-21", { language: "en" });
// @ts-expect-error no such language
regimes("fr");
// @ts-expect-error a schema of another version
export const schema: AnswerFile = { schema: 2 };
// @ts-expect-error no such fact
export const fact: Facts = { "org.knid": "enterprise" };
// @ts-expect-error no such choice
export const choice: Facts = { "org.kind": "firm" };
// @ts-expect-error money is a decimal in quotes
export const money: Facts = { "org.registered_capital": 12_000_000 };
// @ts-expect-error money as a person types it is for the page to read
export const typed: Facts = { "org.registered_capital": "1200万" };
// @ts-expect-error a date has dashes
export const dated: Facts = { "org.established": "2019/04/02" };
// @ts-expect-error no such column
export const column: Facts = { "om.projects": [{ customer: "甲" }] };
// @ts-expect-error a count is no text
sheet.set("om.staff", "51");
// @ts-expect-error an outcome is of a closed list
export const outcome: Outcome = "AAAA";
