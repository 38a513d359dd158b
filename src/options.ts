import { show } from './core/template-language/reading';

/** What somebody may pass for an option. Other languages have `null` for nothing. */
type Chosen<T> = T | null | undefined;

/** @throws if it is neither true nor false */
export function booleanOption(option: string, chosen: Chosen<boolean>): boolean {
  if (!isNothing(chosen) && typeof chosen !== 'boolean') {
    throw new Error(`${option} must be true or false, got ${show(chosen)}`);
  }
  return chosen ?? false;
}

/** @throws if it is not a string, or empty */
export function stringOption(option: string, chosen: Chosen<string>): string | undefined {
  if (!isNothing(chosen) && (typeof chosen !== 'string' || chosen === '')) {
    throw new Error(`${option} must be a non-empty string, got ${show(chosen)}`);
  }
  return chosen ?? undefined;
}

/** @throws if it is not a valid date */
export function dateOption(option: string, chosen: Chosen<Date>): Date | undefined {
  // A Date of another realm is one too.
  if (!isNothing(chosen) && (Object.prototype.toString.call(chosen) !== '[object Date]' || Number.isNaN(chosen.getTime()))) {
    throw new Error(`${option} must be a valid Date, got ${show(chosen)}`);
  }
  return chosen ?? undefined;
}

/** @throws if it is not a list, or one of its entries is not allowed */
export function enumListOption<T extends string>(option: string, chosen: readonly T[], kind: string, allowed: readonly T[]): readonly T[] {
  if (!Array.isArray(chosen)) {
    throw new Error(`${option} must be a list of ${kind}, got ${show(chosen)}`);
  }
  chosen.forEach((entry) => requireOneOf(`each entry of ${option}`, entry, allowed));
  return chosen;
}

/** @throws if it is not one of them */
export function requireOneOf(what: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) {
    throw new Error(`${what} must be one of ${allowed.join(', ')}, got ${show(value)}`);
  }
}

function isNothing(chosen: unknown): chosen is null | undefined {
  return chosen === undefined || chosen === null;
}
