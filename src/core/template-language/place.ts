/**
 * The way from the top of a document to one of its values. A path that starts
 * with `Properties` lies in the resource, one that starts with `Globals` in the
 * template's SAM globals.
 */
export type Path = readonly (string | number)[];

/**
 * A raw template value and where it stands: the same place is always the same
 * object. Its path is put together on demand, because few places need it.
 */
export class Place {
  private below: Map<string | number, Place> | undefined;

  public constructor(public readonly raw: unknown, public readonly step: string | number, public readonly parent?: Place) {
  }

  public get path(): Path {
    const steps = [this.step];
    for (let outer = this.parent; outer !== undefined; outer = outer.parent) {
      steps.push(outer.step);
    }
    return steps.reverse();
  }

  /** What stands below it. */
  public at(step: string | number, raw: unknown): Place {
    this.below ??= new Map();
    const known = this.below.get(step) ?? new Place(raw, step, this);
    this.below.set(step, known);
    return known;
  }

  /** The same place with what the value there amounts to. */
  public with(raw: unknown): Place {
    return new Place(raw, this.step, this.parent);
  }
}

export function isObject(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** The place of a property, whether or not something stands there. Inherited names do not count. */
export function child(place: Place, name: string): Place {
  const raw = isObject(place.raw) && Object.prototype.hasOwnProperty.call(place.raw, name) ? place.raw[name] : undefined;
  return place.at(name, raw);
}
