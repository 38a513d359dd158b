import { measureOf, prerequisiteOf } from './measures';
import { planMeasures, renderPlan } from '../../../bench/plan';

const PRESENT = prerequisiteOf('Python');
const ABSENT = prerequisiteOf('Chromium', 'none of chromium is in PATH');
const UNFIT = prerequisiteOf('Maven', 'mvn does not start');

const measure = (name: string, ...needs: readonly typeof PRESENT[]) => measureOf(name, () => [], needs);

test('a measure lacks what is missing of its own needs', () => {
  const plan = planMeasures([measure('loading'), measure('page', ABSENT), measure('java', PRESENT, UNFIT, ABSENT)]);
  expect(plan.map(({ measure: { name }, missing }) => [name, missing.map((prerequisite) => prerequisite.name)])).toEqual([
    ['loading', []],
    ['page', ['Chromium']],
    ['java', ['Maven', 'Chromium']],
  ]);
});

test('each prerequisite is looked for once, and only for the chosen measures', () => {
  const findFault = jest.fn();
  const shared = { ...PRESENT, findFault };
  planMeasures([measure('page', shared), measure('writing', shared)]);
  expect(findFault).toHaveBeenCalledTimes(1);
});

test('the plan says what is left out, why, and how to get what is missing', () => {
  expect(renderPlan(planMeasures([measure('loading'), measure('page', ABSENT), measure('python', PRESENT)]))).toBe([
    'Left out:',
    '  page needs Chromium, which is missing: none of chromium is in PATH.',
    '    To measure it, install Chromium.',
    'To be measured: loading, python.',
  ].join('\n'));
});

test('a plan without gaps is one line', () => {
  expect(renderPlan(planMeasures([measure('loading'), measure('python', PRESENT)]))).toBe('To be measured: loading, python.');
});

test('a plan with nothing but gaps says so', () => {
  expect(renderPlan(planMeasures([measure('page', ABSENT)]))).toMatch(/\nNothing is left to measure\.$/);
});
