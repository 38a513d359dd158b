import { Conditions } from './conditions';
import { declared, Declarations } from './declarations';
import { allowedValues, declarationOf, defaultOf, isReadableDeclaration, openPools, Pool, PSEUDO_PARAMETERS } from './domains';
import { FoundLookup, keysByParameter, LookupKey, lookupsIn, mustFind, lookUpAll } from './mapping';

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
export type PseudoParameters = Readonly<Record<string, string>>;

/** What a template declares, with the values of every parameter that can be enumerated; the others cannot be read. */
export class Parameters {
  private readonly domains = new Map<string, readonly ParameterValue[] | undefined>();
  private compiled: Conditions | undefined;
  private pools: ReadonlyMap<string, Pool> | undefined;
  private keys: ReadonlyMap<string, readonly LookupKey[]> | undefined;

  /**
   * @param environment the pseudo parameters whose value is known
   * @param lookups those in what is judged, beside those in conditions
   */
  public constructor(
    public readonly declarations: Declarations,
    private readonly environment: PseudoParameters = {},
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
    return lookups.length === 0 ? this
      : new Parameters(this.declarations, this.environment, [...this.lookups, ...lookups]);
  }

  public get conditions(): Conditions {
    this.compiled ??= new Conditions(this.declarations.conditions);
    return this.compiled;
  }

  /** Whether every lookup that each deployment evaluates finds something for some value of its parameters (rule 16). */
  public get canDeploy(): boolean {
    const { mappings } = this.declarations;
    return this.allLookups.every((found) => !mustFind(mappings, found) || lookUpAll(mappings, found.lookup).length > 0)
      && [...this.lookupKeys.keys()].every((name) => this.domainOf(name)?.length !== 0);
  }

  public domainOf(name: string): readonly ParameterValue[] | undefined {
    if (!this.domains.has(name)) {
      this.domains.set(name, this.enumerate(name));
    }
    return this.domains.get(name);
  }

  private enumerate(name: string): readonly ParameterValue[] | undefined {
    const { parameters } = this.declarations;
    const fixed = declared(this.environment, name);
    if (!PSEUDO_PARAMETERS.has(name) && !isReadableDeclaration(declared(parameters, name))) {
      return undefined;
    }
    const byDefault = defaultOf(parameters, name);
    const stated = typeof fixed === 'string' ? [fixed] : allowedValues(declarationOf(parameters, name));
    const pool = stated === undefined ? this.poolOf(name) : NO_POOL;
    const required = this.lookupKeys.get(name)?.flatMap((key) => key.required ?? []) ?? [];
    return [
      ...[...new Set(stated ?? [...byDefault, ...pool.texts])]
        .filter((text) => required.every((finds) => finds(text)))
        .map((text): LiteralValue => ({ is: 'literal', text })),
      ...(required.length > 0 ? [] : [...pool.members])
        .map((than): OtherValue => ({ is: 'other', than, isNonDefault: byDefault.length > 0 })),
    ];
  }

  private poolOf(name: string): Pool {
    this.pools ??= openPools(this.declarations, this.conditions.all, this.lookupKeys);
    return this.pools.get(name)!;
  }

  private get allLookups(): readonly FoundLookup[] {
    return [...lookupsIn(Object.values(this.declarations.conditions), true), ...this.lookups];
  }

  /** By parameter. */
  private get lookupKeys(): ReadonlyMap<string, readonly LookupKey[]> {
    this.keys ??= keysByParameter(this.declarations.mappings, this.allLookups);
    return this.keys;
  }
}

const NO_POOL: Pool = { texts: new Set(), members: new Set() };
