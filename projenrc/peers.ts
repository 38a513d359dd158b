import { spawnSync } from 'child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { arch, platform, tmpdir } from 'os';
import { dirname, join } from 'path';
import { CfnResource } from 'aws-cdk-lib';
import { NagMessageLevel, NagPack, rules } from 'cdk-nag';

/** A pack of cdk-nag with its rule on API caches and nothing else. */
export class OneRule extends NagPack {
  public readonly name = 'CdkNag';
  protected packName = 'CdkNag';

  protected checkResource(node: CfnResource): void {
    this.applyRule({ node, rule: rules.apigw.APIGWCacheEnabledAndEncrypted, level: NagMessageLevel.ERROR, info: '', explanation: '' });
  }
}

const GUARD = dirname(require.resolve('@cdklabs/cdk-validator-cfnguard/package.json'));
const GUARD_2 = dirname(require.resolve('cfnguard-2/package.json'));

/** Control Tower's rule on API caches, for cfn-guard. */
export const CONTROL_TOWER_RULE = join(GUARD, 'rules', 'control-tower', 'cfn-guard', 'apigateway', 'ct-apigateway-pr-3.guard');

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'ubuntu', darwin: 'macos' };
const SYSTEM = SYSTEMS[platform()] ?? platform();

/** An engine of AWS CloudFormation Guard. */
export interface GuardEngine {
  readonly version: string;
  readonly path: string;
}

/** Both generations, as packages carry them: AWS Config runs the first, hooks and pipelines the second. */
export const GUARD_ENGINES: readonly GuardEngine[] = [
  { version: '2.1.3', path: join(GUARD_2, 'bin', SYSTEM, 'cfn-guard') },
  { version: '3.1.1', path: join(GUARD, 'bin', SYSTEM, arch() === 'arm64' ? 'aarch64' : 'x86_64', 'cfn-guard') },
];

export const [GUARD_ENGINE_2, GUARD_ENGINE_3] = GUARD_ENGINES;

/** The file to execute: npm has not marked it as such. */
export function executableOf({ path }: GuardEngine): string {
  chmodSync(path, 0o755);
  return path;
}

/** The exit code for what breaks a rule; the first generation has it for rules that it cannot read too. */
const BROKEN = [5, 19];
const MOST_OUTPUT = 256 * 1024 * 1024;

export type GuardStatus = 'PASS' | 'FAIL' | 'SKIP';

/** What an engine says of an input. */
export interface GuardJudgement {
  readonly status: GuardStatus;
  readonly rules: Readonly<Record<string, GuardStatus>>;
}

/** The table that an engine prints of each input; what comes before, and details after it, are JSON. */
const SUMMARY = /(?<file>\d+\.json) Status = (?<status>PASS|FAIL|SKIP)\n(?<rules>(?:.+\n)*?)---$/gm;

/**
 * Has an engine judge inputs by the rules of a file, all at once.
 *
 * @param inputs objects, or texts of files
 * @returns a judgement of each input, in their order
 * @throws if it could not read the rules, or says nothing of an input
 */
export function judgeByGuard(engine: GuardEngine, rulesFile: string, inputs: readonly unknown[]): readonly GuardJudgement[] {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-guard-'));
  try {
    inputs.forEach((input, index) => writeFileSync(join(folder, fileOf(index)), typeof input === 'string' ? input : JSON.stringify(input)));
    const { status, stdout, stderr, error } = spawnSync(executableOf(engine), ['validate', '--rules', rulesFile, '--data', folder, '--output-format', 'json', '--show-summary', 'all'], {
      encoding: 'utf8',
      maxBuffer: MOST_OUTPUT,
    });
    const judgements =
      new Map([...stdout.matchAll(SUMMARY)].map(({ groups }) => [groups!.file, judgementIn(groups!.status, groups!.rules)]));
    const said = inputs.map((_, index) => judgements.get(fileOf(index)));
    if (error !== undefined || ![0, ...BROKEN].includes(status ?? -1) || said.some((judgement) => judgement === undefined)) {
      throw new Error(`cfn-guard ${engine.version} failed: ${error?.message ?? `exit code ${status}`}\n${stderr}`);
    }
    return said as readonly GuardJudgement[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fileOf(index: number): string {
  return `${index}.json`;
}

function judgementIn(status: string, table: string): GuardJudgement {
  const statuses = [...table.matchAll(/\/(\w+)\s+(PASS|FAIL|SKIP)$/gm)].map(([, name, of]) => [name, of as GuardStatus]);
  return { status: status as GuardStatus, rules: Object.fromEntries(statuses) };
}
