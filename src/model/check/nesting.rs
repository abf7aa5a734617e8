//! Finds cycles, and nesting that is too deep, among items that can be parts of other items.

/// Returns for each item whether it is its own ancestor, given the parent of each.
pub(in crate::model) fn on_cycles(parents: &[Option<usize>]) -> Vec<bool> {
    let mut is_on = vec![false; parents.len()];
    // The walk that first visited each item; a walk that meets itself has closed a cycle.
    let mut walked: Vec<Option<usize>> = vec![None; parents.len()];
    for start in 0..parents.len() {
        let mut next = Some(start);
        while let Some(here) = next.filter(|here| walked.get(*here) == Some(&None)) {
            walked[here] = Some(start);
            next = parents[here];
        }
        if let Some(met) = next.filter(|met| walked.get(*met) == Some(&Some(start))) {
            let mut here = Some(met);
            while let Some(on) = here.filter(|on| !is_on[*on]) {
                is_on[on] = true;
                here = parents[on];
            }
        }
    }
    is_on
}

/// The outermost items that are more than `most` levels deep, given the parent of each. An item on a cycle is on the
/// first level.
pub(in crate::model) fn too_deep(parents: &[Option<usize>], most: usize) -> impl Iterator<Item = usize> {
    let is_on = on_cycles(parents);
    let mut levels = vec![0; parents.len()];
    let mut way = Vec::new();
    for start in 0..parents.len() {
        let mut next = Some(start);
        while let Some(here) = next.filter(|here| levels.get(*here) == Some(&0)) {
            // 0 marks an item that has not been visited yet.
            levels[here] = 1;
            way.push(here);
            next = parents[here].filter(|_| !is_on[here]);
        }
        let mut level = next.and_then(|above| levels.get(above)).copied().unwrap_or(0);
        while let Some(here) = way.pop() {
            level += 1;
            levels[here] = level;
        }
    }
    levels.into_iter().enumerate().filter(move |(_, level)| *level == most + 1).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::{on_cycles, too_deep};

    #[test]
    fn the_first_that_is_too_deep_is_named() {
        // A chain in which parents come after their parts, one more part, and a cycle.
        let parents = [Some(1), Some(2), Some(3), None, Some(2), Some(6), Some(5)];
        assert_eq!(too_deep(&parents, 2).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(too_deep(&parents, 4).count(), 0);
        assert_eq!(too_deep(&[Some(1), Some(2), Some(0)], 1).count(), 0);
    }

    #[test]
    fn what_only_leads_to_a_cycle_is_not_on_it() {
        let parents = [Some(1), Some(2), Some(1), None, Some(3), Some(5), Some(0)];
        assert_eq!(on_cycles(&parents), [false, true, true, false, false, true, false]);
    }
}
