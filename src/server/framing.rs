//! Frames on the wire: a header with the length of a message, a blank line, and so many bytes.
//!
//! A length may be wrong, and then the bytes of a message are not where they should be. JSON holds no line break but
//! between its tokens, so a line that ends with a header's name and a number is a header wherever it stands: behind a
//! message that was longer than its header said, or in the middle of one that was shorter. So a wrong length costs the
//! messages that it tore, and no others.

use std::io::{self, BufRead, Read};

/// A longer message is not read. The longest text that is checked takes six times its room when every character of it is
/// an escape.
const LONGEST_MESSAGE: u64 = 64_000_000;
/// So many bytes are kept of either end of a message that is not read.
const KEPT: usize = 4096;
/// A longer header line is no header, but the end of it may hold one.
const LONGEST_HEADER: u64 = 4096;
/// What a header begins with that tells a length.
const LENGTH: &[u8] = b"content-length";
/// So many bytes behind the name of a header can hold its number.
const LONGEST_NUMBER: usize = 64;

/// What stands on the wire.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// The bytes of a message.
    Body(Vec<u8>),
    /// The first and the last bytes of a message that is too long.
    TooLong(Vec<u8>),
    /// Something without a length, or with a wrong one.
    Unusable,
}

/// Room for most messages.
const ROOM: usize = 2048;

/// Reads frames.
pub struct Frames<R> {
    input: R,
    /// The header line that was read last.
    line: Vec<u8>,
    /// A length that a header told in the middle of the message before.
    found: Option<u64>,
}

impl<R: BufRead> Frames<R> {
    /// The frames of an input.
    pub fn new(input: R) -> Frames<R> {
        Frames { input, line: Vec::new(), found: None }
    }

    /// The next frame; `None` at the end of the input, also where that cuts a frame off.
    pub fn next(&mut self) -> io::Result<Option<Frame>> {
        let mut length = self.found.take();
        let mut headers = usize::from(length.is_some());
        loop {
            if !read_line(&mut self.input, &mut self.line)? {
                return Ok(None);
            }
            let line = self.line.trim_ascii();
            if line.is_empty() {
                // Blank lines between messages are nothing.
                if headers == 0 {
                    continue;
                }
                break;
            }
            headers += 1;
            if let Some(value) = length_header(line) {
                length = number(value);
            }
        }
        match length {
            // What stands there instead of a message is passed over in the search for the next header.
            None => Ok(Some(Frame::Unusable)),
            Some(length) => self.body(length),
        }
    }

    fn body(&mut self, length: u64) -> io::Result<Option<Frame>> {
        let is_kept = length <= LONGEST_MESSAGE;
        let mut body = Vec::with_capacity(ROOM);
        let mut left = length;
        while left > 0 {
            let available = self.input.fill_buf()?;
            if available.is_empty() {
                return Ok(None);
            }
            let part = available.get(..usize::try_from(left).unwrap_or(usize::MAX)).unwrap_or(available);
            let line_end = memchr::memchr(b'\n', part).map(|at| at + 1);
            let part = part.get(..line_end.unwrap_or(part.len())).unwrap_or(part);
            body.extend_from_slice(part);
            let taken = part.len();
            self.input.consume(taken);
            left -= taken as u64;
            if line_end.is_some()
                && let Some(found) = length_header(end_of(&body)).and_then(number)
            {
                self.found = Some(found);
                return Ok(Some(Frame::Unusable));
            }
            if !is_kept && body.len() > 2 * KEPT {
                body.drain(KEPT..body.len() - KEPT);
            }
        }
        Ok(Some(if is_kept { Frame::Body(body) } else { Frame::TooLong(body) }))
    }
}

/// Reads the next line; of a very long one the end. `false` at the end of the input.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    loop {
        let read = input.by_ref().take(LONGEST_HEADER).read_until(b'\n', line)?;
        if read == 0 && line.is_empty() {
            return Ok(false);
        }
        if read == 0 || line.ends_with(b"\n") {
            return Ok(true);
        }
        line.drain(..line.len().saturating_sub(LENGTH.len() + LONGEST_NUMBER));
    }
}

/// As much of the end of what was read as a header can take.
fn end_of(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.get(bytes.len().saturating_sub(LENGTH.len() + LONGEST_NUMBER)..).unwrap_or(bytes);
    bytes.trim_ascii()
}

/// What a line says of the length of a message, if it does. The header need not be all of the line: bodies end without a
/// line break.
fn length_header(line: &[u8]) -> Option<&[u8]> {
    let at = line.windows(LENGTH.len()).rposition(|part| part.eq_ignore_ascii_case(LENGTH))?;
    line.get(at + LENGTH.len()..)?.trim_ascii_start().strip_prefix(b":")
}

/// A length as it is written.
fn number(value: &[u8]) -> Option<u64> {
    std::str::from_utf8(value.trim_ascii()).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    /// Gives its bytes in pieces of these lengths, over and over.
    struct Pieces<'b>(&'b [u8], std::iter::Cycle<std::vec::IntoIter<usize>>);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let room = self.1.next().unwrap_or(1).min(buffer.len());
            self.0.read(&mut buffer[..room])
        }
    }

    fn all(input: impl Read) -> Vec<Frame> {
        let mut frames = Frames::new(BufReader::new(input));
        std::iter::from_fn(|| frames.next().unwrap()).collect()
    }

    /// A frame whose header says a length of its own.
    fn frame(length: u64, body: &str) -> String {
        format!("Content-Length: {length}\r\n\r\n{body}")
    }

    const BODY: &str = r#"{"jsonrpc":"2.0","method":"initialized"}"#;

    /// A piece of a stream: a message, a message with a wrong length, or anything.
    fn piece() -> impl Strategy<Value = String> {
        let bodies =
            prop::sample::select(&[BODY, "{}", "", "{\n \"content-length\": 3\n}", "\"Content-Length: 9\"", "“é”"][..]);
        prop_oneof![
            4 => bodies.clone().prop_map(|body| frame(body.len() as u64, body)),
            1 => (0..200_u64, bodies).prop_map(|(length, body)| frame(length, body)),
            1 => prop::sample::select(&["\r\n", "\n", "Content-Le", "content-length:7\n\n", ": 5\r\n\r\n", "{", "Content-Length: x\r\n\r\n"][..])
                .prop_map(str::to_owned),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn pieces_in_which_a_stream_comes_change_nothing(
            stream in prop::collection::vec(piece(), 0..12),
            lengths in prop::collection::vec(1..90_usize, 1..8),
        ) {
            let stream = stream.concat();
            prop_assert_eq!(all(Pieces(stream.as_bytes(), lengths.into_iter().cycle())), all(stream.as_bytes()));
        }

        /// Behind a wrong length at most two messages are lost: the one that has it, and the one that it tore.
        #[test]
        fn a_wrong_length_costs_what_it_tore(length in prop_oneof![0..500_u64, any::<u64>()], behind in 1..6_usize) {
            let stream = frame(length, BODY) + &frame(BODY.len() as u64, BODY).repeat(behind);
            let read = all(stream.as_bytes()).into_iter().filter(|frame| *frame == Frame::Body(BODY.into())).count();
            prop_assert!(read + 1 >= behind, "{} of {} behind {}", read, behind, length);
        }
    }

    #[test]
    fn a_message_that_is_too_long_is_passed_over() {
        let (start, end) = (r#"{"method":"textDocument/didOpen","text":""#, r#"","uri":"file:///a.md"}"#);
        let text = io::repeat(b'x').take(LONGEST_MESSAGE);
        let length = LONGEST_MESSAGE + (start.len() + end.len()) as u64;
        let header = format!("Content-Length: {length}\r\n\r\n{start}");
        let behind = end.to_owned() + &frame(BODY.len() as u64, BODY);
        let frames = all(header.as_bytes().chain(text).chain(behind.as_bytes()));
        let [Frame::TooLong(ends), Frame::Body(body)] = &frames[..] else { panic!("{frames:?}") };
        assert!(ends.starts_with(start.as_bytes()) && ends.ends_with(end.as_bytes()) && ends.len() <= 2 * KEPT);
        assert_eq!(body, BODY.as_bytes());
    }
}
