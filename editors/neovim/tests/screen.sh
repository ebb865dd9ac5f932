#!/usr/bin/env bash
# What a person does in Neovim, by keys, on a terminal: screen.sh NEOVIM. run.sh sets up the environment.
set -euo pipefail

neovim=$1
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=editors/tests/lib.sh
. "$here/../../tests/lib.sh"
# shellcheck source=editors/tests/screen.sh
. "$here/../../tests/screen.sh"

folder=$(mktemp -d)
trap 'screen_close; rm -rf "$folder"' EXIT
cp "$COPYDESK_ARTICLE" "$folder/article.md"

cat >"$folder/init.lua" <<'L'
vim.opt.runtimepath:prepend(vim.env.COPYDESK_PLUGIN)
vim.opt.termguicolors = true
vim.opt.linebreak = true
vim.opt.hlsearch = false
vim.opt.winborder = "rounded"
vim.lsp.enable("copydesk")
L

underlined() {
  screen capture-pane -e -p | grep -qE $'\e\\[[0-9;:]*4(:[0-9])?[0-9;:]*m[^\e]*Nobody asked us'
}

# TEXT within the frame of a floating window; the article has it too.
hovers() { screen_text | grep -E '│.*│' | grep -qF -- "$1"; }

# TEXT as an entry of the outline: the article has it too, but not at the start of an indented line.
lists() { screen_text | grep -qE "^  $1"; }

# choose TEXT: types the number that the menu on the screen gives to the entry with TEXT.
choose() {
  local number
  number=$(screen_text | grep -F -- "$1" | grep -oE '^ *[0-9]+' | tr -d ' ' | head -n 1)
  screen_keys "${number:-0}" Enter
}

screen_open "cd '$folder' && exec '$neovim' --clean -u init.lua article.md"
test_screen "neovim screen: the quotation that nobody says is underlined" underlined
if [ "$SCREEN_FAILED" -ne 0 ]; then
  echo "FAIL - neovim screen: without an underline the other tests were not tried"
  exit 1
fi

screen_keys "/Lopez said that" Enter
test_keys "neovim screen: K shows who a person is" K hovers "director of the Ellery Harbor Authority"
screen_shot neovim-hover "$neovim"
screen_keys Escape gg

test_keys "neovim screen: :Copydesk outline shows the people" ":Copydesk Space outline Enter" lists "Daniel Okafor"
screen_shot neovim-outline "$neovim"
screen_keys ":lclose" Enter

screen_keys "/Nobody asked" Enter
test_keys "neovim screen: gra offers the article's speakers" gra screen_has "Attribute to Maria Lopez"
screen_shot neovim-quick-fix "$neovim"
choose "Attribute to Maria Lopez"
test_screen "neovim screen: the chosen attribution is in the text, and the underline gone" eval \
  'screen_text | grep -F "they took the boat away" | grep -qF Lopez && ! underlined'
screen_keys Escape ":qa!" Enter

exit "$SCREEN_FAILED"
