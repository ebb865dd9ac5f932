//! What the houses decide differently about the form of copy.

use super::values::Profile;

/// What a house decides about form. Where it decides nothing, an article is held to what it does itself most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HouseStyle {
    /// Where a comma or a period goes at the end of marked words.
    pub stops: Option<StopPlace>,
    /// How the month of a date is written.
    pub months: Option<MonthStyle>,
    /// Which titles before a full name are shortened, and how.
    pub titles: Option<TitleStyle>,
}

/// Where a comma or a period goes at the end of marked words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopPlace {
    /// Before the closing mark, always.
    Inside,
}

/// How the month of a date with a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthStyle {
    /// *Jan. 3*; the short names from March to July stay whole.
    Short,
    /// *January 3*.
    Long,
}

/// Which titles before a full name are shortened, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleStyle {
    /// *Gen.*, *Sen.*: ranks and offices of government, with a period.
    RanksAndOffices,
    /// *Gen*, without a period; offices are written out.
    UnstoppedRanks,
    /// *Gen.* or *Gen*, with a period where other short forms of the article have one.
    Ranks,
}

impl Profile {
    /// The house style of a profile.
    pub fn style(self) -> HouseStyle {
        match self {
            Profile::Ap => HouseStyle {
                stops: Some(StopPlace::Inside),
                months: Some(MonthStyle::Short),
                titles: Some(TitleStyle::RanksAndOffices),
            },
            Profile::Bbc | Profile::Guardian => {
                HouseStyle { stops: None, months: Some(MonthStyle::Long), titles: Some(TitleStyle::UnstoppedRanks) }
            }
            Profile::Desk => HouseStyle { titles: Some(TitleStyle::Ranks), ..HouseStyle::default() },
            Profile::Default | Profile::Reuters => HouseStyle::default(),
        }
    }
}
