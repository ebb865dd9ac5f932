#!/usr/bin/env bash
# Runs every test: format, lints, unit and integration tests, documentation, and the suites in real editors.
#
#   tests/run.sh [rust|editors]
#
# A suite that cannot run on this machine says so; under CI=true that is a failure. Editors are fetched into .cache
# where that is possible.
set -euo pipefail
cd "$(dirname "$0")/.."

# A check builds once from a clean checkout: what makes the next build quicker, or a debugger happier, costs it only
# time and gigabytes.
if [ "${CI:-}" = true ]; then
  export CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=false CARGO_PROFILE_DEV_STRIP=debuginfo
fi

summary=()
failed=0

# suite NAME COMMAND…: runs a suite and keeps its result. Status 77 means that it cannot run here.
suite() {
  local name=$1 status=0
  shift
  printf '\n== %s\n' "$name"
  "$@" || status=$?
  case $status in
    0) summary+=("passed   $name") ;;
    77)
      summary+=("SKIPPED  $name")
      if [ "${CI:-}" = true ]; then
        echo "under CI=true a suite that cannot run is a failure: $name"
        failed=1
      fi
      ;;
    *)
      summary+=("FAILED   $name")
      failed=1
      ;;
  esac
}

rust_suites() {
  suite "format" cargo fmt --check
  suite "lints" cargo clippy --all-targets -- -D warnings
  # The training programs, and what only they use. The feature adds code and changes none, so only the library's own
  # tests are run with it again.
  suite "lints of the training programs" cargo clippy --all-targets --features train -- -D warnings
  suite "tests and documentation tests" cargo test --no-fail-fast
  # The tests hold licences, sources and versions by deny.toml themselves; where cargo-deny is there, it says the same.
  if cargo deny --version > /dev/null 2>&1; then
    suite "dependencies" cargo deny --offline check bans licenses sources
  fi
  suite "tests of the training programs" cargo test --no-fail-fast --features train --lib --bins
}

editor_suites() {
  # The same build that users get is what the editors are tested with.
  suite "the build for packages" cargo build --profile dist
  export COPYDESK="${COPYDESK:-${CARGO_TARGET_DIR:-$PWD/target}/dist/copydesk}"
  suite "the first look" bash editors/tests/try.sh
  for editor in neovim vscode helix emacs vim zed; do
    suite "$editor" "editors/$editor/tests/run.sh"
  done
  suite "packages" packaging/tests/run.sh
}

case ${1:-all} in
  all) rust_suites && editor_suites ;;
  rust) rust_suites ;;
  editors) editor_suites ;;
  *)
    echo "usage: tests/run.sh [rust|editors]" >&2
    exit 2
    ;;
esac

printf '\n== summary\n'
printf '%s\n' "${summary[@]}"
passed=$(printf '%s\n' "${summary[@]}" | grep -c '^passed' || true)
broken=$(printf '%s\n' "${summary[@]}" | grep -c '^FAILED' || true)
skipped=$(printf '%s\n' "${summary[@]}" | grep -c '^SKIPPED' || true)
printf 'suites: %s passed, %s failed, %s skipped\n' "$passed" "$broken" "$skipped"
exit "$failed"
