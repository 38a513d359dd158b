import { stringOption } from '../options';

const ALIAS = /^(?!AWS::)[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}$/;

/** @throws if it is no name that a hook may have */
export function aliasOf(chosen: string | undefined, otherwise: string): string {
  const alias = stringOption('alias', chosen) ?? otherwise;
  if (!ALIAS.test(alias)) {
    throw new Error(`alias must be three alphanumeric names separated by ::, and the first must not be AWS, got ${JSON.stringify(alias)}`);
  }
  return alias;
}
