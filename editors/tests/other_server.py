#!/usr/bin/env python3
"""Another language server, for the tests that copydesk leaves room for one.

It reports one thing about the first word of each document, and answers every hover with one sentence.
"""

import json
import sys


def read():
    length = None
    while True:
        line = sys.stdin.buffer.readline()
        if not line:
            return None
        if line == b"\r\n":
            break
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return json.loads(sys.stdin.buffer.read(length))


def write(message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    sys.stdout.buffer.flush()


ANSWERS = {
    "initialize": {"capabilities": {"textDocumentSync": 1, "hoverProvider": True}},
    "textDocument/hover": {"contents": {"kind": "plaintext", "value": "The other server answers too."}},
    "shutdown": None,
}

while (message := read()) is not None:
    method = message.get("method")
    if method == "exit":
        break
    if method == "textDocument/didOpen":
        start, end = ({"line": 0, "character": character} for character in (0, 1))
        found = {"range": {"start": start, "end": end}, "severity": 2, "source": "other", "message": "The other server reports too."}
        uri = message["params"]["textDocument"]["uri"]
        write({"method": "textDocument/publishDiagnostics", "params": {"uri": uri, "diagnostics": [found]}})
    if "id" in message and method is not None:
        if method in ANSWERS:
            write({"id": message["id"], "result": ANSWERS[method]})
        else:
            write({"id": message["id"], "error": {"code": -32601, "message": f"no {method} here"}})
