/**
 * What decides on a cache, as paths of a template: everything else may stay
 * unresolved. Keys are compared in the spelling of templates.
 */
type Shape = true | { readonly [name: string]: Shape };

/** Any index of a list, any name of a map. */
const EACH = '*';

const METHOD_SETTINGS: Shape = {
  [EACH]: { HttpMethod: true, ResourcePath: true, CachingEnabled: true, CacheDataEncrypted: true, CacheTtlInSeconds: true },
};

const DECISIVE: Shape = {
  Type: true,
  Condition: true,
  Properties: {
    CacheClusterEnabled: true,
    MethodSettings: METHOD_SETTINGS,
    StageDescription: {
      CacheClusterEnabled: true,
      CachingEnabled: true,
      CacheDataEncrypted: true,
      CacheTtlInSeconds: true,
      MethodSettings: METHOD_SETTINGS,
    },
    Events: { [EACH]: { Type: true, Properties: { RestApiId: true } } },
  },
  Globals: { Api: { CacheClusterEnabled: true, MethodSettings: METHOD_SETTINGS } },
};

/** Whether a value at the path, or one below it, decides. */
export function isDecisive(path: readonly string[]): boolean {
  let shape: Shape = DECISIVE;
  for (const step of path) {
    // What an intrinsic function refers to decides with it.
    if (shape === true || step === 'Ref' || step.startsWith('Fn::')) {
      return true;
    }
    const below: Shape | undefined = shape[pascalCase(step)] ?? shape[EACH];
    if (below === undefined) {
      return false;
    }
    shape = below;
  }
  return true;
}

export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
