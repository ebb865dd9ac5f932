//! What the numbers of coloured words mean. The types are those that every editor has colours for.

use tower_lsp::ls_types::{SemanticTokenModifier, SemanticTokenType, SemanticTokensLegend};

use crate::features::semantic_tokens::WordKind;

/// The list that the client is given.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::CLASS,
            SemanticTokenType::NAMESPACE,
            SemanticTokenType::ENUM,
            SemanticTokenType::VARIABLE,
            SemanticTokenType::KEYWORD,
        ],
        token_modifiers: vec![SemanticTokenModifier::DECLARATION],
    }
}

/// The index of a kind in the list.
pub fn number(kind: WordKind) -> u32 {
    match kind {
        WordKind::Person => 0,
        WordKind::Organization => 1,
        WordKind::Place => 2,
        WordKind::Pronoun => 3,
        WordKind::Cue => 4,
    }
}
