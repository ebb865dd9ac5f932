//! The bytes of a file: what is read of them in an encoding of Unicode is written back as it was.

use copydesk::text::charset::{self, Charset};

pub fn run(data: &[u8]) {
    let Ok(decoded) = charset::decode(data.to_vec()) else { return };
    let bytes = decoded.charset.encode(&decoded.text);
    // Old encodings may spell a letter in two ways; of such a file a fix finds that it does not hold what was read, and leaves it.
    if !matches!(decoded.charset, Charset::Old(_)) {
        assert_eq!(bytes.as_deref(), Some(data), "{decoded:?}");
    }
}
