import { asBoolean, asNumber, asString, evaluateLiteral, itemsOf, property } from '../../../../src/core/template-language/intrinsics';
import { Place } from '../../../../src/core/template-language/place';

const at = (raw: unknown) => evaluateLiteral(new Place(raw, 'X'));

describe('a boolean', () => {
  test.each([
    ['standard 1: a boolean', true, { is: 'known', value: true }],
    ['standard 1: a boolean as a string', 'true', { is: 'known', value: true }],
    ['standard 1: a boolean', false, { is: 'known', value: false }],
    ['standard 1: a boolean as a string', 'false', { is: 'known', value: false }],
    ['rule 16: AWS::NoValue removes', { Ref: 'AWS::NoValue' }, { is: 'absent' }],
    ['AWS::NoValue beside something else', { Ref: 'AWS::NoValue', a: 1 }, { is: 'unresolved', shown: '{"Ref":"AWS::NoValue","a":1}' }],
    ['another function of that name', { 'Fn::ImportValue': 'AWS::NoValue' }, { is: 'unresolved', shown: '{"Fn::ImportValue":"AWS::NoValue"}' }],
    ['nothing there', undefined, { is: 'absent' }],
    ['null, which CloudFormation refuses and SAM drops', null, { is: 'absent' }],
    ['rule 15: a parameter', { Ref: 'Encrypt' }, { is: 'unresolved', shown: '{"Ref":"Encrypt"}' }],
    ['rule 16: a condition', { 'Fn::If': ['A', true, false] }, { is: 'unresolved', shown: '{"Fn::If":["A",true,false]}' }],
    ['rule 16: a dynamic reference', '{{resolve:ssm:/encrypt}}', { is: 'unresolved', shown: '"{{resolve:ssm:/encrypt}}"' }],
    ['a word that is no boolean', 'TRUE', { is: 'unresolved', shown: '"TRUE"' }],
    ['a number', 1, { is: 'unresolved', shown: '1' }],
    ['an empty string', '', { is: 'unresolved', shown: '""' }],
    ['a list', [true], { is: 'unresolved', shown: '[true]' }],
    ['an object', { a: true }, { is: 'unresolved', shown: '{"a":true}' }],
  ])('%s: %j', (_, raw, reading) => {
    expect(asBoolean(at(raw))).toEqual(reading);
  });
});

describe('a number', () => {
  test.each([
    [0, { is: 'known', value: 0 }],
    ['0', { is: 'known', value: 0 }],
    ['300', { is: 'known', value: 300 }],
    ['0.0', { is: 'known', value: 0 }],
    ['0.5', { is: 'unresolved', shown: '"0.5"' }],
    ['', { is: 'unresolved', shown: '""' }],
    ['5s', { is: 'unresolved', shown: '"5s"' }],
    ['s5', { is: 'unresolved', shown: '"s5"' }],
    [['5'], { is: 'unresolved', shown: '["5"]' }],
    ['five', { is: 'unresolved', shown: '"five"' }],
    [{ Ref: 'Ttl' }, { is: 'unresolved', shown: '{"Ref":"Ttl"}' }],
    [undefined, { is: 'absent' }],
  ])('%j', (raw, reading) => {
    expect(asNumber(at(raw))).toEqual(reading);
  });
});

test('only a list has items', () => {
  const list = new Place(['a', 'b'], 'X');
  expect(itemsOf(list)).toEqual([list.at(0, 'a'), list.at(1, 'b')]);
  expect(itemsOf(new Place('ab', 'X'))).toEqual([]);
});

describe('a string', () => {
  test.each([
    ['/*', { is: 'known', value: '/*' }],
    ['{{resolve:ssm:/path}}', { is: 'unresolved', shown: '"{{resolve:ssm:/path}}"' }],
    [7, { is: 'unresolved', shown: '7' }],
    [{ 'Fn::Sub': '/~1${Path}' }, { is: 'unresolved', shown: '{"Fn::Sub":"/~1${Path}"}' }],
  ])('%j', (raw, reading) => {
    expect(asString(at(raw))).toEqual(reading);
  });
});

describe('a property', () => {
  test('of a structure is where it stands', () => {
    const place = new Place({ a: { b: 1 } }, 'X');
    expect(property(evaluateLiteral(place), 'a', evaluateLiteral)).toEqual({ is: 'structure', place: place.at('a', { b: 1 }), names: ['b'] });
    expect(place.at('a', { b: 1 }).path).toEqual(['X', 'a']);
  });

  test.each([
    ['nothing', undefined, 'absent'],
    ['a structure without it', {}, 'absent'],
    ['a structure that only inherits it', {}, 'absent'],
    ['an intrinsic function', { Ref: 'P' }, 'unresolved'],
    ['a structure with Fn::Transform beside its properties', { 'Fn::Transform': {}, 'toString': true }, 'unresolved'],
    ['a list', [], 'unresolved'],
    ['a scalar', 'text', 'unresolved'],
  ])('of %s', (_, raw, is) => {
    expect(property(at(raw), 'toString', evaluateLiteral).is).toBe(is);
  });
});
