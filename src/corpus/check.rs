//! What the records mean together: ids, references, pages. Makes the checked corpus.
//!
//! Imports the other rooms of the corpus.
//!
//! Odd thing worth knowing: which records survive is settled for every kind before
//! anything refers to anything, since an id of the model is a place among survivors.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::file::{AliasRecord, CitationRecord, LocalisedRecord, PageTextRecord};
use super::load::{Read, Records, Statements, Texts};
use super::locate::{Log, Origin, Path, at, steps};
use super::model::{
    Alias, Citation, Corpus, Definition, Expert, ExpertId, Localised, More, MoreOfStatement,
    PageRef, PageText, Relation, Report, ReportId, Source, Statement, StatementId, StatementKind,
    Subject, Topic, TopicId, TopicRelation,
};
use super::problem::{Code, Text, en, fr};
use super::shape::Kind;
use super::stored::Keep;
use super::task::{OFTEN, Task, Told};
use super::text::Clean;
use keep::{Named, keep, keep_distinct};
use near::NearNames;
use resolve::{From, Resolver};

pub(super) mod keep;
pub(super) mod near;
mod resolve;

/// Where the records of the corpus came from, by kind.
#[derive(Debug, Default)]
pub(super) struct Origins([Vec<Origin>; Kind::ALL.len()]);

impl Origins {
    /// Where the record at a place came from.
    pub(super) fn of(&self, kind: Kind, place: usize) -> Option<&Origin> {
        self.0[kind as usize].get(place)
    }

    fn note<R>(&mut self, kind: Kind, records: &[Read<R>]) {
        self.0[kind as usize] = records.iter().map(|read| read.origin.clone()).collect();
    }
}

/// The corpus that the records make but for its statements, which are kept apart; everything wrong
/// with them is added to the log.
pub(super) fn check(
    records: Records<'_>,
    texts: &mut Texts,
    log: &mut Log,
    mut origins: Option<&mut Origins>,
    keep_statements: &mut dyn Keep,
    told: Told<'_>,
) -> Corpus {
    let lost = records.lost;
    let (reports, report_ids) = keep(Kind::Report, records.reports, &lost, log);
    let (sources, source_ids) = keep(Kind::Source, records.sources, &lost, log);
    let (topics, topic_ids) = keep(Kind::Topic, records.topics, &lost, log);
    let (experts, expert_ids) = keep(Kind::Expert, records.experts, &lost, log);
    let mut lost_statements = records.lost_statements;
    lost_statements.extend(lost);
    let statement_ids = Ids { lost: lost_statements, ..Ids::default() };
    let citations = keep_distinct(Kind::Citation, records.citations, log);
    let page_texts = keep_distinct(Kind::PageText, records.page_texts, log);
    if let Some(origins) = &mut origins {
        origins.note(Kind::Report, &reports);
        origins.note(Kind::Source, &sources);
        origins.note(Kind::Topic, &topics);
        origins.note(Kind::Expert, &experts);
    }
    near_names(Kind::Topic, &topics, log);
    near_names(Kind::Expert, &experts, log);

    let reports: Vec<Report> = reports.into_iter().map(|read| report(read, texts, log)).collect();
    let mut resolver = Resolver {
        log,
        texts,
        statements: &records.statements,
        ids: [report_ids, source_ids, topic_ids, expert_ids, statement_ids],
        page_counts: reports.iter().map(|report| report.pages).collect(),
        suggestions: 0,
    };
    let (sources, topics, experts) = (
        sources.into_iter().map(|read| source(read, &mut resolver)).collect(),
        topics.into_iter().map(|read| topic(read, &mut resolver)).collect(),
        experts.into_iter().map(|read| expert(read, &mut resolver)).collect(),
    );
    statements(&mut resolver, origins.as_deref_mut(), keep_statements, told);
    let citations = citations.into_iter().filter_map(|read| {
        let origin = origins.is_some().then(|| read.origin.clone());
        let citation = citation(read, &mut resolver)?;
        if let Some(origins) = &mut origins {
            origins.0[Kind::Citation as usize].extend(origin);
        }
        Some(citation)
    });
    Corpus {
        title: records.title.as_deref().map(Clean::new),
        language: records.language.as_deref().map(Clean::new),
        sources,
        topics,
        experts,
        citations: citations.collect(),
        page_texts: texts_of_pages(page_texts, &mut resolver),
        reports,
        ..Corpus::default()
    }
}

/// Notes the names of one kind that nearly are the same; each record once.
fn near_names<R: Named>(kind: Kind, records: &[Read<R>], log: &mut Log) {
    let mut names = NearNames::default();
    for (number, read) in records.iter().enumerate() {
        let forms = read.record.forms();
        let near = forms
            .iter()
            .filter_map(|form| names.add(number, form).map(|other| (other, form)))
            .min();
        let Some((other, form)) = near else { continue };
        let Some(other) = records.get(other) else {
            continue;
        };
        let name = other.record.id().unwrap_or_default();
        let (word_en, word_fr) = kind.name();
        let text = Text::new(
            format!("{} is nearly a name of the {word_en} {}", en(form), en(name)),
            format!("{} est presque un nom de {} ({word_fr})", fr(form), fr(name)),
        );
        log.add(Code::NearNames, &read.origin, steps!["name"], text);
    }
}

/// The most pages of a report: what walks them takes a while and some room for each.
pub(crate) const MOST_PAGES: u32 = 1_000_000;

fn report(read: Read<super::file::ReportRecord>, texts: &mut Texts, log: &mut Log) -> Report {
    let Read { origin, record } = read;
    let mut pages = record.pages.unwrap_or_default();
    if pages > MOST_PAGES {
        let text = Text::new(
            format!("a report has at most {MOST_PAGES} pages, found {pages}"),
            format!("un rapport a au plus {MOST_PAGES} pages, trouvé {pages}"),
        );
        log.add(Code::WrongType, &origin, steps!["pages"], text);
        pages = MOST_PAGES;
    }
    let labels = record.labels.len();
    if labels != 0 && labels != pages as usize {
        let text = Text::new(
            format!("{labels} labels for {pages} pages"),
            format!("{labels} étiquettes pour {pages} pages"),
        );
        log.add(Code::LabelCount, &origin, steps!["labels"], text);
    }
    let labels = record.labels.iter().map(|label| texts.clean(&origin, label)).collect();
    let mut any = |text| texts.any(&origin, text);
    Report {
        publisher: any(record.publisher),
        language: any(record.language),
        series: any(record.series),
        slug: any(record.id).unwrap_or_default(),
        title: any(record.title).unwrap_or_default(),
        pages,
        year: record.year,
        url: record.url,
        file: record.file,
        labels,
    }
}

fn source(read: Read<super::file::SourceRecord>, resolver: &mut Resolver<'_>) -> Source {
    let Read { origin, record } = read;
    let slug = record.id.unwrap_or_default();
    let from = From::new(Kind::Source, &slug, &origin);
    let about = resolver.one(&from, Kind::Report, record.about.as_deref(), steps!["about"]);
    let mut any = |text| resolver.texts.any(&origin, text);
    Source {
        // A source without its kind does not come this far.
        kind: record.kind.unwrap_or(super::model::SourceKind::Article),
        title: any(record.title).unwrap_or_default(),
        publisher: any(record.publisher),
        author: any(record.author),
        date: any(record.date),
        url: record.url,
        file: record.file,
        about: about.map(ReportId::at),
        language: any(record.language),
        slug: resolver.texts.clean(&origin, &slug),
    }
}

/// Translations, cleaned.
fn localised(records: LocalisedRecord, from: &From<'_>, texts: &mut Texts) -> Localised {
    let mut any = |text| texts.any(from.origin, text);
    Localised { fr: any(records.fr), en: any(records.en) }
}

fn aliases(records: Vec<AliasRecord>, from: &From<'_>, resolver: &mut Resolver<'_>) -> Vec<Alias> {
    let mut aliases = Vec::with_capacity(records.len());
    for (at, alias) in records.into_iter().enumerate() {
        match alias.form.filter(|form| !form.trim().is_empty()) {
            Some(form) => aliases.push(Alias {
                form: resolver.texts.clean(from.origin, &form),
                reason: resolver.texts.any(from.origin, alias.reason),
            }),
            None => from.missing(resolver.log, &at!["aliases", at], "form"),
        }
    }
    aliases
}

fn topic(read: Read<super::file::TopicRecord>, resolver: &mut Resolver<'_>) -> Topic {
    let record = read.record;
    let slug = record.id.unwrap_or_default();
    let from = From::new(Kind::Topic, &slug, &read.origin);
    let definition = record.definition.and_then(|definition| {
        let Some(text) = definition.text.filter(|text| !text.trim().is_empty()) else {
            from.missing(resolver.log, &at!["definition"], "text");
            return None;
        };
        Some(Definition {
            text: resolver.texts.clean(&read.origin, &text),
            texts: localised(definition.texts, &from, resolver.texts),
            position: resolver.position(&from, definition.position, &at!["definition", "position"]),
        })
    });
    let mut relations = Vec::new();
    for (at, relation) in record.relations.into_iter().enumerate() {
        let place = at!["relations", at];
        let position =
            resolver.position(&from, relation.position, &at!["relations", at, "position"]);
        let target = resolver.relation(&from, relation.target.as_deref(), &place);
        if relation.kind.is_none() {
            from.missing(resolver.log, &place, "kind");
        }
        if let (Some(kind), Some(target)) = (relation.kind, target) {
            relations.push(TopicRelation { kind, target: TopicId::at(target), position });
        }
    }
    let mut to_topic = |id: Option<String>, path: Path| {
        resolver.one(&from, Kind::Topic, id.as_deref(), path).map(TopicId::at)
    };
    let (broader, see) =
        (to_topic(record.broader, steps!["broader"]), to_topic(record.see, steps!["see"]));
    Topic {
        names: localised(record.names, &from, resolver.texts),
        kind: record.kind.unwrap_or_default(),
        definition,
        broader,
        see,
        related: resolver
            .many(&from, Kind::Topic, &record.related, "related")
            .map(TopicId::at)
            .collect(),
        announced: record.announced,
        relations,
        aliases: aliases(record.aliases, &from, resolver),
        name: resolver.texts.any(&read.origin, record.name).unwrap_or_default(),
        slug: resolver.texts.clean(&read.origin, &slug),
    }
}

fn expert(read: Read<super::file::ExpertRecord>, resolver: &mut Resolver<'_>) -> Expert {
    let record = read.record;
    let slug = record.id.unwrap_or_default();
    let from = From::new(Kind::Expert, &slug, &read.origin);
    let aliases = aliases(record.aliases, &from, resolver);
    let mut any = |text| resolver.texts.any(&read.origin, text);
    Expert {
        name: any(record.name).unwrap_or_default(),
        aliases,
        role: any(record.role),
        organisation: any(record.organisation),
        part: record.part.unwrap_or_default(),
        collective: record.collective,
        slug: resolver.texts.clean(&read.origin, &slug),
    }
}

/// Every statement, read again one by one.
fn statements(
    resolver: &mut Resolver<'_>,
    mut origins: Option<&mut Origins>,
    keep: &mut dyn Keep,
    told: Told<'_>,
) {
    let waiting: &Statements<'_> = resolver.statements;
    keep.expect(waiting.len());
    let all = waiting.all();
    for number in 0..all {
        if number.is_multiple_of(OFTEN) {
            told(Task::Checking, number, all);
        }
        let Some(read) = waiting.read(number) else { continue };
        if let Some(origins) = &mut origins {
            origins.0[Kind::Statement as usize].push(read.origin.clone());
        }
        let statement = statement(read, resolver);
        resolver.texts.end_record();
        if keep.keep(statement).is_break() {
            return;
        }
    }
}

fn statement(read: Read<super::file::StatementRecord>, resolver: &mut Resolver<'_>) -> Statement {
    let record = read.record;
    let slug = record.id.unwrap_or_default();
    let from = From::new(Kind::Statement, &slug, &read.origin);
    let quote = record.quote.filter(|quote| !quote.trim().is_empty());
    let mut kind = record.kind.unwrap_or(StatementKind::Paraphrase);
    if kind == StatementKind::Quote && quote.is_none() {
        kind = StatementKind::Paraphrase;
        if !read.origin.is_bad(&steps!["quote"]) {
            let text = Text::new(
                format!(
                    "the statement {} is a quote without \"quote\"; it is read as a paraphrase",
                    en(&slug)
                ),
                format!(
                    "le propos {} est une citation sans {}\u{202f}; il est lu comme une paraphrase",
                    fr(&slug),
                    fr("quote")
                ),
            );
            resolver.log.add(Code::NoQuote, &read.origin, steps!["kind"], text);
        }
    }
    let (report, pages) = resolver.report_and_pages(&from, record.report.as_deref(), record.pages);
    let mut relations = Vec::new();
    for (at, relation) in record.relations.into_iter().enumerate() {
        let place = at!["relations", at];
        let position =
            resolver.position(&from, relation.position, &at!["relations", at, "position"]);
        let target = resolver.relation(&from, relation.target.as_deref(), &place);
        if relation.kind.is_none() {
            from.missing(resolver.log, &place, "kind");
        }
        if let (Some(kind), Some(target)) = (relation.kind, target) {
            relations.push(Relation { kind, target: StatementId::at(target), position });
        }
    }
    let mut to_experts = |ids: &[String], field| -> Vec<ExpertId> {
        let found = resolver.many(&from, Kind::Expert, ids, field);
        found.map(ExpertId::at).collect()
    };
    let experts = to_experts(&record.experts, "experts");
    let via = to_experts(&record.via, "via");
    let position = resolver.position(&from, record.position, &at!["position"]);
    let topics = resolver.many(&from, Kind::Topic, &record.topics, "topics");
    let mut any = |text| resolver.texts.any(&read.origin, text);
    Statement {
        kind,
        text: any(record.text).unwrap_or_default(),
        voice: record.voice.unwrap_or_default(),
        experts,
        topics: topics.map(TopicId::at).collect(),
        report: report.map(ReportId::at),
        pages,
        certainty: record.certainty.unwrap_or_default(),
        draft: record.draft,
        more: More::from(MoreOfStatement {
            quote: any(quote),
            via,
            stance: any(record.stance),
            relations,
            position,
            rule: any(record.rule),
            confidence: record.confidence,
            texts: localised(record.texts, &from, resolver.texts),
        }),
        slug: resolver.texts.clean(&read.origin, &slug),
    }
}

fn citation(read: Read<CitationRecord>, resolver: &mut Resolver<'_>) -> Option<Citation> {
    let record = read.record;
    let from = From::new(Kind::Citation, "", &read.origin);
    let subject = match (&record.topic, &record.expert) {
        (Some(topic), None) => resolver
            .one(&from, Kind::Topic, Some(topic), steps!["topic"])
            .map(|at| Subject::Topic(TopicId::at(at))),
        (None, Some(expert)) => resolver
            .one(&from, Kind::Expert, Some(expert), steps!["expert"])
            .map(|at| Subject::Expert(ExpertId::at(at))),
        (topic, _) => {
            let is_known =
                read.origin.is_bad(&steps!["topic"]) || read.origin.is_bad(&steps!["expert"]);
            if !is_known {
                let text = if topic.is_some() {
                    Text::new(
                        "the citation names both a topic and an expert",
                        "la citation nomme à la fois une tendance et un expert",
                    )
                } else {
                    Text::new(
                        "the citation names neither a topic nor an expert",
                        "la citation ne nomme ni tendance ni expert",
                    )
                };
                resolver.log.add(Code::OneSubject, &read.origin, steps![], text);
            }
            None
        }
    };
    let report = resolver.one(&from, Kind::Report, record.report.as_deref(), steps!["report"]);
    let pages = record.pages.map(|pages| resolver.pages(&from, report, pages));
    let position = resolver.position(&from, record.position, &at!["position"]);
    let rule = resolver.texts.any(&read.origin, record.rule);
    Some(Citation {
        subject: subject?,
        report: ReportId::at(report?),
        pages: pages?,
        position,
        draft: record.draft,
        rule,
        confidence: record.confidence,
    })
}

/// The texts of pages; two that differ for one page are a problem.
fn texts_of_pages(
    records: Vec<Read<PageTextRecord>>,
    resolver: &mut Resolver<'_>,
) -> Vec<PageText> {
    let mut texts = Vec::with_capacity(records.len());
    let mut seen: HashMap<PageRef, Origin> = HashMap::new();
    for Read { origin, record } in records {
        let from = From::new(Kind::PageText, "", &origin);
        let report = resolver.one(&from, Kind::Report, record.report.as_deref(), steps!["report"]);
        let (Some(report), Some(page)) = (report, record.page) else {
            continue;
        };
        if !resolver.page(&from, report, page, steps!["page"]) {
            continue;
        }
        let at = PageRef { report: ReportId::at(report), page };
        if let Some(first) = seen.get(&at) {
            let there = super::locate::THERE;
            let text = Text::new(
                format!("the text of page {page} stands already at {there}"),
                format!("le texte de la page {page} figure déjà à {there}"),
            );
            resolver.log.add_two(
                Code::Duplicate,
                &origin,
                steps!["page"],
                text,
                (first, steps!["page"]),
            );
            continue;
        }
        texts.push(PageText {
            at,
            text: record.text.map(|text| resolver.texts.lines(&origin, &text).into()),
            label: resolver.texts.any(&origin, record.label),
            status: record.status.unwrap_or_default(),
        });
        seen.insert(at, origin);
    }
    texts
}

/// Every slug of one kind that survives, and those that are known not to.
#[derive(Debug, Default)]
struct Ids {
    at: HashMap<Rc<str>, u32>,
    slugs: Vec<Rc<str>>,
    lost: HashSet<String>,
}
