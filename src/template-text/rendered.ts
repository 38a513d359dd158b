import { isObject } from '../core/template-language/place';

/** The property after which a new one reads best, where it is there: the flag after the one that switches caching on. */
export const PRECEDING_KEY = 'CachingEnabled';

/** How the properties around are written on one line. */
export interface FlowStyle {
  /** Every string in double quotes, as JSON asks. */
  readonly isJson: boolean;
  /** Between a key and its value: `:`, `: `. */
  readonly colon: string;
  /** After a comma. */
  readonly gap: string;
  /** Within braces. */
  readonly padding: string;
}

/** A value on one line. */
export function onOneLine(value: unknown, style: FlowStyle): string {
  const { isJson, colon, gap, padding } = style;
  if (Array.isArray(value)) {
    return `[${value.map((item) => onOneLine(item, style)).join(`,${gap}`)}]`;
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, inner]) => `${keyText(key, isJson)}${colon}${onOneLine(inner, style)}`);
    return `{${padding}${entries.join(`,${gap}`)}${padding}}`;
  }
  return renderScalar(value, isJson);
}

/** A value over several lines of JSON; those after the first are indented by `indentation`. */
export function asJson(value: unknown, unit: string, indentation: string): readonly string[] {
  return JSON.stringify(value, null, unit).split('\n').map((line, index) => index === 0 ? line : `${indentation}${line}`);
}

/** A value over several lines of YAML, not indented. */
export function asBlock(value: unknown, unit: string): readonly string[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item) => asItem(item, unit, ' '));
  }
  return isObject(value) && Object.keys(value).length > 0 ? Object.entries(value)
    .flatMap(([key, inner]) => asProperty(key, inner, unit, unit))
    : [onOneLine(value, YAML_ON_ONE_LINE)];
}

export function asItem(item: unknown, unit: string, gap: string): readonly string[] {
  return asBlock(item, unit).map((line, index) => `${index === 0 ? '-' : ' '}${gap}${line}`);
}

/** @param listIndentation of a list below its key */
export function asProperty(key: string, value: unknown, unit: string, listIndentation: string): readonly string[] {
  const lines = asBlock(value, unit);
  const isInline = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  const indentation = Array.isArray(value) ? listIndentation : unit;
  return isInline ? [`${keyText(key, false)}: ${lines[0]}`] : [`${keyText(key, false)}:`, ...lines.map((line) => `${indentation}${line}`)];
}

const YAML_ON_ONE_LINE: FlowStyle = { isJson: false, colon: ': ', gap: ' ', padding: ' ' };

function keyText(key: string, isJson: boolean): string {
  return !isJson && /^[A-Za-z][A-Za-z0-9]{2,}$/.test(key) ? key : renderScalar(key, isJson);
}

function renderScalar(value: unknown, isJson: boolean): string {
  const isSingle = !isJson && typeof value === 'string' && /^[\x20-\x7E]*$/.test(value);
  return isSingle ? `'${value.replaceAll('\'', '\'\'')}'` : JSON.stringify(value);
}
