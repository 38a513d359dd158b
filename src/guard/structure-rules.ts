import { GuardLines, ruleClause, filterBy, when } from './guard-language';
import { TEMPLATE } from '../catalog/property-names';
import { RuleName } from '../catalog/rules';

/** Where the properties of a resource stand. What a hook is given has both shapes in its documentation. */
export interface Shape {
  readonly suffix: string;
  readonly type: string;
  readonly properties: string;
}

export const IN_TEMPLATE: Shape = { suffix: '', type: 'Type', properties: 'Properties' };
export const IN_HOOK: Shape = { suffix: '_of_hook', type: 'ResourceType', properties: 'ResourceProperties' };

/** A function stands for a structure, or makes some of it: a loop, a macro. */
export const IS_FUNCTION = 'keys == /^(Ref$|Fn::)/';

/** A resource whose properties are there to be read. */
export function requireReadable({ properties }: Shape): GuardLines {
  return [
    ...violates('CacheEncryptionReadable', '\'Fn::Transform\' !exists'),
    ...when([`${properties} exists`], requireStructure(properties)),
  ];
}

export function requireStructure(property: string): GuardLines {
  return [
    ...violates('CacheEncryptionReadable', `${property} is_struct`),
    ...violates('CacheEncryptionReadable', `${filterBy(property, [IS_FUNCTION])} empty`),
  ];
}

export function violates(name: RuleName, clause: string): GuardLines {
  return ruleClause(name, TEMPLATE, clause);
}
