//! One row of a result, in one buffer.

use bytes::{BufMut, Bytes, BytesMut};
use fallible_iterator::FallibleIterator;
use postgres_protocol::message::backend::DataRowBody;
use std::borrow::Cow;
use std::io;

use crate::result::Field;

/// One row. Its values share one buffer, so that a row costs no allocation of its own.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// For each column a big-endian `i32` length (-1 for NULL) and the bytes: the body of a `DataRow`.
    data: Bytes,
    columns: usize,
}

impl Row {
    /// Takes over a `DataRow` after checking its lengths, so that later access cannot fail. Text that is not
    /// UTF-8 (databases encoded as `SQL_ASCII` hand it out) is mended with U+FFFD, as Node does.
    pub(crate) fn from_message(body: &DataRowBody, fields: &[Field]) -> io::Result<Row> {
        let mut ranges = body.ranges();
        let mut columns = 0;
        let mut sound = true;
        while let Some(range) = ranges.next()? {
            let text = fields.get(columns).is_none_or(|field| !field.binary);
            if let (true, Some(range)) = (text, range) {
                sound &= std::str::from_utf8(&body.buffer()[range]).is_ok();
            }
            columns += 1;
        }
        let row = Row { data: body.buffer_bytes().clone(), columns };
        Ok(if sound { row } else { row.mended() })
    }

    fn mended(&self) -> Row {
        let mut data = BytesMut::with_capacity(self.data.len() * 2);
        for value in self.iter() {
            match value.map(String::from_utf8_lossy) {
                None => data.put_i32(-1),
                Some(text) => put_value(&mut data, &text),
            }
        }
        Row { data: data.freeze(), columns: self.columns }
    }

    /// How many columns the row has.
    pub fn len(&self) -> usize {
        self.columns
    }

    /// Whether the row has no columns at all, as in `SELECT` with an empty list.
    pub fn is_empty(&self) -> bool {
        self.columns == 0
    }

    /// The text of column `index` (from 0); `None` for NULL and for a column that does not exist.
    pub fn get(&self, index: usize) -> Option<&str> {
        // Only a BINARY CURSOR can bring bytes that are not UTF-8 this far.
        self.bytes(index).map(|bytes| std::str::from_utf8(bytes).unwrap_or_default())
    }

    /// The bytes of column `index` (from 0); `None` for NULL and for a column that does not exist.
    pub fn bytes(&self, index: usize) -> Option<&[u8]> {
        self.iter().nth(index).flatten()
    }

    /// All values in order, `None` for NULL: the way to read whole rows.
    pub fn iter(&self) -> impl Iterator<Item = Option<&[u8]>> {
        let mut rest: &[u8] = &self.data;
        (0..self.columns).map(move |_| {
            let (length, after) = rest.split_first_chunk::<4>()?;
            rest = after;
            let length = usize::try_from(i32::from_be_bytes(*length)).ok()?;
            let (value, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(value)
        })
    }
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let values = self.iter().map(|value| value.map(String::from_utf8_lossy));
        f.debug_list().entries(values.map(|value| value.unwrap_or(Cow::Borrowed("NULL")))).finish()
    }
}

fn put_value(data: &mut BytesMut, text: &str) {
    // A mended value can outgrow i32 only if the message already nearly did, which framing forbids.
    data.put_i32(i32::try_from(text.len()).unwrap_or(i32::MAX));
    data.put_slice(text.as_bytes());
}
