# A terminal to drive an editor in: keys go in, the screen is read. Uses tmux on a socket of its own.
# Source it after lib.sh; call screen_close at the end (also on failure).
# shellcheck shell=bash

# Each terminal has a socket of its own: a server that is just ending would take a new terminal down with it.
SCREEN_COUNT=0
SCREEN_SOCKET=copydesk-test-$$-0
# 1 once a test has failed; the exit status of the script that sources this.
export SCREEN_FAILED=0

screen() { tmux -L "$SCREEN_SOCKET" -f /dev/null "$@"; }

# screen_open COMMAND: runs a shell command in a terminal of 104 × 34.
screen_open() {
  screen_close
  SCREEN_COUNT=$((SCREEN_COUNT + 1))
  SCREEN_SOCKET=copydesk-test-$$-$SCREEN_COUNT
  LC_ALL=C.UTF-8 screen -u new-session -d -x 104 -y 34 "$1"
}

screen_text() { screen capture-pane -p; }
screen_keys() { screen send-keys "$@"; }
screen_close() { screen kill-server 2>/dev/null || true; }

# within TIMES CONDITION…: polls the condition so many times, ten in a second.
within() {
  local times=$1
  shift
  for _ in $(seq "$times"); do
    "$@" && return 0
    sleep 0.1
  done
  return 1
}

# eventually CONDITION…: polls the condition for 30 seconds.
eventually() { within 300 "$@"; }

screen_has() { screen_text | grep -qF -- "$1"; }
screen_lacks() { ! screen_has "$1"; }

# test_screen NAME CONDITION…: a test that passes once the condition holds on the screen.
test_screen() {
  local name=$1
  shift
  if eventually "$@"; then
    echo "ok - $name"
  else
    echo "FAIL - $name ($*); the screen was:"
    screen_text | sed 's/^/  | /'
    SCREEN_FAILED=1
  fi
}

# test_keys NAME KEYS CONDITION…: the same after some keys, which are tmux's words for them. An editor that is busy may have nothing to
# show for them yet, so they are pressed again after a while, behind an Escape for what opened late.
test_keys() {
  local name=$1 keys
  read -ra keys <<<"$2"
  shift 2
  for _ in 1 2 3; do
    screen_keys "${keys[@]}"
    within 100 "$@" && break
    screen_keys Escape
    # What is typed too soon after Escape would count as one key with it.
    within 20 "$@" && break
  done
  test_screen "$name" "$@"
}

# screen_shot NAME PROGRAM: takes a picture of the screen where Chromium can draw it, and holds what it shows against what
# the kept picture showed. PROGRAM tells the editor's version: another version may draw the same things otherwise.
screen_shot() {
  local browser name=$1 kept=$EDITORS/screenshots/$1.txt version
  version=$("$2" --version | head -n 1)
  browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
  if [ -n "$browser" ] && command -v python3 >/dev/null; then
    screen capture-pane -e -p >"$SCREENSHOTS/$name.ansi"
    python3 "$EDITORS/tests/terminal_picture.py" <"$SCREENSHOTS/$name.ansi" >"$SCREENSHOTS/$name.html"
    "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=960,680 \
      --screenshot="$SCREENSHOTS/$name.png" "file://$SCREENSHOTS/$name.html" >/dev/null 2>&1 || true
    rm -f "$SCREENSHOTS/$name.ansi" "$SCREENSHOTS/$name.html"
  fi
  if [ "$SCREENSHOTS" = "$EDITORS/screenshots" ]; then
    { printf '%s\n' "$version" && screen_text | sed 's/ *$//'; } >"$kept"
  elif [ "$version" = "$(head -n 1 "$kept" 2>/dev/null)" ]; then
    test_screen "the picture $name.png is of this build" screen_is "$kept"
  else
    echo "not compared: $name.png was made with $(head -n 1 "$kept" 2>/dev/null || echo nothing), this is $version"
  fi
}

# screen_is FILE: the screen shows what stands in FILE from its second line on.
screen_is() { [ "$(screen_text | sed 's/ *$//')" = "$(tail -n +2 "$1")" ]; }
