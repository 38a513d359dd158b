import { ApiCacheAudit, ApiCacheAuditRow, ApiCacheAuditStatus, ApiCacheVerdict } from '../../src';

/** A noncompliant row, with the properties that a test overrides. */
export function row(fields: Partial<ApiCacheAuditRow> = {}): ApiCacheAuditRow {
  return {
    status: ApiCacheAuditStatus.NON_COMPLIANT,
    verdict: ApiCacheVerdict.UNENCRYPTED,
    ruleId: 'ApiCache-CacheDataEncrypted',
    stackName: 'Shop',
    constructPath: 'Shop/Stage',
    logicalId: 'Stage',
    resourceType: 'AWS::ApiGateway::Stage',
    templateFile: 'Shop.template.json',
    methodKey: '~1orders/GET',
    propertyPath: 'Properties.MethodSettings.0.CacheDataEncrypted',
    stated: 'not stated',
    message: 'method setting ~1orders/GET caches responses unencrypted',
    fix: 'set Properties.MethodSettings.0.CacheDataEncrypted to true',
    sourceFile: 'lib/shop-stack.ts',
    sourceLine: 11,
    controls: ['APIGateway.5'],
    frameworks: { HIPAA: ['164.312(e)(2)(ii)'] },
    ...fields,
  };
}

export function auditOf(...rows: readonly ApiCacheAuditRow[]): ApiCacheAudit {
  const Audit = ApiCacheAudit as unknown as new (rows: readonly ApiCacheAuditRow[]) => ApiCacheAudit;
  return new Audit(rows);
}

/** What somebody may call a construct, or give as a reason. */
export const HOSTILE = {
  'a script': '<script>document.title = "broken"</script>',
  'an image that fails': '<img src=x onerror="document.title = \'broken\'">',
  'the end of the page': '</bdi></div></body></html>',
  'quotes': '"double" \'single\' `back`',
  'a template': '{{name}} {{{name}}} ${name}',
  'a formula': '=cmd()',
  'a sum': '+1+1',
  'a difference': '-2+3',
  'a function': '@SUM(1)',
  'a tabulator': '\t=1',
  'a carriage return': '\r=1',
  'right-to-left text': 'שלום \u202Eעולם',
  'five hundred characters': 'x'.repeat(500),
  'line breaks': 'one\r\ntwo\nthree',
  'separators': 'a,b;c|d',
  'an ampersand': 'a&amp;b &lt;',
  'half a character': 'a\uD800b',
  'an emoji': '🗄️',
  'control characters': 'a\u0000b\u001Bc',
} as const;

/** A row in which every text is such a one. */
export function hostile(text: string): ApiCacheAuditRow {
  return row({
    stackName: text,
    constructPath: text,
    logicalId: text,
    resourceType: text,
    templateFile: text,
    stageArn: text,
    accountId: text,
    region: text,
    restApiId: text,
    apiName: text,
    stageName: text,
    methodKey: text,
    propertyPath: text,
    stated: text,
    statedBefore: text,
    verdictBefore: ApiCacheVerdict.UNRESOLVED,
    when: text,
    message: text,
    fix: text,
    acknowledgment: { id: text, reason: text, constructPath: text, file: text, until: '2027-01-31' },
    sourceFile: text,
    sourceColumn: 5,
  });
}
