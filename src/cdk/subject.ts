import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { globalsIn, globalsOf, hasImplicitApi, Include, isInclude, writeGlobals } from './include';
import { renderResource } from './render';
import { isStageResource, templateType } from './stage-resource';
import { writeEdits } from './write-edits';
import { IMPLICIT_API_ID } from '../core/implicit-api';
import { Edit } from '../core/remediate';
import { decodeImplicitApi, decodeStage, SERVERLESS_API_TYPE, StageCache } from '../core/stage-cache';

/** A construct that can configure the cache of a stage: where the core meets the construct tree. */
export interface Subject {
  readonly construct: IConstruct;
  /** What messages call the stage. */
  readonly name: string;
  /** The cache as the template has it now, or nothing if there is no stage after all. */
  read(): StageCache | undefined;
  /** Makes the edits that a stage calls for. */
  write(plan: (stage: StageCache) => readonly Edit[]): void;
}

export function subjectOf(node: IConstruct): Subject | undefined {
  if (isStageResource(node)) {
    return resourceSubject(node);
  }
  return isInclude(node) ? implicitApiSubject(node) : undefined;
}

function resourceSubject(resource: CfnResource): Subject {
  const stack = Stack.of(resource);
  const globals = () => templateType(resource) === SERVERLESS_API_TYPE ? globalsOf(stack) : undefined;
  return {
    construct: resource,
    name: resource.node.path,
    read: () => decodeStage(renderResource(resource), globals()),
    write: (plan) => {
      const shared = globals();
      const planned = (top: string) => (one: Parameters<typeof decodeStage>[0]) => {
        const stage = decodeStage(one, shared);
        return stage === undefined ? [] : plan(stage).filter(({ path }) => path[0] === top);
      };
      writeGlobals(stack, planned('Globals')(renderResource(resource)));
      writeEdits(resource, planned('Properties'));
    },
  };
}

function implicitApiSubject(include: Include): Subject {
  const stack = Stack.of(include);
  const read = () => {
    const globals = globalsIn(include);
    return globals !== undefined && hasImplicitApi(stack) ? decodeImplicitApi(globals) : undefined;
  };
  return {
    construct: include,
    name: `${include.node.path}/${IMPLICIT_API_ID}`,
    read,
    write: (plan) => {
      const stage = read();
      writeGlobals(stack, stage === undefined ? [] : plan(stage));
    },
  };
}
