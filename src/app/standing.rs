//! Where a reader stands, in a form that outlives the run and the data.
//!
//! Records are named by their ids, so that they are found again in a corpus that has changed.
//! What is being typed and the filters of the lists are not part of it: they go to the past
//! queries, which ↑ brings back.
//!
//! Odd thing worth knowing: what is read may be old, cut or made by hand. A name that leads
//! nowhere is left out, and the lists fall back to their first rows.

use serde::{Deserialize, Serialize};

use super::angle::{Lens, Sort};
use super::env::Env;
use super::history::{History, Place};
use super::model::{Lesson, Model, Notice, Pane, Pin, Reference, Shown};
use super::rows::derive;
use super::styled::Role;
use super::update::{remember, restore};
use crate::corpus::Subject;
use crate::lang::Lang;
use crate::query::{ByName, Named, Record};
use crate::words::page_label;

/// How many past queries outlive the run.
const MOST_QUERIES: usize = 200;

/// Where a reader stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Standing {
    /// The places behind and ahead.
    trail: Vec<Spot>,
    /// Which of them is the present one.
    at: usize,
    /// Whether the focused pane filled the screen.
    zoom: bool,
    /// The orders of Trends, Experts and Statements, and whether each is turned round.
    orders: [(Sort, bool); 3],
    /// Past queries, oldest first.
    queries: Vec<String>,
    /// What the built-in report teaches next.
    lesson: Lesson,
}

/// A place by the ids of its records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Spot {
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expert: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<Named>,
    /// The page or the statement that the Page pane shows; none where it shows the subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<Named>,
    /// The name chosen in it, and the statement that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<(Named, Option<Named>)>,
    focus: Pane,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    all: bool,
    pub(super) lens: Lens,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) pins: Vec<Named>,
}

impl Spot {
    /// A place of the history, without what is typed.
    pub(super) fn of(place: &Place, env: &Env) -> Self {
        let name = |record| Named::of(&env.data.corpus, record);
        let subject = |subject| name(record_of(subject));
        let statement = |id| name(Record::Statement(id));
        Self {
            subject: place.subject.map(subject),
            topic: place.topic.map(|id| name(Record::Topic(id))),
            expert: place.expert.map(|id| name(Record::Expert(id))),
            statement: place.statement.map(statement),
            shown: match place.shown {
                Shown::Subject => None,
                Shown::Page(place) => Some(name(Record::Page(place))),
                Shown::Statement(id) => Some(statement(id)),
            },
            reference: place
                .reference
                .map(|reference| (subject(reference.subject), reference.by.map(statement))),
            focus: place.focus,
            all: place.all,
            lens: place.lens,
            pins: place.pins.iter().map(|&pin| name_of_pin(env, pin)).collect(),
        }
    }

    /// Every record that it names.
    pub(super) fn names(&self) -> impl Iterator<Item = &Named> {
        let [reference, by] = match &self.reference {
            Some((subject, by)) => [Some(subject), by.as_ref()],
            None => [None, None],
        };
        let one = [&self.subject, &self.topic, &self.expert, &self.statement, &self.shown];
        one.into_iter().flatten().chain(reference).chain(by).chain(&self.pins)
    }

    /// Whether what was followed is gone from the corpus.
    fn is_lost(&self, found: &ByName<'_>) -> bool {
        self.subject.as_ref().is_some_and(|name| found.subject(name).is_none())
    }

    /// The place as the corpus has it now, without what is gone.
    pub(super) fn place(&self, found: &ByName<'_>) -> Place {
        let record = |name: &Option<Named>| found.record(name.as_ref()?);
        let statement = |name: &Option<Named>| match record(name)? {
            Record::Statement(id) => Some(id),
            _ => None,
        };
        let reference = self.reference.as_ref();
        Place {
            subject: self.subject.as_ref().and_then(|name| found.subject(name)),
            topic: match record(&self.topic) {
                Some(Record::Topic(id)) => Some(id),
                _ => None,
            },
            expert: match record(&self.expert) {
                Some(Record::Expert(id)) => Some(id),
                _ => None,
            },
            statement: statement(&self.statement),
            shown: match record(&self.shown) {
                Some(Record::Page(place)) => Shown::Page(place),
                Some(Record::Statement(id)) => Shown::Statement(id),
                _ => Shown::Subject,
            },
            reference: reference.and_then(|(subject, by)| {
                Some(Reference { subject: found.subject(subject)?, by: statement(by) })
            }),
            focus: self.focus,
            all: self.all,
            lens: self.lens,
            pins: self.pins.iter().filter_map(|name| pin_of(found, name)).collect(),
            ..Place::default()
        }
    }
}

/// A pin by the id of what it holds to.
pub(super) fn name_of_pin(env: &Env, pin: Pin) -> Named {
    let record = match pin {
        Pin::Subject(subject) => record_of(subject),
        Pin::Page(place) => Record::Page(place),
    };
    Named::of(&env.data.corpus, record)
}

/// The pin of a name, where the corpus has what it holds to.
pub(super) fn pin_of(found: &ByName<'_>, name: &Named) -> Option<Pin> {
    match found.record(name)? {
        Record::Topic(id) => Some(Pin::Subject(Subject::Topic(id))),
        Record::Expert(id) => Some(Pin::Subject(Subject::Expert(id))),
        Record::Page(place) => Some(Pin::Page(place)),
        Record::Statement(_) => None,
    }
}

const fn record_of(subject: Subject) -> Record {
    match subject {
        Subject::Topic(id) => Record::Topic(id),
        Subject::Expert(id) => Record::Expert(id),
    }
}

impl Standing {
    /// Where the reader stands now.
    #[must_use]
    pub fn of(model: &Model, env: &Env) -> Self {
        let mut history = model.history.clone();
        history.amend(model.place());
        let (places, at) = history.places();
        let mut queries = model.queries.clone();
        // What narrows the lists is not kept, but ↑ brings it back.
        let search = &model.page.search.text;
        for filter in
            [&model.topics.filter, &model.experts.filter, &model.statements.filter, search]
        {
            remember(&mut queries, filter.clone());
        }
        Self {
            trail: places.iter().map(|place| Spot::of(place, env)).collect(),
            at,
            zoom: model.zoom,
            orders: [
                (model.topics.sort, model.topics.reverse),
                (model.experts.sort, model.experts.reverse),
                (model.statements.sort, model.statements.reverse),
            ],
            queries,
            lesson: model.lesson,
        }
    }

    /// Takes in the past queries of another window on the same data, older than its own.
    #[must_use]
    pub fn with_queries_of(mut self, other: Self) -> Self {
        let mut queries = other.queries;
        for query in self.queries {
            remember(&mut queries, query);
        }
        queries.drain(..queries.len().saturating_sub(MOST_QUERIES));
        self.queries = queries;
        self
    }
}

/// Goes on where a reader stood, and says where that is.
pub fn resume(model: &mut Model, standing: &Standing, env: &Env) {
    know(model, standing);
    let found = ByName::new(&env.data.corpus, standing.trail.iter().flat_map(Spot::names));
    let before = standing.trail.len().min(standing.at);
    let mut places = Vec::new();
    let mut at = None;
    for (number, spot) in standing.trail.iter().enumerate() {
        if spot.is_lost(&found) {
            continue;
        }
        if number <= before {
            at = Some(places.len());
        }
        places.push(spot.place(&found));
    }
    let [topics, experts, statements] = standing.orders;
    (model.topics.sort, model.topics.reverse) = topics;
    (model.experts.sort, model.experts.reverse) = experts;
    (model.statements.sort, model.statements.reverse) = statements;
    model.zoom = standing.zoom;
    let first = model.place();
    if let Some(place) = at.and_then(|at| places.get(at)) {
        restore(model, place.clone());
        model.history = History::of(places, at.unwrap_or_default());
    }
    derive(model, env);
    model.history.amend(model.place());
    if model.place() != first && model.notice.is_none() {
        let here = here(model, env);
        let text = match env.lang {
            Lang::En => format!("Back where you were: {here}."),
            Lang::Fr => format!("Reprise où vous étiez\u{a0}: {here}."),
        };
        model.notice = Some(Notice { role: Role::Dim, text });
    }
}

/// Takes in what a reader knows, wherever they stand: past queries, and the first steps.
pub fn know(model: &mut Model, standing: &Standing) {
    model.queries.clone_from(&standing.queries);
    if model.lesson != Lesson::Done {
        model.lesson = standing.lesson;
    }
}

/// What is followed and what is shown of it, in words.
fn here(model: &Model, env: &Env) -> String {
    let corpus = &env.data.corpus;
    let page = match model.page.shown {
        Shown::Page(place) => Some(page_label(corpus, place)),
        Shown::Statement(_) => Some("p. ?".to_owned()),
        Shown::Subject => None,
    };
    let subject = model.subject.map(|subject| corpus.name(subject).to_owned());
    let parts = if model.lens == Lens::Page { [page, subject] } else { [subject, page] };
    parts.into_iter().flatten().collect::<Vec<_>>().join(env.signs.pick(" › ", " > "))
}
