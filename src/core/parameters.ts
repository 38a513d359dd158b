import { declared, Declarations } from './declarations';
import { isObject } from './place';

/** What a parameter may be at deployment (rules 14 and 15). */
export type ParameterValue = LiteralValue | OtherValue;

export interface LiteralValue {
  readonly is: 'literal';
  readonly text: string;
}

/** Any value that the template does not name: what a parameter is then, and another one that is compared with it may be too. */
export interface OtherValue {
  readonly is: 'other';
  readonly than: string;
  /** Somebody has to change a default for that. */
  readonly isChange: boolean;
}

/** What a template declares, with the values of every parameter that can be enumerated; the others cannot be read. */
export class Parameters {
  private readonly domains = new Map<string, readonly ParameterValue[] | undefined>();
  private compared: ReadonlyMap<string, Pool> | undefined;

  public constructor(public readonly declarations: Declarations) {
  }

  public domainOf(name: string): readonly ParameterValue[] | undefined {
    if (!this.domains.has(name)) {
      this.domains.set(name, this.enumerate(name));
    }
    return this.domains.get(name);
  }

  private enumerate(name: string): readonly ParameterValue[] | undefined {
    const declaration = declared(this.declarations.parameters, name);
    if (isPseudoParameter(name)) {
      return this.open(name, false);
    }
    if (!isReadable(declaration)) {
      return undefined;
    }
    const allowed = allowedValues(declaration.AllowedValues);
    return allowed?.map(literal) ?? this.open(name, scalarText(declaration.Default) !== undefined);
  }

  /** The default, everything that a condition may compare the parameter with, and some other value. */
  private open(name: string, hasDefault: boolean): readonly ParameterValue[] {
    this.compared ??= comparedValues(this.declarations);
    const { texts, others } = this.compared.get(name)!;
    return [...[...texts].map(literal), ...[...others].map((than): OtherValue => ({ is: 'other', than, isChange: hasDefault }))];
  }
}

/** Text of a literal, which is how CloudFormation compares: `true` equals `"true"`. None for a dynamic reference. */
export function scalarText(raw: unknown): string | undefined {
  if (typeof raw === 'string' && raw.includes('{{resolve:')) {
    return undefined;
  }
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : undefined;
}

function literal(text: string): LiteralValue {
  return { is: 'literal', text };
}

const PSEUDO_PARAMETERS: ReadonlySet<string> = new Set([
  'AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::StackId', 'AWS::StackName', 'AWS::URLSuffix',
]);

function isPseudoParameter(name: string): boolean {
  return PSEUDO_PARAMETERS.has(name);
}

/** Lists have no single value, and what lies in the Parameter Store is not in the template. */
function isReadable(declaration: unknown): declaration is Readonly<Record<string, unknown>> {
  const type = isObject(declaration) ? declaration.Type : undefined;
  return typeof type === 'string' && !/^List<|^CommaDelimitedList$|^AWS::SSM::Parameter::Value</.test(type);
}

function allowedValues(raw: unknown): readonly string[] | undefined {
  const texts = Array.isArray(raw) ? raw.map(scalarText) : [];
  return texts.length > 0 && texts.every((text) => text !== undefined) ? [...new Set(texts)] : undefined;
}

/** What a parameter may be: texts, and values that nobody names. */
interface Pool {
  readonly texts: Set<string>;
  readonly others: Set<string>;
  /** It has no allowed values. */
  readonly isOpen: boolean;
}

/**
 * By parameter, everything that may decide on a comparison. Parameters that are
 * compared with each other lend what they may be: each may be what the other one
 * is, or not. One with allowed values borrows nothing.
 */
function comparedValues(declarations: Declarations): ReadonlyMap<string, Pool> {
  const readable = Object.keys(declarations.parameters).filter((name) => isReadable(declarations.parameters[name]));
  const names = [...readable, ...PSEUDO_PARAMETERS];
  const pools = new Map(names.map((name) => [name, ownPool(name, declared(declarations.parameters, name))]));
  const pairs = Object.values(declarations.conditions).flatMap(comparisons).flatMap(([left, right]) => [[left, right], [right, left]]);
  const lend = () => pairs.filter(([to, from]) => {
    const pool = pools.get(referred(to) ?? '');
    const lender = pools.get(referred(from) ?? '');
    return pool !== undefined && borrow(pool, lender?.texts ?? possibleTexts(from, declarations), lender?.others ?? []);
  }).length > 0;
  // Values travel along chains of comparisons, one step a round.
  while (lend());
  return pools;
}

/** Whether the pool has learned anything. */
function borrow(pool: Pool, texts: Iterable<string>, others: Iterable<string>): boolean {
  if (!pool.isOpen) {
    return false;
  }
  const before = pool.texts.size + pool.others.size;
  [...texts].forEach((text) => pool.texts.add(text));
  [...others].forEach((name) => pool.others.add(name));
  return pool.texts.size + pool.others.size > before;
}

function ownPool(name: string, declaration: unknown): Pool {
  const { AllowedValues: values, Default: given } = isObject(declaration) ? declaration : {} as Readonly<Record<string, unknown>>;
  const [allowed, byDefault] = [allowedValues(values), scalarText(given)];
  const isOpen = allowed === undefined;
  return { texts: new Set(allowed ?? (byDefault === undefined ? [] : [byDefault])), others: new Set(isOpen ? [name] : []), isOpen };
}

/** Every pair that `Fn::Equals` compares within a condition. */
function comparisons(raw: unknown): readonly (readonly [unknown, unknown])[] {
  if (Array.isArray(raw)) {
    return raw.flatMap(comparisons);
  }
  if (!isObject(raw)) {
    return [];
  }
  const pair = raw['Fn::Equals'];
  return Array.isArray(pair) && pair.length === 2 ? [[pair[0], pair[1]]] : Object.values(raw).flatMap(comparisons);
}

function referred(operand: unknown): string | undefined {
  return isObject(operand) && typeof operand.Ref === 'string' ? operand.Ref : undefined;
}

/** What an operand may turn out to be: itself, or anything in the mapping it looks up. */
function possibleTexts(operand: unknown, { mappings }: Declarations): readonly string[] {
  const text = scalarText(operand);
  if (text !== undefined) {
    return [text];
  }
  const lookup = isObject(operand) ? operand['Fn::FindInMap'] : undefined;
  const [map, first, second] = Array.isArray(lookup) && lookup.length === 3 ? lookup as readonly unknown[] : [];
  const found = typeof map === 'string' ? below(declared(mappings, map), first).flatMap((at) => below(at, second)) : [];
  return found.flatMap((value) => scalarText(value) ?? []);
}

/** What a key leads to; one that is no literal may lead to anything. */
function below(raw: unknown, key: unknown): readonly unknown[] {
  const name = scalarText(key);
  const entries = isObject(raw) ? raw : {};
  return name === undefined ? Object.values(entries) : [declared(entries, name)];
}
