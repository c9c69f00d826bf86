/** A decimal in quotes: yuan for money, points for scores. Exact: never a JavaScript number. */
export type Decimal = `${number}`;

/** A day that exists, as `2026-11-21`. */
export type Day = `${number}-${number}-${number}`;

/** A number that is known as a range, both ends included. */
export interface DecimalRange { low: Decimal; high: Decimal }

/** A count that is known as a range, both ends included. */
export interface CountRange { low: number; high: number }

/** Yuan by fiscal year. */
export interface Yearly { [year: `${number}`]: Decimal | DecimalRange }

/** When something last happened. */
export type Occurrence = "never" | "ongoing" | "day_unknown" | Day;

/** One organisation's answers, as in a `*.ziping.json` file. */
export interface AnswerFile {
  /** The format of the file. */
  schema: 1;
  /** The organisation's name. */
  organisation?: string;
  /** The answers. */
  facts?: Facts;
  /** What is not known yet, by fact, with a note of who knows it or was asked when. */
  unknown?: Partial<Record<FactId, string>>;
}

/** How to report. */
export interface Options {
  /** Language of the sentences; Chinese when left out. */
  lang?: Lang;
  /** What becomes of facts about a period that passes; held when left out. */
  horizon?: Mode;
  /** An association's additions to the rule books. */
  overlays?: Overlays;
}

/** Texts of overlay files (TOML): one, several in their order, or by path, which problems then name. */
export type Overlays = string | readonly string[] | { [path: string]: string };

/** Rule books with overlays applied. */
export interface WithOverlays {
  /** An association's additions to the rule books. */
  overlays?: Overlays;
}

/** The answer to a fact that an overlay adds. */
export type OverlayAnswer =
  | boolean | number | string | DecimalRange | CountRange | Yearly | readonly string[]
  | readonly { [column: string]: boolean | number | string | DecimalRange | CountRange }[];

/** What is thrown: every problem of the input, each with its place where it has one. */
export interface ZipingError extends Error {
  name: "ZipingError";
  /** The problems, in the order of the input. */
  diagnostics: Diagnostic[];
}

export interface Sheet {
  /** The answer to a fact, `undefined` when it is not answered. */
  get<F extends FactId>(fact: F): Facts[F];
  /** Answers a fact; `undefined` takes the answer back. A refused value leaves the sheet as it was. */
  set<F extends FactId>(fact: F, value: Facts[F]): void;
}

