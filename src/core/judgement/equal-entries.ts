import { Edit } from './remediate';
import { Entry, KEY_FIELDS } from '../stage/entry';
import { FLAG } from '../stage/setting-names';
import { hasDistinctKeys, StageSource } from '../stage/stage-source';
import { evaluateLiteral, guardsOf } from '../template-language/intrinsics';
import { scalarText } from '../template-language/operand';
import { child, Path } from '../template-language/place';

/** An entry that becomes equal to another one of its list, which CloudFormation refuses. */
export interface EqualEntry {
  /** The method-setting key of both. */
  readonly key: string;
  /** The path of the redundant entry. */
  readonly path: Path;
  /** Where the other stands. */
  readonly twin: Path;
}

/** Which of two equal entries of one list stays, if either could: the earlier one, or the one that was encrypted before the edits. */
export type Kept = 'earlier' | 'encrypted';

/** What an entry says before the edits and after them. */
interface EditedEntry {
  readonly entry: Entry;
  readonly before: string;
  readonly after: string;
}

const NO_VALUE = { Ref: 'AWS::NoValue' };

/** The entries that some edits make equal to another one, in every configuration that has them. */
export function equalEntries({ all }: StageSource, edits: readonly Edit[], kept: Kept = 'earlier'): readonly EqualEntry[] {
  const edited = new Set(edits.map(({ path }) => path.join('\0')));
  const byText = new Map<string, EditedEntry[]>();
  for (const entry of edits.length === 0 || hasDistinctKeys(all.keys) ? [] : all.entries.filter(({ item }) => item !== undefined)) {
    const before = comparableText(entry, {});
    const after = edited.has([...entry.place.path, FLAG].join('\0')) ? comparableText(entry, { [FLAG]: 'true' }) : before;
    const alike = byText.get(after) ?? [];
    byText.set(after, alike);
    alike.push({ entry, before, after });
  }
  return [...byText.values()].flatMap((alike) => redundantEntries(alike, kept));
}

/** The edits with those entries dropped. The others keep their places. */
export function dropEqualEntries(source: StageSource, edits: readonly Edit[]): readonly Edit[] {
  const equal = equalEntries(source, edits);
  const isWithin = ({ path }: Edit) => equal.some((entry) => entry.path.every((step, index) => path[index] === step));
  return equal.length === 0 ? edits : [
    ...edits.filter((edit) => !isWithin(edit)),
    ...equal.map(({ key, path }): Edit => ({ path, value: NO_VALUE, key, was: { is: 'absent' } })),
  ];
}

export function isDrop({ value }: Edit): boolean {
  return value === NO_VALUE;
}

/** One of each pair that the edits make equal: it must not be there without the other. */
function redundantEntries(alike: readonly EditedEntry[], kept: Kept): readonly EqualEntry[] {
  const unneeded = new Map<Entry, EqualEntry>();
  alike.forEach((later, index) => alike.slice(0, index).forEach((earlier) => {
    const pair = [later, earlier];
    if (earlier.before !== later.before && earlier.entry.item !== later.entry.item && !pair.some(({ entry }) => unneeded.has(entry))) {
      // The earlier of two lists is that of SAM's Globals, which belongs to other APIs as well.
      const isOneList = earlier.entry.item!.list === later.entry.item!.list;
      const candidates = pair.filter((each, at) => isAlwaysBeside(pair[1 - at].entry, each.entry) && (each === later || isOneList));
      const [chosen] = kept === 'encrypted' && isOneList ? [...candidates].sort((a, b) => Number(isEdited(b)) - Number(isEdited(a))) : candidates;
      if (chosen !== undefined) {
        const { keys: [{ text: key }], place: { path } } = chosen.entry;
        unneeded.set(chosen.entry, { key, path, twin: (chosen === later ? earlier : later).entry.place.path });
      }
    }
  }));
  return [...unneeded.values()];
}

function isEdited({ before, after }: EditedEntry): boolean {
  return before !== after;
}

/** Whether an entry is there wherever its sibling is. */
function isAlwaysBeside(entry: Entry, sibling: Entry): boolean {
  const guards = guardsOf(sibling.place);
  return [...guardsOf(entry.place)].every(([condition, branch]) => guards.get(condition) === branch);
}

/** An entry as CloudFormation compares it: scalars by their texts, properties in any order, none that is left out. */
function comparableText({ place, fields }: Entry, changed: Readonly<Record<string, string>>): string {
  const names = [...new Set([...KEY_FIELDS, ...fields, ...Object.keys(changed)])].sort();
  return JSON.stringify(names.flatMap((name) => {
    const value = child(place, name);
    const text = changed[name] ?? (evaluateLiteral(value).is === 'absent' ? undefined : scalarText(value.raw) ?? value.raw);
    return text === undefined ? [] : [[name, text]];
  }));
}
