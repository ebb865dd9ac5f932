//! copydesk in Zed: tells the editor which program to start. Everything else is the server's.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, serde_json, Command, LanguageServerId, Result, Worktree};

/// The program's name on the PATH.
const PROGRAM: &str = "copydesk";

struct Copydesk;

impl zed::Extension for Copydesk {
    fn new() -> Copydesk {
        Copydesk
    }

    /// The program that `lsp.copydesk.binary` names, or else the one on the PATH.
    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary = settings(server, worktree).and_then(|settings| settings.binary);
        let (path, arguments) = binary.map(|binary| (binary.path, binary.arguments)).unwrap_or_default();
        let command = path.or_else(|| worktree.which(PROGRAM)).ok_or_else(|| {
            "the program copydesk was not found: put it on your PATH, or set lsp.copydesk.binary.path".to_owned()
        })?;
        let args = arguments.unwrap_or_else(|| vec!["lsp".to_owned()]);
        Ok(Command { command, args, env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        let chosen = settings(server, worktree).and_then(|settings| settings.settings);
        Ok(chosen.map(|settings| serde_json::json!({ "copydesk": settings })))
    }
}

fn settings(server: &LanguageServerId, worktree: &Worktree) -> Option<LspSettings> {
    LspSettings::for_worktree(server.as_ref(), worktree).ok()
}

zed::register_extension!(Copydesk);
