import { isObject, Path } from './place';

/** A resource as the template has it. */
export interface PlacedResource {
  readonly logicalId: string;
  /** Where it stands below `Resources`. */
  readonly at: Path;
  readonly raw: unknown;
}

const LOOP = 'Fn::ForEach::';

/**
 * The resources of a template, those of loops once each: what the loop puts in
 * for each of its values cannot be read, and everything else can.
 *
 * @param isWanted which of them: there may be hundreds, of which few are of interest
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html
 */
export function resourcesIn(section: unknown, isWanted: (raw: unknown) => boolean, at: Path = []): readonly PlacedResource[] {
  const resources = isObject(section) ? section : {};
  const found: PlacedResource[] = [];
  for (const name of Object.keys(resources)) {
    const raw = resources[name];
    if (name.startsWith(LOOP)) {
      found.push(...inLoop(raw, isWanted, [...at, name]));
    } else if (isWanted(raw)) {
      found.push({ logicalId: name, at: [...at, name], raw });
    }
  }
  return found;
}

/** `[identifier, collection, body]` */
function inLoop(raw: unknown, isWanted: (raw: unknown) => boolean, at: Path): readonly PlacedResource[] {
  if (!Array.isArray(raw) || typeof raw[0] !== 'string') {
    return [];
  }
  const [identifier, , body] = raw;
  return resourcesIn(openLoop(body, identifier, 0), isWanted, [...at, 2]);
}

/** Deeper than any template: CloudFormation takes no such values. */
const MAX_LOOP_DEPTH = 200;

/** A value in which everything that depends on the loop is a function that cannot be evaluated. */
function openLoop(raw: unknown, identifier: string, depth: number): unknown {
  if (depth > MAX_LOOP_DEPTH || isDecidedBy(raw, identifier)) {
    return { 'Fn::ForEach': depth > MAX_LOOP_DEPTH ? '…' : raw };
  }
  if (Array.isArray(raw)) {
    return raw.map((item) => openLoop(item, identifier, depth + 1));
  }
  const openedEntries = (entries: object) => Object.entries(entries).map(([name, value]) => [name, openLoop(value, identifier, depth + 1)]);
  return isObject(raw) ? Object.fromEntries(openedEntries(raw)) as unknown : raw;
}

/** `${Name}`, `&{Name}` where only letters and digits are allowed, `{"Ref": "Name"}` */
function isDecidedBy(raw: unknown, identifier: string): boolean {
  return typeof raw === 'string' ? raw.includes(`\${${identifier}}`) || raw.includes(`&{${identifier}}`)
    : isObject(raw) && raw.Ref === identifier;
}
