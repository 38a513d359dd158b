import { countRows } from '../../audit/report';
import { STATUS_LABELS } from '../../audit/status';
import { KEY_RULE, ruleId } from '../../catalog/rules';
import { VERDICTS } from '../../core/judgement/verdict';
import type { JudgedInput } from '../judge/judge-input';
import { Styled } from '../terminal/styled';

/** The number of inputs, stages and verdicts, in one line. */
export function summarizeInputs(all: readonly JudgedInput[], style: Styled): string {
  const read = all.filter(({ trouble }) => trouble === undefined);
  const rows = read.flatMap(({ rows: rowsOfInput }) => rowsOfInput);
  const stages = read.reduce((sum, input) => sum + (input.stages ?? countRows(input.rows).stages), 0);
  const acknowledged = rows.filter(({ acknowledgment }) => acknowledgment !== undefined).length;
  const unread = read.reduce((sum, { unread: places = [] }) => sum + places.length, 0);
  // A place that could not be read has no stage.
  const judged = rows.filter((row) => row.logicalId !== '' && row.ruleId !== ruleId(KEY_RULE));
  const keys = rows.filter((row) => row.ruleId === ruleId(KEY_RULE)).length;
  const counts = VERDICTS.map((verdict) => ({ verdict, count: judged.filter((row) => row.verdict === verdict).length }));
  const shown = [
    ...counts.filter(({ count }) => count > 0).map(({ verdict, count }) => style.verdict(`${count} ${verdict}`, verdict)),
    ...keys > 0 ? [style.verdict(number(keys, 'faulty key'), 'UNPROVEN')] : [],
  ];
  return [
    `${number(read.length, 'input')}, ${number(stages, 'stage')}${shown.length === 0 ? '' : `: ${shown.join(', ')}`}`,
    ...acknowledged > 0 ? [`${acknowledged} ${STATUS_LABELS.ACKNOWLEDGED.toLowerCase()}`] : [],
    ...unread > 0 ? [`${unread} could not be read or changed`] : [],
    ...all.length > read.length ? [`${number(all.length - read.length, 'input')} not read`] : [],
  ].join('; ');
}

export function number(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
