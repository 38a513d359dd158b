import type { IAspect, PolicyViolation, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { JudgedKey } from '../core/judgement/judge';
import type { Edit } from '../core/judgement/remediate';

/** What an EncryptApiCache answers for: everything below a scope. */
export interface Coverage {
  readonly scope: IConstruct;
  readonly owner: IAspect;
  /** What stays unencrypted is an error; otherwise it is only reported. */
  readonly isEnforced: boolean;
  readonly ensureStageDefault: boolean;
  /** Whether what fails in a CDK stage fails only where that is selected. */
  readonly separateCdkStages: boolean;
  /** Whether it was called to reach every CDK stage, which an aspect alone does not enter. */
  readonly isEverywhere: boolean;
  /** Whether somebody who chooses what to show to the aspect has left a construct out on purpose. */
  readonly leavesOut: (construct: IConstruct) => boolean;
  /** Whether CDK has shown the construct, or what is above it in the same CDK stage. */
  readonly hasVisited: (construct: IConstruct) => boolean;
}

/** A template that passed through this library. */
export interface RenderedTemplate {
  /** What it was rendered for. */
  readonly coverages: ReadonlySet<Coverage>;
  /** What decides on caches in it; none where something was said about it. */
  readonly texts?: readonly string[];
  /** Whether templates within it may hold stages: they are not rendered with it. */
  readonly embedsTemplates: boolean;
}

/** The template of a nested stack when CDK took its hash. */
export interface HashedTemplate {
  /** What decided on caches. */
  readonly text: string;
  /** The parameters that it declared. */
  readonly parameters: readonly string[];
}

/** What this library knows of a construct and did to it. There may be thousands, of which most know one thing. */
export interface ConstructRecord {
  /** What answers for it and for what lies below. */
  coverages?: readonly Coverage[];

  /** Of an app: whether its written templates are checked. */
  isChecked?: boolean;
  /** Of an app: whether CDK has the plugin that does so. */
  hasPlugin?: boolean;
  /** Of an app: the stacks whose templates pass through this library. */
  hookedStacks?: Set<Stack>;
  /** Of an app: which plugin gives which warning. There may be several that would. */
  reporters?: Map<string, object>;
  /** Of an app: how each reporter has summed up CDK stages. */
  summarised?: Map<object, readonly PolicyViolation[]>;

  /** Of a stack: whether its templates pass through this library. */
  isHooked?: boolean;
  /** Of a stack: its last template. */
  rendered?: RenderedTemplate;
  /** Of a nested stack: its template when its hash was taken. */
  hashed?: HashedTemplate;
  /** Of a stack that was edited: what its last template said before of the keys of a stage, by its logical id. */
  before?: (logicalId: string) => readonly JudgedKey[] | undefined;

  /** Of a stage: the ids of the findings that were said while it was rendered. */
  reportedIds?: Set<string>;
  /** Of a stage: what was announced. */
  announced?: Set<string>;
  /** Of a stage: what its last template was changed by. */
  edits?: readonly Edit[];
}

const RECORDS = new WeakMap<IConstruct, ConstructRecord>();

export function recordOf(construct: IConstruct): ConstructRecord {
  const known = RECORDS.get(construct) ?? {};
  RECORDS.set(construct, known);
  return known;
}

/** The same for those who only read. */
export function knownRecordOf(construct: IConstruct): ConstructRecord | undefined {
  return RECORDS.get(construct);
}
