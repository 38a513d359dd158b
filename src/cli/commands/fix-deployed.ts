import type { FixRequest } from '../request';
import { printReport } from './audit';
import { inputOf, listDeployed } from './audit-deployed';
import { fixAll, isKeyAcknowledged } from './fix';
import { EMBEDDED_READER } from '../../audit/embedded-reader';
import { placeLabel } from '../../audit/stage-labels';
import { groupBy } from '../../core/group-by';
import { remediateRecords } from '../../core/judgement/remediate';
import { DeployedStage, deployedCache } from '../../core/stage/deployed-stage';
import type { UnreadPlace } from '../../core/stage/listed';
import type { ApplyOptions, DeployedQuery } from '../deployed/query';
import { RepairResult, StageRepair } from '../deployed/repair';
import { DeployedSession, DeployedWorld, REAL_WORLD } from '../deployed/session';
import type { Acknowledgments } from '../input/acknowledgment-file';
import type { Input, ListingInput } from '../input/input';
import { exitCodeOf } from '../judge/exit-code';
import { judgeDeployed } from '../judge/judge-deployed';
import type { JudgedInput } from '../judge/judge-input';
import { printProblems } from '../judge/judge-inputs';
import { number } from '../output/summary';
import { EXIT, ExitCode, Environment } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';

/** Prints the commands that encrypt what is deployed, or encrypts it. */
export async function fixDeployed(
  request: FixRequest, query: DeployedQuery, environment: Environment, world: DeployedWorld = REAL_WORLD,
): Promise<ExitCode> {
  const listed = await listDeployed(request, query, environment, world);
  if (listed === undefined) {
    return EXIT.trouble;
  }
  const { acknowledgments, session, saved, isSaved } = listed;
  const input = inputOf(saved);
  const before = judgeDeployed(input, acknowledgments, environment.now);
  const code = request.apply === undefined
    ? fixAll(request, environment, acknowledgments, (act) => [act(input, before, EMBEDDED_READER)])
    : await new Application(request, request.apply, environment, session, acknowledgments).run(input, before);
  return isSaved ? code : EXIT.trouble;
}

/** A stage that has to be changed. */
interface PlannedStage {
  readonly stage: DeployedStage;
  readonly isAcknowledged: (key: string) => boolean;
  readonly keys: readonly string[];
}

/** Changes stages: plan, confirmation, one stage of a region after the other, report. */
class Application {
  public constructor(
    private readonly request: FixRequest,
    private readonly options: ApplyOptions,
    private readonly environment: Environment,
    private readonly session: DeployedSession,
    private readonly acknowledgments: Acknowledgments,
  ) {
  }

  public async run(input: Input, before: JudgedInput): Promise<ExitCode> {
    const planned = input.is === 'listing' ? input.stages.flatMap((stage): readonly PlannedStage[] => {
      const isAcknowledged = (key: string) => isKeyAcknowledged(before, stage.name, key, stage);
      const keys = remediateRecords(stage.stage, isAcknowledged).map(({ key }) => key);
      return keys.length === 0 ? [] : [{ stage, isAcknowledged, keys }];
    }) : [];
    this.sayPlan(planned);
    if (planned.length > 0 && !await this.isConfirmed()) {
      return EXIT.trouble;
    }
    const results = await this.repairAll(planned);
    const after = input.is === 'listing' ? repairedInput(input, results) : input;
    const all = [judgeDeployed(after, this.acknowledgments, this.environment.now)];
    printProblems(all, this.acknowledgments, this.environment);
    return printReport(all, this.request, this.environment) ? exitCodeOf(all, this.request.failOn) : EXIT.trouble;
  }

  private sayPlan(planned: readonly PlannedStage[]): void {
    for (const { stage, keys } of planned) {
      const stack = stage.stackName === undefined ? '' : ` (stack ${stage.stackName}: encrypt its template too, or its next update may undo this)`;
      this.say(`${placeLabel(stage)}: ${number(keys.length, 'method setting')} to encrypt${stack}`);
    }
    const settings = planned.reduce((sum, { keys }) => sum + keys.length, 0);
    const accounts = new Set(planned.map(({ stage }) => stage.accountId)).size;
    this.say(planned.length === 0 ? 'nothing to encrypt'
      : `${number(settings, 'method setting')} in ${number(planned.length, 'stage')} of ${number(accounts, 'account')}`);
  }

  private async isConfirmed(): Promise<boolean> {
    if (this.session.stop.signal.aborted) {
      this.say('error: nothing was changed: the account was not read to its end');
      return false;
    }
    if (this.options.isConfirmed) {
      return true;
    }
    if (this.environment.ask === undefined) {
      this.say('error: nothing was changed: without a terminal, --apply needs --yes');
      return false;
    }
    const answer = await this.environment.ask('Encrypt them? [y/N] ');
    if (/^\s*y(es)?\s*$/i.test(answer)) {
      return true;
    }
    this.say('nothing was changed');
    return false;
  }

  /** Regions at the same time, their stages one after the other: API Gateway makes one change at a time. */
  private async repairAll(planned: readonly PlannedStage[]): Promise<ReadonlyMap<DeployedStage, RepairResult>> {
    const regions = groupBy(planned, ({ stage }) => `${stage.accountId} ${stage.region}`);
    const results = new Map<DeployedStage, RepairResult>();
    await Promise.all([...regions.values()].map(async (stages) => {
      for (const each of stages) {
        results.set(each.stage, await this.repair(each));
      }
    }));
    return results;
  }

  private async repair({ stage, isAcknowledged }: PlannedStage): Promise<RepairResult> {
    const { accountId = '', region = '', restApiId = '', name: stageName } = stage;
    const { discovery, clock, stop } = this.session;
    const gateway = this.session.awsOf(accountId).apiGateway(region);
    const repair = new StageRepair({ restApiId, stageName, isAcknowledged }, gateway, discovery.pacerOf(accountId, region), clock, stop);
    const result = await repair.run(this.options.isFlushWanted);
    if (result.changed.length > 0) {
      this.say(`${placeLabel(stage)}: ${number(result.changed.length, 'method setting')} encrypted${result.isFlushed ? ', and the cache flushed' : ''}`);
    }
    return result;
  }

  private say(text: string): void {
    this.environment.stderr.write(`${plainText(text)}\n`);
  }
}

/** Stages as they are after their repair, with what could not be done. */
function repairedInput(input: ListingInput, results: ReadonlyMap<DeployedStage, RepairResult>): ListingInput {
  const { stages, unread } = input;
  const errors = [...results].flatMap(([place, result]) => result.errors.map((error): UnreadPlace => ({ is: 'unread', place, ...error })));
  return {
    ...input,
    stages: stages.map((stage) => {
      const after = results.get(stage)?.after;
      return after === undefined ? stage : { ...stage, stage: deployedCache(after) };
    }),
    before: stages.filter((stage) => (results.get(stage)?.changed.length ?? 0) > 0),
    unread: [...unread, ...errors],
  };
}
