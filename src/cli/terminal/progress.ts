import type { Stream } from './environment';

/** From so many inputs on, one may wonder whether anything happens. */
const MANY_INPUTS = 50;
const EVERY = 25;

/** How far it is, on standard error, where there is much to do. */
export class Progress {
  private done = 0;

  public constructor(private readonly total: number, private readonly stream: Stream) {
    if (total >= MANY_INPUTS && !stream.isTerminal) {
      stream.write(`reading ${total} inputs\n`);
    }
  }

  public step(): void {
    this.done++;
    if (this.isShown && (this.done % EVERY === 0 || this.done === this.total)) {
      this.stream.write(`\rreading ${this.done} of ${this.total} inputs`);
    }
  }

  /** Leaves the line to what comes next. */
  public end(): void {
    if (this.isShown) {
      this.stream.write('\r\u001b[K');
    }
  }

  private get isShown(): boolean {
    return this.total >= MANY_INPUTS && this.stream.isTerminal;
  }
}
