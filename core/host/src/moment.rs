//! The date of a file in an archive that is unpacked on a web server.

/// The day and the time of day of 1980, in the numbers of the zip format (APPNOTE 4.4.6), that stand for a file's content by its
/// sum (CRC-32): 366 days of 43,200 moments, for the format counts seconds by twos.
///
/// Web servers know a file's version by its date and its size. Where an archive is unpacked beside a site, a file of the same
/// size and date would never reach a visitor again who has seen an earlier one.
#[must_use]
pub fn moment_of(sum: u32) -> (u16, u16) {
    const MONTHS: [u16; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const MOMENTS: u32 = 24 * 60 * 30;
    let (mut day, moment) = ((sum / MOMENTS % 366) as u16, (sum % MOMENTS) as u16);
    let mut month = 0;
    for length in MONTHS {
        month += 1;
        if day < length {
            break;
        }
        day -= length;
    }
    let (hour, minute, second) = (moment / (60 * 30), moment / 30 % 60, moment % 30);
    (month << 5 | (day + 1), hour << 11 | minute << 5 | second)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Month, day, hour, minute, second.
    fn read((day, time): (u16, u16)) -> [u16; 5] {
        assert_eq!(day >> 9, 0, "1980 is year 0 of the format");
        [day >> 5, day & 31, time >> 11, time >> 5 & 63, time % 32 * 2]
    }

    #[test]
    fn every_sum_is_a_moment_of_1980_and_neighbours_differ() {
        assert_eq!(read(moment_of(0)), [1, 1, 0, 0, 0]);
        assert_eq!(read(moment_of(1)), [1, 1, 0, 0, 2]);
        assert_eq!(read(moment_of(43_199)), [1, 1, 23, 59, 58]);
        assert_eq!(read(moment_of(43_200 * 59)), [2, 29, 0, 0, 0], "a leap year");
        assert_eq!(read(moment_of(43_200 * 366 - 1)), [12, 31, 23, 59, 58]);
        for sum in (0..u32::MAX).step_by(99_991) {
            let [month, day, hour, minute, second] = read(moment_of(sum));
            assert!(
                (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 60,
                "{sum}"
            );
            assert_ne!(moment_of(sum), moment_of(sum.wrapping_add(1)), "{sum}");
        }
    }
}
