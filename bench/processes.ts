import { spawnSync } from 'child_process';
import { join } from 'path';
import { clock } from './child';
import { CONTROL_TOWER_RULE } from '../projenrc/peers';

/** The command as a shell starts it. */
const COMMAND = join(process.cwd(), 'bin', 'cdk-encrypt-api-cache');

/** @returns milliseconds */
function clockProcess(program: string, args: readonly string[], expected: number): number {
  return clock(() => {
    const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (error !== undefined || status !== expected) {
      throw error ?? new Error(`${program} ${args.join(' ')} ended with ${status}`);
    }
  });
}

/** Node.js with nothing to do. */
export function clockNode(): number {
  return clockProcess(process.execPath, ['-e', '0'], 0);
}

/** Our command on a file in which it finds something. */
export function clockAudit(file: string, format: string): number {
  return clockProcess(process.execPath, [COMMAND, 'audit', file, '--format', format], 1);
}

/**
 * cfn-guard with one rule, which the files violate. The engine is native, and
 * prints fastest as JSON: what a person reads takes it twenty times as long.
 */
export function clockGuard(engine: string, files: readonly string[]): number {
  const data = files.flatMap((file) => ['--data', file]);
  return clockProcess(engine, ['validate', '--rules', CONTROL_TOWER_RULE, ...data, '--structured', '--output-format', 'json', '--show-summary', 'none'], 19);
}
