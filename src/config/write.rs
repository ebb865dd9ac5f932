//! Writing files so that nobody ever reads half of one.

use std::io::{self, Write};
use std::path::Path;
use std::{fmt, fs};

/// Why a file was not written.
#[derive(Debug)]
pub enum WriteError {
    /// Somebody else changed it meanwhile.
    Changed,
    /// It is marked as not to be written.
    ReadOnly,
    /// The system said no.
    Failed(io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::Changed => f.write_str("the file was changed meanwhile"),
            WriteError::ReadOnly => f.write_str("the file is read-only"),
            WriteError::Failed(error) => write!(f, "{error}"),
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> WriteError {
        WriteError::Failed(error)
    }
}

/// Writes a file in one step: whoever reads it sees the old bytes or the new. Keeps its permissions, writes to what a
/// link points to, and refuses if it does not hold `before` any more; `None` is a file that must not be there yet.
pub fn write(path: &Path, before: Option<&[u8]>, after: &[u8]) -> Result<(), WriteError> {
    let Some(before) = before else {
        let mut new = fs::File::options().write(true).create_new(true).open(path)?;
        return Ok(new.write_all(after)?);
    };
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(WriteError::ReadOnly);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new().prefix(".copydesk-").tempfile_in(folder)?;
    new.write_all(after)?;
    new.as_file().set_permissions(permissions)?;
    new.as_file().sync_all()?;
    if fs::read(&path)? != before {
        return Err(WriteError::Changed);
    }
    new.persist(&path).map_err(|error| error.error)?;
    Ok(())
}
