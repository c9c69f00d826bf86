//! Points of `tests/scores/kinds`, worked out plainly from complete answers under one reading: written from the tables, with
//! nothing of the engine.

use std::cmp::Ordering;
use ziping_base::calendar::{Day, Period, Unit};

/// A fraction with a denominator above 0.
#[derive(Debug, Clone, Copy)]
pub struct Part(pub i128, pub i128);

impl Part {
    /// A whole number.
    #[must_use]
    pub const fn whole(number: i128) -> Self {
        Self(number, 1)
    }

    /// How it compares.
    #[must_use]
    pub fn against(self, other: Self) -> Ordering {
        (self.0 * other.1).cmp(&(other.0 * self.1))
    }

    fn at_least(self, other: Self) -> bool {
        self.against(other) != Ordering::Less
    }

    fn more(self, other: Self) -> bool {
        self.against(other) == Ordering::Greater
    }

    /// To so many digits.
    fn rounded(self, digits: u32, mode: &str) -> Self {
        let scale = 10_i128.pow(digits);
        let (whole, rest) = ((self.0 * scale).div_euclid(self.1), (self.0 * scale).rem_euclid(self.1));
        // All points that are rounded here are 0 or more.
        let up = match (mode, (rest * 2).cmp(&self.1)) {
            ("down", _) | (_, Ordering::Less) => false,
            ("half_even", Ordering::Equal) => whole % 2 == 1,
            _ => true,
        };
        Self(whole + i128::from(up), scale)
    }
}

/// An award.
#[derive(Debug, Clone)]
pub struct Award {
    /// When it was given.
    pub on: Day,
    /// Until when it is valid, where that is given.
    pub until: Option<Day>,
    /// A national one.
    pub national: bool,
    /// What it weighs.
    pub price: i64,
    /// What it is worth.
    pub rate: i64,
}

/// Complete answers.
#[derive(Debug, Clone)]
pub struct Answers {
    /// A number.
    pub count: i64,
    /// The whole of which there is a share.
    pub whole: i64,
    /// The share's part.
    pub part: i64,
    /// Fen.
    pub money: i64,
    /// The option chosen.
    pub grade: usize,
    /// When it was founded.
    pub founded: Day,
    /// Yes or no.
    pub flag: bool,
    /// Fen of the last closed fiscal year, and of the one before.
    pub sales: (i64, i64),
    /// Awards.
    pub awards: Vec<Award>,
    /// What the issuer will publish: yuan.
    pub highest: i64,
}

/// How the document is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// A period is over on its corresponding day.
    pub over: bool,
    /// 近三年 are calendar years.
    pub calendar: bool,
    /// Where rows overlap, the higher counts.
    pub higher: bool,
    /// A step that has begun counts.
    pub started: bool,
}

/// Every reading.
#[must_use]
pub fn readings() -> Vec<Reading> {
    let bit = |way: u8, at: u8| way >> at & 1 == 1;
    (0..16)
        .map(|way| Reading { over: bit(way, 0), calendar: bit(way, 1), higher: bit(way, 2), started: bit(way, 3) })
        .collect()
}

/// The least and the most points: two ends where the document leaves them open.
pub type Ends = (Part, Part);

fn one(points: i128) -> Ends {
    (Part::whole(points), Part::whole(points))
}

fn ends(low: i128, high: i128) -> Ends {
    (Part::whole(low), Part::whole(high))
}

fn is_within(event: Day, years: u16, recent: bool, as_of: Day, reading: Reading) -> bool {
    if recent && reading.calendar {
        return event >= Day::first_of_year(as_of.year() - i32::from(years));
    }
    let end = Period { count: years, unit: Unit::Years }.after(event);
    end > as_of || end == as_of && !reading.over
}

fn years_since(day: Day, as_of: Day, reading: Reading) -> i128 {
    let over = |years: u16| {
        let end = Period { count: years, unit: Unit::Years }.after(day);
        end < as_of || end == as_of && reading.over
    };
    (1..200).take_while(|years| over(*years)).count().try_into().unwrap_or(0)
}

/// The points of every item, by id.
#[must_use]
pub fn points(of: &Answers, as_of: Day, reading: Reading) -> Vec<(&'static str, Ends)> {
    let Answers { count, whole, part, money, grade, flag, .. } = *of;
    let (count, whole, part, money) = (i128::from(count), i128::from(whole), i128::from(part), i128::from(money));
    let pick = |low: i128, high: i128| if reading.higher { one(high) } else { one(low) };
    let mut all = Vec::new();
    all.push((
        "kinds.bands",
        match count {
            20.. => one(10),
            17..=19 => ends(0, 10),
            13..=16 => one(7),
            12 => pick(4, 7),
            5..=11 => one(4),
            _ => one(1),
        },
    ));
    let share = Part(part, whole.max(1));
    all.push((
        "kinds.share",
        if whole == 0 {
            one(1)
        } else if share.more(Part(1, 2)) {
            one(9)
        } else if share.at_least(Part(1, 4)) {
            one(5)
        } else {
            one(0)
        },
    ));
    all.push((
        "kinds.judged",
        match grade {
            0 => one(6),
            1 => ends(3, 5),
            2 => one(0),
            _ => ends(0, 6),
        },
    ));
    all.push(("kinds.rows", rows(of, as_of, reading)));
    let ten = count >= 10;
    all.push(("kinds.best", one(if ten { 8 } else { 6 })));
    all.push(("kinds.constant", one(10)));
    all.push(("kinds.first", one(if flag { 30 } else { (part * 2).min(20) })));
    let short = (1_000_000_000 - money).max(0);
    let steps = if reading.started { (short + 99_999_999) / 100_000_000 } else { short / 100_000_000 };
    all.push(("kinds.steps", one((10 - steps).max(0))));
    all.push(("kinds.pieces", pieces(money.max(0), i128::from(of.highest) * 100)));
    all.push((
        "kinds.worth",
        if part + whole == 0 {
            ends(0, 45)
        } else {
            let points = Part(part * 45, part + whole).rounded(2, "half_up");
            (points, points)
        },
    ));
    let (first, second) = ((count * 7).min(70), (part * 3).min(30));
    let raw = if flag { Part(first * 100, 70) } else { Part(first + second, 1) };
    let weighed = Part(raw.0 * 23, raw.1 * 100).rounded(2, "half_even");
    all.push(("kinds.weighed", (weighed, weighed)));
    all.push(("kinds.mean", mean(of)));
    let (last, before) = (i128::from(of.sales.0), i128::from(of.sales.1));
    all.push((
        "kinds.growth",
        if before <= 0 {
            ends(0, 5)
        } else if (last - before) * 10 >= before {
            one(5)
        } else if last > before {
            one(3)
        } else {
            one(0)
        },
    ));
    all.push((
        "kinds.years",
        one(match years_since(of.founded, as_of, reading) {
            10.. => 8,
            8 | 9 => 7,
            3..=7 => 5,
            _ => 4,
        }),
    ));
    all.push(("kinds.recent", recent(of, as_of, reading)));
    all.push(("kinds.mixed", mixed(part, whole, grade, flag)));
    all
}

fn rows(of: &Answers, as_of: Day, reading: Reading) -> Ends {
    let valid = of.awards.iter().filter(|award| match award.until {
        Some(until) => until >= as_of,
        None => is_within(award.on, 1, false, as_of, reading),
    });
    let national = of.awards.iter().filter(|award| award.national && is_within(award.on, 3, true, as_of, reading));
    let dear = of.awards.iter().filter(|award| award.price > 100);
    let tenths = |number: usize, each: i128| i128::try_from(number).unwrap_or(0) * each;
    let sum =
        tenths(valid.count(), 25).min(60) + tenths(national.count(), 10).min(30) + tenths(dear.count(), -20).max(-40);
    let points = Part(sum.clamp(-40, 90), 10);
    (points, points)
}

fn pieces(fen: i128, highest: i128) -> Ends {
    let points = if fen <= 300_000_000 {
        Part(fen * 60, 300_000_000)
    } else if fen <= highest {
        let (along, length) = (fen - 300_000_000, highest - 300_000_000);
        Part(60 * length + 40 * along, length)
    } else {
        return ends(0, 100);
    };
    (points, points)
}

fn mean(of: &Answers) -> Ends {
    let national = || of.awards.iter().filter(|award| award.national);
    let weight: i128 = national().map(|award| i128::from(award.price)).sum();
    if weight == 0 {
        return ends(0, 20);
    }
    let sum: i128 = national().map(|award| i128::from(award.price) * i128::from(award.rate)).sum();
    let points = Part(sum, weight).rounded(4, "half_up");
    let points = if points.more(Part::whole(20)) { Part::whole(20) } else { points };
    (points, points)
}

fn recent(of: &Answers, as_of: Day, reading: Reading) -> Ends {
    let recent = || of.awards.iter().filter(|award| is_within(award.on, 3, true, as_of, reading));
    let all: i128 = recent().map(|award| i128::from(award.price)).sum();
    let national: i128 = recent().filter(|award| award.national).map(|award| i128::from(award.price)).sum();
    if all == 0 {
        ends(0, 4)
    } else if national * 100 >= all * 60 {
        one(4)
    } else if national * 100 >= all * 30 {
        one(2)
    } else {
        one(0)
    }
}

fn mixed(part: i128, whole: i128, grade: usize, flag: bool) -> Ends {
    let mut found = Vec::new();
    if grade != 3 {
        found.push(if part < 4 { 2 } else { 10 });
    }
    if flag {
        found.push(if whole < 6 { 5 } else { 1 });
    }
    if found.is_empty() {
        return one(0);
    }
    let count = i128::try_from(found.len()).unwrap_or(1);
    let points = Part(found.iter().sum(), count).rounded(3, "down");
    (points, points)
}
