import { createHash } from 'crypto';
import type { Location, Log, ReportingDescriptor, Result, Suppression } from 'sarif';
import type { ApiCacheAuditRow } from './api-cache-audit-row';
import type { Report } from './report';
import { isDeployed } from './stage-labels';
import { requirementsOf } from '../catalog/frameworks';
import { Rule, RULE_NAMES, RuleName, ruleId, RULES } from '../catalog/rules';
import type { Severity } from '../catalog/severity';
import { rulePage } from '../wording/documentation';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

/** What paths are relative to: the working copy, or the folder that CDK writes to. */
const PROJECT = '%SRCROOT%';
const ASSEMBLY = 'CLOUD_ASSEMBLY';

/** Whether acknowledged findings are among the results, with their reasons as suppressions. GitHub ignores suppressions. */
export const SARIF_SUPPRESSED = ['include', 'omit'] as const;
export type SarifSuppressed = typeof SARIF_SUPPRESSED[number];

/** The rows that violate a rule, as code scanners read them. */
export function renderSarif({ version, rows, generatedAt }: Report, suppressed: SarifSuppressed = 'include'): string {
  const fingerprint = fingerprintsOf();
  const found = rows.flatMap((row) => {
    const rule = RULE_NAMES.find((name) => ruleId(name) === row.ruleId);
    const result = rule && resultOf(row, rule, fingerprint(row));
    return result === undefined || (suppressed === 'omit' && row.acknowledgment !== undefined) ? [] : [result];
  });
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'cdk-encrypt-api-cache',
          version,
          informationUri: 'https://github.com/cdkencryptapicache/cdk-encrypt-api-cache',
          rules: RULE_NAMES.map((name) => descriptorOf(name, RULES[name])),
        },
      },
      invocations: [{ executionSuccessful: true, ...generatedAt !== undefined && { endTimeUtc: generatedAt } }],
      originalUriBaseIds: {
        [PROJECT]: { description: { text: 'the working copy that the app runs in, or its working directory' } },
        [ASSEMBLY]: { description: { text: 'the cloud assembly that CDK writes (cdk.out)' } },
      },
      columnKind: 'utf16CodeUnits',
      results: found,
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptorOf(name: RuleName, { title, reason, fix, severity, controls, frameworks, claim }: Rule): ReportingDescriptor {
  const controlIds = controls.map(({ id }) => id);
  const related = [...requirementsOf(frameworks)].map(([framework, ids]) => `${framework} ${ids.join(', ')}`);
  return {
    id: ruleId(name),
    name,
    shortDescription: { text: title },
    fullDescription: { text: reason },
    help: { text: [reason, fix, claim].join(' '), markdown: [reason, fix, `${claim} [More about the rule](${rulePage(name)})`].join('\n\n') },
    helpUri: rulePage(name),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['security', 'aws', 'api-gateway', ...controlIds], controls: controlIds, frameworks: related },
  };
}

function resultOf(row: ApiCacheAuditRow, rule: RuleName, identity: string): Result {
  const { status, verdict, verdictBefore, stated, statedBefore, methodKey, propertyPath, when, acknowledgment } = row;
  const { accountId, region, restApiId, apiName, stageName } = row;
  return {
    ruleId: ruleId(rule),
    ruleIndex: RULE_NAMES.indexOf(rule),
    kind: 'fail',
    level: LEVELS[RULES[rule].severity],
    message: { text: messageOf(row) },
    locations: [locationOf(row)],
    // GitHub reads only `primaryLocationLineHash`, and computes a hash of the line if it is missing.
    partialFingerprints: { 'primaryLocationLineHash': identity, 'apiCacheFinding/v1': identity },
    ...acknowledgment && { suppressions: [suppressionOf(acknowledgment)] },
    properties: {
      ...{ status, verdict, verdictBefore, methodKey, propertyPath, stated, statedBefore, when },
      ...{ accountId, region, restApiId, apiName, stageName },
    },
  };
}

function messageOf(row: ApiCacheAuditRow): string {
  const { message, when, fix } = row;
  const name = stageLabel(row);
  const where = name === '' ? message : `${name}: ${message}`;
  // Most messages name the configuration themselves.
  const locatedMessage = when === undefined || message.includes(when) ? where : `${where} (${when})`;
  return fix === undefined ? locatedMessage : `${locatedMessage}; ${fix}`;
}

/** The name of the stage; empty for a file that cannot be read. */
function stageLabel({ constructPath, stageArn, logicalId }: ApiCacheAuditRow): string {
  return constructPath ?? stageArn ?? logicalId;
}

function suppressionOf({ id, reason, constructPath, file, until }: NonNullable<ApiCacheAuditRow['acknowledgment']>): Suppression {
  return { kind: file === undefined ? 'inSource' : 'external', status: 'accepted', justification: reason, properties: { id, constructPath, file, until } };
}

function locationOf(row: ApiCacheAuditRow): Location {
  const { sourceFile, sourceLine, sourceColumn, templateFile, constructPath, logicalId, resourceType, propertyPath } = row;
  const file = sourceFile ?? templateFile;
  return {
    ...file !== undefined && {
      physicalLocation: {
        artifactLocation: { uri: file.replace(/\p{Surrogate}/gu, '\uFFFD').split('/').map(encodeURIComponent).join('/'), uriBaseId: sourceFile === undefined && constructPath !== undefined ? ASSEMBLY : PROJECT },
        region: { startLine: sourceLine ?? 1, ...sourceColumn !== undefined && { startColumn: sourceColumn } },
      },
    },
    ...logicalId !== '' && {
      logicalLocations: [{
        name: logicalId,
        fullyQualifiedName: `${stageLabel(row)}.${propertyPath}`,
        kind: 'resource',
        properties: { resourceType },
      }],
    },
  };
}

const DEPLOYMENT = 'AWS::ApiGateway::Deployment';

/** Identifies a finding across runs, independent of its line. Equal findings are numbered. */
function fingerprintsOf(): (row: ApiCacheAuditRow) => string {
  const counts = new Map<string, number>();
  return (row) => {
    const { ruleId: rule, templateFile, constructPath, stageArn, restApiId, logicalId, resourceType, methodKey } = row;
    // The logical id of an L2 deployment hashes its whole API, and changes with it.
    const resource = resourceType === DEPLOYMENT && constructPath !== undefined ? '' : logicalId;
    const identity = JSON.stringify([rule, constructPath ?? stageArn ?? (isDeployed(row) ? restApiId : undefined) ?? templateFile ?? '', resource, methodKey]);
    const count = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, count);
    return `${createHash('sha256').update(identity).digest('hex').slice(0, 32)}:${count}`;
  };
}
