import type { IPolicyValidationContext } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgesAnything, acknowledgmentOf, NONE, recordedIds } from './acknowledgments';
import { CDK, isCdkAtLeast } from './cdk-version';
import { everyConstruct } from './every-construct';
import { Finding } from '../catalog/finding';
import { placedId } from '../catalog/finding-id';
import { PACK } from '../catalog/rules';

/** What a finding is called in CDK's report. */
export interface ReportId {
  readonly ruleName: string;
  readonly isAcknowledged: boolean;
}

/**
 * Names the findings of one report. CDK matches acknowledgments by the name of a
 * violation, so a finding that is acknowledged takes the name under which that is
 * on record, and one that is not must not have a name that CDK would take for
 * acknowledged (ADR 0007).
 */
export class ReportIds {
  private ofTheApp: ReadonlySet<string> | undefined;

  public idOf(construct: IConstruct, { rule, key, id }: Finding): ReportId {
    const acknowledged = acknowledgmentOf(construct, rule, key)?.id;
    if (acknowledged !== undefined) {
      const isOurs = acknowledged.startsWith(`${PACK}::`);
      return { ruleName: isOurs ? acknowledged.slice(PACK.length + 2) : acknowledged, isAcknowledged: true };
    }
    return { ruleName: this.open(id, construct), isAcknowledged: false };
  }

  /** A name that nobody acknowledges: the finding's own, or one with the path of the construct. */
  private open(id: string, construct: IConstruct): string {
    return this.heardBy(construct).has(`${PACK}::${id}`) ? this.open(placedId(id, construct.node.path), construct) : id;
  }

  /** The acknowledgments that CDK applies to a violation at the construct: before 2.271, those of the whole app. */
  private heardBy(construct: IConstruct): ReadonlySet<string> {
    if (isCdkAtLeast(CDK.ACKNOWLEDGES_BY_PLACE)) {
      return recordedIds(construct.node.scopes);
    }
    this.ofTheApp ??= acknowledgesAnything(construct.node.root) ? recordedIds(everyConstruct(construct.node.root)) : NONE;
    return this.ofTheApp;
  }
}

/** One set of names for each synthesis: older versions of CDK ask about each environment in a call of its own. */
export class ReportIdsBySynthesis {
  private paths = new Set<string>();
  private ids = new ReportIds();

  /** A stack that comes again is of another synthesis. */
  public of({ stackTemplates }: IPolicyValidationContext): ReportIds {
    const paths = stackTemplates.map(({ stackConstructPath }) => stackConstructPath);
    if (paths.some((path) => this.paths.has(path))) {
      this.paths = new Set();
      this.ids = new ReportIds();
    }
    paths.forEach((path) => this.paths.add(path));
    return this.ids;
  }
}
