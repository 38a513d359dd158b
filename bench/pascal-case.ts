/** The properties of an L1 as a template spells them. */
export function pascalCase(properties: object): object {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name[0].toUpperCase() + name.slice(1), value as unknown]));
}
