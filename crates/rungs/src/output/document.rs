use super::{Palette, tildify};
use crate::documents::{Document, DocumentState};

/// What became of documents.
pub(super) fn documents(documents: &[Document], palette: Palette) -> String {
    documents.iter().map(|one| document(one, palette)).collect::<Vec<_>>().join("\n")
}

fn document(document: &Document, palette: Palette) -> String {
    let path = tildify(&document.path);
    match &document.state {
        DocumentState::Written => palette.green(&format!("Wrote {path}")),
        DocumentState::UpToDate => palette.cyan(&format!("{path} is up to date")),
        DocumentState::Stale { difference } => {
            let line = palette.yellow(&format!("{path} is stale: run `{}`", document.command));
            format!("{line}\n{difference}")
        }
    }
}
