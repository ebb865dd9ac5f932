//! The bytes of a file: what is read of them is written back as it was.

use copydesk::text::charset::{self, Charset};

pub fn run(data: &[u8]) {
    let Ok(decoded) = charset::decode(data.to_vec()) else { return };
    let bytes = decoded.charset.encode(&decoded.text);
    if !matches!(decoded.charset, Charset::Old(_)) {
        assert_eq!(bytes.as_deref(), Some(data), "{decoded:?}");
    } else if let Some(bytes) = bytes {
        // Some have two ways to spell a letter, and some cannot spell what they read.
        let again = charset::decode(bytes);
        assert!(again.is_ok_and(|again| again.text == decoded.text), "{decoded:?}");
    }
}
