//! A type made of columns, which can be written into the sections of a file and read from them.

/// Writes the type, and from the names of its fields the names of its sections: `m.` and the field; a list has a second
/// section, with a colon behind the name, for where its rows end.
macro_rules! columns {
    (
        $(#[$documentation:meta])*
        pub(super) struct $name:ident {
            numbers { $($(#[$number_documentation:meta])* $number:ident,)* }
            lists { $($(#[$list_documentation:meta])* $list:ident,)* }
        }
    ) => {
        $(#[$documentation])*
        #[derive(Clone, Debug, Default)]
        pub(super) struct $name {
            counts: Counts,
            ids: Ids,
            $($(#[$number_documentation])* $number: Numbers,)*
            $($(#[$list_documentation])* $list: Lists,)*
        }

        impl $name {
            /// Puts every column into a section of its own.
            pub(super) fn write(&self, into: &mut SectionWriter) {
                self.counts.write(into);
                self.ids.write(into);
                $(into.add(concat!("m.", stringify!($number)), self.$number.bytes().all());)*
                $(self.$list.write([concat!("m.", stringify!($list), ":"), concat!("m.", stringify!($list))], into);)*
            }

            /// The columns that were written; nothing when a section is missing or their lengths contradict each other.
            pub(super) fn read(from: &Sections) -> Option<Self> {
                let links = Self {
                    counts: Counts::read(from)?,
                    ids: Ids::read(from)?,
                    $($number: Numbers::new(from.get(concat!("m.", stringify!($number)))?),)*
                    $($list: Lists::read(
                        [concat!("m.", stringify!($list), ":"), concat!("m.", stringify!($list))],
                        from,
                    )?,)*
                };
                links.is_consistent().then_some(links)
            }
        }
    };
}

pub(super) use columns;
