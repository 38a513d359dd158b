/** What the command line is given of the world around it. */
export interface Environment {
  /** The working directory. */
  readonly folder: string;
  /** Reads standard input to its end. */
  readonly stdin: () => Uint8Array;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** What `until` of an acknowledgment is compared with. */
  readonly now: Date;
  /** Asks the user; none where nobody could answer. */
  readonly ask?: (question: string) => Promise<string>;
  /** Has something done when the user interrupts the command. */
  readonly onInterrupt?: (stop: () => void) => void;
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface Stream {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  readonly isColoured: boolean;
  /** Its width. */
  readonly columns: number;
}

export const EXIT = {
  /** Nothing to be said aloud, or nothing that `--fail-on` asks for. */
  clean: 0,
  findings: 1,
  /** A command that cannot be understood, or an input that cannot be read. */
  trouble: 2,
} as const;

export type ExitCode = typeof EXIT[keyof typeof EXIT];
