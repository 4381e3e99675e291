//! What tells one record from another: its kind and its place in the corpus.

/// Makes the id type of one kind of record: its place in the corpus.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the record at this place.
            ///
            /// A corpus holds fewer than 2³² records of a kind; the loader refuses more.
            #[must_use]
            pub fn at(place: usize) -> Self {
                Self(u32::try_from(place).unwrap_or(u32::MAX))
            }

            /// The place of the record in its array.
            #[must_use]
            pub const fn place(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// A report of the corpus.
    ReportId,
    /// A source: where something was read.
    SourceId,
    /// A topic.
    TopicId,
    /// An expert.
    ExpertId,
    /// A statement.
    StatementId,
    /// A citation.
    CitationId,
}
