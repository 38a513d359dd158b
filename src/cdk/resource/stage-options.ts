import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { TEMPLATE_NAMES } from '../../core/stage/setting-names';
import { isObject } from '../../core/template-language/place';
import { methodOptionsKey } from '../../wording/key-names';
import { rawOverrides } from '../internals';

const STAGE = 'aws-cdk-lib.aws_apigateway.Stage';
const RTTI = Symbol.for('jsii.rtti');

/**
 * The options of CDK in which a user of `RestApi` or `Stage` states what a
 * method-setting key says, such as `deployOptions.methodOptions['/orders/GET']`;
 * nothing for what was not written as such options.
 */
export function stageOptionsOf(construct: IConstruct, key: string): string | undefined {
  const stage = construct.node.scope;
  const spelled = methodOptionsKey(key);
  const isMadeBy = (parent: IConstruct) => isStageConstruct(parent) && parent.node.defaultChild === construct;
  if (stage === undefined || spelled === undefined || !isMadeBy(stage) || isOverridden(construct)) {
    return undefined;
  }
  const path = [...isDeployedByApi(stage) ? ['deployOptions'] : [], `methodOptions['${spelled}']`].join('.');
  const common = isDeployedByApi(stage) ? '`deployOptions`' : 'the props of the stage';
  return key === '*/*' ? `${common}, or in \`${path}\` if it is there` : `\`${path}\`${isDeployedByApi(stage) ? '' : ' of the stage'}`;
}

/** A subclass too, and one of another copy of aws-cdk-lib. */
function isStageConstruct(construct: IConstruct): boolean {
  for (let type: unknown = construct.constructor; typeof type === 'function'; type = Object.getPrototypeOf(type)) {
    if ((type as { readonly [RTTI]?: { readonly fqn?: string } })[RTTI]?.fqn === STAGE) {
      return true;
    }
  }
  return false;
}

/** The stage that a `RestApi` created, not one that was assigned to it. */
function isDeployedByApi(stage: IConstruct): boolean {
  const api = stage.node.scope as { readonly deploymentStage?: unknown } | undefined;
  return api?.deploymentStage === stage && stage.node.id.startsWith('DeploymentStage.');
}

/** What the options say is lost then. */
function isOverridden(construct: IConstruct): boolean {
  const { Properties: properties } = CfnResource.isCfnResource(construct) ? rawOverrides(construct) : {};
  return isObject(properties) && TEMPLATE_NAMES.list in properties;
}
