import { judge } from '../../core/judgement/judge';
import { deployedCache, Json } from '../../core/stage/deployed-stage';
import { number } from '../output/summary';
import type { Stream } from '../terminal/environment';

const EVERY = 100;

type Counted = 'regions' | 'regionsRead' | 'apis' | 'apisRead' | 'apisDeleted' | 'stages' | 'unencrypted';

/** How far the reading of accounts is, on standard error: a line that changes on a terminal, otherwise one at the end. */
export class DeployedProgress {
  private readonly counts: Record<Counted, number> =
    { regions: 0, regionsRead: 0, apis: 0, apisRead: 0, apisDeleted: 0, stages: 0, unencrypted: 0 };
  private shownAt = -Infinity;

  public constructor(private readonly stream: Stream, private readonly now: () => number) {
  }

  public count(what: Counted, by = 1): void {
    this.counts[what] += by;
    if (this.stream.isTerminal && this.now() - this.shownAt >= EVERY) {
      this.shownAt = this.now();
      const { regions, regionsRead, apis, apisRead, apisDeleted, unencrypted } = this.counts;
      this.stream.write(`\r${regionsRead} of ${regions} regions, ${apisRead} of ${apis - apisDeleted} APIs, ${unencrypted} unencrypted\u001b[K`);
    }
  }

  /** The stages of an API. */
  public countStages(stages: readonly Json[]): void {
    this.count('stages', stages.length);
    this.count('unencrypted', stages.flatMap((stage) => judge(deployedCache(stage)).keys).filter(({ verdict }) => verdict === 'UNENCRYPTED').length);
    this.count('apisRead');
  }

  /** Leaves the line to what comes next. */
  public end(): void {
    const { regions, apisRead, apisDeleted, stages } = this.counts;
    const gone = apisDeleted === 0 ? '' : `; ${number(apisDeleted, 'API')} deleted meanwhile`;
    const read = `read ${number(regions, 'region')}, ${number(apisRead, 'API')} and ${number(stages, 'stage')}${gone}\n`;
    this.stream.write(this.stream.isTerminal ? `\r\u001b[K${read}` : read);
  }
}
