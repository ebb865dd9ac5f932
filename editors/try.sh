#!/usr/bin/env bash
# Opens a sample article with copydesk attached, in a profile that is thrown away afterwards: your own settings,
# extensions and files stay as they are.
#
#   editors/try.sh [nvim|code|hx|emacs]
#
# Without an argument, takes the first of these editors that is installed; where there is none, or no terminal, shows
# the article's findings, its outline and what pointing at a name tells. COPYDESK names a server program to use
# instead of building one.
set -euo pipefail

editors=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$editors/.." && pwd)
sample=$editors/sample/article.md
known=(nvim code hx emacs)

say() { printf '%s\n' "$@"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 2
}

# Sets $server to the program that is tried.
find_server() {
  if [ -n "${COPYDESK:-}" ]; then
    server=$(command -v "$COPYDESK") || fail "COPYDESK names $COPYDESK, and there is no program there"
    case $server in /*) ;; *) server=$PWD/$server ;; esac
    return
  fi
  command -v cargo >/dev/null || fail "copydesk is built with Rust's cargo, which is not installed: see https://rustup.rs"
  say "Building copydesk …" >&2
  cargo build --profile look --quiet --manifest-path "$root/Cargo.toml" || fail "copydesk could not be built: see above"
  server=${CARGO_TARGET_DIR:-$root/target}/look/copydesk
}

nvim_usable() { command -v nvim >/dev/null && nvim --headless --clean '+if !has("nvim-0.11") | cq | endif' +qa >/dev/null 2>&1; }
code_usable() { command -v code >/dev/null && command -v npm >/dev/null; }
hx_usable() { command -v hx >/dev/null; }
emacs_usable() { command -v emacs >/dev/null && emacs -Q --batch -l eglot >/dev/null 2>&1; }

why_unusable() {
  case $1 in
    nvim) say "Neovim 0.11 or newer is not installed." ;;
    code) say "VS Code's command 'code', or npm, which builds the extension, is not installed." ;;
    hx) say "Helix (hx) is not installed." ;;
    emacs) say "Emacs with Eglot (Emacs 29 or newer) is not installed." ;;
  esac
}

open_nvim() {
  cat >"$profile/init.lua" <<'L'
vim.opt.runtimepath:prepend(vim.env.COPYDESK_PLUGIN)
vim.opt.linebreak = true
vim.opt.winborder = "rounded"
vim.diagnostic.config({ virtual_lines = { current_line = true } })
vim.lsp.enable("copydesk")
vim.api.nvim_create_autocmd("LspAttach", {
  once = true,
  callback = vim.schedule_wrap(function()
    vim.api.nvim_echo({ { "copydesk: K who is this · ]d next finding · gra fix it · :Copydesk outline · :qa! leave" } }, false, {})
  end),
})
L
  COPYDESK_PLUGIN=$editors/neovim nvim --clean -u "$profile/init.lua" "$article"
}

open_code() {
  say "Building the extension …"
  (cd "$editors/vscode" && npm ci --ignore-scripts --silent && npm run --silent package) >"$profile/build.log" 2>&1 ||
    { cat "$profile/build.log" >&2; fail "the extension could not be built: see above"; }
  mkdir -p "$profile/code/User"
  printf '{ "copydesk.path": "%s", "workbench.startupEditor": "none" }\n' "$server" >"$profile/code/User/settings.json"
  local options=(--user-data-dir "$profile/code" --extensions-dir "$profile/extensions")
  code "${options[@]}" --install-extension "$editors/vscode/copydesk.vsix" >/dev/null
  say "VS Code is opening. Point at a name or a quotation; press Ctrl+. on the underlined one. Close the window to end."
  code "${options[@]}" --disable-workspace-trust --new-window --wait "$(dirname "$article")" "$article"
}

open_hx() {
  mkdir -p "$XDG_CONFIG_HOME/helix"
  cp "$editors/helix/languages.toml" "$XDG_CONFIG_HOME/helix/"
  say "In Helix: Space k tells who this is, Space s is the outline, Space a offers fixes, :q! leaves."
  hx "$article"
}

open_emacs() {
  # Only another home keeps Emacs from writing to yours.
  HOME=$profile emacs -Q -l "$editors/emacs/copydesk.el" "$article" \
    --eval '(setq inhibit-startup-screen t eglot-confirm-server-edits nil)' \
    --eval '(message "copydesk: C-h . tells who this is; M-x eglot-code-actions offers fixes; M-x imenu is the outline")'
}

# What an editor would show, in the terminal.
show() {
  say "The article is editors/sample/article.md." ""
  say "What copydesk finds in it:" ""
  local status=0
  (cd "$editors/sample" && "$server" check article.md) || status=$?
  [ "$status" -le 1 ] || fail "copydesk check ended with status $status"
  say ""
  if command -v python3 >/dev/null; then
    python3 "$editors/sample/show.py" "$server" "$sample" "Lopez said that"
  else
    say "(Its outline and hover need Python 3 to be shown here.)"
  fi
}

choose_editor() {
  local editor
  for editor in "${known[@]}"; do
    if "${editor}_usable"; then
      say "$editor"
      return
    fi
  done
}

wanted=${1:-}
case " ${known[*]} " in
  *" ${wanted:-nvim} "*) ;;
  *) fail "usage: editors/try.sh [nvim|code|hx|emacs]" ;;
esac

if [ ! -t 0 ] || [ ! -t 1 ]; then
  wanted=
elif [ -n "$wanted" ] && ! "${wanted}_usable"; then
  say "$(why_unusable "$wanted") Here is the article in the terminal instead." ""
  wanted=
elif [ -z "$wanted" ]; then
  wanted=$(choose_editor)
fi

server=
find_server
if [ -z "$wanted" ]; then
  show
  exit
fi

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
mkdir -p "$profile/bin" "$profile/desk"
article=$profile/desk/article.md
cp "$sample" "$article"
ln -s "$server" "$profile/bin/copydesk"
export PATH=$profile/bin:$PATH
export XDG_CONFIG_HOME=$profile/config XDG_DATA_HOME=$profile/data XDG_STATE_HOME=$profile/state XDG_CACHE_HOME=$profile/cache
"open_$wanted"
