//! What stands behind words and tells whose they were.

use super::candidate::plain_cue;
use super::name_line::{explains_name, signs};
use crate::attribution::draft::{Draft, QuotationIndex};
use crate::attribution::quotation::{CueMention, Quotation, QuotationKind, Source};
use crate::attribution::source::resolve;
use crate::attribution::view::View;
use crate::entities::Entities;
use crate::format::{BlockKind, Extent};
use crate::language::Classes;
use crate::prose::{EachToken, Paragraph, TokenIndex, TokenKind, TokenRange};
use crate::reporting::{Evidence, ReportingClause, Segment, SegmentFacts, Signature};

/// Every way to tell whose words stand before a segment.
const CLAIMS: &[fn(&Behind<'_>) -> Option<Claimed>] = &[attributed, signed, said_in_between, adds, subject_behind];

/// One credit is for so many paragraphs at the most.
const LONGEST_RUN: usize = 50;

/// A bare name behind words signs them only if this is nearly all that its paragraph says, in tokens.
const LONGEST_BARE_LINE: usize = 20;

/// A sentence that is a name, in tokens.
const LONGEST_BARE_NAME: usize = 7;

/// Words that a segment gives to somebody.
pub struct Claimed {
    /// The quotations, the last first.
    pub quotations: Vec<QuotationIndex>,
    /// Whether it is only the last words of the quotation, which seemed to go on with others.
    pub only_last_words: bool,
    /// The words that say so.
    pub cue: Option<CueMention>,
    /// Whose they are.
    pub source: Source,
    /// What tells it.
    pub evidence: Evidence,
}

/// A segment, and the words before it.
pub struct Behind<'a> {
    /// The text.
    pub view: &'a View,
    /// Who is who.
    pub entities: &'a Entities,
    /// The quotations before it.
    pub draft: &'a Draft,
    /// The segment.
    pub segment: &'a Segment,
    /// What it says.
    pub facts: &'a SegmentFacts,
}

impl<'a> Behind<'a> {
    /// What the segment gives to somebody, if it does.
    pub fn decide(&self) -> Option<Claimed> {
        CLAIMS.iter().find_map(|claim| claim(self))
    }

    fn paragraph(&self) -> Option<&'a Paragraph> {
        self.view.paragraphs().get(self.segment.paragraph as usize)
    }

    /// The paragraph of a quotation's last words.
    fn paragraph_of(&self, quotation: &Quotation) -> usize {
        self.view.paragraph_of(quotation.place().end.saturating_sub(1))
    }

    /// The last quotation, if it ends where the segment begins and is free.
    fn words_before(&self, is_free: fn(&Quotation) -> bool) -> Option<(QuotationIndex, &'a Quotation)> {
        let index = self.draft.quotations().len().checked_sub(1)?;
        let last = self.draft.get(index).filter(|last| is_free(last))?;
        let end = last.place().end;
        // A stop or a dash may stand between.
        let between = end..self.segment.tokens.start.max(end);
        let adjacent = between.len() <= 2 && between.each().all(|token| !self.view.token(token).is_word());
        adjacent.then_some((index, last))
    }

    /// The reporting clause that opens the segment and introduces marked words, and the tokens of those.
    fn introduced(&self) -> Option<(&'a ReportingClause, TokenRange)> {
        let first = self.segment.tokens.start;
        let clause = self.facts.clauses.first().filter(|clause| clause.evidence == Evidence::SourceCueQuotation)?;
        let source = clause.source.as_ref()?.phrase.tokens(first);
        let words = clause.contents.first()?.tokens(first);
        (source.start == first && !clause.passages.is_empty()).then_some((clause, words))
    }

    /// Gives the free words right before, in the same paragraph, to the source of a clause.
    fn claim_for(&self, clause: &ReportingClause, evidence: Evidence) -> Option<Claimed> {
        let first = self.segment.tokens.start;
        let (index, last) = self.words_before(is_free)?;
        let source = resolve(self.view, self.entities, clause.source.as_ref()?, first);
        let cue = CueMention::at(clause.cue.tokens(first), clause.lemma, clause.class);
        (self.paragraph_of(last) == self.segment.paragraph as usize).then(|| Claimed {
            quotations: vec![index],
            only_last_words: false,
            cue: (evidence == Evidence::AttributionBehind).then_some(cue),
            source,
            evidence,
        })
    }

    fn opens_paragraph(&self) -> bool {
        self.paragraph().is_some_and(|paragraph| paragraph.tokens.start == self.segment.tokens.start)
    }
}

/// Whether words can still be given to somebody: nobody is named as saying them.
fn is_free(quotation: &Quotation) -> bool {
    quotation.kind == QuotationKind::Direct && quotation.is_free()
}

/// Whether a signature may give words to somebody: they are free, or only announced (*What readers told us:*).
fn is_unsigned(quotation: &Quotation) -> bool {
    is_free(quotation)
        || quotation.kind == QuotationKind::Direct && quotation.evidence.first() == Some(&Evidence::Announced)
}

/// *“…” — Maria Lopez* · *“…” (Ann Roe, resident)* · *“…”* ¶ *“…”* ¶ **Cora Mathis, mayor**
fn signed(behind: &Behind<'_>) -> Option<Claimed> {
    let signature = behind.facts.signature.as_ref()?;
    let (index, last) = behind.words_before(is_unsigned)?;
    let (paragraph, words) = (behind.segment.paragraph as usize, behind.paragraph_of(last));
    if !signature.is_marked && !is_credit(behind, words) {
        return None;
    }
    let mut quotations = vec![index];
    if behind.opens_paragraph() && paragraph == words + 1 {
        quotations.extend(run_before(behind, index));
    }
    let first = behind.segment.tokens.start;
    if is_wire_credit(behind.view, signature, first) {
        return None;
    }
    Some(Claimed {
        quotations,
        only_last_words: false,
        cue: Some(plain_cue(signature.cue, first)),
        source: resolve(behind.view, behind.entities, &signature.source, first),
        evidence: Evidence::Signature,
    })
}

/// *“…” (Reuters)*: the agency that the article came from, which says nothing itself.
fn is_wire_credit(view: &View, signature: &Signature, first: TokenIndex) -> bool {
    let outlet = signature.source.phrase.tokens(first).each().all(|at| view.token(at).is(Classes::OUTLET));
    outlet && view.token(signature.cue.tokens(first).start).kind == TokenKind::Open
}

/// Whether the layout makes a bare name a credit of the words in paragraph `words`: it is set as one, or in bold or
/// italics, stands below a block quotation, or is all that stands behind the words or in its sentence.
fn is_credit(behind: &Behind<'_>, words: usize) -> bool {
    let (Some(own), Some(quoted)) = (behind.paragraph(), behind.view.paragraphs().get(words)) else { return false };
    if words == behind.segment.paragraph as usize {
        let closes = behind.segment.tokens.end == own.tokens.end;
        let longest = if closes { LONGEST_BARE_LINE } else { LONGEST_BARE_NAME };
        return behind.segment.tokens.len() <= longest;
    }
    own.kind == BlockKind::Credit
        || own.emphasis.bold == Extent::Whole
        || own.emphasis.italic == Extent::Whole
        || quoted.nesting.quotes > 0 && own.tokens.len() <= LONGEST_BARE_LINE
        || is_line_below(behind, words)
}

/// *“…”* ¶ *The Hon. Maria Lopez, Minister of Mines*: a line that names somebody and says who that is, below a paragraph
/// that is nothing but the words. A line above the words that signs nothing is rather what they belong to.
fn is_line_below(behind: &Behind<'_>, words: usize) -> bool {
    let paragraphs = behind.view.paragraphs();
    let (Some(below), Some(quoted)) = (behind.paragraph(), paragraphs.get(words)) else { return false };
    let is_all = behind.segment.tokens == below.tokens
        && behind.draft.quotations().last().is_some_and(|last| {
            let place = last.place();
            place.start == quoted.tokens.start && place.end + 1 >= quoted.tokens.end
        });
    let leads = || {
        let above = words.checked_sub(1).and_then(|above| paragraphs.get(above));
        above.is_some_and(|above| explains_name(behind.view, behind.entities, above) && !signs(behind.draft, above))
    };
    words + 1 == behind.segment.paragraph as usize
        && is_all
        && explains_name(behind.view, behind.entities, below)
        && !leads()
}

/// The quotations before one that are paragraphs of their own, one behind the other, and free.
fn run_before(behind: &Behind<'_>, index: QuotationIndex) -> Vec<QuotationIndex> {
    let fills = |quotation: &Quotation| {
        let tokens = quotation.place();
        let paragraph = behind.view.paragraph_of(tokens.start);
        let whole = behind.view.paragraphs().get(paragraph).is_some_and(|found| found.tokens.start == tokens.start);
        whole.then_some((paragraph, behind.paragraph_of(quotation)))
    };
    let Some(mut first) = behind.draft.get(index).and_then(fills).map(|(first, _)| first) else { return Vec::new() };
    let depth = |paragraph: usize| behind.view.paragraphs().get(paragraph).map(|paragraph| paragraph.nesting.quotes);
    let mut run = Vec::new();
    for earlier in (0..index).rev().take(LONGEST_RUN) {
        let quotation = behind.draft.get(earlier).filter(|quotation| is_free(quotation));
        let Some((start, end)) = quotation.and_then(fills).filter(|(_, end)| end + 1 == first) else { break };
        // A block quotation and the words of the text before it are not one run.
        if depth(start) != depth(first) {
            break;
        }
        run.push(earlier);
        first = start.min(end);
    }
    run
}

/// *“….” Lopez said from his porch.* · *“….” Those were the words of Lopez.* · *“…”* ¶ *That is how Lopez describes it.*
fn attributed(behind: &Behind<'_>) -> Option<Claimed> {
    let alone = behind.facts.alone.as_ref()?;
    let free = behind.words_before(is_free);
    let first = behind.segment.tokens.start;
    let source = resolve(behind.view, behind.entities, &alone.source, first);
    // *“…,” Lopez said. “….” Lopez added.*: the same speaker says the last words for themselves.
    let bare = alone.cue.token_count() + alone.source.phrase.token_count() + 1 >= behind.segment.tokens.len();
    let repeats = |last: &Quotation| bare && source.entity.is_some() && last.speaker == source.entity;
    let goes_on = || {
        let parted = behind.words_before(|quotation| quotation.parts.len() > 1);
        parted.filter(|(_, last)| alone.looks_back || repeats(last) && is_followed(behind, last))
    };
    let (index, last) = free.or_else(goes_on)?;
    let is_near = alone.looks_back || behind.paragraph_of(last) == behind.segment.paragraph as usize;
    is_near.then(|| Claimed {
        quotations: vec![index],
        only_last_words: free.is_none(),
        cue: Some(plain_cue(alone.cue, first)),
        source,
        evidence: Evidence::AttributionBehind,
    })
}

/// *“I guess it is in me.” He says, “but one needs eyes, too.”*: the words behind go on with a sentence that was closed
/// before the attribution in its middle.
fn said_in_between(behind: &Behind<'_>) -> Option<Claimed> {
    let (clause, words) = behind.introduced()?;
    let goes_on = words.each().map(|token| behind.view.token(token)).find(|token| token.is_word());
    goes_on.filter(|token| !token.is_capitalized())?;
    behind.claim_for(clause, Evidence::AttributionBehind)
}

/// *“Sarah will help us all.” Lopez added, “We have the will.”*: who adds something said what stands before it.
fn adds(behind: &Behind<'_>) -> Option<Claimed> {
    let (clause, _) = behind.introduced()?;
    let cue = clause.cue.tokens(behind.segment.tokens.start).start;
    behind.view.token(cue).adds.then(|| behind.claim_for(clause, Evidence::SubjectBehind)).flatten()
}

/// Whether the last words of a quotation go on with it behind its attribution.
fn is_followed(behind: &Behind<'_>, quotation: &Quotation) -> bool {
    let cue = quotation.cue.as_ref().map(|cue| cue.tokens.end);
    let last = quotation.parts.last();
    let in_paragraph =
        last.is_some_and(|last| behind.view.paragraph_of(last.start) == behind.segment.paragraph as usize);
    in_paragraph && cue.zip(last).is_some_and(|(cue, words)| cue <= words.start)
}

/// *“Look there!” At this point he steps outside.*: whoever acts behind the words, in their paragraph.
fn subject_behind(behind: &Behind<'_>) -> Option<Claimed> {
    let subject = behind.facts.subject.as_ref().filter(|_| behind.facts.clauses.is_empty())?;
    let (index, last) = behind.words_before(is_free).filter(|(_, last)| !last.is_attributed())?;
    if behind.paragraph_of(last) != behind.segment.paragraph as usize {
        return None;
    }
    let source = resolve(behind.view, behind.entities, subject, behind.segment.tokens.start);
    source.entity?;
    let (quotations, evidence) = (vec![index], Evidence::SubjectBehind);
    Some(Claimed { quotations, only_last_words: false, cue: None, source, evidence })
}
