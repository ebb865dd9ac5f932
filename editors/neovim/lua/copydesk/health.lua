-- :checkhealth copydesk

local server = require("copydesk.server")

local M = {}

local INSTALL = {
  "Install copydesk, so that `copydesk --version` answers in a terminal,",
  'or say where it is: vim.lsp.config("copydesk", { cmd = { "/path/to/copydesk", "lsp" } })',
}

local function check_editor()
  local version = tostring(vim.version())
  if vim.fn.has("nvim-0.11") == 1 then
    vim.health.ok("Neovim " .. version)
  elseif vim.fn.has("nvim-0.10") == 1 then
    vim.health.warn("Neovim " .. version .. " has no vim.lsp.enable()", { "See |copydesk-old| for the way without it." })
  else
    vim.health.error("Neovim " .. version .. " is too old", { "Install Neovim 0.11 or newer." })
  end
end

---@return boolean whether there is a server to attach
local function check_server()
  local program = server.program()
  if not program then
    vim.health.info("`cmd` is a function: what it starts is not checked")
    return true
  end
  if not server.executable(program) then
    vim.health.error(("the server was not found: `%s` is not an executable program"):format(program), INSTALL)
    return false
  end
  local version, reason = server.version(program)
  if not version then
    vim.health.error(("`%s` is not a working copydesk: %s"):format(program, reason), INSTALL)
    return false
  end
  vim.health.ok(("server: %s (`%s`)"):format(version, vim.fn.exepath(program)))
  return true
end

local function check_enabled()
  local enabled = server.enabled()
  if enabled == false then
    vim.health.warn("copydesk is not enabled", { 'Put vim.lsp.enable("copydesk") into your init.lua.' })
  elseif enabled then
    vim.health.ok("enabled")
  end
end

---@return string[] the files that copydesk is attached to
local function check_buffers()
  local files = {}
  for _, client in ipairs(vim.lsp.get_clients({ name = "copydesk" })) do
    for buffer in pairs(client.attached_buffers) do
      table.insert(files, vim.api.nvim_buf_get_name(buffer))
    end
  end
  table.sort(files)
  if #files == 0 then
    vim.health.info("attached to no buffer: open a " .. table.concat(server.config().filetypes, ", ") .. " file")
  end
  for _, file in ipairs(files) do
    vim.health.ok("attached to " .. (file == "" and "an unnamed buffer" or vim.fn.fnamemodify(file, ":~:.")))
  end
  return files
end

---@param files string[]
local function check_configuration(files)
  local seen = {}
  table.insert(files, vim.fs.joinpath(vim.fn.getcwd(), "article"))
  for _, file in ipairs(files) do
    local found = vim.fs.find("copydesk.toml", { upward = true, path = vim.fs.dirname(file) })[1]
    if found and not seen[found] then
      seen[found] = true
      vim.health.ok("configuration: " .. vim.fn.fnamemodify(found, ":~:."))
    end
  end
  if not next(seen) then
    vim.health.info("no copydesk.toml here or above: the default profile applies")
  end
end

function M.check()
  vim.health.start("copydesk")
  check_editor()
  if check_server() then
    check_enabled()
  end
  check_configuration(check_buffers())
end

return M
