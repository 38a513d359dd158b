import { Report, countRows } from './report';

/** The major number is that of the schema's file; the minor one goes up when something is added. */
export const SCHEMA_VERSION = '1.3';

const SCHEMA = 'https://raw.githubusercontent.com/cdkencryptapicache/cdk-encrypt-api-cache/main/schema/api-cache-audit-1.schema.json';

/** All rows, with a summary, by `schema/api-cache-audit-1.schema.json`. */
export function renderJson({ version, verdict, rows, generatedAt, origin }: Report): string {
  const { cdkVersion, ...source } = { cdkVersion: undefined, ...origin };
  const document = {
    $schema: SCHEMA,
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'cdk-encrypt-api-cache', version, ...cdkVersion !== undefined && { cdkVersion } },
    ...generatedAt !== undefined && { generatedAt },
    ...origin !== undefined && { source },
    verdict,
    summary: countRows(rows),
    rows,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
