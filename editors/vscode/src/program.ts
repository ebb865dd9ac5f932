// The server program, asked something on the command line.

import { execFile } from "node:child_process";
import { needsShell } from "./locate";

/**
 * What the program prints when it reads `input`. Arguments never come from the words of an article, and a name with marks
 * that a shell would obey is not given to one.
 */
export function ask(command: string, args: readonly string[], input = ""): Promise<string> {
  const shell = needsShell(command, process.platform);
  const safe = shell ? args.map((arg) => arg.replace(/[^\w.-]/g, "_")) : args;
  return new Promise((resolve, reject) => {
    const options = { shell, maxBuffer: 256 * 1024 * 1024 };
    const child = execFile(shell ? `"${command}"` : command, safe, options, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
      } else {
        reject(new Error(stderr.trim() || error.message));
      }
    });
    // A program that ends early does not read on; its own message says why.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}
