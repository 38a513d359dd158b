import { join } from 'path';
import { AppSize } from '../app';
import { inChild, times } from '../child';
import type { GatedSynthesis, Pack } from '../children/packs';
import { paired, Result } from '../results';

const FILE = join(__dirname, '..', 'children', 'packs.js');
const ROUNDS = 5;
const SIZE: AppSize = { constructs: 10_000, stages: 500, settings: [1, 4], seed: 7 };
const PACKS: readonly Pack[] = ['none', 'ours', 'AwsSolutions', 'HIPAA'];

const OTHERS: Readonly<Record<Exclude<Pack, 'ours'>, string>> = {
  none: 'without a pack',
  AwsSolutions: 'with `AwsSolutionsChecks` of cdk-nag, which has no rule on the encryption of API caches',
  HIPAA: 'with `HIPAASecurityChecks` of cdk-nag, which has one',
};

/** The whole `app.synth()` with this pack and with those of cdk-nag, all in turns. */
export function packs(): readonly Result[] {
  const rounds = times(ROUNDS, (round) => Object.fromEntries(PACKS.map((_, index) => PACKS[(index + round) % PACKS.length])
    .map((pack) => [pack, inChild<GatedSynthesis, number>(FILE, { size: SIZE, pack }) / 1e3])) as Record<Pack, number>);
  return Object.entries(OTHERS).map(([pack, name]): Result => ({
    measure: `synth with \`ApiCacheEncryptionChecks\`, 10,000 constructs, 500 stages, without CDK's check; other: ${name}`,
    unit: 's',
    ...paired(rounds.map(({ ours }) => ours), rounds.map((seconds) => seconds[pack as Pack])),
  }));
}
