import { block, clauseWithMessage, GuardLines, ruleClause, mayBeOn, OFF, rule, filterBy, when } from './guard-language';
import { hasTtl, isEncrypted, RESOURCE_PATH } from './method-setting-rules';
import { ApiCacheControl } from '../catalog/controls';
import { DEPLOYED } from '../catalog/property-names';
import { ruleId } from '../catalog/rules';
import { GONE } from '../core/stage/configuration-item';
import { HTTP_METHODS } from '../core/stage/method-setting-key';
import { DEPLOYED_NAMES } from '../core/stage/setting-names';
import { STAGE_TYPE } from '../core/stage/stage-cache';

const STATUS = 'configurationItemStatus';
const ITEM_CLUSTER = `configuration.${DEPLOYED.cluster}`;
const ITEM_SETTINGS = `configuration.${DEPLOYED_NAMES.list}`;
const ITEM_IS_ENCRYPTED = isEncrypted(DEPLOYED);

/** A stage that is there, and has a cache cluster or may have one: of any other the rule says nothing. */
const APPLIES: GuardLines = [
  `resourceType == "${STAGE_TYPE}"`,
  `${STATUS} !exists or ${STATUS} not in [${[...GONE].map((status) => JSON.stringify(status)).join(', ')}]`,
  `${ITEM_CLUSTER} !exists or ${ITEM_CLUSTER} not in ${OFF}`,
];

/** The keys of overrides: of any other nothing comes (rule 8). */
const OVERRIDES = `${ITEM_SETTINGS}[ keys == /^(${RESOURCE_PATH})\\/(${[...HTTP_METHODS].join('|')})$/ ]`;
const ITEM_HAS_TTL = hasTtl(DEPLOYED);

/**
 * The rule for configuration items of AWS Config. A recorded answer left out
 * fields that were false, so a record that leaves caching out is judged as in a
 * template; a map that is no map may hide anything.
 */
export function itemRules(control: ApiCacheControl): GuardLines {
  return rule('api_cache_encrypted', APPLIES, [
    ...requireItemReadable('configuration is_struct'),
    ...when([`${ITEM_SETTINGS} exists`], [
      // Version 2 of Guard reads null as a text.
      ...requireItemReadable(`${ITEM_SETTINGS} is_struct or ${ITEM_SETTINGS} in [null, "null"]`),
      ...when([`${ITEM_SETTINGS} is_struct`], when([`${ITEM_SETTINGS} !empty`], [
        ...requireItemReadable(`${ITEM_SETTINGS}.* is_struct`),
        ...block(filterBy(`${ITEM_SETTINGS}.*`, [...mayBeOn(DEPLOYED.caching), ITEM_HAS_TTL]), ruleClause('CacheDataEncrypted', DEPLOYED, ITEM_IS_ENCRYPTED)),
        `let overrides = ${OVERRIDES}`,
        ...when(mayBeOn(`${ITEM_SETTINGS}.'${DEPLOYED.wildcard}'.${DEPLOYED.caching}`),
          block(filterBy('%overrides', [`${DEPLOYED.caching} !exists`, ITEM_HAS_TTL]), ruleClause('CacheEncryptionExplicit', DEPLOYED, ITEM_IS_ENCRYPTED))),
      ])),
    ]),
    ...control === ApiCacheControl.CT_APIGATEWAY_PR_3 ? controlTower() : [],
  ]);
}

function controlTower(): GuardLines {
  const demanded = (clause: string) => clauseWithMessage(clause,
    `[${ApiCacheControl.CT_APIGATEWAY_PR_3}] a stage with a cache cluster has no encrypted stage default, or has a method setting that is not encrypted`,
    `Set ${DEPLOYED.flag} to true in ${DEPLOYED.wildcard} and in every other method setting.`);
  return [
    ...demanded(`${ITEM_SETTINGS} exists`),
    ...demanded(`${ITEM_SETTINGS}.'${DEPLOYED.wildcard}' exists`),
    ...demanded(`${ITEM_SETTINGS}.'${DEPLOYED.wildcard}'.${ITEM_IS_ENCRYPTED}`),
    ...demanded(`${ITEM_SETTINGS}.*.${ITEM_IS_ENCRYPTED}`),
  ];
}

function requireItemReadable(clause: string): GuardLines {
  return clauseWithMessage(clause, `[${ruleId('CacheEncryptionReadable')}] the configuration item does not show what is cached`, 'Have AWS Config record the stage again.');
}
