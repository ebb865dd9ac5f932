-- A small test runner inside Neovim (nvim -l FILE), and what the tests share.
-- The environment gives: COPYDESK_PLUGIN, the plugin's folder; COPYDESK_ARTICLE, the sample article; and PATH,
-- on which the program `copydesk` is the server under test.

local M = {}

M.UNATTRIBUTED = "“Nobody asked us what we needed before they took the boat away.”"

local failures = 0

---@param name string
---@param body fun()
function M.test(name, body)
  local ok, problem = xpcall(body, debug.traceback)
  if ok then
    io.write("ok - neovim: ", name, "\n")
  else
    failures = failures + 1
    io.write("FAIL - neovim: ", name, "\n  ", (tostring(problem):gsub("\n", "\n  ")), "\n")
  end
  -- One bad test must not spoil the next: no floats, no quickfix windows, no edits.
  vim.cmd("silent! only | silent! lclose | silent! cclose")
end

--- Ends here if a test has failed that the others stand on.
---@param otherwise string
function M.need_all(otherwise)
  if failures > 0 then
    io.write("FAIL - neovim: ", otherwise, "\n")
    M.finish()
  end
end

function M.finish()
  io.stdout:flush()
  vim.cmd("silent! %bwipeout!")
  os.exit(failures == 0 and 0 or 1)
end

--- Waits until `condition` gives something, and returns it.
---@generic T
---@param what string
---@param condition fun(): T?
---@return T
function M.eventually(what, condition)
  local result
  if not vim.wait(30000, function()
    result = condition()
    return result
  end, 20) then
    error("timed out waiting for " .. what, 2)
  end
  return result
end

--- A fresh folder with the sample article in it, under `name`.
---@param name string
---@return string path
function M.article(name)
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, "p")
  local path = vim.fs.joinpath(vim.uv.fs_realpath(folder), name)
  assert(vim.uv.fs_copyfile(vim.env.COPYDESK_ARTICLE, path))
  return path
end

--- Opens the sample article in a fresh folder and waits for the server to attach.
---@param name string
---@return integer buffer
function M.open(name)
  vim.cmd.edit(M.article(name))
  local buffer = vim.api.nvim_get_current_buf()
  M.client(buffer)
  return buffer
end

---@param buffer integer
---@return vim.lsp.Client
function M.client(buffer)
  return M.eventually("copydesk to attach", function()
    local client = vim.lsp.get_clients({ bufnr = buffer, name = "copydesk" })[1]
    return client and client.initialized and client or nil
  end)
end

--- Puts the cursor on the first occurrence of `needle`, `into` bytes into it.
---@param needle string
---@param into? integer
function M.go_to(needle, into)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(needle, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { row, column - 1 + (into or 0) })
      return
    end
  end
  error("not in the article: " .. needle, 2)
end

--- The unattributed quotations that copydesk reports in `buffer`.
---@param buffer integer
---@return vim.Diagnostic[]
function M.unattributed(buffer)
  return vim.tbl_filter(function(diagnostic)
    return diagnostic.source == "copydesk" and diagnostic.code == "unattributed-quote"
  end, vim.diagnostic.get(buffer))
end

--- Waits until exactly `n` quotations are reported as unattributed.
---@param buffer integer
---@param n integer
---@return vim.Diagnostic[]
function M.wait_for_unattributed(buffer, n)
  return M.eventually(n .. " unattributed quotations", function()
    local found = M.unattributed(buffer)
    return #found == n and found or nil
  end)
end

--- The words that a diagnostic covers.
---@param buffer integer
---@param diagnostic vim.Diagnostic
---@return string
function M.covered(buffer, diagnostic)
  local from_row, from, to_row, to = diagnostic.lnum, diagnostic.col, diagnostic.end_lnum, diagnostic.end_col
  return table.concat(vim.api.nvim_buf_get_text(buffer, from_row, from, to_row, to, {}), "\n")
end

--- What the floating window shows, once there is one.
---@return string
function M.float()
  return M.eventually("a floating window", function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
        return table.concat(lines, "\n")
      end
    end
  end)
end

---@param text string
---@param words string
function M.assert_has(text, words)
  if not text:find(words, 1, true) then
    error(("%q is not in:\n%s"):format(words, text), 2)
  end
end

--- What :checkhealth copydesk shows.
---@return string
function M.checkhealth()
  vim.cmd("checkhealth copydesk")
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  vim.cmd("bwipeout!")
  return text
end

--- Loads and enables the plugin as the help file tells users to.
function M.load_plugin()
  vim.opt.runtimepath:prepend(vim.env.COPYDESK_PLUGIN)
  vim.cmd("filetype plugin on")
  vim.cmd.runtime("plugin/copydesk.lua")
  if vim.lsp.enable then
    vim.lsp.enable("copydesk")
    return
  end
  vim.api.nvim_create_autocmd("FileType", {
    pattern = { "text", "markdown", "html" },
    callback = function(event)
      local root = vim.fs.root(event.buf, { "copydesk.toml", ".git" })
      vim.lsp.start({ name = "copydesk", cmd = { "copydesk", "lsp" }, root_dir = root })
    end,
  })
end

return M
