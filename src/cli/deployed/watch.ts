import type { Watcher } from './discover';
import { judge } from '../../core/judgement/judge';
import { deployedCache, Json } from '../../core/stage/deployed-stage';
import { number } from '../output/summary';
import type { Stream } from '../terminal/environment';

const EVERY = 100;

/** How far the reading of accounts is, on standard error: a line that changes on a terminal, otherwise one at the end. */
export class DeployedProgress implements Watcher {
  private readonly counts = { regions: 0, regionsRead: 0, apis: 0, apisRead: 0, apisDeleted: 0, stages: 0, unencrypted: 0 };
  private shownAt = -Infinity;

  public constructor(private readonly stream: Stream, private readonly now: () => number) {
  }

  public regions(count: number): void {
    this.counts.regions += count;
    this.show();
  }

  public apis(count: number): void {
    this.counts.apis += count;
    this.show();
  }

  public stages(stages: readonly Json[]): void {
    this.counts.apisRead++;
    this.counts.stages += stages.length;
    this.counts.unencrypted += stages.flatMap((stage) => judge(deployedCache(stage)).keys).filter(({ verdict }) => verdict === 'UNENCRYPTED').length;
    this.show();
  }

  public apiDeleted(): void {
    this.counts.apisDeleted++;
    this.show();
  }

  public regionRead(): void {
    this.counts.regionsRead++;
    this.show();
  }

  /** Leaves the line to what comes next. */
  public end(): void {
    const { regions, apisRead, apisDeleted, stages } = this.counts;
    const gone = apisDeleted === 0 ? '' : `; ${number(apisDeleted, 'API')} deleted meanwhile`;
    const read = `read ${number(regions, 'region')}, ${number(apisRead, 'API')} and ${number(stages, 'stage')}${gone}\n`;
    this.stream.write(this.stream.isTerminal ? `\r\u001b[K${read}` : read);
  }

  private show(): void {
    if (this.stream.isTerminal && this.now() - this.shownAt >= EVERY) {
      this.shownAt = this.now();
      const { regions, regionsRead, apis, apisRead, apisDeleted, unencrypted } = this.counts;
      this.stream.write(`\r${regionsRead} of ${regions} regions, ${apisRead} of ${apis - apisDeleted} APIs, ${unencrypted} unencrypted\u001b[K`);
    }
  }
}
