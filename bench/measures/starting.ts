import { writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { executableOf, GUARD_ENGINE_3 } from '../../projenrc/peers';
import { times, withFolder } from '../child';
import { clockAudit, clockGuard, clockNode } from '../processes';
import { paired, Result, Target } from '../results';
import { generateTemplate } from '../template';

const ROUNDS = 25;
const OVER_NODE: Target = { of: 'difference', is: 'at most', value: 60 };

/** The command on a template that is soon judged, beside Node.js with nothing to do and cfn-guard: processes from start to end. */
export function starting(): readonly Result[] {
  const engine = executableOf(GUARD_ENGINE_3);
  return withFolder((folder) => {
    const [json, yaml] = ['template.json', 'template.yaml'].map((name) => join(folder, name));
    const template = generateTemplate({ resources: 5, stages: 1, settings: [2, 2], seed: 1 });
    writeFileSync(json, JSON.stringify(template, undefined, 2));
    writeFileSync(yaml, stringify(template));
    const rounds = times(ROUNDS, () => ({
      node: clockNode(), json: clockAudit(json, 'table'), yaml: clockAudit(yaml, 'table'), guard: clockGuard(engine, [json]),
    }));
    const [node, guard] = [rounds.map((round) => round.node), rounds.map((round) => round.guard)];
    const inJson = rounds.map((round) => round.json);
    const result = (measure: string, ours: readonly number[], theirs: readonly number[], target?: Target): Result =>
      ({ measure, unit: 'ms', ...paired(ours, theirs), ...target && { target } });
    return [
      result('`audit` of a JSON template of 5 resources, from start to end; other: `node -e 0`', inJson, node, OVER_NODE),
      result('the same in YAML', rounds.map((round) => round.yaml), node, OVER_NODE),
      result('`audit` of the JSON template; other: cfn-guard with one rule', inJson, guard, { of: 'ratio', is: 'at most', value: 1 }),
      result('for comparison: `node -e 0`; other: cfn-guard with one rule', node, guard),
    ];
  });
}
