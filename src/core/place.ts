/**
 * The way from the top of a document to one of its values. A path that starts
 * with `Properties` lies in the resource, one that starts with `Globals` in the
 * template's SAM globals.
 */
export type Path = readonly (string | number)[];

/** A raw template value and where it stands. The way there is put together when somebody asks: few do. */
export class Place {
  public constructor(public readonly raw: unknown, private readonly step: string | number, private readonly parent?: Place) {
  }

  public get path(): Path {
    return this.parent === undefined ? [this.step] : [...this.parent.path, this.step];
  }

  /** What stands below it. */
  public at(step: string | number, raw: unknown): Place {
    return new Place(raw, step, this);
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
