#!/usr/bin/env bash
# Runs the editors' suites with a server that ends at once: each must fail, and soon. A suite that passes tests nothing.
#
#   editors/tests/broken.sh [EDITOR…]
set -uo pipefail

cd "$(dirname "$0")/.."
broken=$(mktemp -d)
trap 'rm -rf "$broken"' EXIT
printf '#!/bin/sh\n[ "$1" = --version ] && echo "copydesk 0.1.0"\nexit 0\n' >"$broken/copydesk"
chmod +x "$broken/copydesk"

unnoticed=0
for editor in "${@:-neovim vscode helix emacs vim}"; do
  # shellcheck disable=SC2086
  for suite in $editor; do
    status=0
    COPYDESK=$broken/copydesk "$suite/tests/run.sh" >"$broken/said" 2>&1 || status=$?
    case $status in
      0) echo "FAIL - $suite: passed with a server that ends at once" && unnoticed=1 ;;
      77) echo "skipped - $suite" ;;
      *) echo "ok - $suite: failed as it should: $(grep -m 1 '^FAIL - ' "$broken/said" | head -c 100)" ;;
    esac
  done
done
exit "$unnoticed"
