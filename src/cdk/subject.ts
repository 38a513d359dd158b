import { isDeepStrictEqual } from 'util';
import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { bringsGlobals, globalsElementOf, GlobalsElement, globalsIn, implicitApiOrigins, writeGlobals } from './globals';
import { isPlain, PlainResource, readPlainly } from './plain';
import { readResource } from './render';
import { FRESH_PARAMETERS, ParameterSource, readWith } from './stack-parameters';
import { isStageResource, templateType } from './stage-resource';
import { withoutDropped, writeEdits } from './write-edits';
import { NO_DECLARATIONS } from '../core/declarations';
import { DeployableStage, deployableStage, NO_STAGE } from '../core/deployable-stage';
import { applyEdits } from '../core/edit';
import { isDrop } from '../core/equal-entries';
import { canHaveApiEvents, IMPLICIT_API_ID } from '../core/implicit-api';
import { Parameters } from '../core/parameters';
import { Edit } from '../core/remediate';
import { SERVERLESS_API_TYPE } from '../core/stage-cache';
import { TemplateResource } from '../core/stage-layout';
import { implicitApi } from '../core/template';

/** A construct that can configure the cache of a stage: where the core meets the construct tree. */
export interface Subject {
  readonly construct: IConstruct;
  /** What messages call the stage. */
  readonly name: string;
  /** The type in the template. */
  readonly type: string;
  /** The cache as the template has it now. */
  read(): Reading;
}

/** What was read of a subject. */
export interface Reading {
  /** The cache under each configuration: an empty one if there is no stage after all. */
  readonly stage: DeployableStage;
  /** Whether the template surely has the same still. Where it takes rendering to tell, nobody is sure. */
  readonly isUnchanged: () => boolean;
  /**
   * Makes the edits that the stage calls for, before anything else changes it.
   *
   * @returns what the template has then
   */
  write(plan: (stage: DeployableStage) => readonly Edit[]): Reading;
}

/** @param parameters where to look for the parameters of its stack */
export function subjectOf(node: IConstruct, parameters: ParameterSource = FRESH_PARAMETERS): Subject | undefined {
  if (CfnResource.isCfnResource(node)) {
    return isStageResource(node) ? resourceSubject(node, parameters) : undefined;
  }
  return bringsGlobals(node) ? implicitApiSubject(node, parameters) : undefined;
}

/**
 * The same for those who are shown resources alone: the implicit API of SAM is no
 * construct, so the first resource that asks for it stands for it.
 */
export function subjectOfResource(resource: CfnResource): Subject | undefined {
  const stack = Stack.of(resource);
  const own = subjectOf(resource);
  if (own !== undefined || !canHaveApiEvents(templateType(resource)) || implicitApiOrigins(stack)[0] !== resource) {
    return own;
  }
  const element = globalsElementOf(stack);
  return element && implicitApiSubject(element, FRESH_PARAMETERS);
}

function resourceSubject(resource: CfnResource, parameters: ParameterSource): Subject {
  const read = () => readingOf(resource, parameters);
  return {
    construct: resource,
    get name() {
      return resource.node.path;
    },
    type: templateType(resource),
    read,
  };
}

function readingOf(resource: CfnResource, parameters: ParameterSource): Reading {
  const read = readResource(resource);
  return isPlain(read) ? plainReading(resource, read, decodedPlain(read)) : renderedReading(resource, read, parameters);
}

/** Nothing but literals of its own decides on it. */
function plainReading(resource: CfnResource, read: PlainResource, stage: DeployableStage): Reading {
  return {
    stage,
    write: (plan) => {
      const edits = plan(stage);
      writeEdits(resource, read, () => edits);
      const { Properties: properties } = applyEdits({ Properties: read.properties }, edits);
      const after = { ...read, properties: withoutDropped(properties as Readonly<Record<string, unknown>>, edits.filter(isDrop)) };
      // Whether it has come true is looked at when everything has run.
      return plainReading(resource, after, edits.length === 0 ? stage : decodedPlain(after));
    },
    isUnchanged: unchanged(resource, read),
  };
}

function decodedPlain(read: PlainResource): DeployableStage {
  return deployableStage(read, undefined, new Parameters(NO_DECLARATIONS)) ?? NO_STAGE;
}

function renderedReading(resource: CfnResource, read: TemplateResource, parameters: ParameterSource): Reading {
  const stack = Stack.of(resource);
  const element = templateType(resource) === SERVERLESS_API_TYPE ? globalsElementOf(stack) : undefined;
  const globals = element && globalsIn(element);
  const decoded = (one: TemplateResource, known: Parameters) => deployableStage(one, globals, known) ?? NO_STAGE;
  const stage = readWith(parameters, stack, (known) => decoded(read, known));
  return {
    stage,
    write: (plan) => {
      const known = parameters.of(stack);
      const plannedFor = (one: TemplateResource) => plan(one === read ? stage : decoded(one, known));
      if (element !== undefined) {
        writeGlobals(element, plannedFor(read).filter(isShared));
      }
      writeEdits(resource, read, (one) => plannedFor(one).filter((edit) => !isShared(edit)));
      return readingOf(resource, parameters);
    },
    isUnchanged: NOBODY_KNOWS,
  };
}

/** Kept until the end of synthesis, so it holds on to nothing but what it compares. */
function unchanged(resource: CfnResource, before: PlainResource): () => boolean {
  return () => isDeepStrictEqual(readPlainly(resource), before);
}

const NOBODY_KNOWS = () => false;

function isShared({ path }: Edit): boolean {
  return path[0] === 'Globals';
}

function implicitApiSubject(element: GlobalsElement, parameters: ParameterSource): Subject {
  const read = (): Reading => {
    const stack = Stack.of(element);
    const resources = implicitApiOrigins(stack).map(readResource);
    const globals = globalsIn(element);
    const stage = readWith(parameters, stack, (known) => implicitApi(resources, globals, known) ?? NO_STAGE);
    return {
      stage,
      write: (plan) => {
        // An entry more in Globals would be one in every API of the template.
        writeGlobals(element, plan(stage).filter((edit) => isShared(edit) && (edit.value === true || isDrop(edit))));
        return read();
      },
      isUnchanged: NOBODY_KNOWS,
    };
  };
  return { construct: element, name: `${element.node.path}/${IMPLICIT_API_ID}`, type: SERVERLESS_API_TYPE, read };
}

/** The logical id in the template of its stack: of the resource, or of the implicit API for what brings it. */
export function logicalIdOf(construct: IConstruct): string {
  return CfnResource.isCfnResource(construct) ? Stack.of(construct).resolve(construct.logicalId) as string : IMPLICIT_API_ID;
}
