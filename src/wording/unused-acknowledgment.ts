import { findingId, findingIds, idPart } from './finding-id';
import { PACK, RULE_NAMES, ruleId, RuleName } from '../catalog/rules';
import { editDistance } from '../core/stage/misnomers';

/** Why an acknowledgment matches no finding. */
export type Unused =
  /** Its filter `where` matches none of what its id names. */
  | { readonly by: 'filter' }
  /** There is no stage at its scope, and what it names is found elsewhere. */
  | { readonly by: 'place'; readonly found: string }
  /** Nothing is found that it names. */
  | { readonly by: 'id'; readonly nearest: string | undefined };

/** What was found, and how to fix it. */
export interface UnusedWording {
  readonly description: string;
  readonly fix: string;
}

/** @param id as CDK has it on record */
export function describeUnused(id: string, unused: Unused): UnusedWording {
  return { description: `the acknowledgment of ${shownId(id)} matches no finding`, fix: describeUnusedFix(id, unused) };
}

function describeUnusedFix(id: string, unused: Unused): string {
  switch (unused.by) {
    case 'filter':
      return 'remove its `where` filter, which does not match, or remove the acknowledgment';
    case 'place':
      return `acknowledge it at ${unused.found}, where the finding is, or remove the acknowledgment`;
    case 'id': {
      const nearest = unused.nearest === undefined ? undefined : `${PACK}::${unused.nearest}`;
      if (hasWildcard(id)) {
        return `acknowledge each rule or finding by its own id${nearest === undefined ? '' : `, such as ${nearest}`}`;
      }
      return nearest === undefined ? 'remove it' : `acknowledge ${nearest} instead, or remove it`;
    }
  }
}

const ANNOTATION = 'Annotation::';

/** The id as the user wrote it, without the namespace that CDK adds to an id without a prefix. */
function shownId(id: string): string {
  return id.startsWith(ANNOTATION) ? id.slice(ANNOTATION.length) : id;
}

/** Without the prefix of the pack, too. */
function plainId(id: string): string {
  const shown = shownId(id);
  return shown.startsWith(`${PACK}::`) ? shown.slice(PACK.length + 2) : shown;
}

const WARNING = `${PACK}-UnusedAcknowledgment`;

/** The name of the warning about an acknowledgment of an id. */
export function unusedName(id: string): string {
  return `${WARNING}[${idPart(plainId(id))}]`;
}

/** Whether an id is that of such a warning. */
export function isOfUnusedWarning(id: string): boolean {
  return plainId(id).startsWith(`${WARNING}[`);
}

const MEANT_FOR_US = new RegExp(`^(${PACK}(-|::|[^:]*$|\\w*::${PACK}-)|(${RULE_NAMES.join('|')})(\\[|$))`);
/** Warnings that are not findings, but can be acknowledged too. */
const NO_FINDING = new RegExp(`^${PACK}\\w*::${PACK}-(EvidenceNotWritten$|FindingsInCdkStage\\[)`);

/** Whether an id was meant for a finding or a rule of this library, even if it is wrong. */
export function isMeantForUs(id: string): boolean {
  return MEANT_FOR_US.test(shownId(id)) && !NO_FINDING.test(id);
}

/** `*` is the stage default in the key that both spellings have for it, and stands for nothing anywhere else. */
function hasWildcard(id: string): boolean {
  return id.replace(/\[\/?\*\/\*\]?$/, '').includes('*');
}

/**
 * The id that the user probably meant at a scope; nothing if it is the given id, or if there is none.
 *
 * @param found the ids of what is found there
 * @param keys all method-setting keys there: enforcement has encrypted what was not acknowledged rightly
 */
export function nearestId(id: string, found: readonly string[], keys: readonly string[]): string | undefined {
  const plain = plainId(id);
  const rule: RuleName = RULE_NAMES.find((name) => plain.includes(name)) ?? 'CacheDataEncrypted';
  const ids = new Set([...found, ...keys.map((key) => findingId(rule, key))]);
  if (keys.some((key) => findingIds(rule, key).includes(plain))) {
    return undefined;
  }
  const candidates = plain.includes('[') || ids.size === 0 ? [...ids] : [ruleId(rule), ...ids];
  const [nearest] = candidates.map((candidate) => ({ candidate, far: editDistance(plain, candidate) })).sort((a, b) => a.far - b.far);
  return nearest?.candidate === plain ? undefined : nearest?.candidate;
}
