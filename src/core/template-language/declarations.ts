import { isObject } from './place';

/** What the settings of a template may depend on, as the template has it. */
export interface Declarations {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, unknown>>;
}

/** The sections of a template that decide on its resources; outputs are none of them. */
export const DECIDING_SECTIONS = ['Parameters', 'Conditions', 'Mappings', 'Globals', 'Resources'] as const;

export const NO_DECLARATIONS: Declarations = { parameters: {}, conditions: {}, mappings: {} };

export function declarationsOf(template: unknown): Declarations {
  const { Parameters: parameters, Conditions: conditions, Mappings: mappings } = section(template);
  return { parameters: section(parameters), conditions: section(conditions), mappings: section(mappings) };
}

/** An entry of a section; inherited names are none. */
export function declared(entries: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(entries, name) ? entries[name] : undefined;
}

function section(raw: unknown): Readonly<Record<string, unknown>> {
  return isObject(raw) ? raw : {};
}
