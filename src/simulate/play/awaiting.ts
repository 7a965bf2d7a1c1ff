/** Keeps count of what is still to come. */
export interface Awaiting {
  /** Something more is to come. */
  add(): void;
  /** Something came, or will not come after all. */
  done(): void;
  /**
   * Resolves when nothing is left to come, or when nothing at all has come for `patienceMs`.
   * @returns how much is left
   */
  settled(patienceMs: number, signal: AbortSignal): Promise<number>;
}

export function createAwaiting(): Awaiting {
  let left = 0;
  let moved: () => void = () => undefined;
  return {
    add() {
      left += 1;
    },
    done() {
      left -= 1;
      moved();
    },
    settled: (patienceMs, signal) =>
      new Promise((resolve) => {
        const finish = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', finish);
          moved = () => undefined;
          resolve(left);
        };
        const timer = setTimeout(finish, patienceMs);
        moved = () => (left > 0 ? timer.refresh() : finish());
        signal.addEventListener('abort', finish);
        if (left <= 0 || signal.aborted) finish();
      }),
  };
}
