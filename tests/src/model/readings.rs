//! One choice among the readings of the documents.

/// One choice of readings. Which of them a regime looks at is its model's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings {
    /// A period is over on its corresponding day (otherwise on the next).
    pub over_on_the_day: bool,
    /// 近三年 counts calendar years (otherwise from day to day).
    pub calendar_years: bool,
    /// The founding part-year counts as a fiscal year.
    pub part_year_counts: bool,
    /// A total between two bands is rounded half up (otherwise it belongs to the lower).
    pub rounded: bool,
    /// Aspects are weighed, as favourably as can be (otherwise the lowest decides).
    pub weighed: bool,
    /// The phrase that the regime itself has two readings of: the wider one.
    pub wide: bool,
    /// A second such phrase: the wider one.
    pub wide_too: bool,
}

/// All choices.
pub fn all_readings() -> impl Iterator<Item = Readings> {
    (0_u8..128).map(|bits| {
        let bit = |place: u8| bits >> place & 1 == 1;
        Readings {
            over_on_the_day: bit(0),
            calendar_years: bit(1),
            part_year_counts: bit(2),
            rounded: bit(3),
            weighed: bit(4),
            wide: bit(5),
            wide_too: bit(6),
        }
    })
}

/// The choices that can make a difference to the grade of a regime: those that differ in what its model looks at.
pub fn readings_of_the_grade(regime: &str) -> impl Iterator<Item = Readings> {
    let looked_at = match regime {
        "credit" => 0b010_1011,
        "om" => 0b010_0011,
        "iets" => 0b001_0000,
        "nextgen-it" => 0b000_0011,
        "iii-consulting" => 0b011_0001,
        _ => 0,
    };
    all_readings().enumerate().filter(move |(bits, _)| bits & !looked_at == 0).map(|(_, readings)| readings)
}
