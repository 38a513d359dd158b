import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { executableOf, GUARD_ENGINES, GuardJudgement, judgeByGuard } from '../../projenrc/peers';
import { answers } from '../languages/shell';

/** What an engine makes of inputs, in their order. */
export type Judge = (inputs: readonly unknown[]) => readonly GuardJudgement[];

/** Tests that are run with an engine of each generation. Where one does not start, such as on another processor, they are skipped unless this is CI. */
export function describeEngines(title: string, rules: string, tests: (judge: Judge) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-rules-'));
  const file = join(folder, 'rules.guard');
  beforeAll(() => writeFileSync(file, rules));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const engine of GUARD_ENGINES) {
    const isThere = process.env.CI === 'true' || answers(executableOf(engine), '--version');
    const name = `${title}, cfn-guard ${engine.version}`;
    (isThere ? describe : describe.skip)(isThere ? name : `${name}: skipped, it does not start here`, () => tests((inputs) => judgeByGuard(engine, file, inputs)));
  }
}
