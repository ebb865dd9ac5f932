// Whether the server and the extension go together.

/** Whether two versions differ in the last number at most. A server that does not say its version is taken to be right. */
export function sameRelease(server: string | undefined, extension: string): boolean {
  return server === undefined || release(server) === release(extension);
}

function release(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
