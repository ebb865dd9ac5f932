-- What Neovim does not do by itself: say that the server is missing, and the subcommands of :Copydesk.

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

vim.api.nvim_create_user_command("Copydesk", function(command)
  require("copydesk.command").run(command)
end, {
  bang = true,
  nargs = "+",
  complete = function(typed, line)
    return require("copydesk.command").complete(typed, line)
  end,
  desc = "copydesk: outline, ledger, explain, ignore, fix, restart",
})

-- A `copydesk.toml` is no article, and other TOML files are not ours: the server is attached to it by its name, whichever is
-- opened first.
local configurations = vim.api.nvim_create_augroup("copydesk.completion", {})
vim.api.nvim_create_autocmd({ "BufReadPost", "BufNewFile" }, {
  group = configurations,
  pattern = "copydesk.toml",
  callback = function(event)
    for _, client in ipairs(vim.lsp.get_clients({ name = "copydesk" })) do
      vim.lsp.buf_attach_client(event.buf, client.id)
    end
  end,
})
vim.api.nvim_create_autocmd("LspAttach", {
  group = configurations,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if not client or client.name ~= "copydesk" then
      return
    end
    for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
      local name = vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
      if vim.api.nvim_buf_is_loaded(buffer) and name == "copydesk.toml" and not client.attached_buffers[buffer] then
        vim.lsp.buf_attach_client(buffer, client.id)
      end
    end
  end,
})

-- Neovim watches no files on Linux by default. The server is told here what was saved in Neovim itself.
vim.api.nvim_create_autocmd("BufWritePost", {
  group = vim.api.nvim_create_augroup("copydesk.configuration", {}),
  pattern = "copydesk.toml",
  callback = function(event)
    local changes = { { uri = vim.uri_from_bufnr(event.buf), type = 2 } }
    for _, client in ipairs(vim.lsp.get_clients({ name = "copydesk" })) do
      client:notify("workspace/didChangeWatchedFiles", { changes = changes })
    end
  end,
})
