import { reached } from './reached';
import { ROWS } from './shapes';
import { LOUD, testApp } from '../../support/app';

describe.each([true, false])('with aspectStabilization %s', (stabilization) => {
  const context = { '@aws-cdk/core:aspectStabilization': stabilization };
  const rows = ROWS.filter((row) => row.stabilization === undefined || row.stabilization === stabilization);

  test.each(rows.map((row) => [`${row.shape} · ${row.call} · ${row.happens}`, row] as const))('%s', (_, { build, synthesis, outcome, says, holds = '' }) => {
    if (outcome === 'fails') {
      const loud = testApp({ context: { ...context, ...LOUD } });
      expect(() => {
        build(loud);
        loud.synth(synthesis);
      }).toThrow(says);
      return;
    }
    const app = testApp({ context });
    build(app);
    const { verdicts, errors, warnings } = reached(app, synthesis);
    expect(verdicts.length).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    expect(JSON.stringify(app.synth().stacksRecursively.map(({ template }) => template as unknown))).toContain(holds);
    switch (outcome) {
      case 'encrypted':
        expect(verdicts.filter((verdict) => !verdict.endsWith('~1orders/GET: ENCRYPTED'))).toEqual([]);
        return expect(warnings).toEqual([]);
      case 'warns':
        expect(verdicts.filter((verdict) => !verdict.endsWith('~1orders/GET: UNENCRYPTED'))).toEqual([]);
        expect(warnings).toHaveLength(verdicts.length);
        return expect(warnings[0].description).toContain(says);
      case 'encrypted there alone':
        expect(verdicts).toEqual([
          'Prod/Shop Stage ~1orders/GET: ENCRYPTED', 'Test/Shop Stage ~1orders/GET: UNENCRYPTED', 'Prod/Inner/Shop Stage ~1orders/GET: ENCRYPTED',
        ]);
        return expect(warnings).toEqual([]);
    }
  });
});
