/**
 * Waits for a condition that another process or thread brings about; asks often, and gives up with what was last seen.
 * @param probe gives the value looked at
 * @param done says whether it is the one waited for
 */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  done: (value: T) => boolean,
  seconds = 20,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const value = await probe();
    if (done(value)) return value;
    if (performance.now() > end)
      throw new Error(`not within ${seconds} s; last seen: ${JSON.stringify(value)?.slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
