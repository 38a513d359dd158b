import { interruption, Clock } from '../../src/cli/deployed/clock';

/** Time that passes only where everybody waits for it: minutes take no time, and the same ones every time. */
export class VirtualClock implements Clock {
  private time = 0;
  private readonly sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  private isTicking = false;

  public constructor(private readonly signal?: AbortSignal) {
  }

  public readonly now = (): number => this.time;
  public readonly random = (): number => 0.5;

  public readonly sleep = async (milliseconds: number): Promise<void> => {
    await new Promise<void>((wake) => {
      this.sleepers.push({ at: this.time + milliseconds, wake });
      this.tick();
    });
    if (this.signal?.aborted) {
      throw interruption();
    }
  };

  private tick(): void {
    if (!this.isTicking) {
      this.isTicking = true;
      setImmediate(() => {
        this.isTicking = false;
        this.sleepers.sort((a, b) => a.at - b.at);
        const next = this.sleepers.shift();
        if (next !== undefined) {
          this.time = Math.max(this.time, next.at);
          next.wake();
          this.tick();
        }
      });
    }
  }
}
