import { block, clauseWithMessage, GuardLines, ruleClause, mayBeOn, OFF, ON, rule, filterBy, when, ZERO } from './guard-language';
import { RESOURCE_PATH } from './method-setting-rules';
import { ApiCacheControl } from '../catalog/api-cache-control';
import { DEPLOYED } from '../catalog/property-names';
import { ruleId } from '../catalog/rules';
import { GONE } from '../core/stage/configuration-item';
import { HTTP_METHODS } from '../core/stage/method-setting-key';
import { STAGE_TYPE } from '../core/stage/stage-cache';

const { flag, caching, cluster, ttl, wildcard } = DEPLOYED;
const STATUS = 'configurationItemStatus';
const CLUSTER = `configuration.${cluster}`;
const SETTINGS = 'configuration.methodSettings';
const IS_ENCRYPTED = `${flag} in ${ON}`;

/** A stage that is there, and has a cache cluster or may have one: of any other the rule says nothing. */
const APPLIES: GuardLines = [
  `resourceType == "${STAGE_TYPE}"`,
  `${STATUS} !exists or ${STATUS} not in [${[...GONE].map((status) => JSON.stringify(status)).join(', ')}]`,
  `${CLUSTER} !exists or ${CLUSTER} not in ${OFF}`,
];

/** The keys of overrides: of any other nothing comes (rule 8). */
const OVERRIDES = `${SETTINGS}[ keys == /^(${RESOURCE_PATH})\\/(${[...HTTP_METHODS].join('|')})$/ ]`;
const HAS_TTL = `${ttl} !exists or ${ttl} not in ${ZERO}`;

/**
 * The rule for configuration items of AWS Config. A recorded answer left out
 * fields that were false, so a record that leaves caching out is judged as in a
 * template; a map that is no map may hide anything.
 */
export function itemRules(control: ApiCacheControl): GuardLines {
  return rule('api_cache_encrypted', APPLIES, [
    ...isReadable('configuration is_struct'),
    ...when([`${SETTINGS} exists`], [
      // Version 2 of Guard reads null as a text.
      ...isReadable(`${SETTINGS} is_struct or ${SETTINGS} in [null, "null"]`),
      ...when([`${SETTINGS} is_struct`], when([`${SETTINGS} !empty`], [
        ...isReadable(`${SETTINGS}.* is_struct`),
        ...block(filterBy(`${SETTINGS}.*`, [...mayBeOn(caching), HAS_TTL]), ruleClause('CacheDataEncrypted', DEPLOYED, IS_ENCRYPTED)),
        `let overrides = ${OVERRIDES}`,
        ...when(mayBeOn(`${SETTINGS}.'${wildcard}'.${caching}`),
          block(filterBy('%overrides', [`${caching} !exists`, HAS_TTL]), ruleClause('CacheEncryptionExplicit', DEPLOYED, IS_ENCRYPTED))),
      ])),
    ]),
    ...control === ApiCacheControl.CT_APIGATEWAY_PR_3 ? controlTower() : [],
  ]);
}

function controlTower(): GuardLines {
  const demanded = (clause: string) => clauseWithMessage(clause,
    `[${ApiCacheControl.CT_APIGATEWAY_PR_3}] a stage with a cache cluster has no encrypted stage default, or has a method setting that is not encrypted`,
    `Set ${flag} to true in ${wildcard} and in every other method setting.`);
  return [
    ...demanded(`${SETTINGS} exists`),
    ...demanded(`${SETTINGS}.'${wildcard}' exists`),
    ...demanded(`${SETTINGS}.'${wildcard}'.${IS_ENCRYPTED}`),
    ...demanded(`${SETTINGS}.*.${IS_ENCRYPTED}`),
  ];
}

function isReadable(clause: string): GuardLines {
  return clauseWithMessage(clause, `[${ruleId('CacheEncryptionReadable')}] the configuration item does not show what is cached`, 'Have AWS Config record the stage again.');
}
