import { isDeepStrictEqual } from 'util';
import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { bringsGlobals, globalsElementOf, GlobalsElement, globalsIn, implicitApiOrigins, writeGlobals } from './globals';
import { isPlain, readPlainly } from './plain';
import { readResource } from './render';
import { ParametersOf, readParameters } from './stack-parameters';
import { isStageResource, templateType } from './stage-resource';
import { writeEdits } from './write-edits';
import { decodeDeployable, decodeFixed, DeployableStage, fixedStage } from '../core/deployable-stage';
import { canHaveApiEvents, IMPLICIT_API_ID } from '../core/implicit-api';
import { Edit } from '../core/remediate';
import { NO_STAGE, SERVERLESS_API_TYPE, TemplateResource } from '../core/stage-cache';
import { implicitApi } from '../core/template';

const NOTHING = fixedStage(NO_STAGE);

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
  /** Makes the edits that the stage calls for, before anything else changes it. */
  write(plan: (stage: DeployableStage) => readonly Edit[]): void;
  /** Whether the template surely has the same still. Where it takes rendering to tell, nobody is sure. */
  readonly isUnchanged: () => boolean;
}

/** @param parametersOf where to look for the parameters of the stack */
export function subjectOf(node: IConstruct, parametersOf: ParametersOf = readParameters): Subject | undefined {
  if (isStageResource(node)) {
    return resourceSubject(node, parametersOf);
  }
  return bringsGlobals(node) ? implicitApiSubject(node, parametersOf) : undefined;
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
  return element && implicitApiSubject(element, readParameters);
}

function resourceSubject(resource: CfnResource, parametersOf: ParametersOf): Subject {
  const sharedElement = () => templateType(resource) === SERVERLESS_API_TYPE ? globalsElementOf(Stack.of(resource)) : undefined;
  return {
    construct: resource,
    name: resource.node.path,
    type: templateType(resource),
    read: () => {
      const element = sharedElement();
      const globals = element && globalsIn(element);
      const read = readResource(resource);
      const known = isPlain(read) ? undefined : parametersOf(Stack.of(resource));
      const decoded = (one: TemplateResource) => (known === undefined ? decodeFixed(one, globals) : decodeDeployable(one, globals, known)) ?? NOTHING;
      const stage = decoded(read);
      return {
        stage,
        write: (plan) => {
          const plannedFor = (one: TemplateResource) => plan(one === read ? stage : decoded(one));
          if (element !== undefined) {
            writeGlobals(element, plannedFor(read).filter(isShared));
          }
          writeEdits(resource, read, (one) => plannedFor(one).filter((edit) => !isShared(edit)));
        },
        isUnchanged: unchanged(resource, read),
      };
    },
  };
}

/** Kept until the end of synthesis, so it holds on to nothing but what it compares. */
function unchanged(resource: CfnResource, before: TemplateResource): () => boolean {
  return isPlain(before) ? () => isDeepStrictEqual(readPlainly(resource), before) : NOBODY_KNOWS;
}

const NOBODY_KNOWS = () => false;

function isShared({ path }: Edit): boolean {
  return path[0] === 'Globals';
}

function implicitApiSubject(element: GlobalsElement, parametersOf: ParametersOf): Subject {
  return {
    construct: element,
    name: `${element.node.path}/${IMPLICIT_API_ID}`,
    type: SERVERLESS_API_TYPE,
    read: () => {
      const stack = Stack.of(element);
      const stage = implicitApi(implicitApiOrigins(stack).map(readResource), globalsIn(element), parametersOf(stack)) ?? NOTHING;
      return {
        stage,
        // An entry more in Globals would be one in every API of the template.
        write: (plan) => writeGlobals(element, plan(stage).filter((edit) => isShared(edit) && edit.value === true)),
        isUnchanged: NOBODY_KNOWS,
      };
    },
  };
}

/** The logical id in the template of its stack: of the resource, or of the implicit API for what brings it. */
export function logicalIdOf(construct: IConstruct): string {
  return CfnResource.isCfnResource(construct) ? Stack.of(construct).resolve(construct.logicalId) as string : IMPLICIT_API_ID;
}
