-- What Neovim does not do by itself: say that the server is missing, and show the outline of a Markdown file.

if vim.g.loaded_copydesk then
  return
end
vim.g.loaded_copydesk = true

-- Neovim neither starts nor mentions an enabled server whose program is missing. This says it, once.
local function explain_missing()
  local server = require("copydesk.server")
  if server.enabled() ~= true then
    return
  end
  local program = server.program()
  if program and not server.executable(program) then
    vim.notify_once(
      ("copydesk: cannot check this article, because the program `%s` was not found. See :checkhealth copydesk"):format(program),
      vim.log.levels.WARN
    )
  end
end

vim.api.nvim_create_autocmd("FileType", {
  group = vim.api.nvim_create_augroup("copydesk.missing", {}),
  pattern = { "text", "markdown", "html" },
  -- Scheduled: start-up may still be on its way to vim.lsp.enable().
  callback = vim.schedule_wrap(explain_missing),
})

-- In Markdown Neovim keeps |gO| for the headings, so the outline has a command of its own.
vim.api.nvim_create_user_command("CopydeskOutline", function()
  vim.lsp.buf.document_symbol()
end, { desc = "People, organizations, places and quotations of this article" })
