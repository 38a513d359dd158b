import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { bringsGlobals, globalsElementOf, GlobalsElement, globalsIn, implicitApiOriginOf, writeGlobals } from './globals';
import { readResource } from './render';
import { isStageResource, templateType } from './stage-resource';
import { writeEdits } from './write-edits';
import { canHaveApiEvents, IMPLICIT_API_ID } from '../core/implicit-api';
import { Edit } from '../core/remediate';
import { decodeImplicitApi, decodeStage, NO_STAGE, SERVERLESS_API_TYPE, StageCache, TemplateResource } from '../core/stage-cache';

/** A construct that can configure the cache of a stage: where the core meets the construct tree. */
export interface Subject {
  readonly construct: IConstruct;
  /** What messages call the stage. */
  readonly name: string;
  /** The cache as the template has it now: an empty one if there is no stage after all. */
  read(): StageCache;
  /** Makes the edits that a stage calls for. */
  write(plan: (stage: StageCache) => readonly Edit[]): void;
}

export function subjectOf(node: IConstruct): Subject | undefined {
  if (isStageResource(node)) {
    return resourceSubject(node);
  }
  return bringsGlobals(node) ? implicitApiSubject(node) : undefined;
}

/**
 * The same for those who are shown resources alone: the implicit API of SAM is no
 * construct, so the first resource that asks for it stands for it.
 */
export function subjectOfResource(resource: CfnResource): Subject | undefined {
  const stack = Stack.of(resource);
  const own = subjectOf(resource);
  if (own !== undefined || !canHaveApiEvents(templateType(resource)) || implicitApiOriginOf(stack) !== resource) {
    return own;
  }
  const element = globalsElementOf(stack);
  return element && implicitApiSubject(element);
}

function resourceSubject(resource: CfnResource): Subject {
  const sharedElement = () => templateType(resource) === SERVERLESS_API_TYPE ? globalsElementOf(Stack.of(resource)) : undefined;
  return {
    construct: resource,
    name: resource.node.path,
    read: () => {
      const element = sharedElement();
      return decodeStage(readResource(resource), element && globalsIn(element)) ?? NO_STAGE;
    },
    write: (plan) => {
      const element = sharedElement();
      const globals = element && globalsIn(element);
      const plannedFor = (one: TemplateResource) => plan(decodeStage(one, globals) ?? NO_STAGE);
      if (element !== undefined) {
        writeGlobals(element, plannedFor(readResource(resource)).filter(isShared));
      }
      writeEdits(resource, (one) => plannedFor(one).filter((edit) => !isShared(edit)));
    },
  };
}

function isShared({ path }: Edit): boolean {
  return path[0] === 'Globals';
}

function implicitApiSubject(element: GlobalsElement): Subject {
  const read = () => implicitApiOriginOf(Stack.of(element)) !== undefined ? decodeImplicitApi(globalsIn(element)) : NO_STAGE;
  return {
    construct: element,
    name: `${element.node.path}/${IMPLICIT_API_ID}`,
    read,
    // An entry more in Globals would be one in every API of the template.
    write: (plan) => writeGlobals(element, plan(read()).filter((edit) => isShared(edit) && edit.value === true)),
  };
}
