import type { Position } from './line';
import { longArgument, longName } from './short-form';
import { Unreadable, unreadable } from './unreadable';
import { resolved, Written, WrittenEntry, WrittenMap } from './written';

export interface ReadValue {
  readonly is: 'value';
  readonly value: unknown;
}

/** Far above what a megabyte holds by itself; aliases of aliases get there in ten lines. */
export const MAX_VALUES = 1_000_000;

/** The plain value of what is written, short forms made long, aliases and merge keys followed. */
export function templateValue(written: Written, at: (offset: number) => Position): ReadValue | Unreadable {
  const values = new Values();
  const { value } = values.of(written);
  if (values.mergesNothing !== undefined) {
    return unreadable('a merge key (<<) refers to a value that is not a mapping', at(values.mergesNothing));
  }
  return values.tooMany === undefined ? { is: 'value', value } : unreadable(`aliases expand to more than ${MAX_VALUES} values`, at(values.tooMany));
}

interface Sized {
  readonly value: unknown;
  /** With everything in it, as often as it is there. */
  readonly size: number;
}

/** The properties that a mapping has, its own and merged ones, by whom they are written. */
export function allEntries(map: WrittenMap): ReadonlyMap<string, WrittenEntry> {
  return new Entries().of(map);
}

class Entries {
  public left = MAX_VALUES;
  public mergesNothing: number | undefined;
  private readonly known = new Map<WrittenMap, ReadonlyMap<string, WrittenEntry>>();

  public of(map: WrittenMap): ReadonlyMap<string, WrittenEntry> {
    const known = this.known.get(map) ?? this.merged(map);
    this.known.set(map, known);
    return known;
  }

  /** A property of its own wins wherever it stands; of merged ones the first does. */
  private merged(map: WrittenMap): ReadonlyMap<string, WrittenEntry> {
    const all = new Map(map.entries.filter(({ isMerge }) => !isMerge).map((entry) => [entry.key, entry]));
    for (const { value } of map.entries.filter(({ isMerge }) => isMerge)) {
      for (const source of this.sources(value)) {
        const inherited = this.of(source);
        this.left -= inherited.size;
        for (const [key, entry] of this.left < 0 ? [] : inherited) {
          if (!all.has(key)) {
            all.set(key, entry);
          }
        }
      }
    }
    return all;
  }

  private sources(value: Written): readonly WrittenMap[] {
    const source = resolved(value);
    const all = source.is === 'list' ? source.items.map(resolved) : [source];
    return all.flatMap((written) => {
      if (written.is === 'map' && written.tag === undefined) {
        return [written];
      }
      this.mergesNothing ??= value.start;
      return [];
    });
  }
}

class Values {
  /** Where the first collection begins that has too many values in it. */
  public tooMany: number | undefined;
  private readonly entries = new Entries();
  /** Aliases of one anchor share their value: a text has no more values than characters. */
  private readonly known = new Map<Written, Sized>();

  public get mergesNothing(): number | undefined {
    return this.entries.mergesNothing;
  }

  public of(alias: Written): Sized {
    const written = resolved(alias);
    const sized = this.known.get(written) ?? this.tagged(written);
    this.known.set(written, sized);
    this.tooMany ??= sized.size > MAX_VALUES ? written.start : undefined;
    return sized;
  }

  private tagged(written: Exclude<Written, { is: 'alias' }>): Sized {
    const untagged = this.untagged(written);
    const name = written.tag === undefined ? undefined : longName(written.tag);
    return name === undefined ? untagged : { value: { [name]: longArgument(name, untagged.value) }, size: untagged.size + 1 };
  }

  private untagged(written: Exclude<Written, { is: 'alias' }>): Sized {
    switch (written.is) {
      case 'scalar':
        return { value: written.value, size: 1 };
      case 'list': {
        const items = written.items.map((item) => this.of(item));
        return { value: items.map(({ value }) => value), size: total(items) };
      }
      case 'map': {
        const entries = [...this.entries.of(written)].map(([key, entry]) => ({ key, ...this.of(entry.value) }));
        // Unlike an assignment it makes a property of `__proto__` as well.
        return {
          value: Object.fromEntries(entries.map(({ key, value }) => [key, value])),
          size: this.entries.left < 0 ? Infinity : total(entries),
        };
      }
    }
  }
}

function total(parts: readonly { readonly size: number }[]): number {
  return parts.reduce((sum, { size }) => sum + size, 1);
}
