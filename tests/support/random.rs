//! Random numbers for tests: the same ones in every run.

/// A source of numbers that is the same everywhere (xorshift64*).
pub struct Random(pub u64);

impl Random {
    /// A number below a limit, or 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }

    /// One of several texts.
    pub fn choose<'t>(&mut self, among: &[&'t str]) -> &'t str {
        among[self.below(among.len())]
    }
}
