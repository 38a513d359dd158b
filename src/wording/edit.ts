import { describeDropped, describeReplaced } from './messages';
import { isDrop } from '../core/judgement/equal-entries';
import { Edit } from '../core/judgement/remediate';
import { show } from '../core/template-language/reading';

/** What is said about an edit: that an entry was dropped, or what the user had stated was replaced. Nothing if a flag was left out. */
export function describeEdit(edit: Edit, stage: string): string | undefined {
  const { key, path, was } = edit;
  if (isDrop(edit)) {
    return describeDropped(key, stage, path.join('.'));
  }
  return was.is === 'absent' ? undefined : describeReplaced(key, stage, was.is === 'known' ? show(was.value) : was.shown);
}
