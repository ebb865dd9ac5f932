"""Shows in a terminal what an editor shows: the outline of an article, and what pointing at a name tells.

    show.py SERVER ARTICLE WORDS

Starts `SERVER lsp` and asks it as an editor does; WORDS is the place in ARTICLE to point at.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import threading

PATIENCE_SECONDS = 20
MENTIONS_SHOWN = 3


class Server:
    """The language server, spoken to over its standard input and output."""

    def __init__(self, program):
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last_id = 0
        # A server that hangs must not hang the terminal: its output ends here, and `receive` says so.
        self.watchdog = threading.Timer(PATIENCE_SECONDS, self.process.kill)
        self.watchdog.daemon = True
        self.watchdog.start()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise SystemExit("copydesk ended before it answered")
            if not line.strip():
                return json.loads(self.process.stdout.read(length))
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        while True:
            message = self.receive()
            if "method" in message:
                if "id" in message:
                    self.send({"id": message["id"], "result": self.answer(message)})
            elif message.get("id") == self.last_id:
                if "error" in message:
                    raise SystemExit(f"copydesk cannot answer {method}: {message['error'].get('message')}")
                return message["result"]

    @staticmethod
    def answer(message):
        """What the server may ask of an editor: here, settings that nobody has set."""
        if message["method"] == "workspace/configuration":
            return [None for _ in message["params"]["items"]]
        return None

    def close(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.process.stdin.close()
        self.process.wait()
        self.watchdog.cancel()


def position(text, offset):
    """The protocol's position of a character offset: lines, and UTF-16 units within the line."""
    before = text[:offset]
    line_start = before.rfind("\n") + 1
    return {"line": before.count("\n"), "character": len(before[line_start:].encode("utf-16-le")) // 2}


def plain(markdown):
    """Markdown as a terminal shows it: without emphasis marks, escapes, and runs of empty lines."""
    text = re.sub(r"(?<!\\)(\*\*|`)", "", markdown)
    text = re.sub(r"(?<![\\\w])([*_])(?=\S)([^*_\n]*\S)\1(?!\w)", r"\2", text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def show_outline(symbols, depth=0):
    for count, symbol in enumerate(symbols):
        if depth > 1 and count == MENTIONS_SHOWN:
            print("  " * (depth + 1) + "…")
            return
        detail = f" — {symbol['detail']}" if symbol.get("detail") else ""
        line = "  " * (depth + 1) + symbol["name"] + detail
        print(line if len(line) <= 96 else line[:95] + "…")
        show_outline(symbol.get("children") or [], depth + 1)


def show_hover(hover):
    if hover is None:
        print("  (nothing)")
        return
    contents = hover["contents"]
    for line in plain(contents["value"] if isinstance(contents, dict) else contents).split("\n"):
        print("  │ " + line)


def main(program, article, words):
    path = pathlib.Path(article).resolve()
    text = path.read_text(encoding="utf-8")
    at = text.find(words)
    if at < 0:
        raise SystemExit(f"{article} does not contain: {words}")
    document = {"uri": path.as_uri()}
    server = Server(program)
    capabilities = {
        "textDocument": {
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "hover": {"contentFormat": ["markdown"]},
        }
    }
    server.request("initialize", {"processId": None, "rootUri": path.parent.as_uri(), "capabilities": capabilities})
    server.notify("initialized", {})
    opened = {**document, "languageId": "markdown", "version": 1, "text": text}
    server.notify("textDocument/didOpen", {"textDocument": opened})

    print("The outline:\n")
    show_outline(server.request("textDocument/documentSymbol", {"textDocument": document}) or [])
    print(f"\nPointing at “{words}” in line {position(text, at)['line'] + 1} tells:\n")
    show_hover(server.request("textDocument/hover", {"textDocument": document, "position": position(text, at + 1)}))
    server.close()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        main(*sys.argv[1:])
    except BrokenPipeError:
        # The reader (a pager, head) has seen enough; the flush at exit must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
