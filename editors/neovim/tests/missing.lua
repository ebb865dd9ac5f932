-- The plugin without a server: the user is told, and told what to do.

local t = dofile(vim.fs.joinpath(vim.env.COPYDESK_PLUGIN, "tests/harness.lua"))
local test = t.test

local notices = {}
vim.notify = function(message)
  table.insert(notices, message)
end

vim.env.PATH = "/nowhere"
t.load_plugin()

if vim.lsp.is_enabled then
  test("a missing program is mentioned once, with what to do", function()
    vim.cmd.edit(t.article("one.md"))
    vim.cmd.edit(t.article("two.txt"))
    t.eventually("a notice", function()
      return #notices > 0
    end)
    -- Both files have had their turn when a callback scheduled after theirs has run.
    local settled = false
    vim.schedule(function()
      settled = true
    end)
    t.eventually("the second file's turn", function()
      return settled
    end)
    assert(#notices == 1, vim.inspect(notices))
    t.assert_has(notices[1], "`copydesk` was not found")
    t.assert_has(notices[1], ":checkhealth copydesk")
  end)
end

test(":checkhealth says what is missing and how to mend it", function()
  local text = t.checkhealth()
  t.assert_has(text, "ERROR")
  t.assert_has(text, "the server was not found")
  t.assert_has(text, "Install copydesk")
end)

t.finish()
