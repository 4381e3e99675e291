//! Where the reader has been: places, not row numbers.
//!
//! Following pushes, moving amends, a new place cuts the forward part. No equal
//! neighbours, never empty, at most [`MOST`] places.

use super::model::{Lens, Pane, Pin, Reference, Shown};
use crate::corpus::{ExpertId, StatementId, Subject, TopicId};

/// How many places are kept.
pub const MOST: usize = 200;

/// A place to come back to, as it was left: what was chosen, and what narrowed the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// What is followed.
    pub subject: Option<Subject>,
    /// The topic chosen in Trends.
    pub topic: Option<TopicId>,
    /// The expert chosen in Experts.
    pub expert: Option<ExpertId>,
    /// The statement chosen in Statements.
    pub statement: Option<StatementId>,
    /// What the Page pane shows.
    pub shown: Shown,
    /// The reference chosen in it.
    pub reference: Option<Reference>,
    /// The pane that has the keys.
    pub focus: Pane,
    /// Whether rows without a link were shown.
    pub all: bool,
    /// Which dimension led.
    pub lens: Lens,
    /// Lasting filters.
    pub pins: Vec<Pin>,
    /// The filters of Trends, Experts and Statements.
    pub filters: [String; 3],
    /// What was searched in the text.
    pub search: String,
}

/// The places behind and ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    places: Vec<Place>,
    at: usize,
}

impl Default for History {
    fn default() -> Self {
        Self { places: vec![Place::default()], at: 0 }
    }
}

impl History {
    /// A history of these places, standing at one of them.
    #[must_use]
    pub fn of(mut places: Vec<Place>, at: usize) -> Self {
        let mut at = at.min(places.len().saturating_sub(1));
        // Of equal neighbours one stays, and the present place stays the present one.
        let mut number = places.len();
        while number > 1 {
            number -= 1;
            if places[number] == places[number - 1] {
                places.remove(number);
                at -= usize::from(at >= number);
            }
        }
        let surplus = places.len().saturating_sub(MOST);
        places.drain(..surplus.min(at));
        at -= surplus.min(at);
        places.truncate(MOST);
        if places.is_empty() {
            return Self::default();
        }
        Self { places, at }
    }

    /// The places, oldest first, and which of them is the present one.
    #[must_use]
    pub fn places(&self) -> (&[Place], usize) {
        (&self.places, self.at)
    }

    /// Puts the present state of the current place on record.
    pub fn amend(&mut self, place: Place) {
        self.places[self.at] = place;
        self.merge_neighbours();
    }

    /// Goes to a new place; what was ahead is cut.
    pub fn push(&mut self, place: Place) {
        if self.places[self.at] == place {
            return;
        }
        self.places.truncate(self.at + 1);
        self.places.push(place);
        let surplus = self.places.len().saturating_sub(MOST);
        self.places.drain(..surplus);
        self.at = self.places.len() - 1;
    }

    /// The place before, once the present state is put on record.
    pub fn back(&mut self, present: Place) -> Option<Place> {
        self.amend(present);
        self.at = self.at.checked_sub(1)?;
        Some(self.places[self.at].clone())
    }

    /// The place after, once the present state is put on record.
    pub fn forward(&mut self, present: Place) -> Option<Place> {
        self.amend(present);
        let place = self.places.get(self.at + 1)?.clone();
        self.at += 1;
        Some(place)
    }

    /// The place before, or the one after where there is none before: the other of the last two.
    pub fn other(&mut self, present: Place) -> Option<Place> {
        let newest = self.at + 1 == self.places.len();
        if newest { self.back(present) } else { self.forward(present) }
    }

    /// Lets the places go on in other data; those that are none there any more go.
    pub fn carry(&mut self, moved: impl Fn(&Place) -> Option<Place>) {
        let mut places = Vec::with_capacity(self.places.len());
        let mut at = 0;
        for (number, place) in self.places.iter().enumerate() {
            // The present place stays in any case; whoever stands there says how it is now.
            let kept = moved(place).or_else(|| (number == self.at).then(Place::default));
            let new = kept.filter(|kept| number == self.at || places.last() != Some(kept));
            places.extend(new);
            if number == self.at {
                at = places.len() - 1;
            }
        }
        self.places = places;
        self.at = at;
        self.merge_neighbours();
    }

    /// Whether there is a place to go back to.
    #[must_use]
    pub const fn has_back(&self) -> bool {
        self.at > 0
    }

    /// How many places are held.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.places.len()
    }

    /// Never: there is always the present place.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// Whether two neighbours are equal; a sound history has none.
    #[must_use]
    pub fn has_equal_neighbours(&self) -> bool {
        self.places.windows(2).any(|pair| pair[0] == pair[1])
    }

    fn merge_neighbours(&mut self) {
        if self.places.get(self.at + 1) == Some(&self.places[self.at]) {
            self.places.remove(self.at + 1);
        }
        if self.at > 0 && self.places[self.at - 1] == self.places[self.at] {
            self.places.remove(self.at);
            self.at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(topic: u32) -> Place {
        Place { topic: Some(TopicId(topic)), ..Place::default() }
    }

    #[test]
    fn back_then_forward_is_where_one_was() {
        let mut history = History::default();
        history.amend(place(1));
        history.push(place(2));
        history.push(place(3));
        assert_eq!(history.back(place(4)), Some(place(2)));
        assert_eq!(history.back(place(2)), Some(place(1)));
        assert_eq!(history.back(place(1)), None);
        assert_eq!(history.forward(place(1)), Some(place(2)));
        // The last place was amended to 4 on the way out.
        assert_eq!(history.forward(place(2)), Some(place(4)));
        assert_eq!(history.forward(place(4)), None);
    }

    #[test]
    fn a_new_place_cuts_what_was_ahead() {
        let mut history = History::default();
        history.amend(place(1));
        history.push(place(2));
        history.back(place(2));
        history.push(place(3));
        assert_eq!(history.forward(place(3)), None);
        assert_eq!(history.back(place(3)), Some(place(1)));
    }

    #[test]
    fn equal_neighbours_merge_and_the_number_of_places_is_bounded() {
        let mut history = History::default();
        for topic in 0..1000 {
            history.push(place(topic % 7));
            history.push(place(topic % 7));
        }
        assert_eq!(history.len(), MOST);
        assert!(!history.has_equal_neighbours());
        let mut history = History::default();
        history.amend(place(1));
        history.push(place(2));
        history.amend(place(1));
        assert_eq!(history.len(), 1);
        assert!(!history.has_back());
    }
}
