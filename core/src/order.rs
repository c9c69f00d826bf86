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

/// Sorts a list of any length, equal elements staying in their order. The sorting itself is done on places and so is in
/// the program once for all kinds of elements.
#[must_use]
pub fn long_by<T>(items: Vec<T>, mut goes_before: impl FnMut(&T, &T) -> bool) -> Vec<T> {
    let order = places(items.len(), &mut |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => goes_before(a, b),
        _ => false,
    });
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| items.get_mut(place)?.take()).collect()
}

/// The order of so many places (merging runs of 1, 2, 4 …).
fn places(count: usize, goes_before: &mut dyn FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut run = 1;
    while run < count {
        let mut merged = Vec::with_capacity(count);
        for pair in order.chunks(2 * run) {
            let (mut first, mut second) = pair.split_at(run.min(pair.len()));
            while let ([a, rest_first @ ..], [b, rest_second @ ..]) = (first, second) {
                // The second goes first only where it must, so equal ones stay in their order.
                if goes_before(*b, *a) {
                    merged.push(*b);
                    second = rest_second;
                } else {
                    merged.push(*a);
                    first = rest_first;
                }
            }
            merged.extend_from_slice(first);
            merged.extend_from_slice(second);
        }
        order = merged;
        run *= 2;
    }
    order
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

    #[test]
    fn long_lists_are_sorted_as_the_standard_library_sorts_them() {
        let mut seed = 1_u32;
        for length in 0..70 {
            let items: Vec<(u32, usize)> = (0..length)
                .map(|place| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 28, place)
                })
                .collect();
            let mut wanted = items.clone();
            wanted.sort_by_key(|item| item.0);
            assert_eq!(long_by(items, |a, b| a.0 < b.0), wanted);
        }
    }
}
