//! The index of the workspace's articles, which one thread fills and others read.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use tower_lsp::ls_types::Uri;

use super::session::{Session, path_of};
use crate::workspace::{Index, Others};

/// The index.
#[derive(Debug, Clone, Default)]
pub struct SharedIndex(Arc<RwLock<Index>>);

impl SharedIndex {
    /// Reads it; whoever writes waits.
    pub fn read(&self) -> RwLockReadGuard<'_, Index> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes it; whoever reads waits.
    pub fn write(&self) -> RwLockWriteGuard<'_, Index> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers from all articles but one.
    pub fn answer<T>(&self, own: Option<&Uri>, answer: impl FnOnce(Others<'_>) -> T) -> T {
        let own = own.map_or_else(|| "".into(), canonical);
        answer(Others::new(&self.read(), &own))
    }
}

/// The address of a document as the server spells it: clients differ in what they escape.
pub fn canonical(uri: &Uri) -> Arc<str> {
    path_of(uri).and_then(|path| address_of(&path)).unwrap_or_else(|| uri.as_str().into())
}

/// The same for a file.
pub fn address_of(path: &Path) -> Option<Arc<str>> {
    Some(Uri::from_file_path(path)?.as_str().into())
}

/// What to call an article: its path in its folder of the workspace; if there are several, with the folder's name.
pub fn title(path: &Path, session: &Session) -> Arc<str> {
    let folder =
        session.folders.iter().filter(|folder| path.starts_with(folder)).max_by_key(|folder| folder.as_os_str().len());
    let from = folder.map(|folder| if session.folders.len() > 1 { folder.parent().unwrap_or(folder) } else { folder });
    let seen = from.and_then(|from| path.strip_prefix(from).ok()).or(path.file_name().map(Path::new)).unwrap_or(path);
    seen.to_string_lossy().into()
}
