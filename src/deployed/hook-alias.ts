import { textOf } from '../options';

const ALIAS = /^(?!AWS::)[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}$/;

/** @throws if it is no name that a hook may have */
export function aliasOf(chosen: string | undefined, otherwise: string): string {
  const alias = textOf('alias', chosen) ?? otherwise;
  if (!ALIAS.test(alias)) {
    throw new Error(`alias must be three names of letters and digits with :: between them, the first of them not AWS, got ${JSON.stringify(alias)}`);
  }
  return alias;
}
