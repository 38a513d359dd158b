import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { renderResource } from './render';
import { applyEdits } from '../core/edit';
import { asksForImplicitApi, canHaveApiEvents } from '../core/implicit-api';
import { Edit } from '../core/remediate';

/**
 * A template that `CfnInclude` brought in. It is the only construct that puts a
 * SAM `Globals` section into a stack; its resources are constructs of their own.
 */
export type Include = CfnElement & Pick<IncludeFace, '_toCloudFormation'>;

interface IncludeFace {
  _toCloudFormation(): object;
  getNestedStack(logicalId: string): unknown;
}

export function isInclude(node: IConstruct): node is Include {
  return typeof (node as Partial<IncludeFace>).getNestedStack === 'function'
    && CfnElement.isCfnElement(node) && !CfnResource.isCfnResource(node);
}

/** The `Globals` that the template of a stack ends up with. CDK refuses two includes that both bring `Globals.Api`. */
export function globalsOf(stack: Stack): unknown {
  return includesOf(stack).map(globalsIn).find((globals) => globals !== undefined);
}

export function globalsIn(include: Include): unknown {
  const { Globals: globals } = include._toCloudFormation() as { Globals?: unknown };
  return Stack.of(include).resolve(globals) as unknown;
}

/** Whether SAM makes an implicit API of this stack's functions. */
export function hasImplicitApi(stack: Stack): boolean {
  return stack.node.findAll().some((node) => CfnResource.isCfnResource(node)
    && canHaveApiEvents(node.cfnResourceType) && Stack.of(node) === stack && asksForImplicitApi(renderResource(node)));
}

const EDITS = new WeakMap<Include, readonly Edit[]>();

/**
 * Makes the edits come true in the `Globals` of a stack's template.
 *
 * `CfnInclude` keeps its template to itself and renders it once, in
 * `_toCloudFormation`, the one method that CDK asks of every element of a
 * template: the edits are made to what it answers (ADR 0003).
 */
export function writeGlobals(stack: Stack, edits: readonly Edit[]): void {
  for (const include of edits.length > 0 ? includesOf(stack) : []) {
    const known = EDITS.get(include);
    EDITS.set(include, [...known ?? [], ...edits]);
    if (known === undefined) {
      const render = include._toCloudFormation.bind(include);
      include._toCloudFormation = () => {
        const fragment = render();
        return 'Globals' in fragment ? applyEdits(fragment, EDITS.get(include)!) : fragment;
      };
    }
  }
}

function includesOf(stack: Stack): readonly Include[] {
  return stack.node.findAll().filter(isInclude).filter((node) => Stack.of(node) === stack);
}
