import { OneRule } from '../../projenrc/peers';
import { generateApp, AppSize } from '../app';
import { child, clock, library, times, withFolder } from '../child';

child(({ size, rounds }: { readonly size: AppSize; readonly rounds: number }) => withFolder((outdir) => {
  const app = generateApp(size, outdir);
  const { ApiCacheEncryptionChecks } = library();
  const judged = (pack: { validateScope(scope: typeof app): { readonly violations: readonly unknown[] } }) => clock(() => {
    if (pack.validateScope(app).violations.length === 0) {
      throw new Error('a pack that finds nothing judges nothing');
    }
  });
  return times(rounds, () => ({ ours: judged(new ApiCacheEncryptionChecks()), theirs: judged(new OneRule()) }));
}));
