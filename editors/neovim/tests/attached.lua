-- The plugin with a server: what a person sees and does in an article.

local t = dofile(vim.fs.joinpath(vim.env.COPYDESK_PLUGIN, "tests/harness.lua"))
local test = t.test

t.load_plugin()

for _, name in ipairs({ "story.txt", "story.md", "story.html" }) do
  test("attaches to " .. name, function()
    t.open(name)
  end)
end

t.need_all("without an attached server the other tests were not tried")

test("underlines the quotation that nobody says, and no other", function()
  local buffer = t.open("story.md")
  local found = t.wait_for_unattributed(buffer, 1)[1]
  assert(t.covered(buffer, found) == t.UNATTRIBUTED, t.covered(buffer, found))
  local drawn = t.eventually("the underline", function()
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(buffer, -1, 0, -1, { details = true })) do
      local group = mark[4].hl_group
      if type(group) == "string" and group:find("^DiagnosticUnderline") and mark[2] == found.lnum then
        return mark
      end
    end
  end)
  assert(drawn[3] == found.col and drawn[4].end_col == found.end_col, vim.inspect(drawn))
end)

test("hovering a person tells the name and the role", function()
  t.open("story.md")
  t.go_to("Lopez said that", 1)
  vim.lsp.buf.hover()
  local text = t.float()
  t.assert_has(text, "Maria Lopez")
  t.assert_has(text, "director of the Ellery Harbor Authority")
end)

test("hovering a quotation tells who says it, and why", function()
  t.open("story.md")
  t.go_to("We lost nurses")
  vim.lsp.buf.hover()
  local text = t.float()
  t.assert_has(text, "Maria Lopez")
  t.assert_has(text, "said Maria Lopez")
end)

test("hovering a word that is nobody shows no person", function()
  local buffer = t.open("story.md")
  t.wait_for_unattributed(buffer, 1)
  t.go_to("applause")
  local params = vim.lsp.util.make_position_params(0, t.client(buffer).offset_encoding)
  local answers = assert(vim.lsp.buf_request_sync(buffer, "textDocument/hover", params, 10000))
  for _, answer in pairs(answers) do
    assert(answer.err == nil, vim.inspect(answer.err))
    assert(answer.result == nil, vim.inspect(answer.result))
  end
end)

test("the outline has its groups in order, with people in theirs", function()
  local buffer = t.open("story.md")
  t.wait_for_unattributed(buffer, 1)
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
  local answers = assert(vim.lsp.buf_request_sync(buffer, "textDocument/documentSymbol", params, 10000))
  local symbols = assert(answers[t.client(buffer).id].result)
  local names = vim.tbl_map(function(symbol)
    return symbol.name
  end, symbols)
  local groups = { "Unattributed quotations", "People", "Organizations", "Places" }
  assert(#names == #groups, vim.inspect(names))
  for i, group in ipairs(groups) do
    assert(vim.startswith(names[i], group), vim.inspect(names))
  end
  local people = table.concat(
    vim.tbl_map(function(symbol)
      return symbol.name
    end, symbols[2].children),
    "\n"
  )
  for _, person in ipairs({ "Maria Lopez", "Daniel Okafor", "Ingrid Sørensen", "Amina Yusuf" }) do
    t.assert_has(people, person)
  end
end)

test("the outline opens as an indented list to jump from", function()
  local buffer = t.open("story.md")
  t.wait_for_unattributed(buffer, 1)
  vim.cmd("Copydesk outline")
  local row = t.eventually("the list", function()
    if vim.bo.buftype ~= "quickfix" then
      return
    end
    for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
      if vim.startswith(line, "  Ingrid Sørensen") then
        return row
      end
    end
  end)
  local short = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_win_set_cursor(0, { row, 0 })
  vim.cmd.normal({ vim.keycode("<CR>"), bang = true })
  assert(vim.api.nvim_get_current_buf() == buffer, "the jump leads elsewhere")
  local column = vim.api.nvim_win_get_cursor(0)[2]
  t.assert_has(vim.api.nvim_get_current_line():sub(column + 1, column + 20), "Ingrid Sørensen")

  vim.cmd("Copydesk! outline")
  t.eventually("a longer list with what each of them says", function()
    return vim.bo.buftype == "quickfix" and vim.api.nvim_buf_line_count(0) > short
  end)
end)

--- The page that a subcommand has opened.
---@param title string
---@return string
local function page(title)
  return t.eventually("the page " .. title, function()
    return vim.b.copydesk_page == title and table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") or nil
  end)
end

test("the ledger tells who is quoted, in an article as it stands", function()
  local buffer = t.open("story.md")
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "", "“The quay holds,” said Erik Sund, a diver." })
  vim.cmd("Copydesk ledger")
  local text = page("ledger")
  t.assert_has(text, "| Maria Lopez | director of the Ellery Harbor Authority | quoted")
  t.assert_has(text, "| Erik Sund | ")
  assert(#vim.lsp.get_clients({ bufnr = 0 }) == 0, "the page itself is checked")
end)

test("a rule is explained, and its name completed", function()
  t.open("story.md")
  local names = vim.fn.getcompletion("Copydesk explain unatt", "cmdline")
  assert(vim.deep_equal(names, { "unattributed-quote" }), vim.inspect(names))
  local subcommands = vim.fn.getcompletion("Copydesk ", "cmdline")
  assert(vim.deep_equal(subcommands, { "explain", "fix", "ignore", "ledger", "outline", "restart" }), vim.inspect(subcommands))
  vim.cmd("Copydesk explain unattributed-quote")
  t.assert_has(page("unattributed-quote"), "# unattributed-quote")
end)

test("what is no subcommand, and no rule, is told", function()
  t.open("story.md")
  local told = {}
  local notify = vim.notify
  vim.notify = function(message)
    table.insert(told, message)
  end
  pcall(vim.cmd, "Copydesk outlne")
  pcall(vim.cmd, "Copydesk explain")
  pcall(vim.cmd, "Copydesk explain unatributed-quote")
  vim.notify = notify
  assert(#told == 3, vim.inspect(told))
  t.assert_has(told[1], "there is no :Copydesk outlne")
  t.assert_has(told[2], "press <Tab>")
  t.assert_has(told[3], "did you mean unattributed-quote?")
end)

test("all safe fixes are applied at one command, and quotations stay as they are", function()
  local buffer = t.open("story.md")
  t.wait_for_unattributed(buffer, 1)
  local article = vim.api.nvim_get_current_win()
  local file = vim.fs.joinpath(vim.fs.dirname(vim.api.nvim_buf_get_name(buffer)), "copydesk.toml")
  vim.cmd.split(file)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'profile = "desk"' })
  vim.cmd("silent write")
  vim.api.nvim_set_current_win(article)
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "", "The EHA met again.  It was late." })
  t.eventually("the finding", function()
    for _, found in ipairs(vim.diagnostic.get(buffer)) do
      if found.code == "stray-space" then
        return true
      end
    end
  end)
  vim.cmd("Copydesk fix")
  t.eventually("the double blank to go", function()
    return vim.api.nvim_buf_get_lines(buffer, -2, -1, false)[1] == "The EHA met again. It was late."
  end)
  t.assert_has(table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n"), t.UNATTRIBUTED)
end)

test("the quick fix inserts an attribution and the finding is gone", function()
  local buffer = t.open("story.md")
  local found = t.wait_for_unattributed(buffer, 1)[1]
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col + 5 })
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.kind == "quickfix" and action.title:find("Maria Lopez", 1, true) ~= nil
    end,
  })
  t.wait_for_unattributed(buffer, 0)
  local line = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, false)[1]
  t.assert_has(line, "Nobody asked us what we needed before they took the boat away")
  t.assert_has(line, "Lopez")
  assert(not line:find("“.*“"), "the quotation was doubled: " .. line)
end)

-- Does what the fix of this title does, where `place` stands.
local function choose(place, title)
  vim.api.nvim_win_set_cursor(0, { place.lnum + 1, place.col + 5 })
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title == title
    end,
  })
end

test("a finding is ignored with one choice, and reported again with another", function()
  local buffer = t.open("story.md")
  local found = t.wait_for_unattributed(buffer, 1)[1]
  local file = vim.fs.joinpath(vim.fs.dirname(vim.api.nvim_buf_get_name(buffer)), "copydesk.toml")
  choose(found, "Ignore this finding")
  t.wait_for_unattributed(buffer, 0)
  t.assert_has(table.concat(vim.fn.readfile(file), "\n"), 'words = "“Nobody asked us')
  assert(not vim.bo.modified, "the article is not touched")
  choose(found, "Report this finding again")
  t.wait_for_unattributed(buffer, 1)
  assert(vim.fn.filereadable(file) == 0, "nothing is left behind")
end)

test("what is saved in copydesk.toml counts at once", function()
  local buffer = t.open("story.md")
  t.wait_for_unattributed(buffer, 1)
  local file = vim.fs.joinpath(vim.fs.dirname(vim.api.nvim_buf_get_name(buffer)), "copydesk.toml")
  vim.cmd.split(file)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { "[rules]", 'unattributed-quote = "off"' })
  vim.cmd("silent write")
  t.wait_for_unattributed(buffer, 0)
end)

-- The clients of a file in the article's folder, opened beside it.
local function attached_to(buffer, name)
  vim.cmd.split(vim.fs.joinpath(vim.fs.dirname(vim.api.nvim_buf_get_name(buffer)), name))
  return vim.lsp.get_clients({ bufnr = 0, name = "copydesk" })
end

test("copydesk.toml is completed and explained, and no other TOML file is attached to", function()
  local buffer = t.open("story.md")
  assert(#attached_to(buffer, "other.toml") == 0, "attached to other.toml")
  vim.bo.filetype = "toml"
  assert(#vim.lsp.get_clients({ bufnr = 0 }) == 0, "attached to TOML")
  local client = assert(attached_to(buffer, "copydesk.toml")[1], "not attached to copydesk.toml")
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { "[rules]", "unattributed-qu" })
  vim.api.nvim_win_set_cursor(0, { 2, 14 })
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.position.character = 15
  local answer = assert(client:request_sync("textDocument/completion", params, 10000, vim.api.nvim_get_current_buf()))
  local labels = vim.tbl_map(function(item)
    return item.label
  end, answer.result.items or answer.result)
  assert(vim.list_contains(labels, "unattributed-quote"), vim.inspect(answer))
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { "[rules]", 'unattributed-quote = "hint"' })
  vim.lsp.buf.hover()
  t.assert_has(t.float(), "unattributed-quote")
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { "[rules]", 'unattributed-quote = "loud"' })
  t.eventually("the mistake in it", function()
    local found = vim.diagnostic.get(0)[1]
    return found and found.message:find("loud", 1, true) or nil
  end)
  vim.cmd("silent edit!")
end)

test("a copydesk.toml that was opened before the article is attached to with it", function()
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, "p")
  vim.fn.writefile({ 'profile = "desk"' }, folder .. "/copydesk.toml")
  vim.fn.writefile({ "[package]" }, folder .. "/other.toml")
  for _, client in ipairs(vim.lsp.get_clients({ name = "copydesk" })) do
    client:stop(true)
  end
  t.eventually("the server to end", function()
    return #vim.lsp.get_clients({ name = "copydesk" }) == 0
  end)
  vim.cmd.edit(folder .. "/other.toml")
  local other = vim.api.nvim_get_current_buf()
  vim.cmd.edit(folder .. "/copydesk.toml")
  local configuration = vim.api.nvim_get_current_buf()
  assert(#vim.lsp.get_clients({ bufnr = configuration }) == 0, "there is no server yet")
  t.open("story.md")
  t.eventually("the server to be attached", function()
    return #vim.lsp.get_clients({ bufnr = configuration, name = "copydesk" }) == 1
  end)
  assert(#vim.lsp.get_clients({ bufnr = other }) == 0, "attached to other.toml")
end)

test("typing and undoing keep the findings in step", function()
  local buffer = t.open("story.md")
  t.wait_for_unattributed(buffer, 1)
  local typed = { "", "“The boat was never meant to come back to us, and everybody knew it.”", "", "The hall emptied." }
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, typed)
  local found = t.wait_for_unattributed(buffer, 2)
  local covered = { t.covered(buffer, found[1]), t.covered(buffer, found[2]) }
  table.sort(covered)
  assert(vim.deep_equal(covered, { t.UNATTRIBUTED, typed[2] }), vim.inspect(covered))
  vim.cmd("silent undo")
  t.wait_for_unattributed(buffer, 1)
end)

test(":checkhealth reports the server, its version, the buffer and the configuration", function()
  local buffer = t.open("story.md")
  local folder = vim.fs.dirname(vim.api.nvim_buf_get_name(buffer))
  vim.fn.writefile({ 'profile = "desk"' }, vim.fs.joinpath(folder, "copydesk.toml"))
  local text = t.checkhealth()
  local version = vim.trim(vim.fn.system({ "copydesk", "--version" }))
  t.assert_has(text, "server: " .. version)
  t.assert_has(text, "story.md")
  t.assert_has(text, "configuration: ")
  assert(not text:find("ERROR"), text)
end)

if vim.fn.exists(":lsp") == 2 then
  test(":lsp restart gives a new server that knows the article", function()
    local buffer = t.open("story.md")
    t.wait_for_unattributed(buffer, 1)
    local before = t.client(buffer).id
    vim.cmd("lsp restart copydesk")
    t.eventually("another client", function()
      local client = vim.lsp.get_clients({ bufnr = buffer, name = "copydesk" })[1]
      return client and client.initialized and client.id ~= before or nil
    end)
    t.wait_for_unattributed(buffer, 1)
  end)
end

test("the help file has its tags", function()
  local doc = vim.fs.joinpath(vim.fn.tempname(), "doc")
  vim.fn.mkdir(doc, "p")
  assert(vim.uv.fs_copyfile(vim.fs.joinpath(vim.env.COPYDESK_PLUGIN, "doc/copydesk.txt"), doc .. "/copydesk.txt"))
  vim.cmd.helptags(doc)
  local tags = table.concat(vim.fn.readfile(doc .. "/tags"), "\n")
  for _, tag in ipairs({ "copydesk", "copydesk-install", "copydesk-settings", "copydesk-trouble", "copydesk-old" }) do
    t.assert_has("\n" .. tags, "\n" .. tag .. "\t")
  end
end)

if vim.lsp.enable and vim.fn.executable("python3") == 1 then
  test("another server beside it keeps its findings and its hover", function()
    vim.lsp.config("other", { cmd = { vim.env.COPYDESK_OTHER }, filetypes = { "markdown" } })
    vim.lsp.enable("other")
    local buffer = t.open("story.md")
    t.wait_for_unattributed(buffer, 1)
    t.eventually("the other server's finding", function()
      return vim.iter(vim.diagnostic.get(buffer)):any(function(diagnostic)
        return diagnostic.source == "other"
      end) or nil
    end)
    t.go_to("Lopez said that", 1)
    vim.lsp.buf.hover()
    local text = t.float()
    t.assert_has(text, "director of the Ellery Harbor Authority")
    t.assert_has(text, "The other server answers too.")
    vim.lsp.enable("other", false)
  end)
end

t.finish()
