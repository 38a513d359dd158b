import { defaultCaching, unknownCaching } from './judge';
import { StageContext } from './key-verdict';
import { Entry, Item, keyUnder, Part } from '../stage/entry';
import { merge } from '../stage/key-group';
import { MethodSetting, methodSetting } from '../stage/method-setting';
import { keyIdentity, mayBeStageDefault, MethodSettingKey } from '../stage/method-setting-key';
import { UnreadableSettings } from '../stage/stage-cache';
import { SettingsList } from '../stage/stage-layout';
import { KeyEntries, StageSource } from '../stage/stage-source';
import { Configuration } from '../template-language/configuration';
import { asBoolean, Evaluated, Structure } from '../template-language/intrinsics';
import { Path } from '../template-language/place';
import { Reading, show } from '../template-language/reading';

/** The cache of a stage under one configuration. What is not asked for is not read, and so does not vary. */
export class ConfiguredStage implements StageContext {
  private readonly lists = new Map<SettingsList, Evaluated>();

  public constructor(private readonly source: StageSource, private readonly configuration: Configuration) {
  }

  public get exists(): boolean {
    return this.source.layout.exists(this.configuration);
  }

  public get cluster(): Reading<boolean> {
    return asBoolean(this.source.layout.cluster.under(this.configuration.evaluate));
  }

  public get defaultCaching(): Reading<boolean> {
    const { stageDefault } = this.source.all;
    return defaultCaching(merge(stageDefault === undefined ? [] : this.settingsOf(stageDefault)).caching, () => this.possibleDefaults());
  }

  public get defaultEncrypts(): boolean {
    return this.source.all.defaultEncrypts;
  }

  /** The records that state a key. */
  public settingsOf({ entries, identity }: KeyEntries): readonly MethodSetting[] {
    return entries.flatMap((entry) => this.settingOf(entry, (key) => keyIdentity(key) === identity) ?? []);
  }

  /** What of a list, or of an item, cannot be read. */
  public unreadable({ list, item }: Part): UnreadableSettings | undefined {
    if (item === undefined) {
      const value = this.list(list);
      return value.is === 'list' ? undefined : unreadableSettings(value, list.path);
    }
    const value = this.isListed(item) ? this.configuration.evaluate(item.place) : undefined;
    return value === undefined || value.is === 'structure' ? undefined : unreadableSettings(value, item.place.path);
  }

  private possibleDefaults(): readonly Reading<boolean>[] {
    const { possibleDefaults, parts } = this.source.all;
    return [
      ...parts.flatMap((part) => this.unreadable(part) ?? []).map(unknownCaching),
      ...possibleDefaults.flatMap((entry) => this.settingOf(entry, mayBeStageDefault) ?? []).map(({ caching }) => caching),
    ];
  }

  private settingOf(entry: Entry, isWanted: (key: MethodSettingKey) => boolean): MethodSetting | undefined {
    const structure = this.structureOf(entry);
    const key = structure && keyUnder(entry, this.configuration.evaluate);
    return key === undefined || !isWanted(key) ? undefined : methodSetting(structure!, entry.fields, key, this.configuration.evaluate);
  }

  /** The entry itself, where this configuration has it. */
  private structureOf({ place, item }: Entry): Structure | undefined {
    const { description } = this.source.layout;
    const listed = item !== undefined && this.isListed(item) ? this.configuration.evaluate(item.place) : undefined;
    const value = item === undefined ? description!.under(this.configuration.evaluate) : listed;
    return value?.is === 'structure' && value.place === place ? value : undefined;
  }

  private isListed({ list, branch }: Item): boolean {
    const value = this.list(list);
    return value.is === 'list' && value.place === branch;
  }

  private list(list: SettingsList): Evaluated {
    const value = this.lists.get(list) ?? list.value.under(this.configuration.evaluate);
    this.lists.set(list, value);
    return value;
  }
}

function unreadableSettings(value: Evaluated, path: Path): UnreadableSettings | undefined {
  if (value.is === 'absent') {
    return undefined;
  }
  const shown = value.is === 'unresolved' ? value.shown : show(value.place.raw);
  return { path, shown, ...value.is === 'structure' && { isNoList: true } };
}
