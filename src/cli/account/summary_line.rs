//! The line with which a build ends: “15 people, 3 projects, 12 places → model.json; 4 doubtful, 2 not used: --report”.

use std::path::Path;

use super::counts::BuildCounts;
use crate::cli::settings::Settings;
use crate::extract::{Extraction, TitleOrigin, Withheld};
use crate::i18n::{say, say_count};
use crate::present::{Line, Role};

/// The maximum number of cells of a title. A longer one, made of a whole line, would hide the counts before it.
const TITLE_CELLS: usize = 60;

/// The line for a model that was written to a path, or to standard output.
pub(crate) fn summary_line(
    built: &Extraction,
    counts: &BuildCounts,
    model: Option<&Path>,
    is_reported: bool,
    settings: &Settings,
) -> String {
    let lang = settings.lang;
    let found = [
        say_count!(lang, "build.people_one", "build.people", counts.people),
        say_count!(lang, "build.projects_one", "build.projects", counts.projects),
        say_count!(lang, "build.places_one", "build.places", counts.places),
    ];
    let mut line = found.join(", ");
    if let Some(path) = model {
        // An arrow of ASCII signs would look like an option.
        let sign = if settings.plain || settings.marks.is_ascii { ":" } else { " →" };
        line = format!("{line}{sign} {}", path.display());
    }
    let doubtful =
        (counts.doubtful > 0).then(|| say_count!(lang, "build.doubtful_one", "build.doubtful", counts.doubtful));
    let left = (counts.left > 0).then(|| say_count!(lang, "build.left_one", "build.left", counts.left));
    let open: Vec<String> = doubtful.into_iter().chain(left).collect();
    if !open.is_empty() {
        let how = if is_reported { "" } else { ": --report" };
        line = format!("{line}; {}{how}", open.join(", "));
    }
    let Withheld { documents, contacts } = built.withheld;
    if documents > 0 {
        let words = say_count!(lang, "build.withheld_documents_one", "build.withheld_documents", documents);
        line = format!("{line}; {words}");
    }
    if contacts > 0 {
        let words = say_count!(lang, "build.withheld_contacts_one", "build.withheld_contacts", contacts);
        line = format!("{line}; {words}");
    }
    let title = Line::of(built.model.title.clone(), Role::Plain).cut(TITLE_CELLS, &settings.marks).text();
    match built.title_origin {
        TitleOrigin::Stated => line,
        TitleOrigin::Given => format!("{line}; {}", say!(lang, "build.title_of_folder", title = title)),
        TitleOrigin::Document if title.is_empty() => line,
        TitleOrigin::Document => format!("{line}; {}", say!(lang, "build.title_of_document", title = title)),
    }
}
