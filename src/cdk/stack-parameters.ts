import { Stack, Token } from 'aws-cdk-lib';
import { StackDeclarations } from './stack-declarations';
import { DeployableStage } from '../core/deployable-stage';
import { Environment, Parameters } from '../core/parameters';

/** Where to look for the parameters of a stack, as its template declares them. */
export interface ParameterSource {
  of(stack: Stack): Parameters;
  /** The same read anew; nothing if they always are. */
  again(stack: Stack): Parameters | undefined;
}

const read = (stack: Stack) => new Parameters(new StackDeclarations(stack), environmentOf(stack));

export const FRESH_PARAMETERS: ParameterSource = { of: read, again: () => undefined };

/**
 * Parameters that are read once for each stack: in a big stack that takes longer
 * than anything else. For as long as hardly anybody changes what a stack declares.
 */
export class KnownParameters implements ParameterSource {
  private known = new WeakMap<Stack, Parameters>();

  public of(stack: Stack): Parameters {
    return this.known.get(stack) ?? this.again(stack);
  }

  public again(stack: Stack): Parameters {
    const parameters = read(stack);
    this.known.set(stack, parameters);
    return parameters;
  }

  public forget(): void {
    this.known = new WeakMap();
  }
}

/** Where a stack goes, as far as the app says so (rule 14). */
export function environmentOf({ region, account }: Stack): Environment {
  return {
    ...!Token.isUnresolved(region) && { 'AWS::Region': region },
    ...!Token.isUnresolved(account) && { 'AWS::AccountId': account },
  };
}

/** What cannot be read with known parameters may depend on something that the stack declares by now. */
export function readWith(parameters: ParameterSource, stack: Stack, decoded: (known: Parameters) => DeployableStage): DeployableStage {
  const stage = decoded(parameters.of(stack));
  const isOpen = stage.judgement.keys.some(({ verdict }) => verdict === 'UNRESOLVED');
  const renewed = isOpen ? parameters.again(stack) : undefined;
  return renewed === undefined ? stage : decoded(renewed);
}
