/** Templates of the conformance table that Guard fails although the audit proves them to be in order, by what Guard does not do. */
export const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  'evaluates no conditions, and so knows no configurations': [
    'correlated: caching and encryption never disagree',
    'correlated with the cluster',
    'correlated through Not',
    'two values of one parameter exclude each other',
    'And of two values is never true',
    'Or of all values is always true',
    'a value outside AllowedValues never comes',
    'two literals are equal in every configuration',
    'a parameter equals itself',
    'a stage that exists only in harmless configurations',
    'a stage that never exists',
    'items that exclude each other are no duplicates',
    'a value under two conditions',
    'a false part decides an And whose rest cannot be evaluated',
    '4096 configurations are judged',
  ],
  'looks up neither parameters nor mappings': [
    'AllowedValues true only',
    'AllowedValues as booleans',
    'one parameter for caching and encryption',
    'in a condition and as a value',
    'a map with literal keys',
  ],
  'removes nothing that is `AWS::NoValue`': ['everything it sets is removed', 'StageName removed: invalid', 'the whole list, removed'],
  'does not know whether there is an implicit API, nor what AWS SAM merges': [
    'no implicit API: the event names one',
    'no implicit API: no function',
    'no implicit API: its only function never exists',
    'a local list under a condition replaces that of Globals, which SAM merges before conditions mean anything',
  ],
};
