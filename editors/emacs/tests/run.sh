#!/usr/bin/env bash
# Tests the configuration in a real Emacs with Eglot, without a screen.
# COPYDESK names the server program (default: target/release/copydesk). Exits 77 when no Emacs can be had.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=editors/tests/lib.sh
. "$here/../../tests/lib.sh"

server=$(server_program)
if ! command -v emacs >/dev/null; then
  apt_install emacs-nox elpa-eglot || skip "no Emacs is installed, and none could be fetched"
fi
emacs --version | head -n 1

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
mkdir "$profile/bin" "$profile/articles"
ln -s "$server" "$profile/bin/copydesk"
cp "$EDITORS/sample/article.md" "$profile/articles/"
cp "$EDITORS/sample/article.md" "$profile/articles/article.txt"
export PATH=$profile/bin:$PATH HOME=$profile LC_ALL=C.UTF-8
export COPYDESK_EDITORS=$EDITORS COPYDESK_ARTICLES=$profile/articles

in_emacs() {
  local status=0
  emacs -Q --batch -l "$here/attached.el" >"$profile/messages" 2>"$profile/report" || status=$?
  grep -aE '^(ok|FAIL) - |^  ' "$profile/report" || true
  [ "$status" -eq 0 ] || cat "$profile/messages"
  return "$status"
}

run_counted "the tests in Emacs" in_emacs
finish
