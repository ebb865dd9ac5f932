#!/usr/bin/env bash
# Makes the packages for this machine, installs them as a newsroom would, and runs what they bring.
# COPYDESK names the program (default: target/release/copydesk). Exits 77 where neither npm nor pip can fetch anything.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=editors/tests/lib.sh
. "$here/../../editors/tests/lib.sh"

server=$(server_program)
version=$("$server" --version | cut -d ' ' -f 2)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools=$CACHE/packages

# An article with a finding, and one without.
mkdir "$work/stories"
cp "$EDITORS/sample/article.md" "$work/stories/"
printf '“We asked twice and nobody answered,” said Maria Lopez, director of the Harbour Trust.\n' >"$work/quiet.txt"

# check NAME COMMAND…: what the command says is shown where it fails.
check() {
  local name=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    echo "ok - $name"
  else
    echo "FAIL - $name"
    sed 's/^/  | /' "$work/said"
  fi
}

# ends STATUS COMMAND…: the command ends with that status.
ends() {
  local wanted=$1 status=0
  shift
  "$@" || status=$?
  [ "$status" -eq "$wanted" ]
}

# works NAME COMMAND…: the program so installed answers with its version and finds what it should.
works() {
  local name=$1
  shift
  check "$name: it is version $version" grep -qF "$version" <("$@" --version)
  check "$name: an article without findings passes" ends 0 "$@" check "$work/quiet.txt"
  check "$name: one with a finding fails" ends 1 "$@" check "$work/stories/article.md"
}

npm_packages() {
  local platform
  platform=$(node -p '`${process.platform}-${process.arch}`')
  node "$ROOT/packaging/npm/make.mjs" "$work/npm" "$platform=$server" || return 1
  mkdir "$work/newsroom"
  (
    cd "$work/newsroom"
    for package in "$platform" copydesk; do npm pack --silent "$work/npm/$package" >/dev/null; done
    npm install --silent --no-audit --no-fund --ignore-scripts --offline ./*.tgz
  ) || return 1
  works "npm" "$work/newsroom/node_modules/.bin/copydesk"
  rm -r "$work/newsroom/node_modules/@copydesk"
  check "npm: without the machine's own package it says so" grep -q "no program for this machine" \
    <("$work/newsroom/node_modules/.bin/copydesk" --version 2>&1)
}

# A Python with what builds wheels and runs hooks, kept between runs.
python_tools() {
  [ -x "$tools/bin/maturin" ] && [ -x "$tools/bin/pre-commit" ] && return 0
  python3 -m venv "$tools" && "$tools/bin/pip" install --quiet 'maturin>=1.7,<2' pre-commit
}

wheel() {
  # The same build that is tested everywhere else: nothing is compiled twice.
  check "pip: the wheel is built" "$tools/bin/maturin" build --profile dist --locked --manifest-path "$ROOT/Cargo.toml" \
    --out "$work/wheels"
  python3 -m venv "$work/python"
  check "pip: the wheel installs without a network" "$work/python/bin/pip" install --quiet --no-index "$work"/wheels/*.whl
  works "pip" "$work/python/bin/copydesk"
}

hook() {
  mkdir "$work/bin" "$work/repository"
  ln -s "$server" "$work/bin/copydesk"
  cp "$work/quiet.txt" "$work/stories/article.md" "$work/repository/"
  (
    cd "$work/repository"
    git init --quiet
    printf '<svg>“Nobody reads a picture as an article, whatever it says.”</svg>\n' >picture.svg
    git add .
  )
  run_hook() { (cd "$work/repository" && PATH=$work/bin:$PATH "$tools/bin/pre-commit" try-repo "$ROOT" copydesk-installed "$@"); }
  check "pre-commit: an article without findings passes" ends 0 run_hook --files quiet.txt picture.svg
  check "pre-commit: one with a finding fails" ends 1 run_hook --files article.md
}

# notes TEXT: what the script says of a changelog with this text, in a copy of the project's two files.
notes() {
  mkdir -p "$work/project/packaging"
  cp "$ROOT/packaging/changelog.sh" "$work/project/packaging/"
  cp "$ROOT/Cargo.toml" "$work/project/"
  printf '%b' "$1" >"$work/project/CHANGELOG.md"
  "$work/project/packaging/changelog.sh" "v$version"
}

releases() {
  check "a release has its section of the changelog" grep -qx "News." \
    <(notes "# Changelog\n\n## Unreleased\n\nNot yet.\n\n## $version\n\nNews.\n\n## 0.0.1\n\nOld.\n")
  check "a release without one is refused" ends 1 notes "# Changelog\n\n## Unreleased\n\nNews.\n"
  check "so is one with nothing in it" ends 1 notes "## $version\n\n## 0.0.1\n\nOld.\n"
  check "the package for crates.io holds all it needs" cargo publish --dry-run --quiet --allow-dirty \
    --manifest-path "$ROOT/Cargo.toml"
  local size
  size=$(find "${CARGO_TARGET_DIR:-$ROOT/target}/package" -name "copydesk-$version.crate" -size -10M | wc -l)
  check "and is smaller than 10 MB" test "$size" -ge 1
}

checks() {
  releases
  npm_packages
  wheel
  hook
}

apt_install git python3 python3-venv || true
command -v npm >/dev/null || skip "npm is not installed"
python_tools || skip "pip cannot fetch maturin and pre-commit"
run_counted "the tests of the packages" checks
finish
