import { join } from 'path';
import { inChild } from '../child';
import type { DeployedRun } from '../children/deployed';
import { Result, sample } from '../results';

const FILE = join(__dirname, '..', 'children', 'deployed.js');
const ACCOUNT = { regions: ['eu-west-1', 'us-east-1', 'ap-southeast-2'], apis: 200, stages: 3 };

/** `audit --deployed` against an emulator behind the quota of API Gateway: 10 calls a second, 40 at once. */
export function deployed(): readonly Result[] {
  const { regional, shared } = inChild<typeof ACCOUNT, Record<'regional' | 'shared', DeployedRun>>(FILE, ACCOUNT);
  const result = (measure: string, unit: string, value: number, most: number): Result =>
    ({ measure, unit, ours: sample([value]), target: { of: 'ours', is: 'at most', value: most }, rounds: 1 });
  const name = `\`audit --deployed\`, ${ACCOUNT.regions.length} regions × ${ACCOUNT.apis} APIs × ${ACCOUNT.stages} stages`;
  return [
    result(`${name}, a quota for each region`, 's', regional.seconds, 70),
    result('the same, one quota for the account', 's', shared.seconds, 70),
    result('the same, peak memory', 'MB', Math.max(regional.megabytes, shared.megabytes), 150),
    result('the same, settings that were not found', '', regional.lost + shared.lost, 0),
  ];
}
