//! Indices of records in the lists of a model, one type for each list.

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The index of a number, from 0.
            #[must_use]
            pub const fn new(number: u32) -> Self {
                Self(number)
            }

            /// The index of a place in a list. No model that fits in memory has more records than an index can count; for
            /// a place beyond that, the index is one that no record has.
            #[must_use]
            pub fn of(place: usize) -> Self {
                Self(u32::try_from(place).unwrap_or(u32::MAX))
            }

            /// The place in the list, from 0.
            #[must_use]
            pub const fn place(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

indices! {
    /// The index of a person.
    PersonIx;
    /// The index of a position.
    PositionIx;
    /// The index of a project or a part of one.
    ProjectIx;
    /// The index of an organisation.
    OrganisationIx;
    /// The index of a source document.
    DocumentIx;
}
