use std::io::{self, ErrorKind, Read};

/// What Node says: the letters of `host/`.
pub(super) mod from_node {
    /// A question: `[function, arguments]`. Node stands still until it is answered.
    pub const ASK: u8 = b'A';
    /// A call has ended well: `[its number, what it gave]`.
    pub const DONE: u8 = b'D';
    /// A call has failed: `[its number, what was thrown]`.
    pub const FAILED: u8 = b'F';
    /// Nothing is left there that could settle what is awaited; how many events it has heard.
    pub const IDLE: u8 = b'I';
    /// It is not busy.
    pub const PONG: u8 = b'P';
    /// What nobody caught.
    pub const UNCAUGHT: u8 = b'U';
    /// `process.exit` was called; the code.
    pub const EXIT: u8 = b'X';
    /// The answer to [`super::to_node::CALL_BACK`].
    pub const ANSWER: u8 = b'r';
    /// What was thrown instead.
    pub const REFUSAL: u8 = b'x';
}

/// What Node is told besides the answers to its questions, whose letters `relay.js` gives.
pub(super) mod to_node {
    /// What it runs, once it is there.
    pub const SETUP: u8 = b'S';
    /// A question back, before its own is answered: `[name, …arguments]`.
    pub const CALL_BACK: u8 = b'c';
    /// A call: `[number, function, arguments]`.
    pub const CALL: u8 = b'k';
    /// Asks whether it is busy.
    pub const PING: u8 = b'P';
}

/// What goes through a pipe at once: its length in bytes (four, the lowest first), a letter that says what it is, and
/// text.
#[derive(Debug)]
pub(super) struct Frame {
    /// What it is.
    pub kind: u8,
    /// Mostly JSON.
    pub text: String,
}

impl Frame {
    /// The next one; `None` at the end.
    ///
    /// # Errors
    /// When the pipe fails, or ends inside a frame; text that is not UTF-8.
    pub fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut head = [0; 5];
        match from.read_exact(&mut head) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let [a, b, c, d, kind] = head;
        let length = u32::from_le_bytes([a, b, c, d]);
        let mut text = String::new();
        let read = from.take(u64::from(length)).read_to_string(&mut text)?;
        if read < length as usize {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(Some(Self { kind, text }))
    }

    /// One as it goes through the pipe.
    ///
    /// # Errors
    /// When it is larger than a length can say (4 GiB).
    pub fn bytes(kind: u8, text: &str) -> io::Result<Vec<u8>> {
        let length = u32::try_from(text.len()).map_err(|_| io::Error::from(ErrorKind::FileTooLarge))?;
        let mut bytes = Vec::with_capacity(text.len() + 5);
        bytes.extend(length.to_le_bytes());
        bytes.push(kind);
        bytes.extend(text.as_bytes());
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Frame;

    #[test]
    fn a_frame_comes_out_as_it_went_in() {
        let mut bytes = Frame::bytes(b'A', "[\"größe\"]").unwrap();
        bytes.extend(Frame::bytes(b'I', "").unwrap());
        let mut from = bytes.as_slice();
        let first = Frame::read(&mut from).unwrap().unwrap();
        assert_eq!((first.kind, first.text.as_str()), (b'A', "[\"größe\"]"));
        assert_eq!(Frame::read(&mut from).unwrap().unwrap().kind, b'I');
        assert!(Frame::read(&mut from).unwrap().is_none());
    }

    #[test]
    fn one_that_is_cut_off_is_an_error() {
        let bytes = Frame::bytes(b'A', "text").unwrap();
        assert!(Frame::read(&mut &bytes[..7]).is_err());
    }
}
