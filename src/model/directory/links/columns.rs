//! A macro for types made of columns, which are written to the sections of a file and read from them.

/// Defines such a type. The name of a field's section is `m.` followed by the name of the field. A list has a second
/// section, with a colon after the name, for the ends of its rows.
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
            /// Writes every column to a section of its own.
            pub(super) fn write(&self, into: &mut SectionWriter) {
                self.counts.write(into);
                self.ids.write(into);
                $(into.add(concat!("m.", stringify!($number)), self.$number.bytes());)*
                $(self.$list.write([concat!("m.", stringify!($list), ":"), concat!("m.", stringify!($list))], into);)*
            }

            /// Reads the columns from their sections. Returns `None` if a section is missing or the lengths contradict
            /// each other.
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
