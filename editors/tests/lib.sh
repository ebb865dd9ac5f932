# Shared by the editors' tests: where things are, how a test is counted, how a missing editor is reported.
# Source it after `set -euo pipefail`.
# shellcheck shell=bash

EDITORS=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
ROOT=$(cd "$EDITORS/.." && pwd)
CACHE=$ROOT/.cache/editors
# Where screenshots go; set to editors/screenshots to renew the ones in the README.
SCREENSHOTS=${SCREENSHOTS:-$CACHE/screenshots}
mkdir -p "$CACHE" "$SCREENSHOTS"
CACHE=$(cd "$CACHE" && pwd)
SCREENSHOTS=$(cd "$SCREENSHOTS" && pwd)
export ROOT EDITORS CACHE SCREENSHOTS

passed=0
failed=0

# The server under test: $COPYDESK (relative to the repository) or the release build.
server_program() {
  local program=${COPYDESK:-target/release/copydesk}
  case $program in /*) ;; *) program=$ROOT/$program ;; esac
  if [ ! -x "$program" ]; then
    echo "FAILED: there is no server at $program: build it with 'cargo build --release', or set COPYDESK" >&2
    exit 1
  fi
  printf '%s\n' "$program"
}

# skip WHY: this machine cannot have the editor. The caller decides what that means.
skip() {
  echo "SKIPPED: $1"
  exit 77
}

# count FILE: adds the "ok - …" and "FAIL - …" lines of a test program's output to the tally.
count() {
  passed=$((passed + $(grep -c '^ok - ' "$1" || true)))
  failed=$((failed + $(grep -c '^FAIL - ' "$1" || true)))
}

# run_counted NAME COMMAND…: runs a test program, shows and counts its lines. A program that ends badly
# without a failed test has broken down, and that is a failure.
run_counted() {
  local name=$1 out status=0 before=$failed
  shift
  out=$(mktemp)
  "$@" 2>&1 | tee "$out" || status=$?
  count "$out"
  if [ "$status" -ne 0 ] && [ "$failed" -eq "$before" ]; then
    echo "FAIL - $name broke down (status $status)"
    failed=$((failed + 1))
  elif ! grep -qE '^(ok|FAIL) - ' "$out"; then
    echo "FAIL - $name ran no test"
    failed=$((failed + 1))
  fi
  rm -f "$out"
}

# The closing line, and the script's exit status.
finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}

# apt_install PACKAGE…: installs what is missing of Debian packages, where we may.
apt_install() {
  local missing=() package
  for package in "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "not installed, and only root may install them: ${missing[*]}" >&2
    return 1
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null 2>&1 && return 0
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
}
