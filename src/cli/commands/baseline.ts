import { existsSync } from 'fs';
import { resolve } from 'path';
import { stringify } from 'yaml';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { isDeployed } from '../../audit/stage-labels';
import { rowFindingId } from '../../wording/finding-id';
import { AcknowledgmentEntry, AcknowledgmentFile, Acknowledgments } from '../input/acknowledgment-file';
import { reasonOf } from '../input/sources';
import type { JudgedInput } from '../judge/judge-input';
import { number } from '../output/summary';
import { writeFile } from '../output/write-file';
import type { Baseline } from '../request';
import type { Environment } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';

const DAYS = 90;

/**
 * Writes acknowledgments of all that is found.
 *
 * @returns the inputs as they are judged with that file; nothing if it could not be written
 */
export function writeBaseline(
  judged: readonly JudgedInput[], { file, reason, until }: Baseline, { folder, now, stderr }: Environment,
): readonly JudgedInput[] | undefined {
  const last = until ?? dayOf(new Date(now.getTime() + DAYS * 24 * 60 * 60 * 1000));
  const baseline = baselineOf(judged, reason ?? `found on ${dayOf(now)}, before this audit was introduced`, last);
  const path = resolve(folder, file);
  try {
    // Reasons that somebody has written are not replaced.
    if (existsSync(path)) {
      throw new Error('it exists already');
    }
    writeFile(path, stringify({ acknowledgments: baseline.entries }, { lineWidth: 0 }));
  } catch (error) {
    stderr.write(`error: --write-acknowledgments ${plainText(file)}: not written: ${reasonOf(error)}\n`);
    return undefined;
  }
  stderr.write(`${plainText(file)}: ${number(baseline.entries.length, 'acknowledgment')} written, valid until ${last}\n`);
  const acknowledgments = new Acknowledgments(baseline, file, now);
  return judged.map((input) => input.trouble !== undefined ? input
    : { ...input, rows: input.rows.map((row) => acknowledgments.of(row, input.source.name)) });
}

/** What is found and not acknowledged yet. An input or a place that cannot be read cannot be acknowledged. */
function baselineOf(judged: readonly JudgedInput[], reason: string, until: string): AcknowledgmentFile {
  const read = judged.filter(({ trouble }) => trouble === undefined);
  const entries = read.flatMap(({ source: { name }, rows }) => rows.flatMap((row): AcknowledgmentEntry[] => {
    const id = row.acknowledgment === undefined && row.logicalId !== '' ? rowFindingId(row) : undefined;
    return id === undefined ? [] : [{ id, reason, file: asGlob(name), stage: stageIn(row), until }];
  }));
  return { entries: [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()] };
}

/** What names the stage alone. */
function stageIn(row: ApiCacheAuditRow): string {
  const { stageArn, restApiId, stageName, logicalId } = row;
  const byApi = isDeployed(row) && restApiId !== undefined && stageName !== undefined ? `${restApiId}/${stageName}` : undefined;
  return stageArn ?? byApi ?? logicalId;
}

/** A pattern that the name alone matches. */
function asGlob(name: string): string {
  return name.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 'yyyy-mm-dd'.length);
}
