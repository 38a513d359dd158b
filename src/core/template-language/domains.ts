import { comparisons, Expression } from './conditions';
import { declared, Declarations } from './declarations';
import { LookupKey, lookUpTexts } from './mapping';
import { Operand, scalarText } from './operand';
import { isObject } from './place';

/** The texts that matter for a parameter; parameters that are compared with each other share them. */
export interface Pool {
  readonly texts: Set<string>;
  /** The parameters that have it, each of which may have a value that the template does not name. */
  readonly members: Set<string>;
}

export const PSEUDO_PARAMETERS: ReadonlySet<string> = new Set([
  'AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::StackId', 'AWS::StackName', 'AWS::URLSuffix',
]);

/** Lists have no single value, and what lies in the Parameter Store is not in the template. */
export function isReadableDeclaration(declaration: unknown): declaration is Readonly<Record<string, unknown>> {
  const type = isObject(declaration) ? declaration.Type : undefined;
  return typeof type === 'string' && !/^List<|^CommaDelimitedList$|^AWS::SSM::Parameter::Value</.test(type);
}

export function allowedValues(declaration: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const raw = declaration.AllowedValues;
  const texts = Array.isArray(raw) ? raw.map(scalarText) : [];
  return texts.length > 0 && texts.every((text) => text !== undefined) ? [...new Set(texts)] : undefined;
}

/**
 * For each parameter without allowed values, everything that may decide on a
 * comparison or a lookup. Parameters that are compared with each other may be
 * equal and may differ, so each may be what the others are. One with allowed
 * values lends them and borrows nothing.
 */
export function openPools(
  declarations: Declarations, conditions: readonly Expression[], keys: ReadonlyMap<string, readonly LookupKey[]>,
): ReadonlyMap<string, Pool> {
  const { parameters } = declarations;
  const readable = Object.keys(parameters).filter((name) => isReadableDeclaration(parameters[name]));
  const names = [...readable, ...PSEUDO_PARAMETERS];
  const allowed = new Map(names.map((name) => [name, allowedValues(declarationOf(parameters, name))]));
  const open = new Map(names.filter((name) => allowed.get(name) === undefined)
    .map((name) => [name, { texts: new Set(defaultOf(parameters, name)), partners: [] as string[] }]));
  const lend = (to: string, from: Operand) => {
    const borrower = open.get(to)!;
    possibleSources(from, declarations).forEach((source) => {
      if (source.is === 'text') {
        borrower.texts.add(source.text);
      } else if (open.has(source.name)) {
        borrower.partners.push(source.name);
        open.get(source.name)!.partners.push(to);
      } else {
        allowed.get(source.name)?.forEach((text) => borrower.texts.add(text));
      }
    });
  };
  comparisons(conditions).flatMap(({ operands: [left, right] }) => [[left, right], [right, left]]).forEach(([to, from]) =>
    possibleSources(to, declarations).forEach((source) => source.is === 'parameter' && open.has(source.name) && lend(source.name, from)));
  keys.forEach((known, name) => known.forEach(({ texts }) => texts.forEach((text) => open.get(name)?.texts.add(text))));
  return sharePools(open);
}

/** What a parameter is compared with. */
interface OpenParameter {
  readonly texts: ReadonlySet<string>;
  readonly partners: readonly string[];
}

/** One pool for all that are compared with each other, however many lie between them. */
function sharePools(open: ReadonlyMap<string, OpenParameter>): ReadonlyMap<string, Pool> {
  const pools = new Map<string, Pool>();
  for (const first of open.keys()) {
    const pool: Pool = { texts: new Set(), members: new Set() };
    const reached = [first];
    for (let name = reached.pop(); name !== undefined; name = reached.pop()) {
      if (!pools.has(name)) {
        pools.set(name, pool);
        pool.members.add(name);
        open.get(name)!.texts.forEach((text) => pool.texts.add(text));
        reached.push(...open.get(name)!.partners);
      }
    }
  }
  return pools;
}

/** What an operand may turn out to be: texts, and parameters. */
function possibleSources(operand: Operand, declarations: Declarations): readonly Exclude<Operand, { is: 'lookup' | 'unreadable' }>[] {
  switch (operand.is) {
    case 'text':
    case 'parameter':
      return [operand];
    case 'lookup': {
      const found = lookUpTexts(declarations.mappings, operand).map((text) => ({ is: 'text' as const, text }));
      return operand.fallback === undefined ? found : [...found, ...possibleSources(operand.fallback.operand, declarations)];
    }
    case 'unreadable':
      return [];
  }
}

export function declarationOf(parameters: Declarations['parameters'], name: string): Readonly<Record<string, unknown>> {
  const declaration = declared(parameters, name);
  return isObject(declaration) ? declaration : {};
}

export function defaultOf(parameters: Declarations['parameters'], name: string): readonly string[] {
  const text = scalarText(declarationOf(parameters, name).Default);
  return text === undefined ? [] : [text];
}
