import { isDeepStrictEqual } from 'util';
import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { readPlainly } from './plain';
import { putIn, Replan } from './put-in';
import { pascalCase, renderResource } from './render';
import { rawOverrides, TypedProperty, typedProperty } from './stage-resource';
import { applyEdits } from '../core/edit';
import { Path } from '../core/place';
import { Edit } from '../core/remediate';
import { TemplateResource } from '../core/stage-cache';

/** The edits that a resource needs, given its properties. */
export type Plan = (resource: TemplateResource) => readonly Edit[];

/**
 * Makes the planned edits come true in the template: in the typed property, so
 * that other aspects and packs see them there, then in the overrides, which the
 * template applies last. No other value of the template changes.
 */
export function writeEdits(resource: CfnResource, plan: Plan): void {
  const property = typedProperty(resource);
  const plain = readPlainly(resource);
  if (plain !== undefined && property !== undefined) {
    assignTyped(resource, property, plan(plain), NO_TOKENS);
    return;
  }
  const before = renderResource(resource);
  const edits = plan(before);
  if (edits.length === 0) {
    return;
  }
  const expected = applyEdits(asDocument(before), edits);
  if (property !== undefined) {
    const isExpected = () => isDeepStrictEqual(applyEdits(asDocument(renderResource(resource)), edits), expected);
    writeTyped(resource, property, before, plan, isExpected);
  }
  const after = renderResource(resource);
  const replan: Replan = (path, value) => applyEdits(value, editsBelow(plan, after, ['Properties', ...path], value));
  for (const { path: [, ...path], value } of plan(after)) {
    resource.addOverride('Properties', putIn(rawOverrides(resource).Properties, path, value, replan));
  }
}

/**
 * The typed property may say something else than the template, where overrides
 * hide it, so it is planned for by itself and taken back if the template would
 * change in anything but the edits.
 */
function writeTyped(resource: CfnResource, property: TypedProperty, before: TemplateResource, plan: Plan, isExpected: () => boolean): void {
  const properties = resource as unknown as Record<string, unknown>;
  const { name, cfnName } = property;
  const stated = properties[name];
  const pascal = spell(resolved(resource, stated), pascalCase);
  const own: TemplateResource = { ...before, properties: { ...before.properties as object, [cfnName]: pascal } };
  assignTyped(resource, property, plan(own), (path, value) =>
    editsBelow(plan, own, ['Properties', cfnName, ...respell(path, pascalCase)], spell(value, pascalCase)));
  if (!isExpected()) {
    properties[name] = stated;
  }
}

/** Assigns a copy of the typed property with the edits made, in the property's own spelling. */
function assignTyped(
  resource: CfnResource,
  { name, spelling }: TypedProperty,
  edits: readonly Edit[],
  replanned: (path: Path, value: unknown) => readonly Edit[],
): void {
  const properties = resource as unknown as Record<string, unknown>;
  const typed = (edit: Edit): Edit => spelling === 'PascalCase' ? edit
    : { ...edit, path: respell(edit.path, camelCase), value: spell(edit.value, camelCase) };
  const replan: Replan = (path, value) => applyEdits(value, replanned(path, value).map(typed));
  const assigned = edits.map((edit) => typed({ ...edit, path: edit.path.slice(2) }))
    .reduce<unknown>((current, { path, value }) => putIn(current, path, value, replan), properties[name]);
  if (edits.length > 0) {
    properties[name] = assigned;
  }
}

/** Plain values hold no token to plan anew for. */
const NO_TOKENS = (): readonly Edit[] => [];

/** The edits that are planned below a path of a resource if `value` stands there; their paths start at the value. */
function editsBelow(plan: Plan, resource: TemplateResource, path: Path, value: unknown): readonly Edit[] {
  const document = applyEdits(asDocument(resource), [{ path, value, key: '', was: { is: 'absent' } }]);
  return plan({ ...resource, properties: document.Properties })
    .filter((edit) => path.every((step, index) => edit.path[index] === step))
    .map((edit) => ({ ...edit, path: edit.path.slice(path.length) }));
}

function asDocument(resource: TemplateResource): { readonly Properties: unknown } {
  return { Properties: resource.properties };
}

/** The value without tokens. Unlike CDK's own resolution it keeps every item of a list at its index. */
function resolved(resource: CfnResource, value: unknown): unknown {
  return Array.isArray(value) && !Token.isUnresolved(value)
    ? value.map((item: unknown) => resolved(resource, item))
    : Stack.of(resource).resolve(value);
}

function spell(value: unknown, by: (name: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => spell(item, by));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [by(name), spell(inner, by)]))
    : value;
}

function respell(path: Path, by: (name: string) => string): Path {
  return path.map((step) => typeof step === 'string' ? by(step) : step);
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
