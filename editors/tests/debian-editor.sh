#!/usr/bin/env bash
# debian-editor.sh SUITE DEST PACKAGE BINARY…
# A newer editor than this Debian has: PACKAGE and all it needs, out of a newer SUITE of the mirror this machine
# already uses, unpacked into DEST with its own C library. Each BINARY (its path below DEST) is made to use that
# library. The system's own packages and package lists stay as they are.
# Needs apt-get, dpkg-deb, patchelf.
set -euo pipefail

suite=$1
dest=$(realpath -m "$2")
package=$3
shift 3

state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
mkdir -p "$state"/{lists/partial,cache/archives/partial} "$dest"
: >"$state/status"

# shellcheck source=/dev/null
codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
# shellcheck disable=SC2016  # $(SITE) and the like are apt's, not the shell's
mirror=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(SITE)' 'Created-By: Packages' |
  awk -v suite="$codename" '$1 == suite && $2 == "main" { print $3; exit }')
if [ -z "$mirror" ]; then
  echo "this machine names no Debian mirror" >&2
  exit 1
fi
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$state/sources.list"

apt() {
  apt-get -qq \
    -o Dir::State="$state" -o Dir::State::lists="$state/lists" -o Dir::State::status="$state/status" \
    -o Dir::Cache="$state/cache" -o Dir::Etc::sourcelist="$state/sources.list" \
    -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o APT::Install-Recommends=0 -o APT::Sandbox::User=root -o Debug::NoLocking=1 -o Acquire::Languages=none \
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
    -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false "$@"
}
apt update
apt -y --download-only install "$package" >/dev/null
for archive in "$state"/cache/archives/*.deb; do
  dpkg-deb -x "$archive" "$dest"
done

libraries=$dest/usr/lib/$(uname -m)-linux-gnu
loader=$(find "$libraries" -maxdepth 1 -name 'ld-linux*.so.*' | head -n 1)
for binary in "$@"; do
  patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$dest/$binary"
done
