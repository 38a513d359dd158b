import { findingId } from './finding-id';
import { settingOf } from './messages';
import { PACK } from '../catalog/rules';
import { isDrop } from '../core/judgement/equal-entries';
import { Edit } from '../core/judgement/remediate';
import { show } from '../core/template-language/reading';

/** Describes an edit that dropped an entry or replaced a stated value; nothing if the flag was not stated. */
export function describeEdit(edit: Edit, nameOfStage: () => string): string | undefined {
  const { key, path, was } = edit;
  if (isDrop(edit)) {
    return describeDropped(key, nameOfStage(), path.join('.'));
  }
  return was.is === 'absent' ? undefined : describeReplaced(key, nameOfStage(), was.is === 'known' ? show(was.value) : was.shown);
}

/** An entry that has become equal to another one was dropped. */
function describeDropped(key: string, stage: string, place: string): string {
  return `removed ${place}, an entry for ${settingOf(key, stage)}: with CacheDataEncrypted set to true it was identical to another entry, and CloudFormation rejects identical entries`;
}

/** A stated value of the flag was replaced by `true`, and how to keep it. */
function describeReplaced(key: string, stage: string, stated: string): string {
  return `encrypted the cache of ${settingOf(key, stage)}: changed CacheDataEncrypted from ${stated} to true; acknowledge ${PACK}::${findingId('CacheDataEncrypted', key)} to keep the original value`;
}
