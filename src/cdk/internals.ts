import { CfnElement, CfnResource, IResolvable, Stack, Token } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { L1_NAMES } from '../core/stage/setting-names';

// Everything of CDK that is not public API. test/unit/cdk/internals.test.ts names
// each member, so that the test says which one a new version of CDK has changed.

/** What an element contributes to the template of its stack, with its tokens. */
export function fragmentOf(element: CfnElement): Readonly<Record<string, unknown>> {
  return (element as unknown as { _toCloudFormation(): Record<string, unknown> })._toCloudFormation();
}

/** The logical id of an element, without resolving the token that stands for it: that takes long, and there may be thousands. */
export function logicalIdOf(element: CfnElement): string {
  const id = (element as unknown as { _synthesizeLogicalId(): string })._synthesizeLogicalId();
  return Token.isUnresolved(id) ? element.stack.resolve(id) as string : id;
}

/** Whether a resource renders itself in another way than CDK's base class does. */
export function rendersItself(resource: CfnResource): boolean {
  return (resource as unknown as Rendering)._toCloudFormation !== (CfnResource.prototype as unknown as Rendering)._toCloudFormation;
}

interface Rendering {
  _toCloudFormation(): object;
}

/**
 * Puts something around the rendering of a stack. CDK asks for it whenever it needs
 * the template: for the file, for the hash of a nested stack, for a product of AWS
 * Service Catalog.
 *
 * @throws if the aws-cdk-lib in use renders stacks in another way
 */
export function aroundRendering(stack: Stack, around: (render: () => object) => object): void {
  const internals = stack as unknown as Partial<Rendering>;
  if (typeof internals._toCloudFormation !== 'function') {
    throw new Error(`cannot enforce the encryption of API caches in stack ${stack.node.path}: this version of aws-cdk-lib is not supported`);
  }
  const render = internals._toCloudFormation.bind(stack);
  internals._toCloudFormation = () => around(render);
}

/** Whether a nested stack has told its parent the hash of its template, which never changes any more. */
export function isHashed(stack: Stack): boolean {
  const { _templateUrl: url } = stack as unknown as { readonly _templateUrl?: { get?(): unknown } };
  return stack.nestedStackParent !== undefined && typeof url?.get?.() === 'string';
}

/** Whether an app or a CDK stage was synthesised: CDK keeps the cloud assembly. */
export function isSynthesised(cdkStage: IConstruct): boolean {
  return (cdkStage as { readonly assembly?: unknown }).assembly !== undefined;
}

/**
 * The tree of `addOverride` calls, not resolved.
 *
 * @throws if the aws-cdk-lib in use keeps its overrides elsewhere
 */
export function rawOverrides(resource: CfnResource): Readonly<Record<string, unknown>> {
  const { rawOverrides: overrides } = resource as unknown as { rawOverrides?: Record<string, unknown> };
  if (typeof overrides !== 'object') {
    throw new Error(`cannot read the property overrides of ${resource.node.path}: this version of aws-cdk-lib is not supported`);
  }
  return overrides;
}

/** What is put around the typed settings of stages. */
export interface AroundSettings {
  /** What is read, in place of the value. */
  readonly shown: (resource: CfnResource, value: unknown) => unknown;
  /** The value, in place of what is assigned. */
  readonly assigned: (value: unknown) => unknown;
}

const SURROUNDED = new WeakSet<object>();

/**
 * Puts something around `methodSettings` in the first class that has it, which others extend, once. Nothing where that has no
 * accessor for it. If each stage had a property of its own, V8 would keep it as a dictionary, large and slow.
 */
export function aroundSettings(type: object, { shown, assigned }: AroundSettings): void {
  if (SURROUNDED.has(type)) {
    return;
  }
  SURROUNDED.add(type);
  const above = Object.getPrototypeOf(type) as object | null;
  const { get, set, ...property } = Object.getOwnPropertyDescriptor(type, L1_NAMES.list) ?? {};
  if (above !== null && L1_NAMES.list in above) {
    aroundSettings(above, { shown, assigned });
  } else if (get !== undefined && set !== undefined && property.configurable === true) {
    Object.defineProperty(type, L1_NAMES.list, {
      ...property,
      get(this: CfnResource) {
        return shown(this, get.call(this));
      },
      set(this: CfnResource, value: unknown) {
        set.call(this, assigned(value));
      },
    });
  }
}

/** Resolves a token without leaving its value in the cache of a `Lazy`, whose producer may not be done yet. */
export function withoutCache<T>(token: IResolvable, resolve: () => T): T {
  const lazy = ((token as { readonly inner?: object }).inner ?? token) as { _cached?: unknown };
  const wasCached = lazy._cached !== undefined;
  const value = resolve();
  if (!wasCached && lazy._cached !== undefined) {
    lazy._cached = undefined;
  }
  return value;
}

/** The place of a CDK stage in the cloud assembly, where those created in it get theirs. */
export interface AssemblyPlace {
  createNestedAssembly?(artifactId: string, displayName: string): AssemblyPlace;
  buildAssembly?(...options: readonly unknown[]): CloudAssembly;
}

export function assemblyPlaceOf(cdkStage: IConstruct | undefined): AssemblyPlace | undefined {
  return (cdkStage as { readonly _assemblyBuilder?: AssemblyPlace } | undefined)?._assemblyBuilder;
}

/**
 * Acts whenever everything of an app is written, before CDK asks its validation plugins.
 *
 * @returns whether the aws-cdk-lib in use says so
 */
export function onAssembly(app: IConstruct, act: (assembly: CloudAssembly) => void): boolean {
  const place = assemblyPlaceOf(app);
  const build = place?.buildAssembly?.bind(place);
  if (build === undefined) {
    return false;
  }
  place!.buildAssembly = (...options) => {
    const assembly = build(...options);
    act(assembly);
    return assembly;
  };
  return true;
}

/**
 * CDK's record of acknowledgments on the app, shared by all copies of aws-cdk-lib. Unlike the metadata of constructs, it has the `where`
 * filters.
 */
export interface AcknowledgmentStore {
  /** By the path of the construct that acknowledges. */
  readonly acks?: unknown;
  has(scope: IConstruct, id: string, context: Readonly<Record<string, string>>): boolean;
}

const STORE = Symbol.for('@aws-cdk/core.Acknowledgements');

/** Nothing while nothing is acknowledged. */
export function acknowledgmentStoreOf(app: IConstruct): AcknowledgmentStore | undefined {
  return (app as unknown as Record<symbol, AcknowledgmentStore | undefined>)[STORE];
}
