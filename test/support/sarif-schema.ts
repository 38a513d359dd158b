import { readFileSync } from 'fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

/** The schema of SARIF 2.1.0 that Microsoft's own matchers bring. */
const SCHEMA = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object;
const validate = addFormats(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })).compile(SCHEMA);

interface Located {
  readonly locations?: readonly { readonly physicalLocation?: { readonly artifactLocation?: { readonly uri?: string } } }[];
}

/** By the schema; and each result has a file, without which GitHub refuses all of them. */
export function requireValidSarif(log: unknown): void {
  validate(log);
  expect(validate.errors).toBeNull();
  const { runs } = log as { readonly runs: readonly { readonly results: readonly Located[] }[] };
  const files = runs.flatMap(({ results }) => results.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri));
  expect(files.every((uri) => uri !== undefined && uri !== '')).toBe(true);
}
