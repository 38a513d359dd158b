import { stringify } from 'yaml';

/** A template as somebody would write it down. */
export type Spelling = (template: unknown) => string;

/** Every way to write the same template. */
export const SPELLINGS: readonly (readonly [string, Spelling])[] = [
  ['JSON, 2 spaces', (template) => `${JSON.stringify(template, null, 2)}\n`],
  ['JSON, 4 spaces', (template) => JSON.stringify(template, null, 4)],
  ['JSON, tabs', (template) => `${JSON.stringify(template, null, '\t')}\n`],
  ['JSON, CRLF', (template) => JSON.stringify(template, null, 2).replaceAll('\n', '\r\n')],
  ['JSON, one line', (template) => JSON.stringify(template)],
  ['YAML', (template) => yaml(template)],
  ['YAML, 4 spaces', (template) => yaml(template, { indent: 4 })],
  ['YAML, lists not indented', (template) => yaml(template, { indentSeq: false })],
  ['YAML, CRLF', (template) => yaml(template).replaceAll('\n', '\r\n')],
  ['YAML, no last line break', (template) => yaml(template).trimEnd()],
  ['YAML, quoted', (template) => yaml(template, { defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'QUOTE_DOUBLE' })],
  ['YAML, flow style', (template) => yaml(template, { collectionStyle: 'flow' })],
  ['YAML, narrow flow style', (template) => yaml(template, { collectionStyle: 'flow', lineWidth: 40 })],
  ['YAML, JSON within', (template) => lines(template, (value) => `${JSON.stringify(value)} # as it is`)],
  ['YAML, flow style within, not indented', (template) => lines(template, (value) => yaml(value, { collectionStyle: 'flow', lineWidth: 40 }).trimEnd().replace(/\n +/g, '\n'))],
  ['YAML, short forms', (template) => short(template, '')],
  ['YAML, short forms, 4 spaces', (template) => short(template, '', '    ')],
  ['YAML, comments', (template) => commented(short(template, ''))],
];

function yaml(template: unknown, options: object = {}): string {
  return stringify(template, { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0, ...options });
}

function commented(text: string): string {
  return `# a template\n${text.replace(/$/gm, ' # why').replace(/\n/g, '\n# between\n')}`;
}

/** Resources in YAML, each property of theirs on one line. */
function lines(template: unknown, spell: (value: unknown) => string): string {
  const all = Object.entries(template as object).map(([section, entries]) => [`${section}:${Object.keys(entries as object).length === 0 ? ' {}' : ''}`, ...Object.entries(entries as object).map(([name, value]) => `    ${JSON.stringify(name)}: ${spell(value)}`)]);
  return `${all.flat().join('\n')}\n`;
}

/** With the short form of every function that has one. */
function short(value: unknown, indentation: string, unit = '  '): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]\n' : value.map((item) => `${indentation}- ${below(item, `${indentation}  `, unit)}`).join('');
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as Record<string, unknown>);
    return entries.length === 0 ? '{}\n'
      : entries.map(([key, inner]) => `${indentation}${JSON.stringify(key)}: ${below(inner, `${indentation}${unit}`, unit)}`).join('');
  }
  return `${JSON.stringify(value)}\n`;
}

function below(value: unknown, indentation: string, unit: string): string {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value as Record<string, unknown>) : [];
  const [[name, argument]] = entries.length === 0 ? [['', undefined]] as const : entries;
  const isText = name === 'Ref' || name === 'Condition' ? typeof argument === 'string' : false;
  if (!Array.isArray(value) && entries.length === 1 && (isText || /^Fn::[A-Z]/.test(name))) {
    const tag = `!${name.replace('Fn::', '')}`;
    return name === 'Fn::GetAtt' && Array.isArray(argument) ? `${tag} ${(argument as readonly string[]).join('.')}\n`
      : `${tag} ${isCollection(argument) ? `\n${short(argument, indentation, unit)}` : short(argument, indentation, unit)}`;
  }
  return isCollection(value) ? `\n${short(value, indentation, unit)}` : short(value, indentation, unit);
}

function isCollection(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
