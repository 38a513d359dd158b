import { Entry } from '../stage/entry';
import { mayBeStageDefault, STAGE_DEFAULT_KEY } from '../stage/method-setting-key';
import { Guards, keysToEncrypt, NO_GUARDS, PossibleRecord } from '../stage/possible-record';
import { CACHING, FLAG, TEMPLATE_NAMES } from '../stage/setting-names';
import type { StageCache } from '../stage/stage-cache';
import { hasDistinctKeys, StageSource } from '../stage/stage-source';
import type { TemplateEdit } from '../template-language/edit';
import { asBoolean, evaluateLiteral, guardsOf } from '../template-language/intrinsics';
import { Parameters } from '../template-language/parameters';
import { child } from '../template-language/place';
import { possibleValues } from '../template-language/possible-values';
import { isKnown, Reading } from '../template-language/reading';

/** One change of a template, as data: put `value` at `path`. */
export interface Edit extends TemplateEdit {
  /** The method-setting key that the change is for. */
  readonly key: string;
  /** What the template said there. */
  readonly was: Reading<boolean>;
}

export interface RemediationOptions {
  /** Also state encryption for methods that no entry names yet (docs/reference/standard.md, section 4, last point). */
  readonly ensureStageDefault: boolean;
  /** Acknowledged keys, which are not changed. */
  readonly isAcknowledged: (key: string) => boolean;
}

/**
 * The edits that make every readable record state encryption where it is
 * cached, possibly cached or dormant, in every branch of every `Fn::If`. Nothing
 * but the flag changes; what cannot be read has no edit and stays a finding.
 */
export function remediate(source: StageSource, options: RemediationOptions): readonly Edit[] {
  const { entries, parts } = source.all;
  const records = entries.map((entry) => possibleRecord(entry, source.parameters));
  const unreadable = parts.flatMap((part) => part.unreadable.length === 0 ? [NO_GUARDS] : part.unreadable.map(guardsOf));
  const flags = flagEdits(records, unreadable, options.isAcknowledged);
  const isWanted = options.ensureStageDefault && !options.isAcknowledged(STAGE_DEFAULT_KEY.text) && parts.length === 0;
  return isWanted && !records.some(({ keys }) => keys.some(mayBeStageDefault)) ? [...flags, ...stageDefault(source)] : flags;
}

/** The same for the records that AWS has: they have one value in every configuration. */
export function remediateRecords({ settings, unreadable }: StageCache, isAcknowledged: RemediationOptions['isAcknowledged']): readonly Edit[] {
  const records = settings.map(({ path, key, caching, written }): PossibleRecord =>
    ({ path, keys: [key], caching: [caching], written, guards: NO_GUARDS }));
  return flagEdits(records, unreadable.map(() => NO_GUARDS), isAcknowledged);
}

/** Whether remediation leaves nothing to say about a stage: all of it can be read, and no key is stated twice. */
export function encryptsAll({ all: { parts, keys } }: StageSource): boolean {
  return parts.length === 0 && hasDistinctKeys(keys);
}

function possibleRecord({ place, keys }: Entry, parameters: Parameters): PossibleRecord {
  const caching = possibleValues(child(place, CACHING), parameters).map(asBoolean);
  const written = asBoolean(evaluateLiteral(child(place, FLAG)));
  return { path: place.path, keys, caching, written, guards: guardsOf(place) };
}

function flagEdits(
  records: readonly PossibleRecord[], unreadable: readonly Guards[], isAcknowledged: (key: string) => boolean,
): readonly Edit[] {
  return [...keysToEncrypt(records, unreadable)].flatMap(([record, keys]) => {
    const key = keys.find(({ text }) => !isAcknowledged(text));
    return key === undefined ? [] : [{ path: [...record.path, FLAG], value: true, key: key.text, was: record.written }];
  });
}

/** One entry more, where the cluster is (or may be) on and there surely is a list, or none. */
function stageDefault({ layout: { cluster, lists }, parameters }: StageSource): readonly Edit[] {
  const values = cluster.branches.flatMap((branch) => possibleValues(branch, parameters)).map(asBoolean);
  const mayBeOff = values.length === 0 || values.some((value) => value.is === 'absent' || isKnown(value, false));
  const [{ path, value: list }] = lists.slice(-1);
  const [branch, ...others] = list.branches;
  // An entry that only some configurations lack would be a duplicate in the others.
  if (mayBeOff || others.length > 0) {
    return [];
  }
  const entry = { [TEMPLATE_NAMES.method]: '*', [TEMPLATE_NAMES.path]: '/*', [FLAG]: true };
  const created = Array.isArray(branch?.raw) ? { path: [...branch.path, branch.raw.length], value: entry } : { path, value: [entry] };
  return [{ ...created, key: STAGE_DEFAULT_KEY.text, was: { is: 'absent' } }];
}
