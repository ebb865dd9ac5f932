#!/usr/bin/env bash
# Tests editors/try.sh where there is no terminal: it shows what an editor would show, and leaves nothing behind.
# COPYDESK names the server program (default: target/release/copydesk).
set -euo pipefail

# shellcheck source=editors/tests/lib.sh
. "$(dirname "$0")/lib.sh"

COPYDESK=$(server_program)
export COPYDESK
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home" "$work/tmp"

try() { HOME=$work/home TMPDIR=$work/tmp "$EDITORS/try.sh" "$@" </dev/null; }

# shows NAME WORDS: what try.sh printed has the words.
shows() {
  if grep -qF -- "$2" "$work/shown"; then
    echo "ok - try: $1"
  else
    echo "FAIL - try: $1: no “$2” in:"
    sed 's/^/  | /' "$work/shown"
  fi
}

try_tests() {
  try >"$work/shown" 2>&1 || echo "FAIL - try: it ended with status $?"
  shows "the findings are shown" "unattributed-quote"
  shows "the outline is shown" "  Ingrid Sørensen"
  shows "what pointing at a name tells is shown" "│ "
  if [ -z "$(find "$work/home" "$work/tmp" -type f)" ]; then
    echo "ok - try: nothing is left behind"
  else
    echo "FAIL - try: left behind: $(find "$work/home" "$work/tmp" -type f)"
  fi
  if try notepad >"$work/shown" 2>&1; then
    echo "FAIL - try: an unknown editor was accepted"
  else
    shows "an unknown editor is refused with the usage" "usage: editors/try.sh"
  fi
}

if command -v python3 >/dev/null; then
  run_counted "the tests of try.sh" try_tests
else
  skip "Python 3 is not installed"
fi
finish
