//! Lists that the build script has sorted.

include!(concat!(env!("OUT_DIR"), "/entities.rs"));
