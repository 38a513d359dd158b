import { CACHING, FLAG } from './setting-names';
import { StageSource } from './stage-source';
import { isObject, Path } from '../template-language/place';

/** A property that has no effect, since that is not its name, or not where it belongs. */
export interface Misnomer {
  readonly name: string;
  /** The property of a method setting that it stands for. */
  readonly meant: string;
  /** Whether it stands beside the method settings. */
  readonly isMisplaced: boolean;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html */
export const SETTING_NAMES: readonly string[] = [
  FLAG, CACHING, 'CacheTtlInSeconds', 'DataTraceEnabled', 'HttpMethod', 'LoggingLevel', 'MetricsEnabled', 'ResourcePath',
  'ThrottlingBurstLimit', 'ThrottlingRateLimit',
];

/** What the entries at some paths, or the stage around them, say under names that API Gateway does not read. */
export function findMisnomers({ layout: { owners }, all }: StageSource, paths: readonly Path[]): readonly Misnomer[] {
  const wanted = new Set(paths.map((path) => path.join('\0')));
  const entries = all.entries.filter(({ place }) => wanted.has(place.path.join('\0'))).map(({ place }) => namesIn(place.raw));
  const misspelt = entries.flatMap((names) => names.flatMap((name) => {
    const meant = nearName(name, SETTING_NAMES);
    return meant === undefined || names.includes(meant) ? [] : [{ name, meant, isMisplaced: false }];
  }));
  const isSomewhereUnset = entries.some((names) => !names.includes(FLAG));
  const around = isSomewhereUnset ? owners.flatMap(({ branches }) => branches.flatMap(({ raw }) => namesIn(raw))) : [];
  const misplaced = around.filter((name) => name === FLAG || nearName(name, [FLAG]) === FLAG)
    .map((name) => ({ name, meant: FLAG, isMisplaced: true }));
  return [...new Map([...misspelt, ...misplaced].map((misnomer) => [`${misnomer.name} ${misnomer.isMisplaced}`, misnomer])).values()];
}

/** CDK renders what is not set as undefined. */
function namesIn(raw: unknown): readonly string[] {
  return isObject(raw) ? Object.keys(raw).filter((name) => raw[name] !== undefined) : [];
}

/** The name that is nearest, if it is near: in another spelling, or with a mistake in five characters at most. */
export function nearName(name: string, names: readonly string[]): string | undefined {
  if (names.includes(name)) {
    return undefined;
  }
  const [nearest] = names.map((meant) => ({ meant, far: editDistance(plain(name), plain(meant)) })).sort((a, b) => a.far - b.far);
  return nearest.far <= nearest.meant.length / 5 ? nearest.meant : undefined;
}

/** `cache_data_encrypted` -> `cachedataencrypted` */
function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

/** How many characters have to be put in, taken out or replaced (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let costs = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 0; row < from.length; row++) {
    const next = [row + 1];
    for (let column = 0; column < to.length; column++) {
      const replaced = costs[column] + (from[row] === to[column] ? 0 : 1);
      next.push(Math.min(replaced, costs[column + 1] + 1, next[column] + 1));
    }
    costs = next;
  }
  return costs[to.length];
}
