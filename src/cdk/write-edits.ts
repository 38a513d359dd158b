import { isDeepStrictEqual } from 'util';
import { CfnResource, Token } from 'aws-cdk-lib';
import { pascalCase } from './decisive';
import { isPlain } from './plain';
import { Put, putIn, Replan } from './put-in';
import { renderResource, resolveDecisive } from './render';
import { rawOverrides, TypedProperty, typedProperty } from './stage-resource';
import { applyEdits } from '../core/edit';
import { isDrop } from '../core/equal-entries';
import { isObject, Path } from '../core/place';
import { Edit } from '../core/remediate';
import { TemplateResource } from '../core/stage-layout';

/** The edits that a resource needs, given its properties. */
export type Plan = (resource: TemplateResource) => readonly Edit[];

/**
 * Makes the planned edits come true in the template: in the typed property, so
 * that other aspects and packs see them there, then in the overrides, which the
 * template applies last. No other value of the template changes.
 *
 * @param before the resource as the template has it
 */
export function writeEdits(resource: CfnResource, before: TemplateResource, plan: Plan): void {
  const property = typedProperty(resource);
  const edits = plan(before);
  if (isPlain(before) && property !== undefined) {
    assignTyped(resource, property, edits.filter((edit) => !isDrop(edit)), NO_TOKENS);
    dropItems(resource, property, edits.filter(isDrop));
    return;
  }
  if (edits.length === 0) {
    return;
  }
  const after = (property && writeTyped(resource, property, before, edits, plan)) ?? before;
  const replan: Replan = (path, value) => {
    const place = ['Properties', ...path];
    return applyEdits(value, editsBelow(plan, after, place, overlaid(valueAt(asDocument(after), place), value)));
  };
  const left = plan(after).map(({ path: [, ...path], value }): Put => ({ path, value }));
  const isWithin = ({ path }: Put) => path.some(isIntrinsic);
  const { Properties: stated } = rawOverrides(resource);
  const overrides = left.filter(isWithin).reduce<unknown>((current, put) => {
    const whole = wholeBelow(resource, current, put.path);
    if (whole === undefined) {
      return putIn(current, [put], replan);
    }
    // All properties in one token: what is within an intrinsic function there has no place of its own, and stays a finding.
    return whole.value === undefined ? current
      : putIn(current, [{ ...whole, value: putIn(whole.value, [{ ...put, path: put.path.slice(whole.path.length) }], replan, whole.path) }], replan);
  }, putIn(stated, left.filter((put) => !isWithin(put)), replan));
  if (overrides !== stated) {
    resource.addOverride('Properties', overrides);
  }
}

/** Where nothing but literals is written, an item that is dropped is taken away. */
function dropItems(resource: CfnResource, { name }: TypedProperty, drops: readonly Edit[]): void {
  const dropped = new Set(drops.map(({ path }) => path[path.length - 1]));
  const properties = resource as unknown as Record<string, readonly unknown[]>;
  if (dropped.size > 0) {
    properties[name] = properties[name].filter((_, index) => !dropped.has(index));
  }
}

/** The properties of a plain resource after that. */
export function withoutDropped(properties: Readonly<Record<string, unknown>>, drops: readonly Edit[]): Readonly<Record<string, unknown>> {
  const dropped = new Set(drops.map(({ path }) => path[path.length - 1]));
  const { MethodSettings: list } = properties;
  return dropped.size === 0 ? properties : { ...properties, MethodSettings: (list as readonly unknown[]).filter((_, index) => !dropped.has(index)) };
}

/**
 * The value that an override has to replace as a whole, to change something within
 * an intrinsic function: CDK does not merge overrides into one. What a raw
 * resource was given is the only place where it is written.
 */
function wholeBelow(resource: CfnResource, overrides: unknown, path: Path): { readonly path: Path; readonly value: unknown } | undefined {
  const function_ = path.findIndex(isIntrinsic);
  if (function_ === -1 || states(overrides, path.slice(0, function_ + 1))) {
    return undefined;
  }
  const { cfnProperties: properties } = resource as unknown as { readonly cfnProperties: unknown };
  const steps = path.slice(0, function_);
  const token = steps.findIndex((_, index) => Token.isUnresolved(valueAt(properties, steps.slice(0, index + 1))));
  const place = token === -1 ? steps : steps.slice(0, token + 1);
  return { path: place, value: valueAt(properties, place) };
}

/** Whether the overrides themselves say what is at the path, in a token perhaps. */
function states(overrides: unknown, path: Path): boolean {
  return Token.isUnresolved(overrides) || path.length === 0
    ? overrides !== undefined
    : typeof overrides === 'object' && overrides !== null && states((overrides as Record<string, unknown>)[path[0]], path.slice(1));
}

/**
 * The typed property may say something else than the template, where overrides
 * hide it, so it is planned for by itself and taken back if the template would
 * change in anything but the edits.
 *
 * @returns the resource as the template has it now, if anything was written
 */
function writeTyped(
  resource: CfnResource,
  property: TypedProperty,
  before: TemplateResource,
  edits: readonly Edit[],
  plan: Plan,
): TemplateResource | undefined {
  const properties = resource as unknown as Record<string, unknown>;
  const { name, cfnName } = property;
  const stated = properties[name];
  const pascal = spell(resolved(resource, name, stated), pascalCase);
  const own: TemplateResource = { ...before, properties: { ...before.properties as object, [cfnName]: pascal } };
  assignTyped(resource, property, plan(own), (path, value) =>
    editsBelow(plan, own, ['Properties', cfnName, ...respell(path, pascalCase)], spell(value, pascalCase)));
  const after = renderResource(resource);
  if (isDeepStrictEqual(applyEdits(asDocument(after), edits), applyEdits(asDocument(before), edits))) {
    return after;
  }
  properties[name] = stated;
  return undefined;
}

/** Assigns a copy of the typed property with the edits made, in the property's own spelling. */
function assignTyped(
  resource: CfnResource,
  { name, spelling }: TypedProperty,
  edits: readonly Edit[],
  replanned: (path: Path, value: unknown) => readonly Edit[],
): void {
  const properties = resource as unknown as Record<string, unknown>;
  // Anything but a token would be taken for a method setting.
  const typed = (edit: Edit): Edit => isDrop(edit) ? { ...edit, value: Token.asAny(edit.value) } : spelled(edit);
  const spelled = (edit: Edit): Edit => spelling === 'PascalCase' ? edit
    : { ...edit, path: respell(edit.path, camelCase), value: edit.path.some(isIntrinsic) ? edit.value : spell(edit.value, camelCase) };
  const replan: Replan = (path, value) => applyEdits(value, replanned(path, value).map(typed));
  if (edits.length > 0) {
    properties[name] = putIn(properties[name], edits.map((edit) => typed({ ...edit, path: edit.path.slice(2) })), replan);
  }
}

/** Values that are plain or resolved hold no token to plan anew for. */
const NO_TOKENS = (): readonly Edit[] => [];
const NO_REPLAN: Replan = (_, value) => value;

/** The edits that are planned below a path of a resource if `value` stands there; their paths start at the value. */
function editsBelow(plan: Plan, resource: TemplateResource, path: Path, value: unknown): readonly Edit[] {
  const document = applyEdits(asDocument(resource), [{ path, value }]);
  return plan({ ...resource, properties: document.Properties })
    .filter((edit) => path.every((step, index) => edit.path[index] === step))
    .map((edit) => ({ ...edit, path: edit.path.slice(path.length) }));
}

/** What CDK makes of an override: objects are merged over what is below, anything else replaces it. */
function overlaid(below: unknown, value: unknown): unknown {
  if (!isObject(value) || typeof below !== 'object' || below === null) {
    return value;
  }
  const puts = Object.entries(value).map(([name, inner]): Put =>
    ({ path: [name], value: overlaid((below as Record<string, unknown>)[name], inner) }));
  return putIn(below, puts, NO_REPLAN);
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], document);
}

function asDocument(resource: TemplateResource): { readonly Properties: unknown } {
  return { Properties: resource.properties };
}

/** What a property states, without the tokens that decide. Unlike CDK's own resolution it keeps every item of a list at its index. */
function resolved(resource: CfnResource, name: string, value: unknown): unknown {
  const read = (one: unknown): unknown => {
    const part = resolveDecisive(resource, { Properties: { [name]: one } }) as { readonly Properties: Readonly<Record<string, unknown>> };
    return part.Properties[name];
  };
  return Array.isArray(value) && !Token.isUnresolved(value) ? value.map((item: unknown) => (read([item]) as unknown[])[0]) : read(value);
}

function spell(value: unknown, by: (name: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => spell(item, by));
  }
  return typeof value === 'object' && value !== null && !Object.keys(value).some(isIntrinsic)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [by(name), spell(inner, by)]))
    : value;
}

/** What an intrinsic function holds goes into the template as it is: an L1 spells nothing there. */
function respell(path: Path, by: (name: string) => string): Path {
  const verbatim = path.findIndex(isIntrinsic);
  return path.map((step, index) => typeof step === 'string' && (verbatim === -1 || index < verbatim) ? by(step) : step);
}

function isIntrinsic(step: string | number): boolean {
  return typeof step === 'string' && step.startsWith('Fn::');
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
