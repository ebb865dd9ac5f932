//! What came of all files.

/// What came of all files.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Files read.
    pub files: usize,
    /// Files with findings.
    pub with_findings: usize,
    /// Findings.
    pub findings: usize,
    /// Fixes applied.
    pub fixed: usize,
    /// Files and configurations that could not be read.
    pub troubles: usize,
}
