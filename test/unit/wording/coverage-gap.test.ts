import { CoverageGap, describeGap } from '../../../src/wording/coverage-gap';

test.each<CoverageGap>([
  { by: 'cdk-stage', cdkStage: 'Prod' },
  { by: 'early-synthesis', stack: 'Prod/Shop' },
  { by: 'unseen-creation', cdkStage: 'Prod' },
  { by: 'late-creation', stack: 'Shop' },
  { by: 'late-change', stack: 'Shop' },
  { by: 'change-after-hash', stack: 'Shop/Nested' },
  { by: 'no-stack' },
])('$by', (gap) => {
  expect(describeGap(gap)).toMatchSnapshot();
});
