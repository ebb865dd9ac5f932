-- The server program as it is configured: shared by the notice (plugin/copydesk.lua) and by :checkhealth.

local M = {}

--- The configuration as the user has it: ours, with what vim.lsp.config() changed.
---@return table
function M.config()
  local config = vim.lsp.config and vim.lsp.config["copydesk"]
  return config or dofile(vim.api.nvim_get_runtime_file("lsp/copydesk.lua", false)[1])
end

--- Whether vim.lsp.enable("copydesk") was called; nil on a Neovim that cannot tell.
---@return boolean?
function M.enabled()
  if vim.lsp.is_enabled then
    return vim.lsp.is_enabled("copydesk")
  end
  return nil
end

--- The program that `cmd` starts; nil when `cmd` is a function, about which nothing can be said.
---@return string?
function M.program()
  local cmd = M.config().cmd
  return type(cmd) == "table" and cmd[1] or nil
end

---@param program string
---@return boolean
function M.executable(program)
  return vim.fn.executable(program) == 1
end

--- What `PROGRAM --version` answers; on failure nil and the reason.
---@param program string
---@return string?, string?
function M.version(program)
  local started, run = pcall(vim.system, { program, "--version" }, { text = true, timeout = 5000 })
  if not started then
    return nil, tostring(run)
  end
  local result = run:wait()
  local answer = vim.trim(result.stdout or "")
  if result.code ~= 0 or answer == "" then
    return nil, ("it ended with status %d"):format(result.code)
  end
  return answer
end

return M
