import { requestOf } from './arguments';
import { audit } from './commands/audit';
import { fix } from './commands/fix';
import { EXIT, ExitCode, Environment } from './terminal/environment';

/** Runs a command. @param argv the arguments, without the interpreter and the script */
export function main(argv: readonly string[], environment: Environment): ExitCode {
  const { stdout, stderr } = environment;
  const request = requestOf(argv, { out: stdout.write, err: stderr.write, columns: Math.min(stdout.columns, 100) });
  switch (request.is) {
    case 'audit':
      return audit(request, environment);
    case 'fix':
      return fix(request, environment);
    case 'said':
      return request.isTrouble ? EXIT.trouble : EXIT.clean;
  }
}
