//! The share of the mutants that a test caught, by room.

/// The rooms, as names begin.
const ROOMS: [&str; 2] = ["core/rules/src/rule/", "core/assess/src/"];

/// A line for each room and one for all: those caught of those that a test could catch, without those that hang or do
/// not compile, and the 95 % interval of the share over all mutants.
pub fn shares(caught: &[String], missed: &[String]) -> Vec<String> {
    let line = |room: &str, name: &str| {
        let here = |names: &[String]| names.iter().filter(|name| name.starts_with(room)).count();
        let (caught, counted) = (here(caught), here(caught) + here(missed));
        let (low, high) = wilson(caught, counted);
        let share = percent(caught, counted);
        format!("{name:<21}{caught:>4} of {counted:>4} caught, {share:5.1} % (95 % interval {low:.1} to {high:.1})")
    };
    ROOMS.iter().map(|room| line(room, room)).chain([line("", "all")]).collect()
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * count(part) / count(whole).max(1.0)
}

/// A number to divide by.
pub fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// Wilson's 95 % interval of a share, in percent.
fn wilson(part: usize, whole: usize) -> (f64, f64) {
    let (n, z) = (count(whole).max(1.0), 1.96_f64);
    let share = count(part) / n;
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    (100.0 * (middle - half), 100.0 * (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_room_has_its_share() {
        let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let caught = names(&[
            "core/rules/src/rule/a.rs:1:1: x",
            "core/rules/src/rule/a.rs:2:1: x",
            "core/assess/src/b.rs:1:1: x",
        ]);
        let lines = shares(&caught, &names(&["core/rules/src/rule/a.rs:3:1: x"]));
        let begins =
            ["core/rules/src/rule/    2 of    3 caught,  66.7 %", "core/assess/src/        1 of    1 caught, 100.0 %"];
        assert!(lines.iter().zip(begins).all(|(line, begin)| line.starts_with(begin)), "{lines:?}");
        assert!(lines.last().unwrap().starts_with("all                     3 of    4 caught,  75.0 %"), "{lines:?}");
    }

    #[test]
    fn shares_have_their_interval() {
        let (low, high) = wilson(108, 120);
        assert!((low - 83.3).abs() < 0.1 && (high - 94.2).abs() < 0.1, "{low} {high}");
        assert!(wilson(120, 120).1 <= 100.0);
        assert!((percent(3, 4) - 75.0).abs() < 1e-9);
    }
}
