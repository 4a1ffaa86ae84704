//! Reading the parameters of an address, and noting those that cannot be read.

use super::parse::Note;

/// The parameters of an address, in their order.
pub(super) struct Query<'a> {
    pairs: &'a [(String, String)],
    notes: Vec<Note>,
}

impl<'a> Query<'a> {
    pub(super) fn new(pairs: &'a [(String, String)]) -> Query<'a> {
        Query {
            pairs,
            notes: Vec::new(),
        }
    }

    /// The parameter of that name as `read` understands it. One that is there and cannot be understood counts as
    /// left out, and is noted so that the reader is told.
    pub(super) fn value<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name)?;
        let value = read(text);
        if value.is_none() {
            self.note(Note::Unread(format!("{name}={text}")));
        }
        value
    }

    /// The text of a parameter; an empty one is as good as none.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.pairs
            .iter()
            .find(|(one, _)| one == name)
            .map(|(_, text)| text.as_str())
            .filter(|text| !text.is_empty())
    }

    /// Notes what does not count.
    pub(super) fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// What did not count, in the order of reading.
    pub(super) fn into_notes(self) -> Vec<Note> {
        self.notes
    }
}
