#!/usr/bin/env bash
# archive.sh TARGET OUT: packs the program that was built for TARGET, with its manual, completions and licences.
# cargo-binstall, Homebrew, mason and the Action look for these names.
set -euo pipefail
cd "$(dirname "$0")/.."

target=$1
out=$2
name=copydesk-$target
built=${CARGO_TARGET_DIR:-target}/$target/dist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=$work/$name
mkdir -p "$folder/completions" "$out"

program=$built/copydesk
[ -e "$program" ] || program=$built/copydesk.exe
cp "$program" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$folder/"
"$program" man "$folder/man"
for shell in bash zsh fish powershell elvish; do
  "$program" completions "$shell" >"$folder/completions/copydesk.$shell"
done

case $target in
  *windows*)
    archive=$(realpath "$out")/$name.zip
    rm -f "$archive"
    (cd "$work" && python3 -m zipfile -c "$archive" "$name")
    ;;
  *) tar -C "$work" -czf "$out/$name.tar.gz" "$name" ;;
esac
