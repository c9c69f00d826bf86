//! The accent colour of a host: where it stands on the pages, and whether it can be read there.
//!
//! Contrast is that of WCAG 2.2 (success criterion 1.4.3: at least 4.5 to 1 for text), reckoned in millionths.

use core::fmt;
use serde::{Deserialize, Serialize};

/// A colour of the sRGB space: red, green, blue, each 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(pub u8, pub u8, pub u8);

/// What the colour of a theme stands on, and what stands on it (`web/styles/tokens.css`; tests/tests/host_docs.rs keeps the two equal).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// The page.
    pub paper: Colour,
    /// Sheets and the header.
    pub sheet: Colour,
    /// Text on the colour itself, such as that of a button.
    pub on: Colour,
}

/// The light theme.
pub const LIGHT: Ground =
    Ground { paper: Colour(0xfa, 0xf8, 0xf4), sheet: Colour(0xff, 0xff, 0xff), on: Colour(0xff, 0xff, 0xff) };

/// The dark theme.
pub const DARK: Ground =
    Ground { paper: Colour(0x17, 0x17, 0x1a), sheet: Colour(0x1f, 0x1f, 0x23), on: Colour(0x1d, 0x1b, 0x18) };

/// The least contrast, in tenths: 4.5 to 1.
const LEAST: u32 = 45;

impl Colour {
    /// Reads `#rrggbb`. `None`: it is written in another way.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self(red, green, blue))
    }

    /// Relative luminance in millionths.
    fn luminance(self) -> u32 {
        let part = |value: u8| LINEAR.get(usize::from(value)).copied().unwrap_or(0);
        // At most 1,000,000 × 10,000.
        let sum = u64::from(part(self.0)) * 2_126 + u64::from(part(self.1)) * 7_152 + u64::from(part(self.2)) * 722;
        u32::try_from(sum / 10_000).unwrap_or(u32::MAX)
    }

    /// Contrast with another colour, in tenths, rounded down: 10 to 210.
    #[must_use]
    pub fn contrast(self, other: Self) -> u32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 50_000) * 10 / (a.min(b) + 50_000)
    }

    /// The least of its contrasts on a ground, in tenths.
    #[must_use]
    pub fn on(self, ground: Ground) -> u32 {
        [ground.paper, ground.sheet, ground.on].map(|other| self.contrast(other)).into_iter().min().unwrap_or(0)
    }

    /// Whether it can be read on a ground, and text on it.
    #[must_use]
    pub fn fits(self, ground: Ground) -> bool {
        self.on(ground) >= LEAST
    }

    /// The nearest colour that fits: the same, so much darker or lighter as it takes.
    #[must_use]
    pub fn nearest(self, ground: Ground) -> Self {
        let towards: u8 = if ground.paper.luminance() > 500_000 { 0 } else { 255 };
        let mixed = |step: u16| {
            let one = |value: u8| {
                let mixed = u16::from(value) * (255 - step) + u16::from(towards) * step;
                u8::try_from(mixed / 255).unwrap_or(towards)
            };
            Self(one(self.0), one(self.1), one(self.2))
        };
        (0..=255).map(mixed).find(|colour| colour.fits(ground)).unwrap_or(Self(towards, towards, towards))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl TryFrom<String> for Colour {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a colour is written #rrggbb")
    }
}

/// The linear value of each sRGB value, in millionths (WCAG 2.2, *relative luminance*).
const LINEAR: [u32; 256] = [
    0, 304, 607, 911, 1_214, 1_518, 1_821, 2_125, 2_428, 2_732, 3_035, 3_347, 3_677, 4_025, 4_391, 4_777, 5_182, 5_605,
    6_049, 6_512, 6_995, 7_499, 8_023, 8_568, 9_134, 9_721, 10_330, 10_960, 11_612, 12_286, 12_983, 13_702, 14_444,
    15_209, 15_996, 16_807, 17_642, 18_500, 19_382, 20_289, 21_219, 22_174, 23_153, 24_158, 25_187, 26_241, 27_321,
    28_426, 29_557, 30_713, 31_896, 33_105, 34_340, 35_601, 36_889, 38_204, 39_546, 40_915, 42_311, 43_735, 45_186,
    46_665, 48_172, 49_707, 51_269, 52_861, 54_480, 56_128, 57_805, 59_511, 61_246, 63_010, 64_803, 66_626, 68_478,
    70_360, 72_272, 74_214, 76_185, 78_187, 80_220, 82_283, 84_376, 86_500, 88_656, 90_842, 93_059, 95_307, 97_587,
    99_899, 102_242, 104_616, 107_023, 109_462, 111_932, 114_435, 116_971, 119_538, 122_139, 124_772, 127_438, 130_136,
    132_868, 135_633, 138_432, 141_263, 144_128, 147_027, 149_960, 152_926, 155_926, 158_961, 162_029, 165_132,
    168_269, 171_441, 174_647, 177_888, 181_164, 184_475, 187_821, 191_202, 194_618, 198_069, 201_556, 205_079,
    208_637, 212_231, 215_861, 219_526, 223_228, 226_966, 230_740, 234_551, 238_398, 242_281, 246_201, 250_158,
    254_152, 258_183, 262_251, 266_356, 270_498, 274_677, 278_894, 283_149, 287_441, 291_771, 296_138, 300_544,
    304_987, 309_469, 313_989, 318_547, 323_143, 327_778, 332_452, 337_164, 341_914, 346_704, 351_533, 356_400,
    361_307, 366_253, 371_238, 376_262, 381_326, 386_429, 391_572, 396_755, 401_978, 407_240, 412_543, 417_885,
    423_268, 428_690, 434_154, 439_657, 445_201, 450_786, 456_411, 462_077, 467_784, 473_531, 479_320, 485_150,
    491_021, 496_933, 502_886, 508_881, 514_918, 520_996, 527_115, 533_276, 539_479, 545_724, 552_011, 558_340,
    564_712, 571_125, 577_580, 584_078, 590_619, 597_202, 603_827, 610_496, 617_207, 623_960, 630_757, 637_597,
    644_480, 651_406, 658_375, 665_387, 672_443, 679_542, 686_685, 693_872, 701_102, 708_376, 715_694, 723_055,
    730_461, 737_910, 745_404, 752_942, 760_525, 768_151, 775_822, 783_538, 791_298, 799_103, 806_952, 814_847,
    822_786, 830_770, 838_799, 846_873, 854_993, 863_157, 871_367, 879_622, 887_923, 896_269, 904_661, 913_099,
    921_582, 930_111, 938_686, 947_307, 955_973, 964_686, 973_445, 982_251, 991_102, 1_000_000,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        for (a, b, tenths) in [
            ("#000000", "#ffffff", 210),
            ("#ffffff", "#ffffff", 10),
            // 4.54 and 4.48: the two greys on either side of the least contrast with white.
            ("#767676", "#ffffff", 45),
            ("#777777", "#ffffff", 44),
            ("#b3261e", "#ffffff", 65),
        ] {
            assert_eq!(colour(a).contrast(colour(b)), tenths, "{a} {b}");
            assert_eq!(colour(b).contrast(colour(a)), tenths, "{b} {a}");
        }
    }

    #[test]
    fn the_kit_s_own_colours_fit() {
        assert!(colour("#b3261e").fits(LIGHT));
        assert!(colour("#ff7a6b").fits(DARK));
    }

    #[test]
    fn a_colour_that_fails_has_a_neighbour_that_does_and_one_that_fits_stays() {
        for (text, ground) in [("#ffd400", LIGHT), ("#ffffff", LIGHT), ("#1c3d8f", DARK), ("#000000", DARK)] {
            let (failing, nearest) = (colour(text), colour(text).nearest(ground));
            assert!(!failing.fits(ground) && nearest.fits(ground), "{text} {nearest}");
        }
        assert_eq!(colour("#1c3d8f").nearest(LIGHT), colour("#1c3d8f"));
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!(Colour::parse("#0aF9ff").map(|colour| colour.to_string()).as_deref(), Some("#0af9ff"));
        for text in ["0af9ff", "#0af", "#0af9fg", "#0af9ff00", "red", "#+af9ff", ""] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
