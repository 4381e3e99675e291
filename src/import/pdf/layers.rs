//! Layers that a document does not show.
//!
//! Imports hayro's syntax.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{BASE_STATE, D, OCGS, OCMD, OCPROPERTIES, OFF, ON, P, TYPE};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};

/// The layers that are off when a document is opened.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjectIdentifier>,
}

impl Layers {
    /// Those of a document.
    pub(super) fn of(pdf: &Pdf) -> Self {
        let mut off = HashSet::new();
        let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
        let Some(all) = root.and_then(|root| root.get::<Dict<'_>>(OCPROPERTIES)) else {
            return Self::default();
        };
        if let Some(set) = all.get::<Dict<'_>>(D) {
            if set.get::<Name<'_>>(BASE_STATE).as_deref() == Some(OFF) {
                off.extend(layers(&all, OCGS));
            }
            for on in layers(&set, ON) {
                off.remove(&on);
            }
            off.extend(layers(&set, OFF));
        }
        Self { off }
    }

    /// Whether what belongs to a layer, or to a group of them, is not shown.
    pub(super) fn hides(&self, about: &Dict<'_>, id: Option<ObjectIdentifier>) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if about.get::<Name<'_>>(TYPE).as_deref() != Some(OCMD) {
            return id.is_some_and(|id| self.off.contains(&id));
        }
        let mut group = layers(about, OCGS);
        group.extend(about.get_ref(OCGS).filter(|_| group.is_empty()).map(ObjectIdentifier::from));
        let mut off = group.iter().map(|id| self.off.contains(id));
        let policy = about.get::<Name<'_>>(P);
        let shows = group.is_empty()
            || match policy.as_deref() {
                Some(b"AllOn") => off.all(|off| !off),
                Some(b"AnyOff") => off.any(|off| off),
                Some(b"AllOff") => off.all(|off| off),
                _ => off.any(|off| !off),
            };
        !shows
    }
}

fn layers(about: &Dict<'_>, key: &[u8]) -> Vec<ObjectIdentifier> {
    let listed = about.get::<Array<'_>>(key);
    let references = listed.iter().flat_map(Array::raw_iter);
    references.filter_map(|layer| layer.as_obj_ref()).map(ObjectIdentifier::from).collect()
}
