#!/usr/bin/env bash
# Tests the plugin in a real Vim with ALE, by a person's keys in a terminal.
# COPYDESK names the server program (default: target/release/copydesk). Exits 77 when no Vim can be had.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=editors/tests/lib.sh
. "$here/../../tests/lib.sh"
# shellcheck source=editors/tests/screen.sh
. "$here/../../tests/screen.sh"

server=$(server_program)
apt_install vim vim-ale tmux || true
command -v tmux >/dev/null || skip "tmux is not installed"
command -v vim >/dev/null || skip "Vim is not installed"
[ -d /usr/share/vim-ale ] || skip "ALE is not installed"
vim --version | head -n 1

profile=$(mktemp -d)
trap 'screen_close; rm -rf "$profile"' EXIT
# A folder with a blank and brackets: editors write the addresses of such files in ways of their own.
stories="$profile/the desk [night]"
mkdir -p "$profile/bin" "$stories"
ln -s "$server" "$profile/bin/copydesk"
export PATH=$profile/bin:$PATH HOME=$profile
cat >"$profile/vimrc" <<VIMRC
set nocompatible hidden noswapfile wrap viminfo= runtimepath^=/usr/share/vim-ale,$EDITORS/vim
filetype plugin on
let g:ale_lint_delay = 0
let g:ale_echo_delay = 0
let g:ale_hover_to_preview = 1
VIMRC

vim_open() { screen_open "cd '$stories' && exec vim -Nu '$profile/vimrc' '$1'"; }

# line_names SPEAKER: the finding's line names SPEAKER behind the quotation.
line_names() { screen_text | tr -d '\n' | grep -qE "took the boat away,” ?$1 said"; }

by_keys() {
  cp "$EDITORS/sample/article.md" "$stories/$1"
  vim_open "$1"
  eventually screen_has "Harbor agency" || true

  test_keys "vim: the quotation that nobody says is reported in $1" "/Nobody Space asked Enter" screen_has "unattributed-quote"
  if [ "$SCREEN_FAILED" -ne 0 ]; then
    echo "FAIL - vim: without a finding the other tests were not tried"
    exit 1
  fi

  test_keys "vim: fixes are offered in $1" ":ALECodeAction Enter" screen_has "Attribute to"
  screen_keys "1" Enter
  test_screen "vim: the first fix inserts its attribution in $1" line_names "[[:alpha:]]+"

  screen_keys "/Lopez said that" Enter
  test_keys "vim: hovering tells who a person is in $1" ":ALEHover Enter" screen_has "director of the Ellery Harbor Authority"
  screen_keys ":qa!" Enter
  screen_close
}

without_program() {
  rm "$profile/bin/copydesk"
  vim_open article.md
  test_screen "vim: without the program the article opens all the same" screen_has "Harbor agency"
  test_screen "vim: and no error is shown" screen_lacks "Error"
  screen_close
}

screen_tests() {
  by_keys article.md
  by_keys article.txt
  without_program
  return "$SCREEN_FAILED"
}

# What vim-lsp is told, held against what its help asks for; no package of Debian brings it.
registered() {
  vim -Nu NONE -i NONE -es -S "$here/vim_lsp.vim" "$stories/article.md" || true
  cat "$profile/registered"
}

export COPYDESK_VIM=$EDITORS/vim COPYDESK_REPORT=$profile/registered
cp "$EDITORS/sample/article.md" "$stories/article.md"
run_counted "what vim-lsp is told" registered
run_counted "the tests on a screen" screen_tests
finish
