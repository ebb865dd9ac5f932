#!/usr/bin/env bash
# Runs the fuzz targets under libFuzzer, which needs a nightly toolchain and `cargo install cargo-fuzz`.
#
#   tests/fuzz/run.sh EXECUTIONS [TARGET…]
set -euo pipefail
cd "$(dirname "$0")/../.."
executions=${1:?usage: tests/fuzz/run.sh EXECUTIONS [TARGET…]}
shift
fuzz() { cargo +nightly fuzz "$1" --fuzz-dir tests/fuzz "${@:2}"; }
if [ $# -eq 0 ]; then
  mapfile -t targets < <(fuzz list)
  set -- "${targets[@]}"
fi
for target in "$@"; do
  # What goes another way is added to the first folder; the others are only read.
  corpus=tests/fuzz/corpus/$target seeds=tests/fuzz/seeds/$target
  [ -d "$seeds" ] || seeds=tests/accuracy/articles
  mkdir -p "$corpus"
  printf '\n== %s\n' "$target"
  fuzz run -a -s none "$target" "$corpus" "$seeds" -- -runs="$executions" -max_len=3000 -timeout=60
done
