//! The records of a corpus file, as they stand in it (`renvoi-corpus/1`).
//!
//! Imports the kinds of [`super::model`] and nothing else of the crate.
//!
//! Odd thing worth knowing: every field may be missing here. Which fields a record
//! needs is said in [`super::shape`] and looked at when records are checked, so that a
//! missing one is a problem among others and not the end of reading.

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::model::{
    Absent, Certainty, PageStatus, Part, RelationKind, SourceKind, StatementKind, TopicKind,
    TopicRelationKind, Voice,
};

/// The format that this program reads and writes.
pub const FORMAT: &str = "renvoi-corpus/1";

/// The JSON Schema of the format.
#[must_use]
pub const fn schema() -> &'static str {
    include_str!("../../data/corpus.schema.json")
}

/// A record, or a whole file, out of its text; `unknown` hears of each field that it has no place
/// for.
///
/// Odd thing worth knowing: whoever reads records does so here, though most do not ask for unknown
/// fields. The code that reads all kinds of them is there once for each way to read, and is a tenth
/// of a megabyte.
///
/// # Errors
/// The text is no JSON, or a value in it is of another kind.
#[inline(never)]
pub(crate) fn read<R: DeserializeOwned>(
    text: &str,
    unknown: &mut dyn FnMut(serde_ignored::Path<'_>),
) -> serde_json::Result<R> {
    serde_ignored::deserialize(&mut serde_json::Deserializer::from_str(text), unknown)
}

/// Whether a field need not be written.
trait Unset {
    fn is_unset(&self) -> bool;
}

impl<T> Unset for Option<T> {
    fn is_unset(&self) -> bool {
        self.is_none()
    }
}

impl<T> Unset for Vec<T> {
    fn is_unset(&self) -> bool {
        self.is_empty()
    }
}

impl Unset for bool {
    fn is_unset(&self) -> bool {
        !*self
    }
}

impl Unset for LocalisedRecord {
    fn is_unset(&self) -> bool {
        self.fr.is_none() && self.en.is_none()
    }
}

fn unset<T: Unset>(field: &T) -> bool {
    field.is_unset()
}

/// Makes records whose fields may all be missing and are written only when set.
macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $field:ident: $kind:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name {$(
            $(#[$about])*
            #[serde(skip_serializing_if = "unset")]
            pub $field: $kind,
        )+}
    )+};
}

records! {
    /// A whole file.
    CorpusFile {
        /// Always [`FORMAT`].
        format: Option<String>,
        /// Title of the whole.
        title: Option<String>,
        /// Language tag of the data.
        language: Option<String>,
        /// Reports.
        reports: Vec<ReportRecord>,
        /// Sources.
        sources: Vec<SourceRecord>,
        /// Topics.
        topics: Vec<TopicRecord>,
        /// Experts.
        experts: Vec<ExpertRecord>,
        /// Statements.
        statements: Vec<StatementRecord>,
        /// Citations.
        citations: Vec<CitationRecord>,
        /// Page texts.
        page_texts: Vec<PageTextRecord>,
    }

    /// A report whose pages are cited.
    ReportRecord {
        /// Id.
        id: Option<String>,
        /// Title.
        title: Option<String>,
        /// Number of physical pages.
        pages: Option<u32>,
        /// Who published it.
        publisher: Option<String>,
        /// Year of publication.
        year: Option<i32>,
        /// Language tag.
        language: Option<String>,
        /// Web address.
        url: Option<String>,
        /// File on this machine.
        file: Option<String>,
        /// The series that links editions.
        series: Option<String>,
        /// One printed label a physical page.
        labels: Vec<String>,
    }

    /// Where something was read.
    SourceRecord {
        /// Id.
        id: Option<String>,
        /// What it is.
        kind: Option<SourceKind>,
        /// Title.
        title: Option<String>,
        /// Who published it.
        publisher: Option<String>,
        /// Who wrote it.
        author: Option<String>,
        /// Date of publication.
        date: Option<String>,
        /// Web address.
        url: Option<String>,
        /// File on this machine.
        file: Option<String>,
        /// Id of the report that it is about.
        about: Option<String>,
        /// Language tag.
        language: Option<String>,
    }

    /// What is spoken of.
    TopicRecord {
        /// Id.
        id: Option<String>,
        /// Name in the source's language.
        name: Option<String>,
        /// Translated names.
        names: LocalisedRecord,
        /// Other forms.
        aliases: Vec<AliasRecord>,
        /// What it is.
        kind: Option<TopicKind>,
        /// What it means.
        definition: Option<DefinitionRecord>,
        /// Id of the wider topic.
        broader: Option<String>,
        /// Ids of related topics.
        related: Vec<String>,
        /// Id of the topic that stands for this one.
        see: Option<String>,
        /// Rank in the announced list.
        announced: Option<u32>,
        /// Relations that the source states.
        relations: Vec<TopicRelationRecord>,
    }

    /// The translations that stand beside a text in the source's language.
    LocalisedRecord {
        /// French.
        fr: Option<String>,
        /// English.
        en: Option<String>,
    }

    /// What a topic means.
    DefinitionRecord {
        /// In the source's language.
        text: Option<String>,
        /// Translations.
        texts: LocalisedRecord,
        /// Where it was read.
        position: Option<PositionRecord>,
    }

    /// A relation between two topics.
    TopicRelationRecord {
        /// Its kind.
        kind: Option<TopicRelationKind>,
        /// Id of the other topic.
        target: Option<String>,
        /// Where it was read.
        position: Option<PositionRecord>,
    }

    /// Who speaks.
    ExpertRecord {
        /// Id.
        id: Option<String>,
        /// Verified form of the name.
        name: Option<String>,
        /// Other forms.
        aliases: Vec<AliasRecord>,
        /// Role.
        role: Option<String>,
        /// Organisation.
        organisation: Option<String>,
        /// Part in the report.
        part: Option<Part>,
        /// A group or a study instead of a person.
        collective: bool,
    }

    /// What someone said.
    StatementRecord {
        /// Id.
        id: Option<String>,
        /// What it is made of.
        kind: Option<StatementKind>,
        /// Our wording.
        text: Option<String>,
        /// Translations of the wording.
        texts: LocalisedRecord,
        /// The words inside quotation marks.
        quote: Option<String>,
        /// Who holds it.
        voice: Option<Voice>,
        /// Ids of those who say it.
        experts: Vec<String>,
        /// Ids of those who quote them.
        via: Vec<String>,
        /// Ids of its topics.
        topics: Vec<String>,
        /// Id of the report that its pages belong to.
        report: Option<String>,
        /// Its pages.
        pages: Option<PagesRecord>,
        /// The attitude that it takes.
        stance: Option<String>,
        /// Relations to other statements.
        relations: Vec<RelationRecord>,
        /// Where it was read.
        position: Option<PositionRecord>,
        /// How sure the attribution is.
        certainty: Option<Certainty>,
        /// Drafted by a program and not yet read by a person.
        draft: bool,
        /// The rule that drafted it.
        rule: Option<String>,
        /// The rule's confidence, 0 to 1.
        confidence: Option<f64>,
    }

    /// A relation between two statements.
    RelationRecord {
        /// Its kind.
        kind: Option<RelationKind>,
        /// Id of the other statement.
        target: Option<String>,
        /// Where it was read.
        position: Option<PositionRecord>,
    }

    /// Which pages of which report speak of a topic or an expert.
    CitationRecord {
        /// Id of the topic cited.
        topic: Option<String>,
        /// Id of the expert cited.
        expert: Option<String>,
        /// Id of the report.
        report: Option<String>,
        /// Its pages.
        pages: Option<PagesRecord>,
        /// Where it was read.
        position: Option<PositionRecord>,
        /// Drafted by a program and not yet read by a person.
        draft: bool,
        /// The rule that drafted it.
        rule: Option<String>,
        /// The rule's confidence, 0 to 1.
        confidence: Option<f64>,
    }

    /// The text of one page.
    PageTextRecord {
        /// Id of the report.
        report: Option<String>,
        /// Physical page, from 1.
        page: Option<u32>,
        /// Its text.
        text: Option<String>,
        /// Its printed label.
        label: Option<String>,
        /// What is known of it.
        status: Option<PageStatus>,
    }

    /// A page reference: as printed, and as numbers.
    PagesRecord {
        /// The exact string; may be empty.
        printed: Option<String>,
        /// Physical pages in printed order.
        list: Option<Vec<u32>>,
        /// Runs printed with `f` or `ff`.
        marks: Vec<PageMarkRecord>,
        /// Taken over from the sentence before.
        inherited: bool,
        /// Why there is none.
        absent: Option<Absent>,
    }

    /// A run printed with `f` or `ff`.
    PageMarkRecord {
        /// First page.
        from: Option<u32>,
        /// Last page.
        to: Option<u32>,
        /// `f` or `ff`.
        suffix: Option<String>,
    }

    /// A place in a source's text.
    PositionRecord {
        /// Id of the source.
        source: Option<String>,
        /// Line, from 1.
        line: Option<u32>,
        /// First code point, from 0.
        start: Option<u32>,
        /// One past the last code point.
        end: Option<u32>,
        /// The words there.
        exact: Option<String>,
    }
}

/// Another form of a name: a plain string, or `{form, reason}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AliasRecord {
    /// The form.
    pub form: Option<String>,
    /// Why it is there.
    pub reason: Option<String>,
}

/// The written-out shape of an alias.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct AliasFields {
    #[serde(skip_serializing_if = "unset")]
    form: Option<String>,
    #[serde(skip_serializing_if = "unset")]
    reason: Option<String>,
}

impl Serialize for AliasRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (&self.form, &self.reason) {
            (Some(form), None) => serializer.serialize_str(form),
            (form, reason) => {
                AliasFields { form: form.clone(), reason: reason.clone() }.serialize(serializer)
            }
        }
    }
}

impl<'de> Deserialize<'de> for AliasRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AliasVisitor)
    }
}

/// Reads either form of an alias.
struct AliasVisitor;

impl<'de> Visitor<'de> for AliasVisitor {
    type Value = AliasRecord;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text, or an object with form and reason")
    }

    fn visit_str<E>(self, form: &str) -> Result<AliasRecord, E> {
        Ok(AliasRecord { form: Some(form.to_owned()), reason: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AliasRecord, A::Error> {
        let AliasFields { form, reason } =
            AliasFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(AliasRecord { form, reason })
    }
}
