//! The records of a corpus as they stand in a compiled one: JSON, what they refer to by number.
//!
//! Imports [`crate::corpus`]. What is written here was checked before, so nothing is looked up when
//! it is read again.

use serde::{Deserialize, Serialize};

use crate::corpus::{
    Absent, Alias, Certainty, Citation, Clean, CleanLines, Corpus, Definition, Expert, ExpertId,
    Localised, More, MoreOfStatement, PageMark, PageRef, PageStatus, PageText, Pages, Part,
    Position, Relation, RelationKind, Report, ReportId, Source, SourceId, SourceKind, Statement,
    StatementId, StatementKind, Subject, Topic, TopicId, TopicKind, TopicRelation,
    TopicRelationKind, Voice,
};

/// Whether a value need not be written.
fn usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Makes records whose usual values are left out.
macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident { $($short:literal $field:ident: $type:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        struct $name {
            $(#[serde(rename = $short, skip_serializing_if = "usual")] $field: $type,)+
        }
    )+};
}

rows! {
    /// A statement.
    StatementRow {
        "i" slug: Clean,
        "k" kind: Option<StatementKind>,
        "t" text: Clean,
        "v" voice: Voice,
        "e" experts: Vec<u32>,
        "s" topics: Vec<u32>,
        "r" report: Option<u32>,
        "p" pages: PagesRow,
        "c" certainty: Certainty,
        "d" draft: bool,
        "x" texts: LocalisedRow,
        "q" quote: Option<Clean>,
        "w" via: Vec<u32>,
        "a" stance: Option<Clean>,
        "l" relations: Vec<RelationRow>,
        "o" position: Option<PositionRow>,
        "u" rule: Option<Clean>,
        "f" confidence: Option<u64>,
    }

    /// Pages as printed and as numbers.
    PagesRow {
        "p" printed: Clean,
        "l" list: Vec<u32>,
        "m" marks: Vec<(u32, u32, Clean)>,
        "i" inherited: bool,
        "a" absent: Option<Absent>,
    }

    /// Translations.
    LocalisedRow {
        "fr" fr: Option<Clean>,
        "en" en: Option<Clean>,
    }

    /// A relation between statements.
    RelationRow {
        "k" kind: Option<RelationKind>,
        "t" target: u32,
        "o" position: Option<PositionRow>,
    }

    /// A place in a source.
    PositionRow {
        "s" source: u32,
        "l" line: u32,
        "f" start: u32,
        "t" end: u32,
        "x" exact: CleanLines,
    }

    /// A report.
    ReportRow {
        "i" slug: Clean,
        "t" title: Clean,
        "n" pages: u32,
        "p" publisher: Option<Clean>,
        "y" year: Option<i32>,
        "l" language: Option<Clean>,
        "u" url: Option<String>,
        "f" file: Option<String>,
        "s" series: Option<Clean>,
        "b" labels: Vec<Clean>,
    }

    /// A source.
    SourceRow {
        "i" slug: Clean,
        "k" kind: Option<SourceKind>,
        "t" title: Clean,
        "p" publisher: Option<Clean>,
        "a" author: Option<Clean>,
        "d" date: Option<Clean>,
        "u" url: Option<String>,
        "f" file: Option<String>,
        "r" about: Option<u32>,
        "l" language: Option<Clean>,
    }

    /// A topic.
    TopicRow {
        "i" slug: Clean,
        "n" name: Clean,
        "x" names: LocalisedRow,
        "a" aliases: Vec<(Clean, Option<Clean>)>,
        "k" kind: TopicKind,
        "d" definition: Option<DefinitionRow>,
        "b" broader: Option<u32>,
        "r" related: Vec<u32>,
        "s" see: Option<u32>,
        "o" announced: Option<u32>,
        "l" relations: Vec<TopicRelationRow>,
    }

    /// What a topic means.
    DefinitionRow {
        "t" text: Clean,
        "x" texts: LocalisedRow,
        "o" position: Option<PositionRow>,
    }

    /// A relation between topics.
    TopicRelationRow {
        "k" kind: Option<TopicRelationKind>,
        "t" target: u32,
        "o" position: Option<PositionRow>,
    }

    /// An expert.
    ExpertRow {
        "i" slug: Clean,
        "n" name: Clean,
        "a" aliases: Vec<(Clean, Option<Clean>)>,
        "r" role: Option<Clean>,
        "o" organisation: Option<Clean>,
        "p" part: Part,
        "c" collective: bool,
    }

    /// A citation.
    CitationRow {
        "t" topic: Option<u32>,
        "e" expert: u32,
        "r" report: u32,
        "p" pages: PagesRow,
        "o" position: Option<PositionRow>,
    }

    /// The text of a page.
    PageTextRow {
        "r" report: u32,
        "n" page: u32,
        "t" text: Option<CleanLines>,
        "l" label: Option<Clean>,
        "s" status: PageStatus,
    }

    /// Everything but the statements.
    HeadRow {
        "title" title: Option<Clean>,
        "language" language: Option<Clean>,
        "reports" reports: Vec<ReportRow>,
        "sources" sources: Vec<SourceRow>,
        "topics" topics: Vec<TopicRow>,
        "experts" experts: Vec<ExpertRow>,
        "citations" citations: Vec<CitationRow>,
        "page_texts" page_texts: Vec<PageTextRow>,
    }
}

/// A record and its row.
trait Row<R> {
    fn of(record: &R) -> Self;
    fn record(self) -> R;
}

fn rows<R, W: Row<R>>(records: &[R]) -> Vec<W> {
    records.iter().map(W::of).collect()
}

fn records<R, W: Row<R>>(rows: Vec<W>) -> Vec<R> {
    rows.into_iter().map(W::record).collect()
}

impl Row<Localised> for LocalisedRow {
    fn of(texts: &Localised) -> Self {
        Self { fr: texts.fr.clone(), en: texts.en.clone() }
    }

    fn record(self) -> Localised {
        Localised { fr: self.fr, en: self.en }
    }
}

impl Row<Position> for PositionRow {
    fn of(position: &Position) -> Self {
        Self {
            source: position.source.0,
            line: position.line,
            start: position.start,
            end: position.end,
            exact: position.exact.clone(),
        }
    }

    fn record(self) -> Position {
        let Self { source, line, start, end, exact } = self;
        Position { source: SourceId(source), line, start, end, exact }
    }
}

impl Row<Pages> for PagesRow {
    fn of(pages: &Pages) -> Self {
        let mark = |mark: &PageMark| (mark.from, mark.to, mark.suffix.clone());
        Self {
            printed: pages.printed.clone(),
            list: pages.list.clone(),
            marks: pages.marks.iter().map(mark).collect(),
            inherited: pages.inherited,
            absent: pages.absent,
        }
    }

    fn record(self) -> Pages {
        let Self { printed, list, marks, inherited, absent } = self;
        let mark = |(from, to, suffix)| PageMark { from, to, suffix };
        Pages { printed, list, marks: marks.into_iter().map(mark).collect(), inherited, absent }
    }
}

impl Row<Alias> for (Clean, Option<Clean>) {
    fn of(alias: &Alias) -> Self {
        (alias.form.clone(), alias.reason.clone())
    }

    fn record(self) -> Alias {
        Alias { form: self.0, reason: self.1 }
    }
}

impl Row<Relation> for RelationRow {
    fn of(relation: &Relation) -> Self {
        Self {
            kind: Some(relation.kind),
            target: relation.target.0,
            position: relation.position.as_ref().map(Row::of),
        }
    }

    fn record(self) -> Relation {
        Relation {
            kind: self.kind.unwrap_or(RelationKind::Continues),
            target: StatementId(self.target),
            position: self.position.map(Row::record),
        }
    }
}

impl Row<Statement> for StatementRow {
    fn of(statement: &Statement) -> Self {
        Self {
            slug: statement.slug.clone(),
            kind: Some(statement.kind),
            text: statement.text.clone(),
            voice: statement.voice,
            experts: statement.experts.iter().map(|id| id.0).collect(),
            topics: statement.topics.iter().map(|id| id.0).collect(),
            report: statement.report.map(|id| id.0),
            pages: Row::of(&statement.pages),
            certainty: statement.certainty,
            draft: statement.draft,
            texts: Row::of(&statement.texts),
            quote: statement.quote.clone(),
            via: statement.via.iter().map(|id| id.0).collect(),
            stance: statement.stance.clone(),
            relations: rows(&statement.relations),
            position: statement.position.as_ref().map(Row::of),
            rule: statement.rule.clone(),
            confidence: statement.confidence.map(f64::to_bits),
        }
    }

    fn record(self) -> Statement {
        let experts = |ids: Vec<u32>| ids.into_iter().map(ExpertId).collect();
        Statement {
            slug: self.slug,
            kind: self.kind.unwrap_or(StatementKind::Paraphrase),
            text: self.text,
            voice: self.voice,
            experts: experts(self.experts),
            topics: self.topics.into_iter().map(TopicId).collect(),
            report: self.report.map(ReportId),
            pages: self.pages.record(),
            certainty: self.certainty,
            draft: self.draft,
            more: More::from(MoreOfStatement {
                texts: self.texts.record(),
                quote: self.quote,
                via: experts(self.via),
                stance: self.stance,
                relations: records(self.relations),
                position: self.position.map(Row::record),
                rule: self.rule,
                confidence: self.confidence.map(f64::from_bits),
            }),
        }
    }
}

impl Row<Report> for ReportRow {
    fn of(report: &Report) -> Self {
        Self {
            slug: report.slug.clone(),
            title: report.title.clone(),
            pages: report.pages,
            publisher: report.publisher.clone(),
            year: report.year,
            language: report.language.clone(),
            url: report.url.clone(),
            file: report.file.clone(),
            series: report.series.clone(),
            labels: report.labels.clone(),
        }
    }

    fn record(self) -> Report {
        Report {
            slug: self.slug,
            title: self.title,
            pages: self.pages,
            publisher: self.publisher,
            year: self.year,
            language: self.language,
            url: self.url,
            file: self.file,
            series: self.series,
            labels: self.labels,
        }
    }
}

impl Row<Source> for SourceRow {
    fn of(source: &Source) -> Self {
        Self {
            slug: source.slug.clone(),
            kind: Some(source.kind),
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            author: source.author.clone(),
            date: source.date.clone(),
            url: source.url.clone(),
            file: source.file.clone(),
            about: source.about.map(|id| id.0),
            language: source.language.clone(),
        }
    }

    fn record(self) -> Source {
        Source {
            slug: self.slug,
            kind: self.kind.unwrap_or(SourceKind::Article),
            title: self.title,
            publisher: self.publisher,
            author: self.author,
            date: self.date,
            url: self.url,
            file: self.file,
            about: self.about.map(ReportId),
            language: self.language,
        }
    }
}

impl Row<Definition> for DefinitionRow {
    fn of(definition: &Definition) -> Self {
        Self {
            text: definition.text.clone(),
            texts: Row::of(&definition.texts),
            position: definition.position.as_ref().map(Row::of),
        }
    }

    fn record(self) -> Definition {
        Definition {
            text: self.text,
            texts: self.texts.record(),
            position: self.position.map(Row::record),
        }
    }
}

impl Row<TopicRelation> for TopicRelationRow {
    fn of(relation: &TopicRelation) -> Self {
        Self {
            kind: Some(relation.kind),
            target: relation.target.0,
            position: relation.position.as_ref().map(Row::of),
        }
    }

    fn record(self) -> TopicRelation {
        TopicRelation {
            kind: self.kind.unwrap_or(TopicRelationKind::Replaces),
            target: TopicId(self.target),
            position: self.position.map(Row::record),
        }
    }
}

impl Row<Topic> for TopicRow {
    fn of(topic: &Topic) -> Self {
        Self {
            slug: topic.slug.clone(),
            name: topic.name.clone(),
            names: Row::of(&topic.names),
            aliases: rows(&topic.aliases),
            kind: topic.kind,
            definition: topic.definition.as_ref().map(Row::of),
            broader: topic.broader.map(|id| id.0),
            related: topic.related.iter().map(|id| id.0).collect(),
            see: topic.see.map(|id| id.0),
            announced: topic.announced,
            relations: rows(&topic.relations),
        }
    }

    fn record(self) -> Topic {
        Topic {
            slug: self.slug,
            name: self.name,
            names: self.names.record(),
            aliases: records(self.aliases),
            kind: self.kind,
            definition: self.definition.map(Row::record),
            broader: self.broader.map(TopicId),
            related: self.related.into_iter().map(TopicId).collect(),
            see: self.see.map(TopicId),
            announced: self.announced,
            relations: records(self.relations),
        }
    }
}

impl Row<Expert> for ExpertRow {
    fn of(expert: &Expert) -> Self {
        Self {
            slug: expert.slug.clone(),
            name: expert.name.clone(),
            aliases: rows(&expert.aliases),
            role: expert.role.clone(),
            organisation: expert.organisation.clone(),
            part: expert.part,
            collective: expert.collective,
        }
    }

    fn record(self) -> Expert {
        Expert {
            slug: self.slug,
            name: self.name,
            aliases: records(self.aliases),
            role: self.role,
            organisation: self.organisation,
            part: self.part,
            collective: self.collective,
        }
    }
}

impl Row<Citation> for CitationRow {
    fn of(citation: &Citation) -> Self {
        let (topic, expert) = match citation.subject {
            Subject::Topic(id) => (Some(id.0), 0),
            Subject::Expert(id) => (None, id.0),
        };
        Self {
            topic,
            expert,
            report: citation.report.0,
            pages: Row::of(&citation.pages),
            position: citation.position.as_ref().map(Row::of),
        }
    }

    fn record(self) -> Citation {
        let expert = Subject::Expert(ExpertId(self.expert));
        Citation {
            subject: self.topic.map_or(expert, |id| Subject::Topic(TopicId(id))),
            report: ReportId(self.report),
            pages: self.pages.record(),
            position: self.position.map(Row::record),
        }
    }
}

impl Row<PageText> for PageTextRow {
    fn of(page: &PageText) -> Self {
        Self {
            report: page.at.report.0,
            page: page.at.page,
            text: page.text.clone(),
            label: page.label.clone(),
            status: page.status,
        }
    }

    fn record(self) -> PageText {
        PageText {
            at: PageRef { report: ReportId(self.report), page: self.page },
            text: self.text,
            label: self.label,
            status: self.status,
        }
    }
}

/// Writes a statement.
pub(super) fn write(statement: &Statement, into: &mut Vec<u8>) -> serde_json::Result<()> {
    serde_json::to_writer(into, &StatementRow::of(statement))
}

/// Reads a statement; none where it cannot be read.
pub(super) fn read(bytes: &[u8]) -> Option<Statement> {
    serde_json::from_slice::<StatementRow>(bytes).ok().map(Row::record)
}

/// What stands in the place of a statement that cannot be read.
pub(super) fn lost() -> Statement {
    StatementRow { slug: "?".into(), text: "?".into(), ..StatementRow::default() }.record()
}

/// Writes all of a corpus but its statements.
pub(super) fn write_head(corpus: &Corpus) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&HeadRow {
        title: corpus.title.clone(),
        language: corpus.language.clone(),
        reports: rows(&corpus.reports),
        sources: rows(&corpus.sources),
        topics: rows(&corpus.topics),
        experts: rows(&corpus.experts),
        citations: rows(&corpus.citations),
        page_texts: rows(&corpus.page_texts),
    })
}

/// Reads all of a corpus but its statements.
pub(super) fn read_head(bytes: &[u8]) -> serde_json::Result<Corpus> {
    let head: HeadRow = serde_json::from_slice(bytes)?;
    Ok(Corpus {
        title: head.title,
        language: head.language,
        reports: records(head.reports),
        sources: records(head.sources),
        topics: records(head.topics),
        experts: records(head.experts),
        citations: records(head.citations),
        page_texts: records(head.page_texts),
        ..Corpus::default()
    })
}
