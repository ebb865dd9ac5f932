#!/usr/bin/env bash
# Tests the plugin in a real Neovim: inside the editor, and by a person's keys in a terminal.
# COPYDESK names the server program (default: target/release/copydesk). Exits 77 when no Neovim can be had.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=editors/tests/lib.sh
. "$here/../../tests/lib.sh"

recent() {
  "$1" --headless --clean -l <(echo 'os.exit(vim.fn.has("nvim-0.11") == 1 and 0 or 1)') >/dev/null 2>&1
}

# A Neovim with vim.lsp.enable: the installed one, or one from a newer Debian. $NVIM names another.
find_neovim() {
  local suite tree
  for program in "${NVIM:-}" "$(command -v nvim || true)"; do
    if [ -n "$program" ] && recent "$program"; then
      echo "$program"
      return
    fi
  done
  for suite in ${NVIM_SUITES:-forky trixie}; do
    tree=$CACHE/neovim-$suite
    [ -x "$tree/nvim" ] || unpack_neovim "$suite" "$tree" || continue
    echo "$tree/nvim"
    return
  done
}

unpack_neovim() {
  local suite=$1 tree=$2
  rm -rf "$tree"
  "$EDITORS/tests/debian-editor.sh" "$suite" "$tree" neovim usr/bin/nvim >&2 || return 1
  cat >"$tree/wrapper" <<W
#!/bin/sh
export VIM="$tree/usr/share/nvim" VIMRUNTIME="$tree/usr/share/nvim/runtime"
exec "$tree/usr/bin/nvim" "\$@"
W
  chmod +x "$tree/wrapper"
  "$tree/wrapper" --version >/dev/null && mv "$tree/wrapper" "$tree/nvim"
}

server=$(server_program)
export COPYDESK_PLUGIN=$EDITORS/neovim COPYDESK_ARTICLE=$EDITORS/sample/article.md
export COPYDESK_OTHER=$EDITORS/tests/other_server.py

apt_install patchelf tmux || true
neovim=$(find_neovim)
[ -n "$neovim" ] || skip "no Neovim is installed, and none could be fetched"
"$neovim" --version | head -n 1

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
mkdir "$profile/bin"
ln -s "$server" "$profile/bin/copydesk"
export PATH=$profile/bin:$PATH
export XDG_CONFIG_HOME=$profile/config XDG_DATA_HOME=$profile/data XDG_STATE_HOME=$profile/state XDG_CACHE_HOME=$profile/cache

# Neovim's own messages go to standard error; they are of interest only when it breaks down.
in_neovim() {
  local status=0
  "$neovim" --headless --clean -l "$1" 2>"$profile/messages" || status=$?
  [ "$status" -eq 0 ] || { cat "$profile/messages" && echo; }
  return "$status"
}

run_counted "the tests with a server" in_neovim "$here/attached.lua"
run_counted "the tests without a server" in_neovim "$here/missing.lua"
if recent "$neovim"; then
  run_counted "the tests on a screen" "$here/screen.sh" "$neovim"
fi
finish
