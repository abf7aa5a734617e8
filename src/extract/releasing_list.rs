//! Lists whose memory is freed while their items are consumed.

/// The minimum number of free places that are freed.
const WORTH_RELEASING: usize = 1024;

/// The items of a list, in order. Their memory is freed during the iteration, because the results need as much.
#[derive(Debug)]
pub(crate) struct ReleasingList<T> {
    /// The items that are left, the next one last.
    reversed: Vec<T>,
}

impl<T> ReleasingList<T> {
    pub(crate) fn new(mut list: Vec<T>) -> Self {
        list.reverse();
        Self { reversed: list }
    }

    /// The next items, at most `count`.
    pub(crate) fn take_next(&mut self, count: usize) -> Vec<T> {
        let mut taken = self.reversed.split_off(self.reversed.len().saturating_sub(count));
        taken.reverse();
        self.release();
        taken
    }

    fn release(&mut self) {
        let free = self.reversed.capacity() - self.reversed.len();
        if free >= WORTH_RELEASING && free > self.reversed.len() / 16 {
            self.reversed.shrink_to_fit();
        }
    }
}

impl<T> Iterator for ReleasingList<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let next = self.reversed.pop();
        self.release();
        next
    }
}

#[cfg(test)]
mod tests {
    use super::ReleasingList;

    #[test]
    fn every_item_comes_once_and_in_order() {
        let mut items = ReleasingList::new((0..10_000).collect());
        assert_eq!((items.next(), items.take_next(3), items.next()), (Some(0), vec![1, 2, 3], Some(4)));
        assert_eq!(items.by_ref().take(5_000).last(), Some(5_004));
        assert!(items.reversed.capacity() < 6_100);
        assert_eq!(items.take_next(9_999), (5_005..10_000).collect::<Vec<_>>());
        assert_eq!((items.next(), items.take_next(1)), (None, vec![]));
    }
}
