//! What copydesk answers: one file for each question, plain values that know no protocol.

pub mod record;
