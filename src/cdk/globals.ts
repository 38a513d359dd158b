import { CfnElement, CfnResource, Lazy, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { readResource, resolveDecisive } from './render';
import { templateType } from './stage-resource';
import { applyEdits } from '../core/edit';
import { asksForImplicitApi, canHaveApiEvents } from '../core/implicit-api';
import { isObject } from '../core/place';
import { Edit } from '../core/remediate';
import { asResource, stagesOf } from '../core/template';

/**
 * An element that puts `Globals.Api`, or globals that cannot be read, into the
 * template of its stack: mostly a template that `CfnInclude` brought in, whose
 * resources are constructs of their own but whose globals are none.
 */
export type GlobalsElement = CfnElement & { _toCloudFormation(): object };

export function bringsGlobals(node: IConstruct): node is GlobalsElement {
  const globals = isElement(node) ? fragmentOf(node)?.Globals : undefined;
  return Token.isUnresolved(globals) || (isObject(globals) && Object.keys(globals).some((name) => name === 'Api' || name.startsWith('Fn::')));
}

/** Whether an element puts stages into the template that are no constructs, or may do so: nobody can visit those. */
export function bringsStages(node: IConstruct): boolean {
  if (!isElement(node)) {
    return false;
  }
  const fragment = fragmentOf(node);
  const entries = Object.values(isObject(fragment?.Resources) ? fragment.Resources : {});
  const isUnread = [fragment?.Resources, ...entries, ...entries.map((one) => asResource(one).type)].some((one) => Token.isUnresolved(one));
  return fragment === undefined || isUnread || stagesOf(fragment).length > 0;
}

/** The `Globals` that an element contributes, for APIs alone. */
export function globalsIn(element: GlobalsElement): unknown {
  return (resolveDecisive(element, { Globals: fragmentOf(element)?.Globals }) as { Globals?: unknown }).Globals;
}

/** The element whose `Globals.Api` the template of a stack ends up with. CDK refuses two of them. */
export function globalsElementOf(stack: Stack): GlobalsElement | undefined {
  return stack.node.findAll().find((node): node is GlobalsElement => bringsGlobals(node) && Stack.of(node) === stack);
}

/** The resources of a stack that may make SAM create the implicit API. */
export function implicitApiOrigins(stack: Stack): readonly CfnResource[] {
  return stack.node.findAll().filter((node): node is CfnResource => asks(node) && Stack.of(node) === stack);
}

function asks(node: IConstruct): boolean {
  return CfnResource.isCfnResource(node) && canHaveApiEvents(templateType(node)) && asksForImplicitApi(readResource(node));
}

const EDITS = new WeakMap<GlobalsElement, readonly Edit[]>();

/**
 * Makes the edits come true in the `Globals` of a template.
 *
 * `CfnInclude` keeps its template to itself and renders it in `_toCloudFormation`,
 * the one method that CDK asks of every element of a template: the edits are made
 * to what it answers (ADR 0003).
 */
export function writeGlobals(element: GlobalsElement, edits: readonly Edit[]): void {
  const known = EDITS.get(element);
  EDITS.set(element, [...known ?? [], ...edits]);
  if (known === undefined) {
    const render = element._toCloudFormation.bind(element);
    element._toCloudFormation = () => {
      const { Globals: globals, ...others } = render() as { readonly Globals?: unknown };
      const edited = (resolved: unknown) => applyEdits({ Globals: resolved }, EDITS.get(element)!).Globals;
      // The edits were planned for what tokens resolve to.
      return { ...others, Globals: Lazy.uncachedAny({ produce: (context) => edited(context.resolve(globals)) }) };
    };
  }
}

/** Elements of CDK that declare something and bring no resources. There may be ten thousands of them. */
const DECLARING: ReadonlySet<string> = new Set(['CfnCondition', 'CfnHook', 'CfnMapping', 'CfnOutput', 'CfnParameter', 'CfnRule'].map((name) => `aws-cdk-lib.${name}`));

const RTTI = Symbol.for('jsii.rtti');

function isElement(node: IConstruct): node is GlobalsElement {
  return !CfnResource.isCfnResource(node) && CfnElement.isCfnElement(node) && !isDeclaring(node);
}

function isDeclaring({ constructor }: IConstruct): boolean {
  const { fqn } = (Object.prototype.hasOwnProperty.call(constructor, RTTI) ? constructor[RTTI as never] : {}) as { readonly fqn?: string };
  return fqn !== undefined && DECLARING.has(fqn);
}

interface Fragment {
  readonly Globals?: unknown;
  readonly Resources?: unknown;
}

/** What an element contributes to the template; nothing if it is not ready to say so. */
function fragmentOf(element: GlobalsElement): Fragment | undefined {
  try {
    return element._toCloudFormation();
  } catch {
    return undefined;
  }
}
