import { requestOf } from './arguments';
import { audit } from './commands/audit';
import { fix } from './commands/fix';
import { EXIT, ExitCode, Environment } from './terminal/environment';

/** Runs a command. @param argv the arguments, without the interpreter and the script */
export function main(argv: readonly string[], shell: Environment): ExitCode {
  const request = requestOf(argv, { out: shell.stdout.write, err: shell.stderr.write, columns: Math.min(shell.stdout.columns, 100) });
  switch (request.is) {
    case 'audit':
      return audit(request, shell);
    case 'fix':
      return fix(request, shell);
    case 'said':
      return request.isTrouble ? EXIT.trouble : EXIT.clean;
  }
}
