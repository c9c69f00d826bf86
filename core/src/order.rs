//! Sorting short lists. The standard library's sort is made for long ones and takes several kilobytes of the page's
//! program for each kind of element; the lists of an assessment have a handful.

/// Sorts in place, equal elements staying in their order; meant for lists of at most a few hundred.
pub fn short_by<T>(items: &mut [T], mut goes_before: impl FnMut(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && matches!(items.get(at - 1..=at), Some([before, after]) if goes_before(after, before)) {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// As [`short_by`], by a key.
pub fn short_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    short_by(items, |a, b| key(a) < key(b));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_elements_stay_in_their_order() {
        let mut items = [(3, 'a'), (1, 'a'), (2, 'a'), (1, 'b'), (3, 'b')];
        short_by_key(&mut items, |item| item.0);
        assert_eq!(items, [(1, 'a'), (1, 'b'), (2, 'a'), (3, 'a'), (3, 'b')]);
        short_by_key::<u8, u8>(&mut [], |item| *item);
    }
}
