import { Conditions } from './conditions';
import { declared, Declarations } from './declarations';
import { allowedValues, declarationOf, defaultOf, isReadable, openPools, Pool, PSEUDO_PARAMETERS } from './domains';
import { functionCall } from './intrinsics';
import { LookupKey, lookupKeys } from './mapping';
import { operandOf } from './operand';

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
  readonly isNonDefault: boolean;
}

/** Pseudo parameters whose value is known, such as `AWS::Region`. */
export type Environment = Readonly<Record<string, string>>;

/** What a template declares, with the values of every parameter that can be enumerated; the others cannot be read. */
export class Parameters {
  private readonly domains = new Map<string, readonly ParameterValue[] | undefined>();
  private compiled: Conditions | undefined;
  private pools: ReadonlyMap<string, Pool> | undefined;
  private keys: readonly LookupKey[] | undefined;

  /**
   * @param environment the pseudo parameters whose value is known
   * @param lookups those in what is judged, beside those in conditions
   */
  public constructor(
    public readonly declarations: Declarations,
    private readonly environment: Environment = {},
    private readonly lookups: readonly FoundLookup[] = [],
  ) {
  }

  /**
   * The same for a value that may look things up, which tells what the keys of a lookup may be (rule 14).
   *
   * @param isEvaluated whether every deployment evaluates the value
   */
  public lookingUp(value: unknown, isEvaluated: boolean): Parameters {
    const lookups = lookupsIn(value, isEvaluated);
    return lookups.length === 0 ? this : new Parameters(this.declarations, this.environment, [...this.lookups, ...lookups]);
  }

  public get conditions(): Conditions {
    this.compiled ??= new Conditions(this.declarations.conditions);
    return this.compiled;
  }

  public domainOf(name: string): readonly ParameterValue[] | undefined {
    if (!this.domains.has(name)) {
      this.domains.set(name, this.enumerate(name));
    }
    return this.domains.get(name);
  }

  private enumerate(name: string): readonly ParameterValue[] | undefined {
    const fixed = declared(this.environment, name);
    if (typeof fixed === 'string') {
      return [{ is: 'literal', text: fixed }];
    }
    const { parameters } = this.declarations;
    if (!PSEUDO_PARAMETERS.has(name) && !isReadable(declared(parameters, name))) {
      return undefined;
    }
    const byDefault = defaultOf(parameters, name);
    const allowed = allowedValues(declarationOf(parameters, name));
    const required = this.lookupKeys.filter(({ parameter, isRequired }) => isRequired && parameter === name).map(({ texts }) => new Set(texts));
    const pool = allowed === undefined ? this.poolOf(name) : undefined;
    const others = required.length > 0 ? [] : [...pool?.members ?? []];
    return [
      ...(allowed ?? [...new Set([...byDefault, ...pool!.texts])])
        .filter((text) => required.every((texts) => texts.has(text)))
        .map((text): LiteralValue => ({ is: 'literal', text })),
      ...others.map((than): OtherValue => ({ is: 'other', than, isNonDefault: byDefault.length > 0 })),
    ];
  }

  private poolOf(name: string): Pool {
    this.pools ??= openPools(this.declarations, this.conditions.all, this.lookupKeys);
    return this.pools.get(name)!;
  }

  private get lookupKeys(): readonly LookupKey[] {
    this.keys ??= [...lookupsIn(Object.values(this.declarations.conditions), true), ...this.lookups].flatMap(({ raw, isEvaluated }) => {
      const operand = operandOf(raw);
      return operand.is === 'lookup' ? lookupKeys(this.declarations.mappings, operand, isEvaluated) : [];
    });
    return this.keys;
  }
}

interface FoundLookup {
  readonly raw: unknown;
  /** Outside any branch of an `Fn::If`: whether CloudFormation looks into the other branch is not documented (ADR 0015). */
  readonly isEvaluated: boolean;
}

/** Every `Fn::FindInMap` in a value, however deep. */
function lookupsIn(value: unknown, isEvaluated: boolean): readonly FoundLookup[] {
  const found: FoundLookup[] = [];
  const open: FoundLookup[] = [{ raw: value, isEvaluated }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { raw } = next;
    if (typeof raw === 'object' && raw !== null) {
      const [name] = functionCall(raw);
      if (name === 'Fn::FindInMap') {
        found.push(next);
      }
      for (const inner of Object.values(raw)) {
        open.push({ raw: inner, isEvaluated: next.isEvaluated && name !== 'Fn::If' });
      }
    }
  }
  return found;
}
