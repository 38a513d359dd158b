import { declared } from './declarations';
import { functionCall } from './intrinsics';
import { isObject } from './place';

/** A text within a condition or a lookup, as far as configurations can tell what it is. */
export type Operand = TextOperand | ParameterOperand | LookupOperand | UnreadableOperand;

export interface TextOperand {
  readonly is: 'text';
  readonly text: string;
}

export interface ParameterOperand {
  readonly is: 'parameter';
  readonly name: string;
}

/** `Fn::FindInMap` */
export interface LookupOperand {
  readonly is: 'lookup';
  /** The name of the map and the two keys. */
  readonly keys: readonly Operand[];
  /** What holds where nothing is found, as the template has it; none if the deployment fails then. */
  readonly fallback: { readonly raw: unknown; readonly operand: Operand } | undefined;
}

export interface UnreadableOperand {
  readonly is: 'unreadable';
}

const UNREADABLE: UnreadableOperand = { is: 'unreadable' };

/** Deeper than any template: CloudFormation takes no such values. */
const MAX_OPERAND_DEPTH = 100;

export function operandOf(raw: unknown, depth = 0): Operand {
  const text = scalarText(raw);
  if (text !== undefined) {
    return { is: 'text', text };
  }
  const [name, argument] = functionCall(raw);
  if (name === 'Ref' && typeof argument === 'string') {
    return { is: 'parameter', name: argument };
  }
  return name === 'Fn::FindInMap' && depth < MAX_OPERAND_DEPTH ? lookupOf(argument, depth) : UNREADABLE;
}

function lookupOf(argument: unknown, depth: number): Operand {
  if (!Array.isArray(argument) || argument.length < 3 || argument.length > 4) {
    return UNREADABLE;
  }
  const [map, first, second, options] = argument as readonly unknown[];
  const keys = [map, first, second].map((key) => operandOf(key, depth + 1));
  if (options === undefined) {
    return { is: 'lookup', keys, fallback: undefined };
  }
  const raw = isObject(options) ? declared(options, 'DefaultValue') : undefined;
  return raw === undefined ? UNREADABLE : { is: 'lookup', keys, fallback: { raw, operand: operandOf(raw, depth + 1) } };
}

/** Text of a literal, which is how CloudFormation compares: `true` equals `"true"`. None for a dynamic reference. */
export function scalarText(raw: unknown): string | undefined {
  if (typeof raw === 'string' && raw.includes('{{resolve:')) {
    return undefined;
  }
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : undefined;
}
