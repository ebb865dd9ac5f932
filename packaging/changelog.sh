#!/usr/bin/env bash
# changelog.sh VERSION: prints the section of CHANGELOG.md for a version. Fails where there is none, or nothing in it: a
# release that says nothing to its users is not made. Fails as well if the version is not the one that the program has.
set -euo pipefail
cd "$(dirname "$0")/.."

version=${1#v}
if ! grep -qx "version = \"$version\"" Cargo.toml; then
  echo "Cargo.toml does not have the version $version" >&2
  exit 1
fi
section=$(awk -v heading="## $version" '
  $0 == heading || index($0, heading " ") == 1 { inside = 1; next }
  /^## / { inside = 0 }
  inside
' CHANGELOG.md)
if ! grep -q '[^[:space:]]' <<<"$section"; then
  echo "CHANGELOG.md has no section \"## $version\" with something in it" >&2
  exit 1
fi
printf '%s\n' "$section"
