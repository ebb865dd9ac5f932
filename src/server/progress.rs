//! Shows in the editor how far the reading of the workspace is, and lets the user call it off.

use tokio::sync::watch::Receiver;
use tower_lsp::Client;
use tower_lsp::ls_types::ProgressToken;

use super::workspace::Progress;

/// The name of what is shown.
pub const TOKEN: &str = "copydesk/workspace";
/// A few articles are read before anybody has read that they are.
const LEAST: usize = 50;

/// Shows what is reported until nobody reports any more. A report of nothing is the end of one reading. Where the client takes
/// its time, the newest report is enough.
pub async fn show(client: Client, mut reports: Receiver<Progress>) {
    while reports.changed().await.is_ok() {
        if reports.borrow_and_update().all < LEAST {
            continue;
        }
        let token = ProgressToken::String(TOKEN.to_owned());
        if client.create_work_done_progress(token.clone()).await.is_err() {
            continue;
        }
        let shown = client.progress(token, "Reading the articles of the workspace").with_percentage(0);
        let shown = shown.with_cancel_button().begin().await;
        while reports.changed().await.is_ok() {
            let report = *reports.borrow_and_update();
            let Some(percent) = (report.done * 100).checked_div(report.all) else { break };
            let message = format!("{} of {}", report.done, report.all);
            shown.report_with_message(message, percent as u32, None).await;
        }
        shown.finish().await;
    }
}
