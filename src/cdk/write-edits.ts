import { isDeepStrictEqual } from 'util';
import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { putIn } from './put-in';
import { rawOverrides, renderResource, TypedProperty, typedProperty } from './stage-resource';
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
  const before = renderResource(resource);
  const edits = plan(before);
  if (edits.length === 0) {
    return;
  }
  const expected = applyEdits(asDocument(before), edits);
  const property = typedProperty(resource);
  if (property !== undefined) {
    writeTyped(resource, property, before, plan, () => isDeepStrictEqual(applyEdits(asDocument(renderResource(resource)), edits), expected));
  }
  const after = asDocument(renderResource(resource));
  for (const edit of edits.filter(({ path, value }) => !isDeepStrictEqual(valueAt(after, path), value))) {
    const [, ...path] = edit.path;
    resource.addOverride('Properties', putIn(rawOverrides(resource).Properties, path, edit.value));
  }
}

/**
 * The typed property may say something else than the template, where overrides
 * hide it, so it is planned for by itself and taken back if the template would
 * change in anything but the edits.
 */
function writeTyped(
  resource: CfnResource,
  { name, cfnName, spelling }: TypedProperty,
  before: TemplateResource,
  plan: Plan,
  changesNothingElse: () => boolean,
): void {
  const properties = resource as unknown as Record<string, unknown>;
  const stated = properties[name];
  const typed = spell(resolved(resource, stated), pascalCase);
  const edits = plan({ ...before, properties: { ...before.properties as object, [cfnName]: typed } });
  const spelled = edits.map(({ path, value }) => {
    const inside = path.slice(2);
    return spelling === 'camelCase' ? { path: inside.map(camelCase), value: spell(value, camelCase) } : { path: inside, value };
  });
  if (spelled.length === 0) {
    return;
  }
  properties[name] = spelled.reduce((current, edit) => putIn(current, edit.path, edit.value), stated);
  if (!changesNothingElse()) {
    properties[name] = stated;
  }
}

function asDocument(resource: TemplateResource): { readonly Properties: unknown } {
  return { Properties: resource.properties };
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], document);
}

/** The value without tokens. Unlike CDK's own resolution it keeps every item of a list at its index. */
function resolved(resource: CfnResource, value: unknown): unknown {
  return Array.isArray(value) && !Token.isUnresolved(value)
    ? value.map((item: unknown) => resolved(resource, item))
    : Stack.of(resource).resolve(value);
}

function spell(value: unknown, by: (name: string) => string | number): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => spell(item, by));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [by(name), spell(inner, by)]))
    : value;
}

function camelCase(name: string | number): string | number {
  return typeof name === 'string' ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
