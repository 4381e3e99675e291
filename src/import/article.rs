//! Drafts: the people, statements, page lists and definitions of an article about a report.
//!
//! Imports the rooms below it and the records of [`crate::corpus::file`].
//!
//! Odd thing worth knowing: nothing here is sure. Every statement and every page list carries its
//! rule, its confidence and `draft`, and stays marked until a person has read it.

mod apart;
mod blocks;
mod brackets;
mod clauses;
mod ground;
mod heads;
mod index;
mod items;
mod letters;
mod lists;
mod marked;
mod marks;
mod names;
mod notes;
mod nouns;
mod offices;
mod outline;
mod paged;
mod pattern;
mod patterns;
mod pieces;
mod places;
mod records;
mod references;
mod sentences;
mod speech;
mod spoken;
mod subjects;
mod themes;
mod turned;
mod verbs;
mod who;
mod words;

use crate::corpus::file::{CorpusFile, DefinitionRecord};
use blocks::{Block, Kind};
use brackets::Brackets;
use ground::Ground;
use marks::{Quotation, all_quoted, definitions, quotations, without_definitions};
use notes::Notes;
use outline::{Place as Spot, outline};
use records::Draft;
use references::Reference;
use speech::{Context, Rules, Under, said};
use who::{People, Speaker, is_person, trimmed};

/// The fewest words of a quotation that is kept although nobody is known to say it.
const FEWEST_UNSIGNED: usize = 8;

/// The fewest blocks with several pages in one place of an article that gives pages of themes.
const FEWEST_LISTS: usize = 2;

/// Drafts a corpus of an article, which `title` names where it has no title of its own.
///
/// # Errors
/// Never but by a mistake in the rules.
pub fn draft(source: &str, title: &str) -> Result<CorpusFile, regex::Error> {
    let rules = Rules::new()?;
    let mut blocks = blocks::blocks(source);
    let own = outline::own_title(source, &blocks);
    let titled = own.as_deref().unwrap_or(title);
    let texts = blocks.iter().map(|block| block.text.as_str());
    let mut people = People::of(&rules.names, texts.chain([titled]));
    index::mark(&mut blocks, &rules.references, &people);
    // Who the article is about, where its title names one person alone.
    people.last = blocks.first().and_then(|first| rules.alone(&first.text, &people));
    let head = blocks::head(source);
    let reviewed = match outline::reviewed_in_head(head, &blocks, &rules) {
        Some(name) => Some(name),
        None => outline::written_by(head, titled, &blocks)?,
    };
    if let Some(name) = &reviewed {
        people.add(name);
    }
    let (blocks, places) = outline(blocks, &rules, &people, title)?;
    let document = reviewed
        .and_then(|name| people.named(&name))
        .or_else(|| outline::reviewed(&blocks, titled, &people, &rules))
        .or_else(|| blocks.iter().find_map(|block| rules.document(&block.text)))
        .or_else(|| {
            let cites = |block: &Block| !rules.references.find(&block.text).is_empty();
            let cited = blocks.iter().filter(|block| cites(block)).count() > 1;
            let found = || blocks.iter().find_map(|block| rules.volume(&block.text));
            cited.then(found).flatten()
        });
    let is_book = |speaker: &Speaker| {
        let noun = speaker.name.rsplit([' ', '’']).next().unwrap_or_default();
        ["book", "livre", "ouvrage", "essai", "volume"].contains(&noun)
    };
    let document = if document.as_ref().is_none_or(is_book) {
        outline::author_of_book(&blocks, (titled, document.is_some()), &rules, &people)?
            .or(document)
    } else {
        document
    };
    // Who wrote the book is meant where nobody else was named yet.
    let author = document.clone().filter(|document| !document.collective);
    people.last = people.last.take().or(author);
    let announced = lists::announced(&blocks)?;
    let mut draft = Draft::new(title, own.as_deref().unwrap_or(title));
    for (rank, name) in announced.iter().enumerate() {
        draft.announce(rank, name);
    }
    let notes = Notes::of(&blocks, &rules.references, &people)?;
    let mut reader = Reader {
        turns: turns(&blocks, &rules, &people),
        rows: index::spoken(&blocks, &rules.references),
        brackets: Brackets::of(&blocks, &rules.references, notes)?,
        rules,
        blocks,
        places,
        people,
        document,
        waiting: None,
        intro: 0,
        question: None,
        below: None,
        heading: None,
        page: None,
        lists: false,
        paged: Vec::new(),
        leading: Vec::new(),
        standing: None,
    };
    reader.paged = reader.paged();
    if reader.document.as_ref().is_none_or(is_book) && !reader.paged.is_empty() {
        let author = outline::author_line(&reader.blocks, &reader.people);
        reader.document = author.or(reader.document.take());
    }
    reader.leading = reader.leading();
    let several = |number: usize| reader.pages_of(number).iter().any(Reference::means_several);
    reader.lists =
        (0..reader.blocks.len()).filter(|&number| several(number)).count() >= FEWEST_LISTS;
    for number in 0..reader.blocks.len() {
        reader.read(&mut draft, number);
    }
    // A quotation that ends the article is signed by nobody behind it.
    if let Some((quoted, quotation)) = reader.waiting.take() {
        reader.sign(&mut draft, (quoted, &quotation), None);
    }
    Ok(draft.finish())
}

/// Reads an article block by block.
struct Reader {
    rules: Rules,
    blocks: Vec<Block>,
    places: Vec<Spot>,
    people: People,
    /// What the article is about, in its own words.
    document: Option<Speaker>,
    /// Rows of tables that say something: who, what, where.
    rows: Vec<[usize; 3]>,
    /// What numbers in brackets mean.
    brackets: Brackets,
    /// Labels before a colon that stand there more than once.
    turns: Vec<String>,
    /// A quotation that fills its block and waits for a signature: its block and words.
    waiting: Option<(usize, Quotation)>,
    /// The block that announces the list being read.
    intro: usize,
    /// The question that was asked last.
    question: Option<usize>,
    /// The topic that the last heading names.
    below: Option<String>,
    /// The last heading, where it names nobody.
    heading: Option<String>,
    /// The page that was given last: `the same page` means it.
    page: Option<u32>,
    /// Several blocks give several pages in one place.
    lists: bool,
    /// It is notes on a document page by page: the blocks that say on which page what follows stands.
    paged: Vec<usize>,
    /// The one of them that was read last.
    standing: Option<usize>,
    /// The blocks of notes that begin with the page they stand on.
    leading: Vec<usize>,
}

impl Reader {
    fn read(&mut self, draft: &mut Draft, number: usize) {
        if self.is_source(number) || self.opens_page(number) {
            return;
        }
        let block = &self.blocks[number];
        if block.kind != Kind::Row {
            self.intro = number;
        }
        if block.kind == Kind::Heading && !self.gives_pages_alone(block) {
            self.question = None;
            self.heading = lists::title_of(&block.text, &self.people);
            self.below = self.topic_below(number);
        }
        if self.indexed(draft, number) {
            return;
        }
        self.define(draft, number);
        let signed = self.rules.signature(&block.text, &self.people);
        if let Some((quoted, quotation)) = self.waiting.take() {
            self.sign(draft, (quoted, &quotation), signed.as_ref());
            if signed.is_some() {
                return;
            }
        }
        let place = self.places[number].clone();
        if place == Spot::Question {
            self.question = Some(number);
        }
        self.note(draft, number);
        if matches!(place, Spot::Works | Spot::Question) {
            return;
        }
        let mut references = self.pages_of(number);
        self.turn_back(&mut references, number);
        if let Some(&[who, _, pages]) = self.rows.iter().find(|row| row[1] == number) {
            self.row(draft, (who, number, pages));
            return;
        }
        if self.speaks(draft, number, &place, &references)
            || self.whole(draft, number, &place, &references)
        {
            return;
        }
        let block = &self.blocks[number];
        let section = match &place {
            Spot::Section { speaker, .. } => Some(speaker),
            _ => None,
        };
        if let Some(work) = lists::listed_work(block, &references, &self.people) {
            draft.list_of(block, &references[0], (work, Ground::Work));
            return;
        }
        let under = self.under(number);
        let question = self.question.filter(|&asked| asked + 1 == number);
        let question = question.map(|number| &self.blocks[number]);
        // A tooltip is no part of the sentence that it is glued into.
        let mut plain = block.clone();
        plain.text = without_definitions(&block.text);
        let mut placed = places::places(&plain.text, &references, self.lists);
        if let (Some(theme), Some(first)) = (self.row_head(number, &references), placed.first_mut())
        {
            *first = Some(places::Place::sure(theme.to_owned(), Ground::Begins));
        }
        let asked = lists::asked_of(block, question, &placed).and_then(subjects::topic_asked);
        let context = Context {
            document: self.document.as_ref(),
            placed: &placed,
            section,
            under,
            answers: question.is_some(),
            asked: asked.is_some(),
            handed: self.handed(number, &references),
        };
        let said = self.rules.read(block, &references, &mut self.people, context);
        let used: Vec<usize> = said.iter().filter_map(|said| said.reference).collect();
        for said in &said {
            self.state(draft, number, said, &references);
        }
        if said.is_empty() && references.is_empty() && self.below_page(draft, number) {
            return;
        }
        if said.is_empty() {
            self.behind_page(draft, number, &references);
        }
        let block = &self.blocks[number];
        let given = (references.as_slice(), placed.as_slice(), used.as_slice());
        let around = (self.below.as_deref(), under, asked.as_deref());
        for (name, pages, ground) in lists::given(&plain, given, around, draft.announced()) {
            draft.list_all(block, &pages, (&name, ground));
        }
        if let ([only], true) = (quotations(&block.text).as_slice(), said.is_empty())
            && only.start < 3
            && only.end + 2 >= block.text.len()
        {
            self.waiting = Some((number, only.clone()));
        }
    }

    /// The lines of an index that a block is. Whether it was nothing else.
    fn indexed(&self, draft: &mut Draft, number: usize) -> bool {
        let block = &self.blocks[number];
        // Pages and nothing else are those of any heading, a question too.
        let below = self.below.as_deref().or(self.heading.as_deref());
        let topics = block.index.iter().filter_map(|entry| entry.label.as_deref().or(below));
        if !block.index.is_empty() && topics.count() == block.index.len() {
            for entry in &block.index {
                let ground = if entry.label.is_some() { Ground::Line } else { Ground::Heading };
                if let Some(topic) = entry.label.as_deref().or(below) {
                    draft.list_of(block, &entry.reference, (topic, ground));
                }
            }
            return true;
        }
        false
    }

    /// The terms that a block defines.
    fn define(&self, draft: &mut Draft, number: usize) {
        let block = &self.blocks[number];
        for found in definitions(&block.text) {
            let term = &block.text[found.term.0..found.term.1];
            let position = draft.position(block, found.text);
            draft.define(
                term,
                DefinitionRecord {
                    text: Some(block.text[found.text.0..found.text.1].to_owned()),
                    position: Some(position),
                    ..DefinitionRecord::default()
                },
            );
        }
    }

    /// The pages that a note at the foot gives the themes that it names.
    fn note(&self, draft: &mut Draft, number: usize) {
        for (name, pages) in self.brackets.notes().themes(number) {
            let pages: Vec<&Reference> = pages.iter().collect();
            draft.list_all(&self.blocks[number], &pages, (name, Ground::Note));
        }
    }

    /// The theme that a row begins with where a row beside it begins so too.
    fn row_head(&self, number: usize, references: &[Reference]) -> Option<&str> {
        let head = places::row_head(&self.blocks[number], references)?;
        let alike = |other: usize| {
            self.blocks
                .get(other)
                .is_some_and(|block| places::row_head(block, &self.pages_of(other)).is_some())
        };
        let beside = [number.checked_sub(1), Some(number + 1)];
        beside.into_iter().flatten().any(alike).then_some(head)
    }

    /// Where a block stands in what a topic has of its own.
    fn under(&self, number: usize) -> Under {
        let headed = number > 0 && self.blocks[number - 1].kind == Kind::Heading;
        match &self.below {
            None => Under::Nothing,
            Some(_) if headed => Under::Head,
            Some(_) => Under::Blocks,
        }
    }

    /// The topic that a heading names for what stands below it. The title of the article is none.
    fn topic_below(&self, number: usize) -> Option<String> {
        let block = &self.blocks[number];
        if let Some(entry) = block.index.first() {
            return entry.label.clone();
        }
        let pages = self.rules.references.find(&block.text);
        let name = pages.first().map_or(block.text.len(), |first| first.start);
        (number > 0).then(|| lists::topic_of(&block.text[..name], &self.people)).flatten()
    }

    /// Whether a line only gives pages: short or in italics it stands below a heading and is none.
    fn gives_pages_alone(&self, block: &Block) -> bool {
        let first = self.rules.references.find(&block.text).first().map(|first| first.start);
        block.index.first().is_some_and(|entry| entry.label.is_none())
            || first.is_some_and(|first| !block.text[..first].contains(char::is_alphabetic))
    }

    /// The pages that a block gives: with their word, by its notes, in brackets.
    fn pages_of(&self, number: usize) -> Vec<Reference> {
        let text = self.blocks[number].text.as_str();
        let mut references = self.rules.references.find(text);
        self.brackets.find(text, &self.rules.references, &mut references);
        references
    }

    /// What a row of a table says that somebody says, and on which page.
    fn row(&mut self, draft: &mut Draft, (who, words, pages): (usize, usize, usize)) {
        let name = self.blocks[who].text.split([',', '(']).next().unwrap_or_default().trim();
        let body = || Speaker { name: name.to_owned(), collective: true };
        let speaker = if is_person(name) { self.people.named(name) } else { Some(body()) };
        let Some((_, reference)) = index::whole(&self.blocks[pages].text, &self.rules.references)
        else {
            return;
        };
        let block = &self.blocks[words];
        let mut row = said(speaker, (0, block.text.len()), ("a row of a table", 0.7));
        row.quotes = quotations(&block.text).iter().map(|quotation| quotation.words).collect();
        row.reference = Some(0);
        let pages = draft.pages(&self.blocks[pages], &reference, false);
        draft.record(block, &row, Some(pages));
    }

    /// Gives `the same page` the page before it, and `the next page` the one behind that. Where
    /// the sentence gives a page of its own it means that.
    fn turn_back(&mut self, references: &mut Vec<Reference>, number: usize) {
        let text = self.blocks[number].text.as_str();
        let given: Vec<usize> =
            references.iter().filter(|one| !one.pages.is_empty()).map(|one| one.start).collect();
        references.retain(|one| {
            let from = clauses::start_of(&text[..one.start]);
            let to = clauses::end_of(text, one.end);
            !one.pages.is_empty()
                || one.turned == 0
                || !given.iter().any(|start| (from..to).contains(start))
        });
        for reference in references.iter_mut() {
            if reference.pages.is_empty() {
                let page = self.page.and_then(|page| page.checked_add_signed(reference.turned));
                reference.pages.extend(page.filter(|&page| page > 0));
                self.page = page.or(self.page);
            } else if !reference.elsewhere {
                self.page = reference.pages.last().copied();
            }
        }
        references.retain(|reference| !reference.pages.is_empty());
    }

    /// States a quotation that filled its block, with who signs it behind it, or whom the block
    /// before it announces, or nobody.
    fn sign(
        &mut self,
        draft: &mut Draft,
        (quoted, quotation): (usize, &Quotation),
        signed: Option<&Speaker>,
    ) {
        let block = &self.blocks[quoted];
        let span = (quotation.start, quotation.end);
        let words = &block.text[quotation.words.0..quotation.words.1];
        let announced = || {
            let before = quoted.checked_sub(1).map(|before| &self.blocks[before])?;
            let announces = before.text.trim_end().ends_with(':');
            announces.then(|| self.rules.introduced(&before.text, &self.people)).flatten()
        };
        // Below a name in bold, or behind a paragraph whose last sentence is about one person.
        let spoken_of = || {
            if let Spot::Section { speaker, .. } = &self.places[quoted] {
                return Some(speaker.clone());
            }
            let before = quoted.checked_sub(1).map(|before| &self.blocks[before])?;
            let about = before.kind == Kind::Text && quotations(&before.text).is_empty();
            let last = &before.text[clauses::start_of(&before.text)..];
            let named = about.then(|| self.rules.first_name(last, &self.people)).flatten();
            // `It is like a horse, he said.`
            let goes_on = about && self.rules.speaks_on(last);
            named.or_else(|| self.people.last.clone().filter(|last| goes_on && !last.collective))
        };
        let mut new = if let Some(speaker) = signed {
            said(Some(speaker.clone()), span, ("signature", 0.95))
        } else if let Some(speaker) = announced() {
            said(Some(speaker), span, ("X : «", 0.7))
        } else if words.split_whitespace().count() >= FEWEST_UNSIGNED && block.kind != Kind::Heading
        {
            match spoken_of() {
                Some(speaker) => said(Some(speaker), span, ("sentence before", 0.4)),
                None => said(None, span, ("nobody signs it", 0.4)),
            }
        } else {
            return;
        };
        new.quotes = vec![quotation.words];
        if let Some(speaker) = &new.speaker {
            self.people.last = Some(speaker.clone());
        }
        draft.state(block, &new, &[]);
    }

    /// A block that one person speaks: a turn, an answer, what stands below their name. Whether
    /// it was one.
    fn speaks(
        &mut self,
        draft: &mut Draft,
        number: usize,
        place: &Spot,
        references: &[Reference],
    ) -> bool {
        let block = &self.blocks[number];
        let turn = self.rules.turn(block).filter(|&(label, from)| self.is_turn(block, label, from));
        let turn =
            turn.and_then(|(label, from)| Some((self.people.named(label)?, from, "X :", 0.95)));
        let found = turn.or_else(|| match place {
            Spot::Answer(speaker) => {
                let from = outline::behind_label(&block.text, &outline::ANSWERS).unwrap_or(0);
                Some((speaker.clone(), from, "an answer", 0.7))
            }
            Spot::Section { speaker, alone: true }
                if block.kind != Kind::Heading
                    && block.text.split(' ').count() >= 6
                    && !names(&block.text, &speaker.name) =>
            {
                Some((speaker.clone(), 0, "below X", 0.7))
            }
            _ => None,
        });
        let Some((speaker, from, rule, sure)) = found else { return false };
        self.people.last = Some(speaker.clone());
        let mut turn = said(Some(speaker), (from, block.text.len()), (rule, sure));
        turn.reference = (references.len() == 1).then_some(0);
        turn.quotes = all_quoted(&block.text, from, references);
        draft.state(block, &turn, references);
        true
    }

    /// Whether a label before a colon is somebody who speaks: one who is named elsewhere too, or
    /// whose words stand in marks, or whose role stands there. A row may explain a name.
    fn is_turn(&self, block: &Block, label: &str, from: usize) -> bool {
        let Some(speaker) = self.people.named(label) else { return false };
        if !is_person(&speaker.name) {
            return label.contains(' ') && self.turns.iter().any(|known| known == label);
        }
        // `The Ferry Question: a debate of 1931` is a title, `Mr Lee: …` a turn.
        let words = &block.text[from..];
        if words.starts_with(char::is_lowercase) && !self.turns.iter().any(|known| known == label) {
            return false;
        }
        (label != speaker.name && trimmed(label) == label)
            || self.people.count(&speaker.name) > 1
            || words.starts_with(['«', '“', '"'])
            || block.text[..from].contains([',', '('])
    }

    /// A block that is said as a whole: set apart as a quotation, or a list whose pages stand
    /// behind its last row. Whether it was one.
    fn whole(
        &mut self,
        draft: &mut Draft,
        number: usize,
        place: &Spot,
        references: &[Reference],
    ) -> bool {
        if self.apart(draft, number, place, references) {
            return true;
        }
        let block = &self.blocks[number];
        let last = references.len().checked_sub(1);
        let ends_list = block.kind == Kind::Row
            && self.blocks.get(number + 1).is_none_or(|next| next.kind != Kind::Row);
        if let (true, Some(last)) = (ends_list, last)
            && self.intro < number
            && block.text[..references[last].start]
                .trim_end_matches(['(', ' '])
                .ends_with(['.', '!', '?'])
            && references[last].end + 2 >= block.text.len()
        {
            let intro = &self.blocks[self.intro];
            let span = (0, intro.text.len());
            let mut list = said(self.document.clone(), span, ("pages behind a list", 0.7));
            list.reference = Some(0);
            let pages = draft.pages(block, &references[last], false);
            draft.record(intro, &list, Some(pages));
            return true;
        }
        false
    }
}

/// Whether a text names somebody, by their whole name or its last word.
fn names(text: &str, name: &str) -> bool {
    let surname = name.rsplit(' ').next().unwrap_or(name);
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '-').any(|word| word == surname)
}

/// The labels before a colon that stand there more than once, as those of turns do.
fn turns(blocks: &[Block], rules: &Rules, people: &People) -> Vec<String> {
    let mut seen: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for block in blocks {
        if let Some((label, _)) = rules.turn(block) {
            *seen.entry(label).or_default() += 1;
        }
    }
    let again =
        seen.into_iter().filter(|&(label, count)| count > 1 && people.named(label).is_some());
    again.map(|(label, _)| label.to_owned()).collect()
}

#[cfg(test)]
mod tests;
