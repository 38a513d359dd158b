import { AwsError } from './aws-api';

/** Ends everything that is under way: at Ctrl-C, or where credentials have expired. What there is is reported. */
export class Stop {
  private readonly controller = new AbortController();
  private because = 'the command was interrupted';

  public get signal(): AbortSignal {
    return this.controller.signal;
  }

  public now(because?: string): void {
    if (!this.signal.aborted) {
      this.because = because ?? this.because;
      this.controller.abort();
    }
  }

  /** Why something could not be done; expired credentials end everything. */
  public reasonOf(error: unknown): string {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    if (error.kind === 'credentials') {
      this.now(error.described);
    }
    return error.kind === 'interrupted' ? `not finished, because ${this.because}` : error.described;
  }
}
