import { Token } from 'aws-cdk-lib';
import { show } from '../core/template-language/reading';
import { stringOption } from '../options';

/** What AWS accepts as a name. */
export interface NameForm {
  readonly pattern: RegExp;
  readonly allowed: string;
  /** Whether it may be known only at deployment. */
  readonly mayBeToken: boolean;
}

/** The alias of a hook, which is part of its ARN. */
export const HOOK_ALIAS: NameForm = {
  pattern: /^(?!aws)[a-z0-9]{2,64}(::[a-z0-9]{2,64}){2}$/i,
  allowed: 'three names of 2 to 64 letters or digits, separated by ::, and must not start with AWS in any spelling',
  mayBeToken: false,
};

const RESERVED_PREFIXES = ['aws', 'amazon', 'amzn', 'AWSEC2', 'AWSConfigRemediation', 'AWSSupport'];
const UNLESS_RESERVED = `(?!${RESERVED_PREFIXES.join('|')})`;
const RESERVED = `and must not start with ${RESERVED_PREFIXES.slice(0, -1).join(', ')} or ${RESERVED_PREFIXES.at(-1)}`;

/** The name of a document of AWS Systems Manager. */
export const DOCUMENT_NAME: NameForm = {
  pattern: new RegExp(`^${UNLESS_RESERVED}[a-zA-Z0-9_.-]{3,128}$`),
  allowed: `3 to 128 letters, digits, underscores, hyphens or periods, ${RESERVED}`,
  mayBeToken: true,
};

/** The name of a document, and the start of the name of its role, which has at most 64 characters with the region. */
export const RUNBOOK_NAME: NameForm = {
  pattern: new RegExp(`^${UNLESS_RESERVED}[a-zA-Z0-9_-]{3,40}$`),
  allowed: `3 to 40 letters, digits, underscores or hyphens, ${RESERVED}`,
  mayBeToken: false,
};

/** The start of the name of a role, which has at most 64 characters with the region. */
export const ROLE_NAME: NameForm = { pattern: /^[\w+=,.@-]{1,48}$/, allowed: '1 to 48 letters, digits or characters of _+=,.@-', mayBeToken: false };

export const CONFIG_RULE_NAME: NameForm = { pattern: /^(?=.*\S).{1,128}$/, allowed: '1 to 128 characters, at least one of them not a space', mayBeToken: true };

/** AWS Config puts its own names around that of a pack. */
export const PACK_NAME: NameForm = { pattern: /^[A-Za-z][-A-Za-z0-9]{0,50}$/, allowed: 'a letter followed by up to 50 letters, digits or hyphens', mayBeToken: false };

/** The key of an object with rules for a hook. */
export const RULES_KEY: NameForm = { pattern: /.\.(guard|zip|tar\.gz)$/s, allowed: 'a key that ends in .guard, .zip or .tar.gz', mayBeToken: true };

/** @throws if it is no name that AWS accepts */
export function nameOption(option: string, chosen: string | undefined, { pattern, allowed, mayBeToken }: NameForm): string | undefined {
  const name = stringOption(option, chosen);
  if (name !== undefined && !(mayBeToken && Token.isUnresolved(name)) && !pattern.test(name)) {
    throw new Error(`${option} must be ${allowed}, got ${show(name)}`);
  }
  return name;
}
