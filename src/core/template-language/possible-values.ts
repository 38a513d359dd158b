import { branchesOf, evaluateLiteral, Evaluated } from './intrinsics';
import { declaresMap, lookUpAll } from './mapping';
import { LookupOperand, operandOf, scalarText } from './operand';
import { Parameters } from './parameters';
import { Place } from './place';
import { unresolved } from './reading';

/**
 * Everything that a value may come to, whatever else holds: each branch of an
 * `Fn::If`, each value of a parameter, each entry that a lookup may reach. Without
 * enumerating anything it may name more than is possible, and never less.
 */
export function possibleValues(place: Place, parameters: Parameters): readonly Evaluated[] {
  return branchesOf(place).flatMap((branch): readonly Evaluated[] => {
    const operand = operandOf(branch.raw);
    if (operand.is === 'lookup') {
      return lookUpValues(branch, operand, parameters);
    }
    const domain = operand.is === 'parameter' ? parameters.domainOf(operand.name) : undefined;
    return domain?.map((value): Evaluated => value.is === 'literal'
      ? { is: 'scalar', place: branch.with(value.text) } : unresolved(branch.raw)) ?? [evaluateLiteral(branch)];
  });
}

function lookUpValues(place: Place, lookup: LookupOperand, parameters: Parameters): readonly Evaluated[] {
  const { mappings } = parameters.declarations;
  const isReadable = declaresMap(mappings, lookup)
    && lookup.keys.every((key) => key.is === 'text' || (key.is === 'parameter' && parameters.domainOf(key.name) !== undefined));
  const found = isReadable ? lookUpAll(mappings, lookup) : undefined;
  const read = found?.map((raw): Evaluated =>
    scalarText(raw) === undefined ? unresolved(place.raw) : { is: 'scalar', place: place.with(raw) });
  const byDefault = lookup.fallback === undefined ? [] : possibleValues(place.with(lookup.fallback.raw), parameters);
  return [...read ?? [unresolved(place.raw)], ...byDefault];
}
