"""Draws a terminal's screen as a web page: text with ANSI colours in, HTML out.

Reads what `tmux capture-pane -e -p` writes; knows the attributes that editors use (colours of all three kinds,
bold, italic, underline and undercurl with their colour, reverse).
"""

import html
import re
import sys

BASIC = "#1d1f21 #cc6666 #b5bd68 #f0c674 #81a2be #b294bb #8abeb7 #c5c8c6".split()
BRIGHT = "#666666 #d54e53 #b9ca4a #e7c547 #7aa6da #c397d8 #70c0b1 #eaeaea".split()
PAPER, INK = "#14161b", "#e0e2ea"
SEQUENCE = re.compile(r"\x1b\[([0-9;:]*)m")


def indexed(n):
    """The colour `n` of a 256-colour terminal."""
    if n < 16:
        return (BASIC + BRIGHT)[n]
    if n >= 232:
        grey = 8 + 10 * (n - 232)
        return f"rgb({grey},{grey},{grey})"
    n -= 16
    levels = [0, 95, 135, 175, 215, 255]
    return f"rgb({levels[n // 36]},{levels[n // 6 % 6]},{levels[n % 6]})"


def extended(parts):
    """The colour after 38, 48 or 58, and how many of `parts` it took."""
    if parts[:1] == ["5"] and len(parts) > 1:
        return indexed(int(parts[1])), 2
    if parts[:1] == ["2"] and len(parts) > 3:
        return "rgb({},{},{})".format(*parts[1:4]), 4
    return None, len(parts)


class Pen:
    """The attributes in force."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.ink = self.paper = self.line_colour = None
        self.bold = self.italic = self.reverse = False
        self.line = None

    def apply(self, sequence):
        parts = sequence.split(";")
        while parts:
            part = parts.pop(0)
            if ":" in part:
                self.sub(part.split(":"))
                continue
            code = int(part or 0)
            if code in (38, 48, 58):
                colour, taken = extended(parts)
                del parts[:taken]
                setattr(self, {38: "ink", 48: "paper", 58: "line_colour"}[code], colour)
            else:
                self.simple(code)

    def sub(self, parts):
        if parts[0] == "4":
            self.line = {"0": None, "3": "wavy"}.get(parts[1], "solid")
        elif parts[0] in ("38", "48", "58"):
            rest = [p for p in parts[1:] if p != ""]
            if rest[:1] == ["2"] and len(rest) == 5:
                del rest[1]  # the colour space, which nobody uses
            name = {"38": "ink", "48": "paper", "58": "line_colour"}[parts[0]]
            setattr(self, name, extended(rest)[0])

    def simple(self, code):
        if code == 0:
            self.reset()
        elif code in (1, 22):
            self.bold = code == 1
        elif code in (3, 23):
            self.italic = code == 3
        elif code in (4, 24):
            self.line = "solid" if code == 4 else None
        elif code in (7, 27):
            self.reverse = code == 7
        elif code == 39:
            self.ink = None
        elif code == 49:
            self.paper = None
        elif code == 59:
            self.line_colour = None
        elif 30 <= code <= 37:
            self.ink = BASIC[code - 30]
        elif 40 <= code <= 47:
            self.paper = BASIC[code - 40]
        elif 90 <= code <= 97:
            self.ink = BRIGHT[code - 90]
        elif 100 <= code <= 107:
            self.paper = BRIGHT[code - 100]

    def style(self):
        ink, paper = self.ink or INK, self.paper or PAPER
        if self.reverse:
            ink, paper = paper, ink
        rules = [f"color:{ink}", f"background:{paper}"]
        if self.bold:
            rules.append("font-weight:bold")
        if self.italic:
            rules.append("font-style:italic")
        if self.line:
            rules.append(f"text-decoration:underline {self.line} {self.line_colour or ink}")
        return ";".join(rules)


def page(screen):
    pen, spans = Pen(), []
    for i, piece in enumerate(SEQUENCE.split(screen)):
        if i % 2:
            pen.apply(piece)
        elif piece:
            spans.append(f'<span style="{pen.style()}">{html.escape(piece)}</span>')
    return (
        f'<!doctype html><meta charset="utf-8"><body style="margin:0;background:{PAPER}">'
        f'<pre style="margin:10px 12px;color:{INK};font:15px/19px \'DejaVu Sans Mono\',monospace;'
        f'text-underline-offset:3px">{"".join(spans)}</pre>'
    )


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.reconfigure(encoding="utf-8")
    print(page(sys.stdin.read()))
