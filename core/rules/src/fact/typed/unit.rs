//! Units of amounts: powers of ten of a yuan.

/// A power of ten of a yuan that a heading or the end of a range gives to bare numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Unit(u32);

impl Unit {
    /// 元
    pub const YUAN: Self = Self(0);
    /// 千元
    pub const THOUSAND: Self = Self(3);
    /// 万元
    pub const WAN: Self = Self(4);
    /// 百万元
    pub const MILLION: Self = Self(6);
    /// 千万元
    pub const TEN_MILLION: Self = Self(7);
    /// 亿元
    pub const YI: Self = Self(8);

    pub(super) const fn of_zeros(zeros: u32) -> Self {
        Self(zeros)
    }

    /// So many zeros behind the number.
    #[must_use]
    pub const fn zeros(self) -> u32 {
        self.0
    }
}
