import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { isObject } from '../../core/template-language/place';
import { TemplateFile } from '../../template-text/template-file';
import { METADATA_KEY } from '../input/template-acknowledgments';

type Section = Readonly<Record<string, unknown>>;

/** How another tool is told to pass over a rule about caches. */
interface Tool {
  readonly name: string;
  /** In the `Metadata` of a resource. */
  readonly section: string;
  readonly rulesIn: (section: Section) => unknown;
  readonly rule: RegExp;
}

const TOOLS: readonly Tool[] = [
  {
    name: 'cfn_nag',
    section: 'cfn_nag',
    rulesIn: ({ rules_to_suppress: rules }) =>
      Array.isArray(rules) ? rules.map((rule: unknown) => isObject(rule) ? rule.id : undefined) : [],
    rule: /^W87$/,
  },
  {
    name: 'Guard',
    section: 'guard',
    rulesIn: ({ SuppressedRules: rules }) => rules,
    rule: /^(?:API_GW_CACHE_ENABLED_AND_ENCRYPTED|api_cache_encrypted_in_.*)$/,
  },
];

/** Where a finding that is not acknowledged stands at a resource whose author told another tool to pass over it. */
export function foreignSuppressions(
  { template, lineOf }: TemplateFile, rows: readonly ApiCacheAuditRow[], file: string,
): readonly string[] {
  const open = new Set(rows.filter(({ ruleId, acknowledgment }) => ruleId !== undefined && acknowledgment === undefined)
    .map(({ logicalId }) => logicalId.split('/')[0]));
  const resources = isObject(template.Resources) ? template.Resources : {};
  return [...open].flatMap((logicalId) => {
    const resource = Object.hasOwn(resources, logicalId) ? resources[logicalId] : undefined;
    const metadata = isObject(resource) && isObject(resource.Metadata) ? resource.Metadata : {};
    return TOOLS.flatMap(({ name, section, rulesIn, rule }) => {
      const content = metadata[section];
      const rules: unknown = isObject(content) ? rulesIn(content) : [];
      const found = (Array.isArray(rules) ? rules : []).filter((id: unknown): id is string => typeof id === 'string' && rule.test(id));
      return found.slice(0, 1).map((id) => `${file}:${lineOf(['Resources', logicalId, 'Metadata', section])}: `
        + `${name} is told to suppress ${id} for ${logicalId}, which does not acknowledge its findings here; Metadata.${METADATA_KEY} does`);
    });
  });
}
