import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { globalsIn, globalsOf, hasImplicitApi, Include, isInclude, writeGlobals } from './include';
import { isStageResource, rawOverrides, renderResource, typedProperty } from './stage-resource';
import { writeEdits } from './write-edits';
import { IMPLICIT_API_ID } from '../core/implicit-api';
import { Edit } from '../core/remediate';
import { decodeImplicitApi, decodeStage, DEPLOYMENT_TYPE, SERVERLESS_API_TYPE, StageCache } from '../core/stage-cache';

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
  const globals = () => resource.cfnResourceType === SERVERLESS_API_TYPE ? globalsOf(stack) : undefined;
  return {
    construct: resource,
    name: resource.node.path,
    read: () => describesNoStage(resource) ? undefined : decodeStage(renderResource(resource), globals()),
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

/** Every L2 API has a deployment, and rendering one hashes the whole API: the usual one is told by its property. */
function describesNoStage(resource: CfnResource): boolean {
  const property = typedProperty(resource);
  return resource.cfnResourceType === DEPLOYMENT_TYPE && property !== undefined
    && (resource as unknown as Record<string, unknown>)[property.name] === undefined
    && Object.keys(rawOverrides(resource)).length === 0;
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
