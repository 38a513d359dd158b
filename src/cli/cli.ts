import { constants } from 'os';
import { createInterface } from 'readline';
import { buffer } from 'stream/consumers';
import { isatty } from 'tty';
import { STANDARD_INPUT } from './input/sources';
import { main } from './main';
import { Stream } from './terminal/environment';

// What the package's `bin` runs: the world as it is.

const DEFAULT_COLUMNS = 80;

function streamOf(stream: NodeJS.WriteStream): Stream {
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => { stream.write(text); },
    isTerminal,
    // https://no-color.org
    isColoured: isTerminal && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb',
    columns: isTerminal ? stream.columns || DEFAULT_COLUMNS : DEFAULT_COLUMNS,
  };
}

// A reader that stops early, such as `head`, is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    // Whoever ends the input, such as with Ctrl-C, has not agreed.
    const onEnd = () => {
      process.stderr.write('\n');
      resolve('');
    };
    lines.on('close', onEnd).question(question, (answer) => {
      lines.off('close', onEnd).close();
      resolve(answer);
    });
  });
}

/** The first interruption ends what is under way, so that it can be reported; the second ends the process. */
function onInterrupt(stop: () => void): void {
  process.once('SIGINT', () => {
    stop();
    process.once('SIGINT', () => process.exit(128 + constants.signals.SIGINT));
  });
}

async function run(argv: readonly string[]): Promise<void> {
  // Reading at once would fail where the other end of a pipe is slow.
  const stdin = argv.includes(STANDARD_INPUT) ? await buffer(process.stdin) : Buffer.alloc(0);
  // No process.exit: what is still to be written into a pipe would be lost.
  process.exitCode = await main(argv, {
    folder: process.cwd(),
    stdin: () => stdin,
    stdout: streamOf(process.stdout),
    stderr: streamOf(process.stderr),
    now: new Date(),
    // Looked at when it is needed: most commands do not ask.
    get ask() { return isatty(0) && isatty(2) ? ask : undefined; },
    onInterrupt,
    variables: process.env,
  });
}

void run(process.argv.slice(2));
