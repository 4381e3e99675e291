//! Views that a reader has named: what narrows the lists, which dimension leads, in which order,
//! and where the reader stood.

use serde::{Deserialize, Serialize};
use tui_input::Input;

use super::angle::{Lens, Sort};
use super::env::Env;
use super::layout::{Area, find_area};
use super::model::Model;
use super::rows::pin_name;
use super::standing::{Spot, pin_of};
use crate::order;
use crate::query::{ByName, Named, fold, sort_key};
use crate::words::clean;

/// A view, by the ids of its records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// What the reader calls it.
    pub name: String,
    /// Where the reader stood, the pins and the lens with it.
    #[serde(flatten)]
    pub(super) spot: Spot,
    /// The filters of Trends, Experts and Statements.
    #[serde(default)]
    pub filters: [String; 3],
    /// Whether only what is marked is shown.
    #[serde(default)]
    pub only_marked: bool,
    /// The orders of Trends, Experts and Statements, and whether each is turned round.
    #[serde(default)]
    pub orders: [(Sort, bool); 3],
}

/// A change of the saved views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Add a view, in the place of one of that name.
    Put(Box<View>),
    /// Delete the view of that name.
    Forget(String),
}

impl Change {
    /// Changes the views.
    pub fn apply(&self, views: &mut Vec<View>) {
        let name = match self {
            Self::Put(view) => &view.name,
            Self::Forget(name) => name,
        };
        views.retain(|view| view.name != *name);
        if let Self::Put(view) = self {
            views.push((**view).clone());
        }
    }
}

/// The list of saved views.
#[derive(Clone, Debug, Default)]
pub struct ViewsBox {
    /// What is typed.
    pub input: Input,
    /// Which of the views that match is chosen.
    pub chosen: usize,
    /// The view that would be deleted now.
    pub sure: Option<String>,
}

/// Where the rows of the list lie, and the first of them on the screen.
#[must_use]
pub fn rows(model: &Model, open: &ViewsBox) -> (Area, usize) {
    let inner = find_area(model.size).inner();
    // A line to type in above, and one on what can be done below.
    let height = inner.height.saturating_sub(2);
    let area = Area { y: inner.y + 1, height, ..inner };
    (area, (open.chosen + 1).saturating_sub(usize::from(height)))
}

impl View {
    /// What the reader sees now, under a name.
    #[must_use]
    pub fn of(model: &Model, env: &Env, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            spot: Spot::of(&model.place(), env),
            filters: [&model.topics.filter, &model.experts.filter, &model.statements.filter]
                .map(Clone::clone),
            only_marked: model.only_marked,
            orders: [
                (model.topics.sort, model.topics.reverse),
                (model.experts.sort, model.experts.reverse),
                (model.statements.sort, model.statements.reverse),
            ],
        }
    }

    /// What makes the view, in a line: its lens, its pins and its filters.
    #[must_use]
    pub fn summary(&self, env: &Env) -> String {
        let lens = match self.spot.lens {
            Lens::Trend => env.pick("by trend", "par tendance"),
            Lens::Expert => env.pick("by expert", "par expert"),
            Lens::Page => env.pick("by page", "par page"),
        };
        let found = ByName::new(&env.data.corpus, &self.spot.pins);
        let pins = self.spot.pins.iter().map(|name| match pin_of(&found, name) {
            Some(pin) => format!("[{}]", pin_name(env, pin)),
            None => format!("[{}?]", id_of(name)),
        });
        let filters = self.filters.iter().filter(|filter| !filter.trim().is_empty());
        let filters = filters.map(|filter| format!("/{}", clean(filter)));
        let marked = self.only_marked.then(|| env.pick("marked", "marqués").to_owned());
        let parts = [lens.to_owned()].into_iter().chain(pins).chain(filters).chain(marked);
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// The id of a record that the data does not hold any more.
fn id_of(name: &Named) -> String {
    match name {
        Named::Topic(id) | Named::Expert(id) | Named::Statement(id) => clean(id).into_owned(),
        Named::Page(report, page) => format!("{}/{page}", clean(report)),
    }
}

/// The views whose name or making holds every word that is typed, by name.
#[must_use]
pub fn matching<'m>(model: &'m Model, env: &Env, typed: &str) -> Vec<&'m View> {
    let words = fold(typed);
    let holds = |view: &&View| {
        let text = fold(&format!("{} {}", view.name, view.summary(env)));
        words.split_whitespace().all(|word| text.contains(word))
    };
    let mut views: Vec<&View> = model.views.iter().filter(holds).collect();
    order::sort_by_key(&mut views, |view| sort_key(&view.name));
    views
}
