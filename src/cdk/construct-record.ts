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
  /** Of a stack: the resources that show flags. */
  showing?: Set<IConstruct>;
  /** Of a stack: what its last template said before it was changed. */
  before?: () => ReadonlyMap<string, Before>;

  /** Of a stage: the ids of the findings that were said while it was rendered. */
  said?: Set<string>;
  /** Of a stage: what was announced. */
  announced?: Set<string>;
  /** Of a stage: the flags that its typed property shows. */
  shown?: ShownSettings;
  /** The property assignments that this library made, as CDK has traced them. */
  ownAssignments?: Set<MetadataEntry>;
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
