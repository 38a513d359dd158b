import { IPolicyValidationPlugin, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { CDK, isCdkAtLeast } from './cdk-version';

/**
 * Makes a CDK stage fail whose plugins CDK will not call: before 2.276 it passes
 * over those of a CDK stage that lies neither in the app itself nor in another
 * CDK stage, which is where CDK Pipelines has them.
 */
export function requireToBeCalled(plugin: IPolicyValidationPlugin, scope: IConstruct | undefined): void {
  const parent = scope?.node.scope;
  if (scope === undefined || !Stage.isStage(scope) || parent === undefined || Stage.isStage(parent) || isCdkAtLeast(CDK.VALIDATES_EVERY_STAGE)) {
    return;
  }
  const stage = scope as unknown as { readonly _validationPlugins?: readonly IPolicyValidationPlugin[] };
  scope.node.addValidation({
    validate: () => stage._validationPlugins?.includes(plugin)
      ? [`this version of CDK does not call the validation plugins of CDK stage ${scope.node.path}, because it is below ${parent.node.path}: `
        + `register ${plugin.name} on the app, or use aws-cdk-lib 2.${CDK.VALIDATES_EVERY_STAGE} or newer`]
      : [],
  });
}
