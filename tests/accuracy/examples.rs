//! Each figure on an example that was computed by hand.
