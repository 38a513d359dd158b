import { Place } from '../../../../src/core/template-language/place';
import { TemplateValue } from '../../../../src/core/template-language/template-value';

const valueOf = (raw: unknown) => TemplateValue.at(new Place(raw, 'X'));
const choose = (yes: unknown, no: unknown) => ({ 'Fn::If': ['C', yes, no] });
const UNREADABLE = { 'Fn::ImportValue': 'x' };

test.each<[string, unknown, readonly unknown[], boolean]>([
  ['a structure', { a: 1 }, [1], false],
  ['a structure without it', {}, [undefined], false],
  ['nothing', undefined, [], false],
  ['a text', 'a', [], true],
  ['what cannot be read', UNREADABLE, [], true],
  ['a branch', choose({ a: 1 }, { a: choose(2, 3) }), [1, 2, 3], false],
  ['a branch that is left out', choose({ a: 1 }, { Ref: 'AWS::NoValue' }), [1], false],
  ['a branch that cannot be read', choose({ a: 1 }, UNREADABLE), [1], true],
])('rule 16: a property of %s', (_, raw, branches, hangsOnUnreadable) => {
  const property = valueOf(raw).property('a');
  expect(property.branches.map((branch) => branch.raw)).toStrictEqual(branches);
  expect(property.hangsOnUnreadable).toBe(hangsOnUnreadable);
});

// Rule 13: SAM merges what is written, before conditions mean anything.
test.each<[string, TemplateValue, boolean, unknown]>([
  ['a structure', valueOf({ a: choose(1, 2) }), true, choose(1, 2)],
  ['nothing', valueOf(undefined), true, undefined],
  ['a property of nothing', valueOf(undefined).property('b'), true, undefined],
  ['a property', valueOf({ b: { a: 1 } }).property('b'), true, 1],
  ['two branches', valueOf(choose({ a: 1 }, { a: 2 })), false, undefined],
  ['what cannot be read', valueOf({ ...UNREADABLE, a: 1 }), false, undefined],
  ['a property of what cannot be read', valueOf(UNREADABLE).property('b'), false, undefined],
  ['a property of a branch beside one that cannot be read', valueOf(choose({ b: { a: 1 } }, UNREADABLE)).property('b'), false, undefined],
])('rule 13: %s as it is written', (_, value, isReadable, written) => {
  expect(value.isReadable).toBe(isReadable);
  expect(value.written('a')).toEqual(written);
});
