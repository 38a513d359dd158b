import { CfnElement, CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { DEPLOYMENT_TYPE, SERVERLESS_API_TYPE, STAGE_TYPE } from '../core/stage-cache';

/** Where the L1 of a type keeps its method settings, and how it spells what is inside. */
export interface TypedProperty {
  readonly name: 'methodSettings' | 'stageDescription';
  readonly cfnName: 'MethodSettings' | 'StageDescription';
  /** `AWS::Serverless::Api` takes entries as they go into the template; the others are typed in camelCase. */
  readonly spelling: 'camelCase' | 'PascalCase';
}

const TYPED_PROPERTIES: ReadonlyMap<string, TypedProperty> = new Map([
  [STAGE_TYPE, { name: 'methodSettings', cfnName: 'MethodSettings', spelling: 'camelCase' }],
  [DEPLOYMENT_TYPE, { name: 'stageDescription', cfnName: 'StageDescription', spelling: 'camelCase' }],
  [SERVERLESS_API_TYPE, { name: 'methodSettings', cfnName: 'MethodSettings', spelling: 'PascalCase' }],
]);

/** A resource of a type that can configure a cache, matched by type: there may be two copies of aws-cdk-lib. */
export function isStageResource(node: IConstruct): node is CfnResource {
  const type = (node as Partial<CfnResource>).cfnResourceType;
  return type !== undefined && CfnElement.isCfnElement(node) && TYPED_PROPERTIES.has(templateType(node as CfnResource));
}

/** The type that goes into the template: it may be overridden like anything else. */
export function templateType(resource: CfnResource): string {
  const { Type: type } = rawOverrides(resource);
  return typeof type === 'string' ? type : resource.cfnResourceType;
}

/** The typed property of an L1; a raw `CfnResource` of the same type has none. */
export function typedProperty(resource: CfnResource): TypedProperty | undefined {
  const property = TYPED_PROPERTIES.get(resource.cfnResourceType);
  return property !== undefined && property.name in resource ? property : undefined;
}

/**
 * The tree of `addOverride` calls, not resolved. CDK has no public way to read it,
 * and without it a list that was overridden as a whole could only be written by
 * losing the tokens in it (ADR 0003).
 *
 * @throws if the aws-cdk-lib in use keeps its overrides elsewhere
 */
export function rawOverrides(resource: CfnResource): Readonly<Record<string, unknown>> {
  const { rawOverrides: overrides } = resource as unknown as { rawOverrides?: Record<string, unknown> };
  if (typeof overrides !== 'object') {
    throw new Error(`cannot read the property overrides of ${resource.node.path}: this version of aws-cdk-lib is not supported`);
  }
  return overrides;
}
