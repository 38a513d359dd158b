import { createHash } from 'crypto';
import { ApiCacheAuditStatus, ApiCacheVerdict, ComplianceFramework } from '../../../src';
import { renderHtml } from '../../../src/audit/html';
import { STATUS_MEANINGS, VERDICT_MEANINGS } from '../../../src/audit/legend';
import { reportOf } from '../../../src/audit/report';
import { CACHE_ENCRYPTION_CONTROLS } from '../../../src/catalog/controls';
import { CACHE_ENCRYPTION_MAPPINGS } from '../../../src/catalog/frameworks';
import { auditOf, HOSTILE, hostile, row } from '../../support/rows';

// What a browser makes of the page is tested in one: test/browser.

const FINE = { ruleId: undefined, fix: undefined, verdict: ApiCacheVerdict.ENCRYPTED, status: ApiCacheAuditStatus.COMPLIANT } as const;

function between(text: string, start: string, end: string): string {
  return text.slice(text.indexOf(start) + start.length, text.indexOf(end));
}

describe('says at the top what is worst', () => {
  const status = (value: ApiCacheAuditStatus) => row({ status: value });
  const { NON_COMPLIANT, UNKNOWN, AT_RISK, ACKNOWLEDGED: ACKNOWLEDGED, FIXED } = ApiCacheAuditStatus;

  test.each([
    ['no API stages', []],
    ['responses are cached unencrypted: 2 of 3 rows', [status(NON_COMPLIANT), status(NON_COMPLIANT), status(UNKNOWN)]],
    ['encryption cannot be determined: 1 of 2 rows', [status(UNKNOWN), status(AT_RISK)]],
    ['compliant today, but at risk: 1 of 2 rows', [status(AT_RISK), status(ACKNOWLEDGED)]],
    ['compliant except for acknowledged findings: 1 of 2 rows', [status(ACKNOWLEDGED), status(FIXED)]],
    ['compliant: 2 of 2 rows', [status(FIXED), row(FINE)]],
    ['compliant: 1 of 1 rows', [row(FINE)]],
  ])('%s', (headline, rows) => {
    const page = auditOf(...rows).toHtml();
    expect(page).toContain(`<strong>${headline}</strong>`);
    expect(page).toContain(`<title>API cache encryption: ${headline}</title>`);
  });
});

test('allows its own style and script, and nothing else', () => {
  const page = auditOf(row()).toHtml();
  const hash = (text: string) => `&#39;sha256-${createHash('sha256').update(text).digest('base64')}&#39;`.replace(/\//g, '&#x2F;').replace(/=/g, '&#x3D;');
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1];
  expect(policy).toContain('default-src &#39;none&#39;');
  expect(policy).toContain(`style-src ${hash(between(page, '<style>', '</style>'))}`);
  expect(policy).toContain(`script-src ${hash(between(page, '<script>', '</script>'))}`);
});

test('asks for nothing over the network', () => {
  expect(auditOf(row()).toHtml()).not.toMatch(/<(link|img|iframe|script|object|embed) [^>]*(src|href|data)=|@import|url\(/);
});

test.each(Object.entries(HOSTILE).filter(([, text]) => /[<>"'&]/.test(text)))('%s is escaped', (_, text) => {
  expect(auditOf(hostile(text)).toHtml()).not.toContain(text);
});

test('names every control and framework', () => {
  const page = auditOf(row(FINE)).toHtml();
  CACHE_ENCRYPTION_CONTROLS.forEach(({ id }) => expect(page).toContain(`<th scope="row">${id}</th>`));
  new Set(CACHE_ENCRYPTION_MAPPINGS.map(({ framework }) => framework)).forEach((framework) =>
    expect(page).toContain(`<th scope="row">${framework.replace(/\//g, '&#x2F;').replace(/&(?!#)/g, '&amp;')}</th>`));
  expect(Object.values(ComplianceFramework)
    .every((framework) => CACHE_ENCRYPTION_MAPPINGS.some((mapping) => mapping.framework === framework))).toBe(true);
});

test('calls a deployed stage by its ARN, where it is known', () => {
  const stageArn = 'arn:aws:apigateway:eu-west-1::/restapis/abc/stages/prod';
  const page = (more: object) => auditOf(row({ constructPath: undefined, logicalId: 'prod', ...more })).toHtml();
  expect(page({ stageArn })).toContain(`<bdi class="id">${stageArn.replace(/\//g, '&#x2F;')}</bdi>`);
  expect(page({})).toContain('<bdi class="id">prod</bdi>');
});

test('has a head that can be filed', () => {
  const origin = { cdkVersion: '2.1.0', commit: 'c0ffee', pipelineRun: 'https://ci.example.com/7', inputs: [{ name: 'a.yaml', sha256: 'abc123' }], read: 1, notRead: 2 };
  const page = (more: object = {}) => renderHtml(reportOf([row(), row({ ...FINE, methodKey: '*/*' })], undefined, { ...origin, ...more }));
  ['2 method settings of 1 stage; 1 input read, 2 not read', '<bdi>c0ffee</bdi>', 'aws-cdk-lib 2.1.0', '<bdi>a.yaml</bdi>', 'abc123'].forEach((text) => expect(page()).toContain(text));
  expect(page()).toContain('<a href="https:&#x2F;&#x2F;ci.example.com&#x2F;7">');
  expect(page({ pipelineRun: 'javascript:alert(1)' })).not.toMatch(/<a href="javascript/);
  expect(page({ pipelineRun: 'arn:aws:codebuild:x' })).toContain('<bdi>arn:aws:codebuild:x</bdi>');
  expect(auditOf(row()).toHtml()).not.toMatch(/Commit|Pipeline run|aws-cdk-lib|Inputs/);
});

test('the worst rows come first, with their severity, and those of one status as they are', () => {
  const keys = (page: string) => [...page.matchAll(/<bdi class="id">(key-\w)<\/bdi>/g)].map(([, key]) => key);
  const { NON_COMPLIANT, UNKNOWN } = ApiCacheAuditStatus;
  const rows = [row({ ...FINE, methodKey: 'key-a' }), row({ status: UNKNOWN, methodKey: 'key-b' }), row({ status: NON_COMPLIANT, methodKey: 'key-c' }), row({ ...FINE, methodKey: 'key-d' })];
  expect(keys(auditOf(...rows).toHtml())).toEqual(['key-c', 'key-b', 'key-a', 'key-d']);
  expect(auditOf(rows[2]).toHtml()).toContain('<span class="quiet">error</span>');
});

test('counts method settings and stages of each status', () => {
  const page = auditOf(row(), row({ methodKey: '*/*' }), row({ ...FINE, logicalId: 'Other' })).toHtml();
  expect(page).toContain('<dt>Non-compliant</dt><dd>2 <small>in 1 stage</small></dd>');
  expect(page).toContain('<dt>Unknown</dt><dd>0 <small>in 0 stages</small></dd>');
});

test('the scope counts method settings, not what is said of their keys and of other inputs', () => {
  expect(auditOf(row(), row({ ...FINE, methodKey: '*/*' })).toHtml()).toContain('<dd>2 method settings of 1 stage</dd>');
  const page = auditOf(row(), row({ status: ApiCacheAuditStatus.AT_RISK, ruleId: 'ApiCache-MethodSettingKeyEffective' }), row({ logicalId: '' })).toHtml();
  expect(page).toContain('<dd>1 method setting of 1 stage, in 3 rows</dd>');
});

test('has a legend of every status and verdict', () => {
  const page = auditOf(row()).toHtml();
  [...Object.values(STATUS_MEANINGS), ...Object.values(VERDICT_MEANINGS)].forEach((meaning) => expect(page).toContain(`<dd>${meaning}</dd>`));
});

test('an acknowledged finding is nothing to do', () => {
  expect(auditOf(row()).toHtml()).toContain('To do: <bdi>set ');
  expect(auditOf(row({ acknowledgment: { id: 'x', reason: 'public', constructPath: '' } })).toHtml()).not.toContain('To do');
});

test('says where a stage is, and which one', () => {
  const page = auditOf(row({ accountId: '111122223333', region: 'eu-west-1', apiName: 'orders', stageName: 'prod' })).toHtml();
  ['account 111122223333, eu-west-1', 'orders', 'prod'].forEach((text) => expect(page).toContain(`<bdi>${text}</bdi>`));
});

test('is the same for the same rows, unless a time is asked for', () => {
  expect(auditOf(row()).toHtml()).toBe(auditOf(row()).toHtml());
  expect(auditOf(row()).toHtml()).not.toContain('<time');
  expect(auditOf(row()).toHtml({ generatedAt: new Date('2026-01-02T03:04:05Z') })).toContain('<time datetime="2026-01-02T03:04:05.000Z">');
});
