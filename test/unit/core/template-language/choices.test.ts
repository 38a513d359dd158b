import { Choices } from '../../../../src/core/template-language/choices';
import { Unknown } from '../../../../src/core/template-language/conditions';
import { Configuration } from '../../../../src/core/template-language/configuration';
import { Parameters, ParameterValue } from '../../../../src/core/template-language/parameters';
import { Place } from '../../../../src/core/template-language/place';

const literal = (text: string): ParameterValue => ({ is: 'literal', text });
const ENV = [literal('dev'), literal('prod')];
const SIZE = [literal('s'), literal('m'), literal('l')];
const unknown = (name: string): Unknown => ({ is: 'unknown', name, raw: { Condition: name } });
const textOf = (value: ParameterValue) => value.is === 'literal' ? value.text : '…';

/** What is asked of each configuration, until there is none left. */
function answers<T>(ask: (choices: Choices) => T): readonly T[] {
  const choices = new Choices();
  const all: T[] = [];
  do {
    all.push(ask(choices));
  } while (choices.advance());
  return all;
}

describe('rule 14: every choice is made once', () => {
  test('the last that was asked for changes first', () => {
    expect(answers((choices) => `${textOf(choices.parameter('Env', ENV))} ${textOf(choices.parameter('Size', SIZE))}`))
      .toEqual(['dev s', 'dev m', 'dev l', 'prod s', 'prod m', 'prod l']);
  });

  test('a parameter is the same wherever a configuration asks for it', () => {
    expect(answers((choices) => [['Env', ENV] as const, ['Size', SIZE] as const, ['Env', ENV] as const]
      .map(([name, domain]) => textOf(choices.parameter(name, domain))).join(' ')))
      .toEqual(['dev s dev', 'dev m dev', 'dev l dev', 'prod s prod', 'prod m prod', 'prod l prod']);
  });

  test('only what a configuration asks for is varied', () => {
    expect(answers((choices) => {
      const env = textOf(choices.parameter('Env', ENV));
      return env === 'dev' ? env : `${env} ${textOf(choices.parameter('Size', SIZE))}`;
    })).toEqual(['dev', 'prod s', 'prod m', 'prod l']);
    expect(answers((choices) => {
      const env = textOf(choices.parameter('Env', ENV));
      return env === 'prod' ? env : `${env} ${textOf(choices.parameter('Size', SIZE))}`;
    })).toEqual(['dev s', 'dev m', 'dev l', 'prod']);
  });

  test('a parameter with a single value leaves nothing to choose', () => {
    expect(answers((choices) => textOf(choices.parameter('Only', [literal('x')])))).toEqual(['x']);
    expect(answers(() => 'nothing asked')).toEqual(['nothing asked']);
  });
});

describe('rule 16: a condition that cannot be evaluated', () => {
  test('is true, and false', () => {
    expect(answers((choices) => choices.unknown(unknown('A')))).toEqual([true, false]);
  });

  test('is one bit, wherever it stands', () => {
    expect(answers((choices) => [choices.unknown(unknown('A')), choices.unknown(unknown('B')), choices.unknown(unknown('A'))])).toEqual([
      [true, true, true], [true, false, true], [false, true, false], [false, false, false],
    ]);
  });

  test('is a guess, as a configuration has it, and a parameter is none', () => {
    const condition = unknown('A');
    expect(answers((choices) => {
      choices.parameter('Env', ENV.slice(0, 1));
      choices.unknown(condition);
      return choices.guesses;
    })).toEqual([[{ condition, value: true }], [{ condition, value: false }]]);
  });

  test('is apart from a parameter of the same name', () => {
    expect(answers((choices) => [textOf(choices.parameter('A', ENV)), choices.unknown(unknown('A'))])).toEqual([
      ['dev', true], ['dev', false], ['prod', true], ['prod', false],
    ]);
  });

  test('is no guess of a configuration that does not ask for it', () => {
    expect(answers((choices) => {
      if (choices.parameter('Env', ENV) === ENV[0]) {
        choices.unknown(unknown('A'));
      }
      return choices.guesses.length;
    })).toEqual([1, 1, 0]);
  });
});

describe('what follows from choices', () => {
  /** Asks for `Env` and `Size`, and settles a condition before, between and after them. */
  function settled(): Choices {
    const choices = new Choices();
    choices.settle('Before', true);
    choices.parameter('Env', ENV);
    choices.settle('Between', false);
    choices.parameter('Size', SIZE.slice(0, 2));
    choices.settle('After', true);
    choices.settle('Last', false);
    return choices;
  }

  const truthsOf = (choices: Choices) => ['Before', 'Between', 'After', 'Last'].map((name) => choices.truthOf(name));

  test('is known in the same configuration', () => {
    expect(truthsOf(settled())).toEqual([true, false, true, false]);
    expect(settled().truthOf('Another')).toBeUndefined();
  });

  test('stays known until one of them changes', () => {
    const choices = settled();
    choices.advance();
    expect(truthsOf(choices)).toEqual([true, false, undefined, undefined]);
    choices.advance();
    expect(truthsOf(choices)).toEqual([true, undefined, undefined, undefined]);
  });

  test('is forgotten again where it is found anew', () => {
    const choices = settled();
    choices.advance();
    choices.parameter('Size', SIZE.slice(0, 2));
    choices.settle('After', false);
    expect(truthsOf(choices)).toEqual([true, false, false, undefined]);
    choices.advance();
    expect(truthsOf(choices)).toEqual([true, undefined, undefined, undefined]);
  });

  test('rule 17: a configuration evaluates what is new in it alone', () => {
    const links = 500;
    const chain = Object.fromEntries(Array.from({ length: links }, (_, index) => [`C${index}`, { Condition: `C${index + 1}` }]));
    const last = { [`C${links}`]: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } };
    const conditions = { ...chain, ...last, IsLarge: { 'Fn::Equals': [{ Ref: 'Size' }, 'l'] } };
    const allowed = (...AllowedValues: string[]) => ({ Type: 'String', AllowedValues });
    const declared = { Env: allowed('dev', 'prod'), Size: allowed('s', 'm', 'l') };
    const parameters = new Parameters({ conditions, parameters: declared, mappings: {} });
    let nrOfSettled = 0;
    class Counted extends Choices {
      public settle(condition: string, value: boolean): void {
        nrOfSettled++;
        super.settle(condition, value);
      }
    }
    const choices = new Counted();
    const found: string[] = [];
    do {
      const configuration = new Configuration(parameters, choices);
      found.push(`${configuration.holds('C0')} ${configuration.holds('IsLarge')}`);
    } while (choices.advance());
    expect(found).toEqual(['false false', 'false false', 'false true', 'true false', 'true false', 'true true']);
    // The chain for each value of Env, and the other condition for each of both.
    expect(nrOfSettled).toBe(2 * (links + 1) + 6);
  });

  test('rule 16: does not outlive a configuration that cannot be deployed', () => {
    const parameters = new Parameters({
      conditions: { Imported: { 'Fn::Equals': [{ 'Fn::ImportValue': 'x' }, 'a'] } },
      parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'test', 'prod'] } },
      mappings: { Sizes: { dev: { size: 's' }, prod: { size: 'l' } } },
    });
    const lookup = new Place({ 'Fn::FindInMap': ['Sizes', { Ref: 'Env' }, 'size'] }, 'Here');
    expect(answers((choices) => {
      const configuration = new Configuration(parameters, choices);
      const size = configuration.evaluate(lookup);
      const isImported = configuration.holds('Imported');
      return configuration.isDeployable ? `${size.is === 'scalar' ? String(size.place.raw) : ''} ${isImported}` : 'not deployable';
    })).toEqual(['s true', 's false', 'not deployable', 'l true', 'l false']);
  });
});
