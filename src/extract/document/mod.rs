//! Documents as numbered lines, in which each byte has its offset in the file.
//!
//! * `block`: the blocks of a document, whatever its format: headings, lines, list items, fields and tables.
//! * `line_class`: classes of lines: contact lines and signatures, which list people, and prose.
//! * `metadata`: the title, language, publisher and date of a document without front matter.
//! * `sentence`: a sentence in its line, with the entities that it mentions.
//! * `source_line`: one line of a document.
//! * `source_text`: the text of a document, in blocks and in lines, and the evidence that its passages give.

pub(super) mod block;
pub(super) mod line_class;
pub(super) mod metadata;
pub(super) mod sentence;
pub(super) mod source_line;
pub(super) mod source_text;
