#!/usr/bin/env bash
# Tests the configuration in a real Helix, by a person's keys in a terminal.
# COPYDESK names the server program (default: target/release/copydesk). Exits 77 when no Helix can be had.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=editors/tests/lib.sh
. "$here/../../tests/lib.sh"
# shellcheck source=editors/tests/screen.sh
. "$here/../../tests/screen.sh"

# Sets $helix to the installed Helix, or to one from a newer Debian.
find_helix() {
  local tree=$CACHE/helix-forky
  helix=$(command -v hx || true)
  [ -z "$helix" ] || return 0
  if [ ! -e "$tree/complete" ]; then
    rm -rf "$tree"
    "$EDITORS/tests/debian-editor.sh" forky "$tree" hx usr/lib/hx/hx || return 1
    touch "$tree/complete"
  fi
  helix=$tree/usr/lib/hx/hx
  export HELIX_RUNTIME=$tree/usr/lib/hx/runtime
}

# TEXT within the frame of a picker.
framed() { screen_text | grep -E '│.*│' | grep -qF -- "$1"; }

# How often TEXT stands on the screen; a popup adds to what the article has.
occurrences() { screen_text | grep -oF -- "$1" | wc -l; }
more_than() { [ "$(occurrences "$2")" -gt "$1" ]; }

# The speaker whom the first fix in the menu names.
first_speaker() { screen_text | grep -oE 'Attribute to [^ ]+ [^ ]+' | head -n 1 | cut -d ' ' -f 4; }

is_ignored() { grep -qsF "Nobody asked us" "$profile/copydesk.toml"; }

# ignore: opens the menu of fixes and chooses *Ignore this finding*, the one behind the attributions. Where a menu opened
# late and a key went to something else, that is taken back, and the choice made again.
ignore() {
  local above
  for _ in 1 2 3; do
    screen_keys Space a
    eventually screen_has "Ignore this finding" || true
    above=$(screen_text | grep -cE 'Attribute to [^ ]+ [^ ]+')
    for _ in $(seq "$above"); do screen_keys Down; done
    screen_keys Enter
    for _ in $(seq 100); do
      is_ignored && return 0
      sleep 0.1
    done
    leave "Ignore this finding"
    screen_keys u
    eventually screen_has "●" || true
  done
}

# The finding's line names SPEAKER behind the quotation.
attributed_to() { screen_text | grep -F "they took the boat away" | grep -qF -- "$1"; }

# Leaves a menu, popup or picker. What is typed too soon after Escape would count as one key with it.
leave() {
  screen_keys Escape
  eventually screen_lacks "$1" || true
}

server=$(server_program)
apt_install patchelf tmux || true
command -v tmux >/dev/null || skip "tmux is not installed"
find_helix || skip "no Helix is installed, and none could be fetched"
"$helix" --version

profile=$(mktemp -d)
trap 'screen_close; rm -rf "$profile"' EXIT
mkdir -p "$profile/bin" "$profile/config/helix"
ln -s "$server" "$profile/bin/copydesk"
cp "$EDITORS/helix/languages.toml" "$profile/config/helix/"
export PATH=$profile/bin:$PATH XDG_CONFIG_HOME=$profile/config XDG_CACHE_HOME=$profile/cache

# by_keys FILE: what a person does in a copy of the article under this name.
by_keys() {
  local before speaker
  cp "$EDITORS/sample/article.md" "$profile/$1"
  screen_open "cd '$profile' && exec '$helix' '$1'"
  eventually screen_has "●" || true # in the status line, beside the number of findings

  # The list of findings.
  test_keys "helix: the quotation that nobody says is reported in $1" "Space d" framed "unattributed-quote"
  if [ "$SCREEN_FAILED" -ne 0 ]; then
    echo "FAIL - helix: without a finding the other tests were not tried"
    exit 1
  fi
  screen_keys Enter
  eventually screen_lacks "severity" || true

  test_keys "helix: fixes are offered in $1" "Space a" screen_has "Attribute to Maria Lopez"
  speaker=$(first_speaker)
  screen_keys Enter
  test_screen "helix: the first fix inserts its attribution in $1" attributed_to "${speaker:-nobody}"

  screen_keys u
  eventually screen_has "●" || true
  ignore
  test_screen "helix: a finding is ignored with one choice in $1" screen_lacks "●"
  test_screen "helix: copydesk.toml says so for $1" is_ignored
  rm -f "$profile/copydesk.toml"

  screen_keys "/Lopez said that" Enter
  before=$(occurrences "Maria Lopez")
  test_keys "helix: hovering tells who a person is in $1" "Space k" more_than "$before" "Maria Lopez"
  test_keys "helix: the outline lists the people in $1" "Space s" framed "Ingrid Sørensen"
  leave "container"
  screen_keys ":q!" Enter
  screen_close
}

# The list of servers in languages.toml keeps those that Helix had: one of them, under its name, is still started.
beside_another() {
  ln -s "$EDITORS/tests/other_server.py" "$profile/bin/marksman"
  cp "$EDITORS/sample/article.md" "$profile/beside.md"
  screen_open "cd '$profile' && exec '$helix' beside.md"
  eventually screen_has "● 2" || true # one finding of each
  test_keys "helix: another server still reports" "Space d" framed "WARN     other"
  test_screen "helix: copydesk reports beside it" framed "unattributed-quote"
  leave "severity"
  screen_keys ":q!" Enter
  screen_close
  rm "$profile/bin/marksman"
}

# What can be written in copydesk.toml is offered, and no other TOML file is attached to.
configuration() {
  printf '[rules]\nunattributed-quote = "loud"\n' >"$profile/copydesk.toml"
  screen_open "cd '$profile' && exec '$helix' copydesk.toml"
  test_screen "helix: a mistake in copydesk.toml is reported" screen_has "●"
  screen_keys "/unattributed" Enter Space k
  test_screen "helix: a rule in copydesk.toml is explained" screen_has "What it finds"
  leave "What it finds"
  screen_keys ":q!" Enter
  screen_close
  mv "$profile/copydesk.toml" "$profile/other.toml"
  screen_open "cd '$profile' && exec '$helix' other.toml"
  eventually screen_has "other.toml" || true
  screen_keys "/unattributed" Enter Space k
  test_screen "helix: other TOML files are left alone" screen_has "No configured language server"
  screen_keys ":q!" Enter
  screen_close
  rm -f "$profile/other.toml"
}

screen_tests() {
  by_keys article.md
  by_keys article.txt
  configuration
  if command -v python3 >/dev/null; then beside_another; fi
  return "$SCREEN_FAILED"
}

run_counted "the tests on a screen" screen_tests
finish
