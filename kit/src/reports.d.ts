/** The whole result. */
export type Report = {
/** The regime. */
regime: RegimeId,
/** The rule book's version. */
version: string,
/** The assessment date. */
as_of: string,
/** The organisation's name. */
organisation: string,
/** `true`, `false` or `unknown`. */
eligible: 'true' | 'false' | 'unknown',
/** Points, where the regime scores. */
score?: LowHigh,
/** Before caps and grounds. */
uncapped: Ends,
/** What a successful application would get. */
grade: Ends,
/** Overlays in use, as `id@version`. */
overlays: Array<string>,
/** Elements of the score or aspects. */
elements: Array<ElementReport>,
/** Items and groups of points that stand for themselves. */
items?: Array<Array<ItemReport>>,
/** Conditions and grounds. */
conditions: Array<ConditionReport>,
/** Caps. */
caps: Array<CapReport>,
/** Figures. */
figures: Array<FigureReport>,
/** Open facts that can still change the grade, most narrowing first. */
next: FactId[],
/** Ways to better grades. */
paths: Array<PathsReport>,
/** Unmet conditions that an authority may relax. */
relaxable: Array<string>,
/** The grade over time. */
horizon: Array<HorizonReport>,
/** Dates that follow. */
duties: Array<DutyReport>,
/** Inconsistencies, readings in play, status and doubts, advice. */
notes: Array<string>
};

/** The part of a report that says what comes out. */
export type OutcomeReport = {
/** The regime. */
regime: RegimeId,
/** The rule book's version. */
version: string,
/** The assessment date. */
as_of: string,
/** The organisation's name. */
organisation: string,
/** `true`, `false` or `unknown`. */
eligible: 'true' | 'false' | 'unknown',
/** Points, where the regime scores. */
score?: LowHigh,
/** Before caps and grounds. */
uncapped: Ends,
/** What a successful application would get. */
grade: Ends
};

/** One sheet among many that was refused. */
export type Refused = {
/** Its line, or its place in a list, from 1. */
line: number,
/** Every problem. */
errors: Array<Diagnostic>
};

/** A range of outcomes by id. */
export type Ends = {
/** The worst. */
worst: Outcome,
/** The best. */
best: Outcome
};

/** A range of decimals. */
export type LowHigh = {
/** The least. */
low: string,
/** The most. */
high: string
};

/** A condition in the report. */
export type ConditionReport = {
/** Its id. */
id: string,
/** Its clause. */
clause: string,
/** `eligibility`, `requirement` or `ground`. */
kind: 'eligibility' | 'requirement' | 'ground',
/** `true`, `false`, `unknown` or `not_applicable`. */
outcome: 'true' | 'false' | 'unknown' | 'not_applicable',
/** What decided it. */
because: Array<string>,
/** Facts that keep it open. */
open: FactId[],
/** Readings in dispute. */
readings: Array<string>
};

/** A cap in the report. */
export type CapReport = {
/** Its id. */
id: string,
/** Its clause. */
clause: string,
/** The best outcome while it holds. */
limit: Outcome,
/** By how many outcomes it lowers the grade, where it does not limit it. */
lowers?: number,
/** `true`, `false` or `unknown`. */
outcome: 'true' | 'false' | 'unknown',
/** It holds and lowers the grade. */
binds: boolean,
/** First day free under some reading. */
free_arguable?: string,
/** First day free under every reading. */
free_safe?: string,
/** What decided it. */
because: Array<string>,
/** Facts that keep it open. */
open: FactId[],
/** Readings in dispute. */
readings: Array<string>
};

/** A figure in the report. */
export type FigureReport = {
/** Its id. */
id: string,
/** Its clause. */
clause: string,
/** Its value as a sentence part. */
value: string
};

/** An element of the score or an aspect. */
export type ElementReport = {
/** Its fact. */
fact: string,
/** Its clause. */
clause: string,
/** Least points, or lowest level. */
low: string,
/** Most points, or highest level. */
high: string,
/** The most points that it can give; not for aspects. */
max?: string,
/** Facts that keep it open. */
open: Array<string>,
/** Its indicators, where an overlay divides it. */
indicators?: Array<Array<IndicatorReport>>,
/** The conditions of its levels, where an overlay has them. */
levels?: Array<Array<LevelReport>>,
/** Its items and groups of points, where they are worked out; of an aspect those shown beside it. */
items?: Array<Array<ItemReport>>
};

/** An indicator of an overlay. */
export type IndicatorReport = {
/** Its fact. */
fact: string,
/** Where the overlay's document has it. */
clause: string,
/** Least points. */
low: string,
/** Most points. */
high: string,
/** The most points that it can give. */
max: string
};

/** A level's condition of an overlay. */
export type LevelReport = {
/** Its id. */
id: string,
/** The level. */
level: string,
/** Where the overlay's document has it. */
clause: string,
/** `true`, `false` or `unknown`. */
outcome: string,
/** What decided it. */
because: Array<string>,
/** Facts that keep it open. */
open: Array<string>,
/** Readings in dispute. */
readings: Array<string>
};

/** An item of a table of points, or a group of items. */
export type ItemReport = {
/** Its id. */
id: string,
/** Where the document has it. */
clause: string,
/** `true`, `false` or `unknown`: whether it applies; left out where it always does. */
applies?: 'true' | 'false' | 'unknown',
/** The value that is looked up, in its unit; an end that nothing bounds is left out. */
value?: ValueReport,
/** The rows of the table that it may fall in, as they are printed: one, where everything is known. */
rows?: Array<Array<RowReport>>,
/** The points. */
points: LowHigh,
/** The most that it can give. */
most: string,
/** The least that it can give, where that is not nothing. */
least?: string,
/** The nearest row that gives more. */
next?: NextReport,
/** `ceiling` or `floor`: what was reached is more, or less, than counts. */
held?: 'ceiling' | 'floor',
/** The document does not say what counts here: the points may be any within its bounds. */
not_published: boolean,
/** Figures that the issuer has not published yet. */
unpublished?: Array<Array<string>>,
/** It rests on the applicant's own judgement. */
judgement: boolean,
/** What gives the points, as a sentence. */
because: string,
/** Facts that keep it open. */
open: FactId[],
/** Readings in dispute. */
readings: Array<string>,
/** The part that gives the points of a group of which one counts. */
taken?: string,
/** Its parts, where it is a group. */
parts?: Array<ItemReport>
};

/** A value that is looked up. */
export type ValueReport = {
/** The least that it may be. */
low?: string,
/** The most that it may be. */
high?: string,
/** `number`, `percent` (8 is 8 %), `money` (yuan), `points`, `years`, `months` or `days`. */
unit: 'number' | 'percent' | 'money' | 'points' | 'years' | 'months' | 'days',
/** As people read it. */
said: string
};

/** A row of a table of points. */
export type RowReport = {
/** It begins here, included. */
from?: string,
/** It begins here, not included. */
above?: string,
/** It ends here, not included. */
to?: string,
/** It ends here, included. */
up_to?: string,
/** The option chosen. */
option?: string,
/** The table whose rows count. */
table?: string,
/** How many rows, or steps, certainly count. */
certain?: number,
/** How many rows, or steps, may count; left out where nothing bounds them. */
possible?: number,
/** As people read it. */
said: string,
/** Its points; of rows of a table those of each. */
points: LowHigh
};

/** The nearest row that gives more. */
export type NextReport = {
/** The row. */
row: RowReport,
/** How far the value is from it, in its unit; left out where that is not known. */
gap?: string,
/** How many points more it gives than are certain now. */
gain: string
};

/** The ways to one target. */
export type PathsReport = {
/** An outcome, or `eligible`. */
target: Outcome | 'eligible',
/** The ways, the cheapest first. */
alternatives: Array<PathReport>,
/** There are, or may be, more; with no alternative: the search was broken off before it found one. */
more: boolean,
/** Where there is none: what stands in the way. */
why: Array<string>
};

/** One way. */
export type PathReport = {
/** The changes, all of them needed. */
changes: Array<ChangeReport>,
/** Open facts taken to turn out well, and facts about a period that has passed by then, taken to stay as they are. */
rests_on: FactId[],
/** The latter of them. */
assumes?: FactId[],
/** The assessment date at which it reaches the target. */
on: string
};

/** A change of a path. */
export type ChangeReport = {
/** `wait`, `points`, `number`, `answer`, `rows` or `complete`. */
kind: 'wait' | 'points' | 'number' | 'answer' | 'rows' | 'complete',
/** The fact, where it is about one. */
fact?: FactId,
/** Where it stands. */
from?: string,
/** Where it must get: an amount, points, a day. */
to?: string,
/** What can be enough, or is arguable. */
arguable?: string,
/** The last amount that still does, where going on past `to` does not do for ever. */
no_further?: string,
/** In words. */
text: string
};

/** A step of the horizon. */
export type HorizonReport = {
/** First day. */
from: string,
/** The worst. */
worst: Outcome,
/** The best. */
best: Outcome,
/** Facts about a passed period on which it rests. */
assumes: FactId[],
/** What lapsed or matured. */
changed: Array<string>
};

/** A date that follows. */
export type DutyReport = {
/** The duty's id. */
id: string,
/** Its clause. */
clause: string,
/** The safe day. */
date: string,
/** The arguable day. */
arguable: string,
/** It rests on working days not known yet. */
provisional: boolean,
/** The day is inferred. */
inferred: boolean,
/** Which occasion of a yearly duty. */
occasion: number
};

/** A regime in a list of them. */
export type RegimeCard = {
/** The regime. */
id: RegimeId,
/** The rule book's version. */
version: string,
/** Where the document stands. */
status: Status,
/** When the document applies, as far as it says. */
effective: Effective,
/** Its full name. */
title: string,
/** Its short name. */
short: string,
/** Who issued it. */
issuer: string,
/** The document that it encodes. */
document: string,
/** What it is and who it is for. */
text: string,
/** Remarks on its status. */
help: string,
/** Outcomes, ascending. */
outcomes: Array<OutcomeCard>
};

/** An outcome with its label. */
export type OutcomeCard = {
/** The outcome, as reports name it. */
id: Outcome,
/** Its label. */
title: string
};

/** Where a rule book stands. */
export type Status = "draft" | "in_force" | "undated" | "superseded" | "historical";

/** When a document applies, as it says itself. */
export type Effective = {
/** First day. */
from: string | null,
/** Last day. */
to: string | null,
/** What it repeals. */
repeals: string | null
};

/** One problem. */
export type Diagnostic = {
/** Stable, e.g. `unknown-fact`. */
code: string,
/** How bad. */
severity: Severity,
/** What is wrong, in English. */
message: string,
/** What to do, in English. */
help?: string,
/** Both in Chinese. */
zh: InChinese,
/** Where. */
place?: Place
};

/** What a problem is and what to do, in Chinese. */
export type InChinese = {
/** What is wrong. */
message: string,
/** What to do. */
help?: string
};

/** A place in a text file. */
export type Place = {
/** File name as the caller gave it. */
file: string,
/** Line, from 1. */
line: number,
/** Column in characters, from 1. */
column: number,
/** Length in characters, at least 1, within the line. */
length: number,
/** The line itself, or the part of a long line around the place. */
text: string,
/** The column of the text's first character: 1 unless the line is long. */
text_from?: number
};

/** How bad it is. */
export type Severity = "error" | "warning";

/** A language. */
export type Lang = "zh" | "en";

/** What becomes of facts about a period that passes. */
export type Mode = "held" | "strict";

