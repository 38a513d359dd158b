import { Entry, StageEntries, stageEntries } from './entry';
import { keyIdentity, mayBeStageDefault, MethodSettingKey } from './method-setting-key';
import { FLAG } from './setting-names';
import { StageLayout } from './stage-layout';
import { asBoolean, evaluateLiteral } from '../template-language/intrinsics';
import { Parameters } from '../template-language/parameters';
import { child } from '../template-language/place';
import { isKnown } from '../template-language/reading';

/** The entries that may have one key. */
export interface KeyEntries {
  readonly key: MethodSettingKey;
  /** None for an entry whose key cannot be named: it stands alone. */
  readonly identity: string | undefined;
  readonly entries: readonly Entry[];
}

/** What a template says of the cache of one stage, in every branch. Nothing of it is enumerated. */
export class StageSource {
  private keyEntries: KeyedEntries | undefined;
  private known: Parameters | undefined;
  private laidOut: StageLayout | undefined;

  /**
   * @param layOut asked for when something is to be known of the stage
   * @param declared asked for when something depends on it
   */
  public constructor(private readonly layOut: () => StageLayout, private readonly declared: () => Parameters) {
  }

  public get layout(): StageLayout {
    this.laidOut ??= this.layOut();
    return this.laidOut;
  }

  public get parameters(): Parameters {
    this.known ??= this.declared();
    return this.known;
  }

  /** What was found when it was first asked for. */
  public get all(): KeyedEntries {
    this.keyEntries ??= groupEntries(stageEntries(this.layout, this.parameters));
    return this.keyEntries;
  }
}

interface KeyedEntries extends StageEntries {
  /** The entries by the keys that they may have. */
  readonly keys: readonly KeyEntries[];
  readonly stageDefault: KeyEntries | undefined;
  /** The entries that are the stage default, or may turn out to be, since their keys cannot be read. */
  readonly possibleDefaults: readonly Entry[];
  /** Whether the stage default is literally encrypted. */
  readonly defaultEncrypts: boolean;
}

function groupEntries(all: StageEntries): KeyedEntries {
  const keys = byKey(all.entries);
  const stageDefault = keys.find(({ key }) => key.kind === 'stage-default');
  return {
    ...all,
    keys,
    stageDefault,
    possibleDefaults: all.entries.filter((entry) => entry.keys.some(mayBeStageDefault)),
    defaultEncrypts: stageDefault !== undefined
      && stageDefault.entries.every(({ place }) => isKnown(asBoolean(evaluateLiteral(child(place, FLAG))), true)),
  };
}

/** Whether every key can be named, which takes that it can be read, and each is stated once. */
export function hasDistinctKeys(keys: readonly KeyEntries[]): boolean {
  return keys.every(({ identity, entries }) => identity !== undefined && entries.length === 1);
}

function byKey(entries: readonly Entry[]): readonly KeyEntries[] {
  const groups = new Map<unknown, { key: MethodSettingKey; identity: string | undefined; entries: Entry[] }>();
  for (const entry of entries) {
    for (const key of entry.keys) {
      const identity = keyIdentity(key);
      const group = groups.get(identity ?? entry) ?? { key, identity, entries: [] };
      groups.set(identity ?? entry, group);
      if (!group.entries.includes(entry)) {
        group.entries.push(entry);
      }
      // What cannot be read may meet others, which says more than that a part is missing.
      group.key = group.key.kind === 'unreadable' ? group.key : key;
    }
  }
  return [...groups.values()];
}
