import { PseudoParameters, Parameters } from '../../../../src/core/template-language/parameters';

const ref = (Ref: string) => ({ Ref });
const equals = (...operands: unknown[]) => ({ 'Fn::Equals': operands });
const find = (...keys: unknown[]) => ({ 'Fn::FindInMap': keys });
const OPEN = { Type: 'String' };
const MAPPINGS = { M: { a: { x: 'one', y: 'two' }, b: { x: 'three' } } };

type Section = Readonly<Record<string, unknown>>;

interface Template {
  readonly parameters?: Section;
  readonly conditions?: Section;
  readonly environment?: PseudoParameters;
  readonly settings?: unknown;
}

function parametersOf({ parameters = {}, conditions = {}, environment, settings }: Template): Parameters {
  return new Parameters({ parameters, conditions, mappings: MAPPINGS }, environment).lookingUp(settings, true);
}

/** `a b ~P` is a, b, or any other value that P may have; `~P!` if somebody has to change a default for that. */
function shown(parameters: Parameters, name: string): string | undefined {
  return parameters.domainOf(name)?.map((value) => value.is === 'literal' ? value.text : `~${value.than}${value.isNonDefault ? '!' : ''}`).join(' ');
}

// Rule 14: a parameter's domain.
test.each<[string, Template, string | undefined]>([
  ['allowed values', { parameters: { P: { ...OPEN, AllowedValues: ['a', 'b'] } } }, 'a b'],
  ['allowed values, whatever the default is', { parameters: { P: { ...OPEN, AllowedValues: ['a', 'b'], Default: 'b' } } }, 'a b'],
  ['allowed values that are the same text', { parameters: { P: { ...OPEN, AllowedValues: [1, '1', true] } } }, '1 true'],
  ['no allowed value', { parameters: { P: { ...OPEN, AllowedValues: [], Default: 'a' } } }, 'a ~P!'],
  ['an allowed value that cannot be read', { parameters: { P: { ...OPEN, AllowedValues: ['a', {}] } } }, '~P'],
  ['allowed values that are no list', { parameters: { P: { ...OPEN, AllowedValues: 'a' } } }, '~P'],
  ['a default', { parameters: { P: { ...OPEN, Default: 'a' } } }, 'a ~P!'],
  ['a default that cannot be read', { parameters: { P: { ...OPEN, Default: {} } } }, '~P'],
  ['neither', { parameters: { P: OPEN } }, '~P'],
  ['what it is compared with', { parameters: { P: OPEN }, conditions: { A: equals(ref('P'), 'a'), B: { 'Fn::Not': [equals('b', ref('P'))] } } }, 'a b ~P'],
  ['its default, which it is compared with', { parameters: { P: { ...OPEN, Default: 'a' } }, conditions: { A: equals(ref('P'), 'a') } }, 'a ~P!'],
  ['what another one is compared with', { parameters: { P: OPEN, Q: OPEN }, conditions: { A: equals(ref('Q'), 'a') } }, '~P'],
  ['what another one may be, which it is compared with', { parameters: { P: OPEN, Q: { ...OPEN, Default: 'q' } }, conditions: { A: equals(ref('P'), ref('Q')) } }, 'q ~P ~Q'],
  ['the allowed values of another one', { parameters: { P: OPEN, Q: { ...OPEN, AllowedValues: ['q', 'r'] } }, conditions: { A: equals(ref('Q'), ref('P')) } }, 'q r ~P'],
  ['allowed values lend and do not borrow', { parameters: { P: { ...OPEN, AllowedValues: ['a'] }, Q: OPEN }, conditions: { A: equals(ref('P'), ref('Q')) } }, 'a'],
  ['what a lookup may come to', { parameters: { P: OPEN }, conditions: { A: equals(ref('P'), find('M', ref('AWS::Region'), 'x')) } }, 'one three ~P'],
  ['or its default', { parameters: { P: OPEN }, conditions: { A: equals(ref('P'), find('M', 'a', 'z', { DefaultValue: 'd' })) } }, 'd ~P'],
  ['what cannot be read lends nothing', { parameters: { P: OPEN }, conditions: { A: equals(ref('P'), { 'Fn::ImportValue': 'x' }) } }, '~P'],
  ['nor does another one that cannot be read', { parameters: { P: OPEN, Q: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'q' } }, conditions: { A: equals(ref('P'), ref('Q')) } }, '~P'],
  ['the keys of a map', { parameters: { P: OPEN }, settings: find('M', ref('P'), 'x') }, 'a b'],
  ['the keys under which something is found', { parameters: { P: OPEN }, settings: find('M', ref('P'), 'y') }, 'a'],
  ['two lookups', { parameters: { P: { ...OPEN, AllowedValues: ['b', 'a', 'c'] } }, settings: [find('M', ref('P'), 'x'), find('M', ref('P'), 'y')] }, 'a'],
  ['a key, and a default that catches any other one', { parameters: { P: OPEN }, settings: find('M', ref('P'), 'x', { DefaultValue: 'd' }) }, 'a b ~P'],
  ['a key of a condition', { parameters: { P: OPEN }, conditions: { A: equals(find('M', ref('P'), 'x'), 'one') } }, 'a b'],
  ['a key in a branch', { parameters: { P: OPEN }, settings: { 'Fn::If': ['A', find('M', ref('P'), 'x'), 1] } }, 'a b ~P'],
  ['no key at all', { parameters: { P: { ...OPEN, AllowedValues: ['c'] } }, settings: find('M', ref('P'), 'x') }, ''],
  ['what the environment fixes', { parameters: { P: { ...OPEN, Default: 'a' } }, environment: { P: 'here' } }, 'here'],
  ['a type of AWS', { parameters: { P: { Type: 'AWS::EC2::VPC::Id' } } }, '~P'],
  ['a list', { parameters: { P: { Type: 'CommaDelimitedList', Default: 'a' } } }, undefined],
  ['a type that begins like it', { parameters: { P: { Type: 'CommaDelimitedListOf' } } }, '~P'],
  ['a type that ends like it', { parameters: { P: { Type: 'My::CommaDelimitedList' } } }, '~P'],
  ['a list of a type', { parameters: { P: { Type: 'List<Number>' } } }, undefined],
  ['a type with a list in it', { parameters: { P: { Type: 'My::List<Number>' } } }, '~P'],
  ['a value of the Parameter Store', { parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>' } } }, undefined],
  ['the name of a value of the Parameter Store', { parameters: { P: { Type: 'AWS::SSM::Parameter::Name' } } }, '~P'],
  ['a type with the Parameter Store in it', { parameters: { P: { Type: 'My::AWS::SSM::Parameter::Value<String>' } } }, '~P'],
  ['no type', { parameters: { P: {} } }, undefined],
  ['no declaration', {}, undefined],
])('%s', (_, template, expected) => {
  expect(shown(parametersOf(template), 'P')).toBe(expected);
});

test('pseudo parameters are open, unless the environment fixes them', () => {
  const all = ['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::StackId', 'AWS::StackName', 'AWS::URLSuffix'];
  expect(all.map((name) => shown(parametersOf({}), name))).toEqual(all.map((name) => `~${name}`));
  expect(shown(parametersOf({ environment: { 'AWS::Region': 'eu-west-1' } }), 'AWS::Region')).toBe('eu-west-1');
  expect(shown(parametersOf({}), 'AWS::NoValue')).toBeUndefined();
  expect(shown(parametersOf({}), 'toString')).toBeUndefined();
});

test('those that are compared in a chain share everything, others nothing', () => {
  const parameters = parametersOf({
    parameters: { P: { ...OPEN, Default: 'p' }, Q: OPEN, R: OPEN, S: OPEN },
    conditions: { A: equals(ref('P'), ref('Q')), B: equals(ref('Q'), ref('R')), C: equals(ref('R'), 'r'), D: equals(ref('S'), 's') },
  });
  const sorted = (name: string) => shown(parameters, name)!.split(' ').sort().join(' ');
  expect(['P', 'Q', 'R', 'S'].map(sorted)).toEqual(['p r ~P! ~Q! ~R!', 'p r ~P ~Q ~R', 'p r ~P ~Q ~R', 's ~S']);
});

// Rule 16: a configuration in which a lookup finds nothing cannot be deployed.
test.each<[string, Template, boolean]>([
  ['no lookup', {}, true],
  ['one that finds something', { settings: find('M', 'a', 'x') }, true],
  ['one that finds nothing', { settings: find('M', 'a', 'z') }, false],
  ['one of two', { settings: [find('M', 'a', 'x'), find('M', 'c', 'x')] }, false],
  ['one that a default catches', { settings: find('M', 'a', 'z', { DefaultValue: 1 }) }, true],
  ['one in a branch', { settings: { 'Fn::If': ['A', find('M', 'a', 'z'), 1] } }, true],
  ['one of a condition', { conditions: { A: equals(find('M', 'a', 'z'), 'one') } }, false],
  ['a map that is not declared', { settings: find('N', 'a', 'x') }, true],
  ['a parameter that is no key', { parameters: { P: { ...OPEN, AllowedValues: ['c'] } }, settings: find('M', ref('P'), 'x') }, false],
  ['one that cannot be read', { settings: find('M', ref('Elsewhere'), 'x') }, true],
])('%s can be deployed', (_, template, expected) => {
  expect(parametersOf(template).canDeploy).toBe(expected);
});

test('lookups add up', () => {
  const parameters = parametersOf({ parameters: { P: OPEN } });
  expect(parameters.lookingUp({ A: 1 }, true)).toBe(parameters);
  const [first, second] = [find('M', ref('P'), 'x'), find('M', ref('P'), 'y')];
  expect(shown(parameters.lookingUp(first, true), 'P')).toBe('a b');
  expect(shown(parameters.lookingUp(first, true).lookingUp(second, true), 'P')).toBe('a');
  expect(shown(parameters.lookingUp(second, true).lookingUp(first, true), 'P')).toBe('a');
  expect(shown(parameters.lookingUp(first, false), 'P')).toBe('a b ~P');
});
