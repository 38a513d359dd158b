import picomatch from 'picomatch';

/** Which regions to read: names or globs. Without any, all that are enabled. */
export interface RegionFilter {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Reads the names of the enabled regions only where they have to be known. */
export async function selectRegions(
  { include, exclude }: RegionFilter, enabled: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const isExcluded = picomatch([...exclude]);
  const named = include.length > 0 && include.every((pattern) => !picomatch.scan(pattern).isGlob);
  const all = named ? include : await enabled();
  const isIncluded = include.length === 0 ? () => true : picomatch([...include]);
  return [...new Set(all)].filter((region) => isIncluded(region) && !isExcluded(region)).sort();
}
