-- :Copydesk outline: the article's people, organizations, places and quotations as an indented list to jump from.
-- Neovim's own list of symbols is flat, and in Markdown its key |gO| is for the headings.

local M = {}

local TALLEST = 20

---@param symbol lsp.DocumentSymbol
---@param depth integer
---@return string
local function line_of(symbol, depth)
  local detail = symbol.detail or ""
  return ("  "):rep(depth) .. symbol.name .. (detail == "" and "" or " — " .. detail)
end

--- The list's entries, outer symbols before the inner ones, and the line that each is shown as.
---@param symbols lsp.DocumentSymbol[]
---@param uri string
---@param encoding string
---@param levels integer how many levels of symbols to list
---@return vim.quickfix.entry[], string[]
local function flatten(symbols, uri, encoding, levels)
  local entries, lines = {}, {}
  local function walk(level, depth)
    for _, symbol in ipairs(level) do
      local location = { uri = uri, range = symbol.selectionRange }
      local entry = vim.lsp.util.locations_to_items({ location }, encoding)[1]
      entry.text = symbol.name
      table.insert(entries, entry)
      table.insert(lines, line_of(symbol, depth))
      if depth + 1 < levels then
        walk(symbol.children or {}, depth + 1)
      end
    end
  end
  walk(symbols, 0)
  return entries, lines
end

---@param symbols lsp.DocumentSymbol[]
---@param window integer
---@param uri string
---@param encoding string
---@param levels integer
local function show(symbols, window, uri, encoding, levels)
  if #symbols == 0 then
    vim.notify("copydesk: no people, organizations, places or quotations in this text", vim.log.levels.INFO)
    return
  end
  local entries, lines = flatten(symbols, uri, encoding, levels)
  vim.fn.setloclist(window, {}, " ", {
    title = "Article outline",
    items = entries,
    quickfixtextfunc = function(info)
      return vim.list_slice(lines, info.start_idx, info.end_idx)
    end,
  })
  vim.api.nvim_win_call(window, function()
    vim.cmd("botright lopen " .. math.min(#entries, TALLEST, math.floor(vim.o.lines / 2)))
  end)
  local list = vim.fn.getloclist(window, { winid = 0 }).winid
  vim.wo[list][0].wrap = false
  vim.api.nvim_set_current_win(list)
end

--- Opens the list: the groups and their members, or everything, with what each of them says.
---@param everything boolean
function M.open(everything)
  local client = vim.lsp.get_clients({ bufnr = 0, name = "copydesk" })[1]
  if not client then
    vim.notify("copydesk is not attached to this buffer. See :checkhealth copydesk", vim.log.levels.WARN)
    return
  end
  local window = vim.api.nvim_get_current_win()
  local document = vim.lsp.util.make_text_document_params(0)
  vim.lsp.buf_request(0, "textDocument/documentSymbol", { textDocument = document }, function(problem, symbols, context)
    -- Other servers may be attached as well; their outlines are their own affair.
    if context.client_id ~= client.id then
      return
    end
    if problem then
      vim.notify("copydesk: " .. problem.message, vim.log.levels.ERROR)
    elseif vim.api.nvim_win_is_valid(window) then
      show(symbols or {}, window, document.uri, client.offset_encoding, everything and math.huge or 2)
    end
  end)
end

return M
