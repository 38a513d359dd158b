import type { PolicyViolation, Stack } from 'aws-cdk-lib';
import type { IConstruct, MetadataEntry } from 'constructs';
import type { Before } from './before';
import type { Coverage } from './coverage';
import type { ShownSettings } from './shown-settings';

/** A template that passed through this library. */
export interface RenderedTemplate {
  /** What it was rendered for. */
  readonly coverages: ReadonlySet<Coverage>;
  /** What decides on caches in it; none where something was said about it. */
  readonly texts?: readonly string[];
  /** Whether templates within it may hold stages: they are not rendered with it. */
  readonly embedsTemplates: boolean;
}

/** What this library knows of a construct and did to it. */
export class ConstructRecord {
  /** What answers for it and for what lies below. */
  public readonly coverages: Coverage[] = [];

  /** Of an app: whether its written templates are checked. */
  public isChecked = false;
  /** Of an app: whether CDK has the plugin that does so. */
  public hasPlugin = false;
  /** Of an app: the stacks whose templates pass through this library. */
  public readonly hookedStacks = new Set<Stack>();
  /** Of an app: which plugin gives which warning. There may be several that would. */
  public readonly reporters = new Map<string, object>();
  /** Of an app: how each reporter has summed up CDK stages. */
  public readonly summarised = new Map<object, readonly PolicyViolation[]>();

  /** Of a stack: whether its templates pass through this library. */
  public isHooked = false;
  /** Of a stack: its last template. */
  public rendered: RenderedTemplate | undefined;
  /** Of a nested stack: what decided on caches when its hash was taken. */
  public hashedText: string | undefined;
  /** Of a stack: the resources that show flags. */
  public readonly showing = new Set<IConstruct>();

  /** Of a stage: the ids of the findings that were said while it was rendered. */
  public readonly said = new Set<string>();
  /** Of a stage: what was announced. */
  public readonly announced = new Set<string>();
  /** Of a stage, or of a stack for what is in Globals: what its last template said before it was changed, by logical id. */
  public readonly before = new Map<string, () => ReadonlyMap<string, Before>>();
  /** Of a stage: the flags that its typed property shows. */
  public shown: ShownSettings | undefined;
  /** The property assignments that this library made, as CDK has traced them. */
  public readonly ownAssignments = new Set<MetadataEntry>();
}

const RECORDS = new WeakMap<IConstruct, ConstructRecord>();

export function recordOf(construct: IConstruct): ConstructRecord {
  const known = RECORDS.get(construct) ?? new ConstructRecord();
  RECORDS.set(construct, known);
  return known;
}

/** The same for those who only read. */
export function knownRecordOf(construct: IConstruct): ConstructRecord | undefined {
  return RECORDS.get(construct);
}
