-- :Copydesk: what Neovim's own keys do not do, as subcommands.

local server = require("copydesk.server")

local M = {}

---@param message string
local function say(message)
  vim.notify("copydesk: " .. message, vim.log.levels.WARN)
end

--- What the program prints; on failure nil, and the reason is told.
---@param arguments string[]
---@param input? string
---@return string?
local function ask(arguments, input)
  local program = server.program()
  if not program or not server.executable(program) then
    say("the program was not found. See :checkhealth copydesk")
    return nil
  end
  local result = vim.system({ program, unpack(arguments) }, { stdin = input, text = true }):wait(30000)
  -- A status of 1 only says that there is something to report.
  if result.code > 1 then
    say(vim.trim(result.stderr or ""))
    return nil
  end
  return result.stdout
end

--- Shows a page beside the article; `q` closes it.
---@param title string
---@param page string
local function show(title, page)
  vim.cmd("botright new")
  local buffer = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(vim.trim(page), "\n"))
  vim.bo[buffer].buftype = "nofile"
  vim.bo[buffer].bufhidden = "wipe"
  vim.bo[buffer].swapfile = false
  vim.bo[buffer].modifiable = false
  vim.b[buffer].copydesk_page = title
  vim.wo.wrap = true
  -- Set last: what is set up for Markdown sees a finished page, which is no file.
  vim.bo[buffer].filetype = "markdown"
  vim.keymap.set("n", "q", "<Cmd>close<CR>", { buffer = buffer, desc = "Close this page" })
end

--- Applies the only action of a kind, or the one with a title, at the cursor.
---@param context lsp.CodeActionContext
---@param title? string
local function act(context, title)
  vim.lsp.buf.code_action({
    context = context,
    apply = true,
    filter = function(action)
      return title == nil or action.title == title
    end,
  })
end

---@return string[]
local function rules()
  local listed = ask({ "rules", "--format", "json" })
  return listed and vim.tbl_map(function(rule)
    return rule.name
  end, vim.json.decode(listed)) or {}
end

--- The subcommands: what each does with its argument and with `!`, and what its argument may be.
---@type table<string, { run: fun(argument: string, bang: boolean), arguments?: fun(): string[] }>
local SUBCOMMANDS = {
  outline = {
    run = function(_, bang)
      require("copydesk.outline").open(bang)
    end,
  },
  ledger = {
    run = function()
      local name = vim.fs.basename(vim.api.nvim_buf_get_name(0))
      local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
      name = name == "" and "draft.md" or name
      local page = ask({ "ledger", "--format", "markdown", "--stdin-name", name, "-" }, text)
      if page then
        show("ledger", page)
      end
    end,
  },
  explain = {
    run = function(rule)
      local page = ask({ "explain", rule })
      if page then
        show(rule, page)
      end
    end,
    arguments = rules,
  },
  ignore = {
    run = function()
      act({ diagnostics = {} }, "Ignore this finding")
    end,
  },
  fix = {
    run = function()
      act({ only = { "source.fixAll.copydesk" }, diagnostics = {} })
    end,
  },
  restart = {
    run = function()
      vim.lsp.enable("copydesk", false)
      -- The old server's buffers are free a moment later.
      vim.defer_fn(function()
        vim.lsp.enable("copydesk")
      end, 100)
    end,
  },
}

---@param words string[]
---@param typed string
---@return string[]
local function beginning(words, typed)
  local found = vim.tbl_filter(function(word)
    return vim.startswith(word, typed)
  end, words)
  table.sort(found)
  return found
end

---@param command vim.api.keyset.create_user_command.command_args
function M.run(command)
  local name, argument = unpack(command.fargs)
  local subcommand = SUBCOMMANDS[name]
  if not subcommand then
    local all = table.concat(beginning(vim.tbl_keys(SUBCOMMANDS), ""), ", ")
    say(("there is no :Copydesk %s. There are: %s"):format(name, all))
  elseif subcommand.arguments and not argument then
    say((":Copydesk %s wants to know what: press <Tab>"):format(name))
  else
    subcommand.run(argument or "", command.bang)
  end
end

--- Completes a subcommand, and its argument.
---@param typed string
---@param line string
---@return string[]
function M.complete(typed, line)
  local name = line:match("^%s*%S+%s+(%S+)%s")
  if not name then
    return beginning(vim.tbl_keys(SUBCOMMANDS), typed)
  end
  local arguments = (SUBCOMMANDS[name] or {}).arguments
  return arguments and beginning(arguments(), typed) or {}
end

return M
