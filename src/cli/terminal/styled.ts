import type { Stream } from './environment';
import type { Severity } from '../../catalog/severity';
import type { Verdict } from '../../core/judgement/verdict';

const COLOURS: Readonly<Record<Verdict, number>> = {
  UNENCRYPTED: 31, UNRESOLVED: 33, UNPROVEN: 33, DORMANT: 33, ENCRYPTED: 32, NOT_CACHED: 90,
};

const SEVERITY_COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 90 };

/** Texts as a stream may show them: coloured on a terminal, plain anywhere else. */
export class Styled {
  public constructor(private readonly stream: Pick<Stream, 'isColoured'>) {
  }

  public verdict(text: string, verdict: Verdict): string {
    return this.code(text, COLOURS[verdict], 39);
  }

  public severity(text: string, severity: Severity): string {
    return this.code(text, SEVERITY_COLOURS[severity], 39);
  }

  public bold(text: string): string {
    return this.code(text, 1, 22);
  }

  public faint(text: string): string {
    return this.code(text, 2, 22);
  }

  public added(text: string): string {
    return this.code(text, 32, 39);
  }

  public removed(text: string): string {
    return this.code(text, 31, 39);
  }

  private code(text: string, on: number, off: number): string {
    return this.stream.isColoured ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  }
}
