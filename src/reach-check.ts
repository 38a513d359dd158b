import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { PACK } from './catalog/rules';
import { failClosed } from './cdk/fail-closed';
import { findingsOfStack, LocatedFinding } from './cdk/located-findings';
import { Charge, mayConcern, missedBy } from './cdk/missed';
import { byCdkStage, Judged, reportOf } from './cdk/report';
import { reportIdOf } from './cdk/report-id';
import { missedInCdkStage, missedViolation } from './cdk/violation';
import { writtenStacks } from './cdk/written-stacks';
import { VERSION } from './version';

const CHECKS = new WeakMap<IConstruct, ReachCheck>();

/**
 * Looks at the templates of an app once they are written, for what EncryptApiCache
 * answers for and did not reach. CDK asks it last of all, whatever was skipped.
 */
export class ReachCheck implements IPolicyValidationPlugin {
  /** The one of an app, which CDK knows from then on. */
  public static of(app: IConstruct): ReachCheck {
    const known = CHECKS.get(app);
    if (known !== undefined) {
      return known;
    }
    const check = new ReachCheck();
    CHECKS.set(app, check);
    Validations.of(app).addPlugins(check);
    return check;
  }

  /** That of the rule pack: both have the same findings, and one acknowledgment is for both. */
  public readonly name = PACK;
  public readonly version = VERSION;

  private readonly charges: Charge[] = [];

  private constructor() {
  }

  public add(charge: Charge): void {
    const isKnown = this.charges.some(({ scope, of, found }) => scope === charge.scope && of === charge.of && found === charge.found);
    if (!isKnown) {
      this.charges.push(charge);
    }
  }

  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return failClosed(context.appConstruct, () => {
      const isConcerned = (stack: IConstruct) => this.charges.some((charge) => mayConcern(charge, stack));
      const judged = writtenStacks(context, isConcerned)
        .filter(({ file }) => file !== undefined)
        .flatMap(findingsOfStack)
        .flatMap((located) => this.judge(located));
      const unprinted = [...byCdkStage(judged)].map(([cdkStage, violations]) => missedInCdkStage(cdkStage, violations));
      return reportOf([...judged.map(({ violation }) => violation), ...unprinted]);
    });
  }

  private judge({ construct, finding }: LocatedFinding): readonly Judged[] {
    const missed = missedBy(this.charges, construct, finding);
    return missed === undefined ? [] : [{
      construct,
      violation: missedViolation(finding, construct, reportIdOf(construct, finding), missed, missed.charge.enforces),
    }];
  }
}
