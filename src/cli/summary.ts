import type { Judged } from './judged';
import { Styled } from './styled';
import { VERDICTS } from '../core/verdict';

/** How much was looked at, and what came out, in one line or two. */
export function summary(all: readonly Judged[], style: Styled): string {
  const read = all.filter(({ trouble }) => trouble === undefined);
  const rows = read.flatMap(({ rows: some }) => some);
  const stages = read.reduce((sum, one) => sum + new Set(one.rows.map(({ logicalId, stageArn }) => stageArn ?? logicalId)).size, 0);
  const counts = VERDICTS.map((verdict) => ({ verdict, count: rows.filter((row) => row.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => style.verdict(`${count} ${verdict}`, verdict));
  const seen = `${number(read.length, 'input')}, ${number(stages, 'stage')}`;
  const accepted = rows.filter(({ acknowledgment }) => acknowledgment !== undefined).length;
  const more = [...accepted > 0 ? [`${accepted} accepted`] : [], ...all.length > read.length ? [`${number(all.length - read.length, 'input')} not read`] : []];
  return [`${seen}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}`, ...more].join('; ');
}

export function number(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
