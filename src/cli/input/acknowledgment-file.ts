import picomatch from 'picomatch';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { rememberedStage, rememberStage } from '../../audit/stage-of-row';
import { PACK, RULE_NAMES, ruleId } from '../../catalog/rules';
import { isObject } from '../../core/template-language/place';
import { show } from '../../core/template-language/reading';
import { findingId, findingIds } from '../../wording/finding-id';

/** The content of an acknowledgment file. */
export interface AcknowledgmentFile {
  readonly entries: readonly AcknowledgmentEntry[];
}

/** An entry of the file: which findings, why, and until when. */
export interface AcknowledgmentEntry {
  /** `ApiCache-CacheDataEncrypted[~1orders/GET]`, or a whole rule; without the name of the pack. */
  readonly id: string;
  readonly reason: string;
  /** Which files, as a glob; none for all. */
  readonly file?: string;
  /** Which stage: its logical id, construct path, name, ARN, or API and name as in `abc123/prod`; none for all. */
  readonly stage?: string;
  /** The account that the stage is in; none for all. */
  readonly account?: string;
  /** The Region that the stage is in; none for all. */
  readonly region?: string;
  /** The last day on which it is valid, such as 2027-01-31, in UTC. Without it, the entry does not expire. */
  readonly until?: string;
}

export type ReadAcknowledgmentFile = { readonly is: 'file'; readonly file: AcknowledgmentFile } | { readonly is: 'wrong'; readonly because: string };

const SECTION = 'acknowledgments';
const FIELDS: readonly string[] = ['id', 'reason', 'file', 'stage', 'account', 'region', 'until'];

export const NO_ACKNOWLEDGMENTS: AcknowledgmentFile = { entries: [] };

/** Reads the parsed content of a file. A mistake in one entry rejects the whole file. */
export function readAcknowledgmentFile(value: unknown): ReadAcknowledgmentFile {
  const list = isObject(value) ? value[SECTION] : undefined;
  if (!Array.isArray(list) || Object.keys(value as object).length > 1) {
    return wrong(`must contain a list named ${SECTION} and nothing else`);
  }
  return readEntries(list, SECTION, FIELDS);
}

/** Reads a list of entries. A mistake in one entry rejects all of them. */
export function readEntries(list: readonly unknown[], name: string, fields: readonly string[]): ReadAcknowledgmentFile {
  const faults = list.flatMap((entry, index) => faultOf(entry, fields).map((fault) => `entry ${index + 1} of ${name}: ${fault}`));
  if (faults.length > 0) {
    return wrong(faults[0]);
  }
  const entries = (list as readonly AcknowledgmentEntry[]).map(({ id, ...rest }) => ({ ...rest, id: withoutPack(id) }));
  return { is: 'file', file: { entries } };
}

function wrong(because: string): ReadAcknowledgmentFile {
  return { is: 'wrong', because };
}

function faultOf(entry: unknown, fields: readonly string[]): readonly string[] {
  if (!isObject(entry)) {
    return [`must be a mapping with id and reason, got ${show(entry)}`];
  }
  const unknown = Object.keys(entry).filter((name) => !fields.includes(name)).map((name) => `unknown field ${show(name)}, expected one of ${fields.join(', ')}`);
  const missing = ['id', 'reason'].filter((name) => !isText(entry[name])).map((name) => `${name} must be a non-empty string, got ${show(entry[name])}`);
  const odd = ['file', 'stage', 'region'].filter((name) => entry[name] !== undefined && !isText(entry[name]))
    .map((name) => `${name} must be a non-empty string, got ${show(entry[name])}`);
  const noAccount = entry.account !== undefined && !(isText(entry.account) && /^\d{12}$/.test(entry.account))
    ? [`account must be 12 digits in quotation marks, got ${show(entry.account)}`] : [];
  const noRule = isText(entry.id) && !isRule(entry.id) ? [`id must be one of ${RULE_NAMES.map(ruleId).join(', ')}, or a finding such as ${EXAMPLE}, got ${show(entry.id)}`] : [];
  const noDay = entry.until !== undefined && !isDay(entry.until) ? [`until must be a date such as 2027-01-31, got ${show(entry.until)}`] : [];
  return [...unknown, ...missing, ...odd, ...noAccount, ...noRule, ...noDay];
}

const EXAMPLE = findingId('CacheDataEncrypted', '~1orders/GET');

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function withoutPack(id: string): string {
  return id.startsWith(`${PACK}::`) ? id.slice(`${PACK}::`.length) : id;
}

function isRule(id: string): boolean {
  const plain = withoutPack(id);
  return RULE_NAMES.map(ruleId).some((rule) => plain === rule || (plain.startsWith(`${rule}[`) && plain.endsWith(']')));
}

/** Whether a value is a date such as 2027-01-31. */
export function isDay(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
}

/** Entries that acknowledge nothing: they have expired, or match no finding. */
export interface UnusedEntries {
  readonly expired: readonly AcknowledgmentEntry[];
  readonly unused: readonly AcknowledgmentEntry[];
}

/** Acknowledges findings, and remembers which entries were used. */
export class Acknowledgments {
  private readonly used = new Set<AcknowledgmentEntry>();
  private readonly valid: readonly (readonly [AcknowledgmentEntry, (file: string) => boolean])[];
  private readonly expired: readonly AcknowledgmentEntry[];

  /**
   * @param file the name of the acknowledgment file
   * @param now the time at which entries expire
   */
  public constructor({ entries }: AcknowledgmentFile, private readonly file: string, now: Date) {
    const today = now.toISOString().slice(0, 'yyyy-mm-dd'.length);
    const isOver = ({ until }: AcknowledgmentEntry) => until !== undefined && until < today;
    this.expired = entries.filter(isOver);
    this.valid = entries.filter((entry) => !isOver(entry))
      .map((entry) => [entry, entry.file === undefined ? () => true : picomatch(entry.file)]);
  }

  /** @param file the name of the input as the user knows it */
  public of(row: ApiCacheAuditRow, file: string): ApiCacheAuditRow {
    const entry = row.ruleId === undefined ? undefined : this.valid
      .find(([candidate, isFile]) => isFile(file) && matches(candidate, row))?.[0];
    if (entry === undefined) {
      return row;
    }
    this.used.add(entry);
    if (row.acknowledgment !== undefined) {
      return row;
    }
    const { controls, frameworks, ...rest } = row;
    const { id, reason, until } = entry;
    const acknowledgment = { id, reason, constructPath: '', file: this.file, ...until !== undefined && { until } };
    const acknowledged = { ...rest, status: 'ACKNOWLEDGED' as ApiCacheAuditRow['status'], acknowledgment, controls, frameworks };
    return rememberStage(acknowledged, rememberedStage(row));
  }

  public get unusedEntries(): UnusedEntries {
    return { expired: this.expired, unused: this.valid.map(([entry]) => entry).filter((entry) => !this.used.has(entry)) };
  }
}

function matches({ id, stage, account, region }: AcknowledgmentEntry, row: ApiCacheAuditRow): boolean {
  const rule = RULE_NAMES.find((name) => ruleId(name) === row.ruleId);
  const { logicalId, constructPath, stageArn, restApiId, stageName } = row;
  const isStage = stage === undefined || [logicalId, constructPath, stageArn, `${restApiId}/${stageName}`].includes(stage);
  const isPlace = [row.accountId, undefined].includes(account) && [row.region, undefined].includes(region);
  return isStage && isPlace && rule !== undefined && (id === ruleId(rule) || findingIds(rule, row.methodKey).includes(id));
}
