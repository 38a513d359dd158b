import { readFileSync } from 'fs';
import { child, clock, library, times } from '../child';

/** Milliseconds for each file, read and parsed like the engine that is compared reads it. */
child(({ files, rounds }: { readonly files: readonly string[]; readonly rounds: number }) => times(rounds, () => clock(() => {
  const { ApiCacheAudit, ApiCacheVerdict } = library();
  if (files.some((file) => ApiCacheAudit.ofTemplate(JSON.parse(readFileSync(file, 'utf8'))).verdict !== ApiCacheVerdict.UNENCRYPTED)) {
    throw new Error('the audit has overlooked what it was given');
  }
}) / files.length));
