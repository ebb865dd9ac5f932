#!/usr/bin/env bash
# Checks Zed's extension: it compiles, for WebAssembly where that target is installed, and says what the server is called
# and where its licence is. There is no Zed without a screen and a graphics card, so nothing is clicked here.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=editors/tests/lib.sh
. "$here/../../tests/lib.sh"

zed=$EDITORS/zed
target=wasm32-wasip2
export CARGO_TARGET_DIR=$CACHE/zed

# The version that a TOML file names first.
version() { sed -n 's/^version = "\(.*\)"$/\1/p' "$1" | head -n 1; }

# same_version FILE: the file names the version of the program.
same_version() { [ "$(version "$1")" = "$(version "$ROOT/Cargo.toml")" ]; }

compiles() {
  if [ -d "$(rustc --print target-libdir --target "$target")" ]; then
    (cd "$zed" && cargo build --quiet --locked --release --target "$target")
  else
    echo "the target $target is not installed: the extension is checked for this machine instead"
    (cd "$zed" && cargo check --quiet --locked)
  fi
}

# check NAME COMMAND…
check() {
  local name=$1
  shift
  if "$@"; then echo "ok - zed: $name"; else echo "FAIL - zed: $name"; fi
}

checks() {
  check "the extension compiles" compiles
  check "the extension has the program's version" same_version "$zed/extension.toml"
  check "so has its crate" same_version "$zed/Cargo.toml"
  for licence in LICENSE-MIT LICENSE-APACHE; do
    check "$licence is in the extension's own folder" cmp -s "$ROOT/$licence" "$zed/$licence"
  done
}

run_counted "the checks of Zed's extension" checks
finish
