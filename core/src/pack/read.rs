//! Reading what postcard wrote, for bytes that are known to be whole.
//!
//! A pack's sum is compared before anything is read, so its bytes are those that the same build wrote. This reader
//! takes them at their word: it has no errors, so that serde's derived code needs no way out of the middle of a value.
//! That is most of what reading would cost in a page's first visit. The format is postcard's
//! (<https://postcard.jamesmunns.com/wire-format>): numbers as LEB128, signed ones in zigzag, lengths before texts and
//! lists, variants by their number.

use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};

/// The error of a reader that has none.
#[derive(Debug)]
pub(super) enum Never {}

impl core::fmt::Display for Never {
    fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl de::Error for Never {
    /// What a type says when bytes are not its own. They are: the sum was compared, and the head names the build.
    fn custom<T: core::fmt::Display>(_: T) -> Self {
        std::process::abort()
    }
}

/// The bytes that are left.
pub(super) struct Reader<'a> {
    left: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { left: bytes }
    }

    /// Whether all was read.
    pub(super) const fn is_done(&self) -> bool {
        self.left.is_empty()
    }

    fn byte(&mut self) -> u8 {
        let Some((first, left)) = self.left.split_first() else { return 0 };
        self.left = left;
        *first
    }

    fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
    }

    fn signed(&mut self) -> i64 {
        let number = self.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }

    fn length(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or(0)
    }

    fn text(&mut self) -> &'a str {
        let length = self.length().min(self.left.len());
        let (text, left) = self.left.split_at(length);
        self.left = left;
        core::str::from_utf8(text).unwrap_or_default()
    }
}

/// Numbers: each as wide as its name says.
macro_rules! numbers {
    ($($name:ident $visit:ident $as:ty = $read:ident;)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            let number = self.$read();
            visitor.$visit(<$as>::try_from(number).unwrap_or_default())
        }
    )*};
}

impl<'de> de::Deserializer<'de> for &mut Reader<'de> {
    type Error = Never;

    numbers! {
        deserialize_u8 visit_u8 u8 = byte;
        deserialize_u16 visit_u16 u16 = number;
        deserialize_u32 visit_u32 u32 = number;
        deserialize_u64 visit_u64 u64 = number;
        deserialize_i16 visit_i16 i16 = signed;
        deserialize_i32 visit_i32 i32 = signed;
        deserialize_i64 visit_i64 i64 = signed;
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let truth = self.byte() != 0;
        visitor.visit_bool(truth)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.byte() == 0 { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.length();
        visitor.visit_seq(Items { reader: self, left })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.length();
        visitor.visit_map(Items { reader: self, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_enum(Fields(self))
    }

    /// Packs do not say what follows, and hold no fractions, bytes or single characters.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Never> {
        std::process::abort()
    }

    serde::forward_to_deserialize_any! { i8 i128 u128 f32 f64 char bytes byte_buf identifier ignored_any }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// What has its number of parts from its type.
struct Fields<'r, 'a>(&'r mut Reader<'a>);

impl<'de> de::SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        seed.deserialize(&mut *self.0).map(Some)
    }
}

impl<'de> de::EnumAccess<'de> for Fields<'_, 'de> {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Never> {
        let variant = u32::try_from(self.0.number()).unwrap_or_default();
        Ok((seed.deserialize(variant.into_deserializer())?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(self)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(self)
    }
}

/// What says how many it has.
struct Items<'r, 'a> {
    reader: &'r mut Reader<'a>,
    left: usize,
}

impl<'de> de::SeqAccess<'de> for Items<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> de::MapAccess<'de> for Items<'_, 'de> {
    type Error = Never;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Never> {
        de::SeqAccess::next_element_seed(self, seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Never> {
        seed.deserialize(&mut *self.reader)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;
    use serde::{Deserialize, Serialize};
    use std::collections::BTreeMap;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    enum Kind {
        Plain,
        One(Box<Kind>),
        Two(i32, Option<String>),
        Named { a: u8, b: (), c: (bool, u16) },
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Id(u32);

    type All = (Vec<Kind>, BTreeMap<String, i64>, [u64; 2], Id, Option<Id>);

    #[test]
    fn every_shape_that_postcard_writes_is_read_back() {
        let kinds = [
            Kind::Plain,
            Kind::One(Box::new(Kind::One(Box::new(Kind::Plain)))),
            Kind::Two(-3, None),
            Kind::Two(i32::MAX, Some("等级".to_owned())),
            Kind::Named { a: 200, b: (), c: (true, 40_000) },
        ];
        let numbers = [("min", i64::MIN), ("max", i64::MAX), ("one", -1), ("zero", 0)];
        let numbers = numbers.map(|(key, number)| (key.to_owned(), number)).into();
        let all: All = (kinds.to_vec(), numbers, [u64::MAX, 127], Id(128), Some(Id(u32::MAX)));
        let bytes = postcard::to_allocvec(&all).unwrap();
        let mut reader = Reader::new(&bytes);
        assert_eq!(All::deserialize(&mut reader).unwrap(), all);
        assert!(reader.is_done());
        assert_eq!(postcard::from_bytes::<All>(&bytes).unwrap(), all);
    }
}
