import { Stack, Token } from 'aws-cdk-lib';
import { STAGE_ARN } from '../core/stage/stage-arn';
import { show } from '../core/template-language/reading';

/** Every stage of every REST API of the account, in the region of the stack. */
export function everyStage(stack: Stack): string {
  return `arn:${stack.partition}:apigateway:${stack.region}::/restapis/*/stages/*`;
}

/** @throws if there is none, or one of them is no ARN of a stage; a part may be a wildcard */
export function stageArnsOf(chosen: readonly string[]): readonly string[] {
  const wrong = Array.isArray(chosen) && chosen.length > 0 ? chosen.filter((arn) => !Token.isUnresolved(arn) && !STAGE_ARN.test(arn.replaceAll('*', 'x'))) : [chosen];
  if (wrong.length > 0) {
    throw new Error(`stageArns must be ARNs of stages such as arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod, got ${show(wrong[0])}`);
  }
  return chosen;
}
