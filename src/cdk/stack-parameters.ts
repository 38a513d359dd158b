import { Stack } from 'aws-cdk-lib';
import { StackDeclarations } from './stack-declarations';
import { Parameters } from '../core/parameters';

/** The parameters of a stack, as its template declares them now. */
export type ParametersOf = (stack: Stack) => Parameters;

export const readParameters: ParametersOf = (stack) => new Parameters(new StackDeclarations(stack));

/** The same, read once for each stack: for a pass in which nobody changes anything. */
export function readParametersOnce(): ParametersOf {
  const known = new Map<Stack, Parameters>();
  return (stack) => {
    const parameters = known.get(stack) ?? readParameters(stack);
    known.set(stack, parameters);
    return parameters;
  };
}
