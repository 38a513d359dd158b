/** The function that a tag is short for; none if it is no tag of CloudFormation's kind. */
export function longName(tag: string): string | undefined {
  const name = /^!([A-Za-z][A-Za-z0-9:]*)$/.exec(tag)?.[1];
  return name === undefined || name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}

/**
 * What the function is given. Unknown names are made long as well: the
 * standard cannot evaluate them, so that they never pass.
 */
export function longArgument(name: string, value: unknown): unknown {
  if (name !== 'Fn::GetAtt' || typeof value !== 'string') {
    return value;
  }
  // An output of a nested stack has dots of its own.
  const dot = value.indexOf('.');
  return dot === -1 ? [value] : [value.slice(0, dot), value.slice(dot + 1)];
}
