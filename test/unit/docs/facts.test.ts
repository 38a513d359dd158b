import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ApiCacheAudit } from '../../../src';
import { STATUSES } from '../../../src/audit/status';
import { ruleFor } from '../../../src/catalog/rules';
import { VERDICTS } from '../../../src/core/judgement/verdict';
import { readTemplateFile, TemplateFile } from '../../../src/template-text/template-file';
import { command, folderWith } from '../../support/command';
import { blocksIn, documentAt, Document, DOCUMENTS, README, tablesIn, TESTED } from '../../support/documents';
import { fixture, ROOT } from '../../support/paths';
import { ENCRYPTED } from '../../support/templates';
import { ROWS } from '../reach/shapes';

const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<'devDependencies' | 'peerDependencies', Record<string, string>>;

/** `^2.0.0 || ^3.0.2` as "2.x or 3.0.2 and newer". */
function rangeInWords(range: string): string {
  const floors = range.split('||').map((part) => part.trim().replace('^', ''));
  const older = floors.slice(0, -1).map((floor) => `${floor.split('.')[0]}.x`);
  return `${[...older, floors.at(-1)].join(' or ')} and newer`;
}

describe('the README', () => {
  test('is short', () => {
    expect(README.text.split('\n').length).toBeLessThanOrEqual(200);
    expect(README.text.split(/\s+/).length).toBeLessThanOrEqual(1500);
  });

  test('says once that nothing was run on AWS, and no other page repeats it', () => {
    const saying = DOCUMENTS.flatMap(({ name, text }) => Array.from(text.matchAll(/\b(live|real) AWS account/gi), () => name));
    expect(saying).toEqual(['README.md']);
  });

  test('has the commands that CI runs', () => {
    expect(README.text).toMatch(/^npm ci && npm run demo$/m);
    expect(README.text).toMatch(/^npm ci && npm test$/m);
  });

  test('names the oldest versions that the tests run with', () => {
    Object.entries(MANIFEST.peerDependencies).map(([name, range]) => `${name} ${rangeInWords(range)}`)
      .forEach((version) => expect(README.text).toContain(version));
  });
});

test('the page on versions names the newest ones that the tests run with', () => {
  const { text } = documentAt('docs', 'reference', 'versioning.md');
  const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8')) as { tasks: Record<string, { env?: Record<string, string> }> };
  const newest = tasks['test:newest'].env!;
  expect(text).toContain(`aws-cdk-lib ${newest.AWS_CDK_LIB}, constructs ${newest.CONSTRUCTS}`);
  expect(text).toContain(`AWS CDK CLI ${MANIFEST.devDependencies['aws-cdk']}`);
  expect(documentAt('docs', 'reference', 'messages.md').text).toContain(`npm install aws-cdk@${MANIFEST.devDependencies['aws-cdk']}`);
});

test('the table of app shapes is that of the tests', () => {
  expect(tablesIn(documentAt('docs', 'guide', 'encrypt.md'), '| app shape |'))
    .toEqual([ROWS.map(({ shape, call, happens }) => `| ${shape} | ${call} | ${happens} |`)]);
});

test('the finding that names a configuration is one of a template with conditions', () => {
  const [shown, ...others] = blocksIn(documentAt('docs', 'guide', 'check.md'), '').filter((block) => block.includes(' when condition '));
  const { template } = readTemplateFile(readFileSync(fixture('conditions.yaml'), 'utf8')) as TemplateFile;
  expect(others).toEqual([]);
  expect(ApiCacheAudit.ofTemplate(template).rows.map(({ message }) => `ERROR ${message} (ApiCache)\n`)).toContain(shown);
});

/** Pages that have a table with this head. */
function pagesWith(head: string): readonly Document[] {
  return DOCUMENTS.filter((document) => !document.name.includes('/adr/') && tablesIn(document, head).length > 0);
}

const namesIn = (rows: readonly string[]) => rows.map((row) => /^\| `([A-Z_]+)` \| /.exec(row)?.[1]);

test('tables of verdicts are in the README, the standard and the page on verdicts', () => {
  expect(pagesWith('| verdict |').map(({ name }) => name)).toEqual(['README.md', 'docs/reference/standard.md', 'docs/reference/verdicts.md']);
});

test.each(pagesWith('| verdict |'))('the tables of verdicts in $name have them all, the worst first', (document) => {
  tablesIn(document, '| verdict |').forEach((rows) => expect(namesIn(rows)).toEqual(VERDICTS));
});

test('every verdict has a section, and those with a rule link to it', () => {
  const { text } = documentAt('docs', 'reference', 'verdicts.md');
  expect(Array.from(text.matchAll(/^## (\w+)$/gm), ([, verdict]) => verdict)).toEqual(VERDICTS);
  const linked = Array.from(text.matchAll(/^\| `(\w+)` .*?\[(\w+)\]\(rules\//gm), ([, verdict, rule]) => [verdict, rule]);
  expect(linked).toEqual(VERDICTS.flatMap((verdict) => ruleFor(verdict) === undefined ? [] : [[verdict, ruleFor(verdict)]]));
});

test('the table of status has them all, the worst first', () => {
  expect(tablesIn(documentAt('docs', 'guide', 'evidence.md'), '| status |').map(namesIn)).toEqual([STATUSES]);
});

describe('the command line', () => {
  const template = `${ENCRYPTED}        - HttpMethod: GET
          ResourcePath: /~1orders
          CachingEnabled: true
`;
  const outputs = TESTED.flatMap((document) => blocksIn(document, '').filter((block) => block.startsWith('$ npx cdk-encrypt-api-cache ')));

  test('a guide shows what it prints', () => {
    expect(outputs.length).toBeGreaterThan(0);
  });

  test.each(outputs)('it prints what is shown:\n%s', (block) => {
    const [, argv, output] = /^\$ npx cdk-encrypt-api-cache (.*?)\n([^]*)$/.exec(block)!;
    expect(command(folderWith({ 'template.yaml': template }), argv.split(' ')).stdout).toBe(output);
  });

  test('the acknowledgments are read', () => {
    const files = TESTED.flatMap((document) => blocksIn(document, 'yaml').filter((block) => block.startsWith('acknowledgments:')));
    expect(files).toHaveLength(1);
    const { stderr } = command(folderWith({ 'a.yaml': template, 'list.yaml': files[0] }), ['audit', 'a.yaml', '--acknowledge', 'list.yaml']);
    expect(stderr).toBe('warning: the acknowledgment of ApiCache-CacheDataEncrypted[~1prices/GET] matches no finding\n');
  });

  const help = ['audit', 'fix'].map((name) => command(folderWith(), [name, '--help']).stdout).join('');
  const optionsOf = (text: string) => [...new Set(text.match(/(?<![\w-])--[a-z][a-z-]+/g))];

  test('its guide names every option', () => {
    const { text } = documentAt('docs', 'guide', 'command-line.md');
    expect(optionsOf(help).filter((option) => !text.includes(option))).toEqual(['--help']);
  });

  test.each(TESTED)('$name gives it no option that it does not have', ({ text }) => {
    const given = Array.from(text.matchAll(/cdk-encrypt-api-cache (?:audit|fix)[^\n|`]*/g), ([call]) => call).flatMap(optionsOf);
    expect(given.filter((option) => !help.includes(option))).toEqual([]);
    // The guide of the command line speaks of options outside of calls, too.
    const named = text.includes('# The command line') ? optionsOf(text.replace(/^aws .*$/gm, '')) : [];
    expect(named.filter((option) => !help.includes(option))).toEqual([]);
  });
});

describe('the page on messages', () => {
  const sources = filesBelow(join(ROOT, 'src')).map((file) => readFileSync(file, 'utf8').replaceAll('\\\'', '\'')).join('\n');
  const headings = Array.from(documentAt('docs', 'reference', 'messages.md').text.matchAll(/^\*\*(.*)\*\*$/gm), ([, heading]) => heading);
  const ours = headings.filter((heading) => !heading.startsWith('This CDK CLI'));

  test('has messages', () => {
    expect(ours.length).toBeGreaterThan(10);
  });

  // What stands between the names of an app is a text of the library.
  test.each(ours)('%s', (heading) => {
    const parts = heading.split(/…|: |\bwhen |\{.*?\}|MethodSettings|CachingEnabled|CacheDataEncrypted/).map((part) => part.trim()).filter((part) => part.includes(' '));
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.filter((part) => !sources.includes(part))).toEqual([]);
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]);
}
