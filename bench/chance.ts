import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** What looks like chance and is the same every time. */
export class Chance {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** A whole number, both ends included. */
  public between(least: number, most: number): number {
    return uniformInt(this.generator, least, most);
  }

  public isHit(probability: number): boolean {
    return this.between(1, 1e6) <= probability * 1e6;
  }

  public oneOf<T>(all: readonly T[]): T {
    return all[this.between(0, all.length - 1)];
  }

  public weighed<T>(all: ReadonlyArray<readonly [number, T]>): T {
    return this.oneOf(all.flatMap(([weight, choice]) => Array.from({ length: weight }, () => choice)));
  }
}
