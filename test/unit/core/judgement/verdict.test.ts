import { isReported, VERDICTS, worstVerdictOf } from '../../../../src/core/judgement/verdict';

test('section 2: the order of verdicts', () => {
  expect(VERDICTS).toEqual(['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN', 'DORMANT', 'ENCRYPTED', 'NOT_CACHED']);
});

test('the worst of none is NOT_CACHED', () => {
  expect(worstVerdictOf([])).toBe('NOT_CACHED');
});

test('the worst of several', () => {
  expect(worstVerdictOf(['ENCRYPTED', 'DORMANT', 'NOT_CACHED'])).toBe('DORMANT');
});

test('two verdicts need nothing', () => {
  expect(VERDICTS.filter((verdict) => !isReported(verdict))).toEqual(['ENCRYPTED', 'NOT_CACHED']);
});
