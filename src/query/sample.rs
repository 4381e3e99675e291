//! Small corpora built by hand, for the tests of this room.

use crate::corpus::{
    Alias, Certainty, Citation, Corpus, Expert, ExpertId, Localised, More, PageRef, Pages, Part,
    Report, ReportId, Statement, StatementId, StatementKind, Subject, Topic, TopicId, TopicKind,
    Voice,
};
use crate::index::Index;

use super::Finder;

/// A corpus in the making, with one report.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) corpus: Corpus,
}

impl Sample {
    pub(super) fn new() -> Self {
        let report = Report {
            slug: "report".into(),
            title: "Report".into(),
            pages: 53,
            publisher: None,
            year: None,
            language: None,
            url: None,
            file: None,
            series: None,
            labels: Vec::new(),
        };
        Self { corpus: Corpus { reports: vec![report], ..Corpus::default() } }
    }

    pub(super) fn topic(&mut self, name: &str, aliases: &[&str]) -> TopicId {
        self.corpus.topics.push(Topic {
            slug: slug(name).into(),
            name: name.into(),
            names: Localised::default(),
            aliases: forms(aliases),
            kind: TopicKind::Other,
            definition: None,
            broader: None,
            related: Vec::new(),
            see: None,
            announced: None,
            relations: Vec::new(),
        });
        TopicId::at(self.corpus.topics.len() - 1)
    }

    pub(super) fn expert(&mut self, name: &str, aliases: &[&str], organisation: &str) -> ExpertId {
        self.corpus.experts.push(Expert {
            slug: slug(name).into(),
            name: name.into(),
            aliases: forms(aliases),
            role: None,
            organisation: Some(organisation.into()),
            part: Part::Contributor,
            collective: false,
        });
        ExpertId::at(self.corpus.experts.len() - 1)
    }

    pub(super) fn statement(
        &mut self,
        text: &str,
        experts: &[ExpertId],
        topics: &[TopicId],
        pages: &[u32],
    ) -> StatementId {
        let slug = format!("s{}", self.corpus.statements.len()).into();
        self.corpus.statements.held_mut().push(Statement {
            slug,
            kind: StatementKind::Paraphrase,
            text: text.into(),
            voice: Voice::Expert,
            experts: experts.to_vec(),
            topics: topics.to_vec(),
            report: Some(ReportId(0)),
            pages: listed(pages),
            certainty: Certainty::Certain,
            draft: false,
            more: More::default(),
        });
        StatementId::at(self.corpus.statements.len() - 1)
    }

    pub(super) fn citation(&mut self, topic: TopicId, pages: &[u32]) {
        self.corpus.citations.push(Citation {
            subject: Subject::Topic(topic),
            report: ReportId(0),
            pages: listed(pages),
            position: None,
            draft: false,
            rule: None,
            confidence: None,
        });
    }

    pub(super) fn finder(&self) -> Finder {
        Finder::new(&self.corpus, &Index::new(&self.corpus))
    }

    /// A few topics, experts and statements, in the manner of the built-in corpus.
    pub(super) fn built_in() -> Self {
        let mut sample = Self::new();
        let tiktok = sample.topic("TikTok", &[]);
        let fake = sample.topic("Fake news", &["infox"]);
        let influence = sample.topic("Influence", &[]);
        let b2b = sample.topic("Influence B2B", &[]);
        sample.topic("Marketing d’influence", &[]);
        sample.topic("Reconnaissance faciale", &[]);
        let media = sample.topic("Médias sociaux", &[]);
        sample.corpus.topics[media.place()].names.en = Some("Social media".into());
        sample.topic("Dark Web", &[]);
        let olivier = sample.expert("Olivier Ertzscheid", &["Ertscheid"], "Université de Nantes");
        sample.expert("Damien Douani", &[], "Innovation");
        let thierry = sample.expert("Thierry Wellhoff", &["Welhoff"], "Wellcom");
        sample.expert("Fadhila Brahimi", &[], "Influence & Cie");
        let camille = sample.expert("Camille Jourdain", &[], "Réseau");
        sample.citation(tiktok, &[3, 22, 39, 40]);
        sample.citation(fake, &[32, 39, 40]);
        sample.statement("Le cœur de l’influence a du sens", &[thierry], &[influence], &[14]);
        sample.statement("Les plateformes dominent", &[olivier], &[], &[10]);
        sample.statement("Une vidéo courte suffit", &[camille], &[tiktok], &[22]);
        sample.statement("Sans page connue", &[], &[b2b], &[]);
        sample
    }
}

/// The place of a page in the only report.
pub(super) fn page(page: u32) -> PageRef {
    PageRef { report: ReportId(0), page }
}

fn slug(name: &str) -> String {
    let folded = super::fold(name).replace('\'', "");
    folded.split_whitespace().collect::<Vec<_>>().join("-")
}

fn forms(aliases: &[&str]) -> Vec<Alias> {
    let form = |form: &&str| Alias { form: (*form).into(), reason: None };
    aliases.iter().map(form).collect()
}

fn listed(pages: &[u32]) -> Pages {
    Pages { list: pages.to_vec(), ..Pages::default() }
}
