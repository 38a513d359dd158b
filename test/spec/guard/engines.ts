import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { executableOf, GUARD_ENGINES, GuardJudgement, judgeByGuard } from '../../../projenrc/peers';
import { answers } from '../../e2e/languages/shell';
import { describeWith } from '../../support/needs';

/** What an engine makes of inputs, in their order. */
export type Judge = (inputs: readonly unknown[]) => readonly GuardJudgement[];

/** Tests that are run with an engine of each generation. There is none for some processors. */
export function describeEngines(title: string, rules: string, tests: (judge: Judge) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-rules-'));
  const file = join(folder, 'rules.guard');
  beforeAll(() => writeFileSync(file, rules));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const engine of GUARD_ENGINES) {
    const missing = answers(executableOf(engine), '--version') ? undefined : 'it does not start here';
    describeWith(`${title}, cfn-guard ${engine.version}`, missing, () => tests((inputs) => judgeByGuard(engine, file, inputs)));
  }
}
