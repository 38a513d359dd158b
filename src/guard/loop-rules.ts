import { block, GuardLines, OFF, rule, filterBy, when } from './guard-language';
import { IN_TEMPLATE, requireReadable, requireStructure, violates } from './structure-rules';
import { TEMPLATE } from '../catalog/property-names';
import { TEMPLATE_NAMES } from '../core/stage/setting-names';
import { DEPLOYMENT_TYPE, SERVERLESS_API_TYPE, STAGE_TYPE } from '../core/stage/stage-cache';

const { cluster } = TEMPLATE;

/** CloudFormation repeats what is below such a key, up to five deep. */
const IS_LOOP = 'keys == /^Fn::ForEach::/';
const DEEPEST_LOOP = 5;

/**
 * What a loop makes is not judged: it has to do without a cache cluster.
 *
 * @param globalCluster what holds where `Globals` may have one
 */
export function loopRules(globalCluster: GuardLines): GuardLines {
  const depths = Array.from({ length: DEEPEST_LOOP }, (_, index) => index + 1);
  const isOff = (property: string) => `${property} !exists or ${property} in ${OFF}`;
  const made = depths.map((depth) => [depth, `%made_by_loops_${depth}`] as const);
  return [
    ...made.flatMap(([depth, all]) => [
      `let loops_${depth} = ${filterBy(depth === 1 ? 'Resources' : `%bodies_of_loops_${depth - 1}`, [IS_LOOP])}`,
      `let bodies_of_loops_${depth} = %loops_${depth}[2]`,
      `let made_by_loops_${depth} = %bodies_of_loops_${depth}.*`,
      `let stages_of_loops_${depth} = ${filterBy(all, [`Type in ["${STAGE_TYPE}", "${DEPLOYMENT_TYPE}", "${SERVERLESS_API_TYPE}"]`])}`,
    ]),
    '',
    ...depths.flatMap((depth) => [
      ...rule(`api_cache_encrypted_in_loops_${depth}`, [`%stages_of_loops_${depth} !empty`], block(`%stages_of_loops_${depth}`, [
        ...requireReadable(IN_TEMPLATE),
        ...violates('CacheEncryptionReadable', isOff(`Properties.${cluster}`)),
        ...when(['Properties.StageDescription exists'], [
          ...requireStructure('Properties.StageDescription'),
          ...violates('CacheEncryptionReadable', isOff(`Properties.StageDescription.${cluster}`)),
        ]),
        ...when([`Properties.${TEMPLATE_NAMES.list} exists`, `Properties.${cluster} !exists`, `Type == "${SERVERLESS_API_TYPE}"`, ...globalCluster],
          violates('CacheEncryptionReadable', 'Type !exists')),
      ])),
      '',
    ]),
  ];
}
