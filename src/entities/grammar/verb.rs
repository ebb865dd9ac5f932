//! Which words are verbs, told without a parser: by their form and what stands before them.

use crate::language::Classes;
use crate::prose::{Text, Token, TokenIndex, TokenKind};

/// Whether a word may be a finite verb of saying.
pub fn is_reporting(token: &Token) -> bool {
    token.word.cue().is_some_and(|(cue, forms)| cue.class.is_speech() && forms.finite())
}

/// Whether a token is a finite verb, as far as its form and the token before it tell.
pub fn is_verb(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    if token.kind != TokenKind::Lower {
        return false;
    }
    if token.is(Classes::BE | Classes::HAVE | Classes::DO | Classes::MODAL) {
        return true;
    }
    if token.is(Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR | Classes::ADVERB | Classes::RELATIVE)
    {
        return false;
    }
    let after_determiner = at > TokenIndex::FIRST && {
        let before = text.token(at - 1);
        before.is(Classes::DETERMINER | Classes::POSSESSIVE) || before.kind == TokenKind::Possessive
    };
    if after_determiner {
        return false;
    }
    let is_form = token.is(Classes::VERB)
        || token.word.cue().is_some_and(|(_, forms)| forms.past() || forms.third())
        || ends_in_ed(text.word(at));
    is_form
        && !(at > TokenIndex::FIRST
            && text.token(at - 1).is(Classes::PREPOSITION)
            && !text.token(at - 1).is(Classes::SUBORDINATOR))
}

/// *-ing*: its object follows it.
pub(super) fn is_verb_participle(token: &Token, word: &str) -> bool {
    token.kind == TokenKind::Lower && word.len() > 4 && word.ends_with("ing") && !token.is(Classes::PREPOSITION)
}

pub(super) fn ends_in_ed(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") && !word.contains('-')
}
