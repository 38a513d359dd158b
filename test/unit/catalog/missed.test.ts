import { describeMissed, Missed } from '../../../src/catalog/missed';

test.each<Missed>([
  { by: 'cdk-stage', cdkStage: 'Prod' },
  { by: 'early-synthesis', stack: 'Prod/Shop' },
  { by: 'no-validation', stack: 'Prod/Shop' },
  { by: 'unseen-creation', cdkStage: 'Prod' },
  { by: 'no-construct', stack: 'Shop' },
  { by: 'no-construct', stack: undefined },
  { by: 'late-creation' },
  { by: 'late-change' },
])('$by', (missed) => {
  expect(describeMissed(missed)).toMatchSnapshot();
});
