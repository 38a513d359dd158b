import { mkdirSync, rmSync, statSync } from 'fs';

const LONGEST_WORK = 600_000;
const PAUSE = 500;

/**
 * Does slow work in one process while the others, with test files of their own, wait for it.
 * `lock` is a folder that exists only meanwhile.
 */
export async function doOnce(lock: string, isDone: () => boolean, work: () => void): Promise<void> {
  while (!isDone()) {
    if (takeLock(lock)) {
      try {
        // Another process may have finished between the question and the lock.
        if (!isDone()) {
          work();
        }
        return;
      } finally {
        rmSync(lock, { recursive: true, force: true });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** Only one process can create a folder. A process that was killed leaves an old one behind. */
function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > LONGEST_WORK) {
      rmSync(lock, { recursive: true, force: true });
    }
    return false;
  }
}
