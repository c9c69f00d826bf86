//! What each sheet of a block can still turn out to be, as two bits beside each other.

use super::columns::LANES;
use crate::rule::Truth;

/// For each sheet of a block, bit 1: it can be true, bit 2: it can be false.
pub type Bits = [u8; LANES];
/// The sheets of a block that still matter.
pub type Live = [bool; LANES];

/// True only.
pub const YES: u8 = 1;
/// False only.
pub const NO: u8 = 2;
/// Both.
pub const OPEN: u8 = 3;

/// From what is possible.
#[inline]
pub(super) const fn possible(can_be_true: bool, can_be_false: bool) -> u8 {
    can_be_true as u8 | (can_be_false as u8) << 1
}

/// The bits of a truth.
#[inline]
#[must_use]
pub const fn bits(truth: Truth) -> u8 {
    possible(truth.can_be_true(), truth.can_be_false())
}

/// The truth of bits.
#[inline]
#[must_use]
pub const fn truth(bits: u8) -> Truth {
    Truth::of(bits & YES != 0, bits & NO != 0)
}

/// The opposite.
#[inline]
#[must_use]
pub const fn not(a: u8) -> u8 {
    ((a & 1) << 1) | (a >> 1)
}

/// Both hold.
#[inline]
#[must_use]
pub const fn and(a: u8, b: u8) -> u8 {
    (a & b & 1) | ((a | b) & 2)
}

/// At least one holds.
#[inline]
#[must_use]
pub const fn or(a: u8, b: u8) -> u8 {
    ((a | b) & 1) | (a & b & 2)
}

/// Joins other bits to these, sheet by sheet.
#[inline]
pub fn join(all: &mut Bits, other: &Bits, join: impl Fn(u8, u8) -> u8) {
    all.iter_mut().zip(other).for_each(|(a, b)| *a = join(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_three_valued_truth() {
        let all = [Truth::True, Truth::False, Truth::Unknown];
        for a in all {
            assert_eq!(truth(bits(a)), a);
            assert_eq!(truth(not(bits(a))), a.not());
            for b in all {
                assert_eq!(truth(and(bits(a), bits(b))), a.and(b));
                assert_eq!(truth(or(bits(a), bits(b))), a.or(b));
            }
        }
    }
}
