// How often a server that dies is started again before we stop and say so.

const ATTEMPTS = 4;
const WINDOW_MS = 3 * 60 * 1000;

/** Allows `ATTEMPTS` restarts within any `WINDOW_MS`. Times are milliseconds of any steady clock. */
export class RestartBudget {
  private deaths: number[] = [];

  /** Whether a server that died at `now` is to be started again. */
  allows(now: number): boolean {
    this.deaths = this.deaths.filter((death) => now - death < WINDOW_MS);
    this.deaths.push(now);
    return this.deaths.length <= ATTEMPTS;
  }
}
