import { child, clock, library, times } from '../child';
import { auditOfRows } from '../rows';

export type Written = Readonly<Record<'toJson' | 'toCsv' | 'toSarif' | 'toHtml', number>>;

/** Milliseconds of each writer in each round; none of them is warm in the first. */
child(({ rounds }: { readonly rounds: number }): readonly Written[] => {
  const audit = auditOfRows(library());
  return times(rounds, () => ({
    toJson: clock(() => audit.toJson()),
    toCsv: clock(() => audit.toCsv()),
    toSarif: clock(() => audit.toSarif()),
    toHtml: clock(() => audit.toHtml()),
  }));
});
