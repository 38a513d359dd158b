import { DeployableStage } from './deployable-stage';
import { JudgedKey } from './judge';
import { isReported } from './verdict';
import { Misnomer, nearName } from '../stage/misnomers';
import { FLAG, L1_NAMES } from '../stage/setting-names';
import { isObject, Path } from '../template-language/place';

/**
 * A stage whose findings also name what its L1 construct drops when it is rendered: properties that are misspelt in its props.
 *
 * @param listOf asked for the typed list that the template has its own from; nothing where it has another one
 */
export function withDroppedNames(stage: DeployableStage, listOf: () => readonly unknown[] | undefined): DeployableStage {
  return new DeployableStage(stage.source, () => {
    const { verdict, keys } = stage.judgement;
    const list = listOf() ?? [];
    return { verdict, keys: keys.map((judged) => withNames(judged, list)) };
  });
}

function withNames(judged: JudgedKey, list: readonly unknown[]): JudgedKey {
  const { verdict, settings } = judged;
  const unset = verdict === undefined || !isReported(verdict) ? [] : settings.filter(({ written }) => written.is === 'absent');
  const dropped = unset.flatMap(({ path }) => droppedFrom(list[indexIn(path)]));
  return dropped.length === 0 ? judged : { ...judged, misnomers: [...judged.misnomers ?? [], ...dropped] };
}

function indexIn([properties, list, index]: Path): number {
  return properties === 'Properties' && list === 'MethodSettings' ? Number(index) : -1;
}

function droppedFrom(entry: unknown): readonly Misnomer[] {
  const names = isObject(entry) ? Object.keys(entry) : [];
  return names.filter((name) => nearName(name, [L1_NAMES.flag]) !== undefined).map((name) => ({ name, meant: FLAG, isMisplaced: false }));
}
