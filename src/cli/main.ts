import { requestOf } from './arguments';
import { audit } from './commands/audit';
import { auditDeployed } from './commands/audit-deployed';
import { fix } from './commands/fix';
import { fixDeployed } from './commands/fix-deployed';
import { EXIT, ExitCode, Environment } from './terminal/environment';

/** Runs a command: at once, unless it has to call AWS. @param argv the arguments, without the interpreter and the script */
export function main(argv: readonly string[], environment: Environment): ExitCode | Promise<ExitCode> {
  const { stdout, stderr } = environment;
  const request = requestOf(argv, { out: stdout.write, err: stderr.write, columns: Math.min(stdout.columns, 100) });
  switch (request.is) {
    case 'audit':
      return request.query === undefined ? audit(request, environment) : auditDeployed(request, request.query, environment);
    case 'fix':
      return request.query === undefined ? fix(request, environment) : fixDeployed(request, request.query, environment);
    case 'said':
      return request.isTrouble ? EXIT.trouble : EXIT.clean;
  }
}
