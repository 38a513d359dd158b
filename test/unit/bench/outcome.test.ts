import { measureOf, prerequisiteOf, resultOf } from './measures';
import { exitCodeOf, Outcome, renderFailure, renderSummary, runMeasures } from '../../../bench/outcome';
import { planMeasures } from '../../../bench/plan';

const [FAST, SLOW] = [resultOf('fast', 1), resultOf('slow', 1000)];
const ERROR = new Error('the browser has crashed');
const measured = { is: 'measured', name: 'loading', results: [FAST] } as const;
const omitted = { is: 'left out', name: 'java', missing: ['a JDK', 'Maven'] } as const;
const failed = { is: 'failed', name: 'page', error: ERROR } as const;

test('a measure that fails or is left out does not keep the others from running', () => {
  const run = jest.fn();
  const plan = planMeasures([
    measureOf('page', () => {
      throw ERROR;
    }),
    measureOf('java', run, [prerequisiteOf('a JDK', 'javac is not in PATH'), prerequisiteOf('Maven', 'mvn is not in PATH')]),
    measureOf('loading', () => [FAST]),
  ]);
  const [onStart, onEnd] = [jest.fn(), jest.fn()];
  expect(runMeasures(plan, { onStart, onEnd })).toEqual([failed, omitted, measured]);
  expect(run).not.toHaveBeenCalled();
  expect(onStart.mock.calls).toEqual([['page'], ['loading']]);
  expect(onEnd.mock.calls).toEqual([[[failed]], [[failed, omitted]], [[failed, omitted, measured]]]);
});

test.each<[string, number, readonly Outcome[]]>([
  ['all measured', 0, [measured]],
  ['left out beside measured', 0, [measured, omitted]],
  ['a measure failed', 1, [measured, failed]],
  ['nothing measured', 1, [omitted]],
  ['a target missed by far', 1, [{ ...measured, results: [FAST, SLOW] }]],
])('exit code, %s: %i', (_, code, outcomes) => {
  expect(exitCodeOf(outcomes)).toBe(code);
});

test('the summary names what has no figures', () => {
  expect(renderSummary([measured, omitted, failed])).toBe([
    'Measured: loading.',
    'Not measured: java, without a JDK and Maven on the machine.',
    'Not measured: page, it failed.',
  ].join('\n'));
  expect(renderSummary([omitted])).toMatch(/^Measured: nothing\.\n/);
});

test('a failure has its name, its message and its place', () => {
  expect(renderFailure(failed)).toMatch(/^page failed: Error: the browser has crashed\n +at .*outcome\.test\.ts/);
  expect(renderFailure({ ...failed, error: 'a text' })).toBe('page failed: a text');
});
