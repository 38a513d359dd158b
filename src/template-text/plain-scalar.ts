export type ScalarValue = string | number | boolean | null;

/**
 * What an unquoted YAML scalar stands for, as CloudFormation reads it: by YAML 1.1, in the patterns of SnakeYAML and PyYAML.
 *
 * - `yes`, `no`, `on` and `off` are booleans: CloudFormation's user guide names YAML 1.1, and those who deployed them got `true`
 *   and `false` (aws/aws-cli#5257, ASFHyP3/hyp3#2061).
 * - `y` and `n` stay strings. YAML 1.1 lists them, neither parser follows. A flag that says `y` cannot be read then, so it is
 *   never a pass.
 * - `0755` is octal and `1:30` counts in sixties; an account id such as `012345678901` is neither, and stays a string.
 * - A date stays a string: CloudFormation does not know the tag `!!timestamp`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 * @see https://github.com/aws/aws-cli/pull/5257
 */
export function plainScalar(source: string): ScalarValue {
  if (NULL.test(source)) {
    return null;
  }
  if (TRUE.test(source)) {
    return true;
  }
  if (FALSE.test(source)) {
    return false;
  }
  return NUMBERS.find(([pattern]) => pattern.test(source))?.[1](source) ?? source;
}

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;

const NUMBERS: readonly (readonly [RegExp, (source: string) => number])[] = [
  [/^[-+]?(?:0|[1-9][0-9_]*)$/, (source) => Number(digits(source))],
  [/^[-+]?0b[01_]*[01][01_]*$/, (source) => inBase(2, source)],
  [/^[-+]?0x[0-9a-fA-F_]*[0-9a-fA-F][0-9a-fA-F_]*$/, (source) => inBase(16, source)],
  [/^[-+]?0[0-7_]*[0-7][0-7_]*$/, (source) => inBase(8, source)],
  [/^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/, sixties],
  [/^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*|[0-9][0-9_]*(?=[eE]))(?:[eE][-+]?[0-9]+)?$/, (source) => Number(digits(source))],
  [/^[-+]?\.(?:inf|Inf|INF)$/, (source) => source.startsWith('-') ? -Infinity : Infinity],
  [/^\.(?:nan|NaN|NAN)$/, () => NaN],
];

function digits(source: string): string {
  return source.replaceAll('_', '');
}

function sign(source: string): number {
  return source.startsWith('-') ? -1 : 1;
}

function inBase(base: number, source: string): number {
  return sign(source) * parseInt(digits(source).replace(/^[-+]?0[bx]?/, '0'), base);
}

function sixties(source: string): number {
  return sign(source) * digits(source).replace(/^[-+]/, '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
