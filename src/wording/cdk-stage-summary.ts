import type { GapWording } from './coverage-gap';
import { idPart } from './finding-id';
import { fails } from './violation';
import { PACK } from '../catalog/rules';

/** A finding in a CDK stage, at its construct, that CDK's command line leaves out. */
export interface HiddenFinding {
  readonly construct: { readonly node: { readonly path: string } };
  readonly violation: { readonly description: string; readonly severity?: string };
  /** Why EncryptApiCache has left it. */
  readonly gap?: GapWording;
  /** Whether it fails only where its CDK stage is selected. */
  readonly isSeparate?: boolean;
}

/** What is said in place of the findings of a CDK stage. */
export interface CdkStageSummary {
  readonly ruleName: string;
  readonly description: string;
  readonly severity: string;
  readonly fix: string;
}

const MOST_NAMED = 3;

/** @param cdkStage its path */
export function summaryOf(cdkStage: string, hidden: readonly HiddenFinding[]): CdkStageSummary {
  const failing = hidden.filter(({ violation }) => fails(violation));
  const [warnings, notes] = ['warning', 'info'].map((severity) => hidden.filter(({ violation }) => violation.severity === severity));
  const causes = new Set(hidden.map(({ gap }) => gap?.because));
  const [cause] = causes.size === 1 ? causes : [];
  const lines = [...failing, ...warnings, ...notes].map(({ construct, violation, gap }) =>
    [`${construct.node.path}: ${violation.description}`, ...gap === undefined || gap.because === cause ? [] : [gap.because]].join('; '));
  const milder = warnings.length > 0 || failing.length > 0 ? 'warning' : 'info';
  const count = [countText(failing, 'finding'), countText(warnings, 'warning'), countText(notes, 'note')].filter((text) => text !== '').join(' and ');
  const fixes = new Set(hidden.flatMap(({ gap }) => gap === undefined ? [] : [gap.fix]));
  return {
    ruleName: `${PACK}-FindingsInCdkStage[${idPart(cdkStage)}]`,
    description: [
      `CDK stage ${cdkStage} ${failing.length > 0 ? 'fails with' : 'has'} ${count}${cause === undefined ? '' : `: ${cause}`}`,
      ...lines.slice(0, MOST_NAMED),
      ...lines.length > MOST_NAMED ? [`and ${lines.length - MOST_NAMED} more`] : [],
    ].join('\n'),
    severity: failing.some(({ isSeparate }) => isSeparate !== true) ? 'fatal' : milder,
    fix: [...fixes, `select the stacks of the CDK stage to see how to fix or acknowledge each finding, as in cdk synth "${cdkStage}/**"`].join('\nor '),
  };
}

function countText({ length }: readonly HiddenFinding[], what: string): string {
  return length === 0 ? '' : `${length} ${what}${length === 1 ? '' : 's'}`;
}
