import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { DeployableStage } from '../../core/judgement/deployable-stage';
import { JudgedKey } from '../../core/judgement/judge';
import { isReported } from '../../core/judgement/verdict';
import { Misnomer, nearName } from '../../core/stage/misnomers';
import { FLAG, L1_NAMES } from '../../core/stage/setting-names';
import { isObject, Path } from '../../core/template-language/place';
import { rawOverrides } from '../internals';

/** A stage whose findings also name what its L1 construct drops when it is rendered: properties that are misspelt in its props. */
export function withDroppedNames(construct: IConstruct, stage: DeployableStage): DeployableStage {
  const { [L1_NAMES.list]: list } = construct as { readonly [L1_NAMES.list]?: unknown };
  const isRendered = CfnResource.isCfnResource(construct) && Array.isArray(list) && Object.keys(rawOverrides(construct)).length === 0;
  return !isRendered ? stage : new DeployableStage(stage.source, () => {
    const { verdict, keys } = stage.judgement;
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
