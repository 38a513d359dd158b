import { AwsError } from './aws-api';

/** Time, and how to let it pass. */
export interface Clock {
  /** Milliseconds, from whenever. */
  readonly now: () => number;
  /** @throws {AwsError} if the command is interrupted meanwhile */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

export function clockOf(signal: AbortSignal): Clock {
  return {
    now: () => performance.now(),
    sleep: async (milliseconds) => new Promise((resolve, reject) => {
      const timer = setTimeout(ended, milliseconds);
      function ended(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', ended);
        if (signal.aborted) {
          reject(interruption());
        } else {
          resolve();
        }
      }
      signal.addEventListener('abort', ended);
      if (signal.aborted) {
        ended();
      }
    }),
    random: Math.random,
  };
}

export function interruption(): AwsError {
  return new AwsError('Interrupted', 'the command was interrupted', 'interrupted');
}
