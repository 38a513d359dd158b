import type { Edit } from './remediate';
import { keyIdentity, MethodSettingKey, methodSettingKey } from '../stage/method-setting-key';
import { FLAG, SettingNames, TEMPLATE_NAMES } from '../stage/setting-names';
import { asBoolean, evaluateLiteral, isIntrinsic, isLiteralString, isPlainStructure } from '../template-language/intrinsics';
import { isObject, Path, Place } from '../template-language/place';
import { isKnown, known } from '../template-language/reading';

/** An entry that nothing decides on. What stands for its flag may be anything: it is replaced. */
interface LiteralEntry {
  readonly key: MethodSettingKey;
  readonly caching: boolean | undefined;
  readonly flag: unknown;
}

/** Where the list of a stage stands in its resource. */
export const LITERAL_LIST: Path = ['Properties', TEMPLATE_NAMES.list];

/** The list of a stage whose properties nothing decides on. */
export function literalList(resource: unknown): unknown {
  const properties = isObject(resource) && !('Fn::Transform' in resource) ? resource.Properties : undefined;
  return isPlainStructure(properties) ? properties[TEMPLATE_NAMES.list] : undefined;
}

/**
 * The edits that encrypt a list that nothing decides on, as most lists are: literals alone but for
 * the flags, every key readable and stated once. They are what `remediate` says, in a tenth of the time.
 *
 * @param isAcknowledged the keys to leave alone
 * @returns nothing for any other list
 */
export function literalEdits(
  list: unknown, isAcknowledged: (key: string) => boolean, names: SettingNames = TEMPLATE_NAMES,
): readonly Edit[] | undefined {
  const entries = literalEntries(list, names);
  if (entries === undefined) {
    return undefined;
  }
  const isDefaultCached = entries.some(({ key, caching }) => key.kind === 'stage-default' && caching === true);
  const edits: Edit[] = [];
  for (const [index, { key, caching, flag }] of entries.entries()) {
    const isCached = caching ?? (key.kind === 'method' && isDefaultCached);
    const was = asBoolean(evaluateLiteral(new Place(flag, FLAG)));
    if (isCached && !isKnown(was, true) && !isAcknowledged(key.text)) {
      edits.push({ path: [...LITERAL_LIST, index, FLAG], value: true, key: key.text, was });
    }
  }
  return edits;
}

function literalEntries(list: unknown, names: SettingNames): readonly LiteralEntry[] | undefined {
  const entries: LiteralEntry[] = [];
  const identities = new Set<string | undefined>([undefined]);
  for (const raw of Array.isArray(list) ? list as readonly unknown[] : [undefined]) {
    const entry = isObject(raw) ? literalEntry(raw, names) : undefined;
    const identity = entry && keyIdentity(entry.key);
    if (identities.has(identity)) {
      return undefined;
    }
    identities.add(identity);
    entries.push(entry!);
  }
  return entries;
}

function literalEntry(raw: Readonly<Record<string, unknown>>, names: SettingNames): LiteralEntry | undefined {
  let literals = 0;
  for (const name of Object.keys(raw)) {
    const isObjectOrNull = typeof raw[name] === 'object';
    // A macro beside literals may rewrite all of them.
    if ((isObjectOrNull && name !== names.flag) || isIntrinsic(name)) {
      return undefined;
    }
    literals += isObjectOrNull || raw[name] === undefined ? 0 : 1;
  }
  const { [names.method]: method, [names.path]: path, [names.caching]: caching, [names.flag]: flag } = raw;
  // An entry that sets nothing is none (rule 11).
  return literals > 2 && isLiteralString(method) && isLiteralString(path) && (caching === undefined || typeof caching === 'boolean')
    ? { key: methodSettingKey(known(method), known(path)), caching, flag } : undefined;
}
