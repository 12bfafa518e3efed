//! What the migrations change that are not applied yet.

use super::PendingChange;
use super::page::{Page, code, plain};
use crate::diff::{Change, Finding};

pub(super) fn write(page: &mut Page, pending: &[PendingChange]) {
    if pending.is_empty() {
        return;
    }
    page.heading(0, "Pending changes");
    for PendingChange { migration, difference } in pending {
        page.paragraph(&format!("{}:", code(migration)));
        let changes: Vec<String> = difference.findings.iter().map(told).collect();
        if changes.is_empty() {
            page.list(&["changes nothing in the schema".to_owned()]);
        } else {
            page.list(&changes);
        }
    }
}

/// A difference going forwards; [`Finding`]'s own words are those of a way back.
fn told(Finding { change, object }: &Finding) -> String {
    let object = format!("{} {}", object.kind.word(), object.place());
    match change {
        Change::Leaves => format!("adds {object}"),
        Change::Forgets => format!("drops {object}"),
        Change::Alters { attribute, before, after } => {
            altered(&object, attribute, before.as_deref(), after.as_deref())
        }
    }
}

fn altered(object: &str, attribute: &str, before: Option<&str>, after: Option<&str>) -> String {
    let attribute = plain(attribute);
    match (before, after) {
        // Attributes that are there or not have no value.
        (None, Some("")) => format!("sets {attribute} of {object}"),
        (Some(""), None) => format!("takes {attribute} from {object}"),
        (None, Some(after)) => format!("sets {attribute} of {object} to {}", code(after)),
        (Some(before), None) => format!("takes {attribute} {} from {object}", code(before)),
        (Some(before), Some(after)) => {
            format!("changes {attribute} of {object} from {} to {}", code(before), code(after))
        }
        (None, None) => format!("changes {attribute} of {object}"),
    }
}
