import { JudgedKey } from '../core/judgement/judge';
import { FLAG, TEMPLATE_NAMES } from '../core/stage/setting-names';

/** `; unknown property CacheDataEncypted, did you mean CacheDataEncrypted?`; empty if all names are known. */
export function describeMisnomers({ misnomers = [] }: JudgedKey): string {
  return misnomers.map(({ name, meant, isMisplaced }) => isMisplaced
    ? `; ${name} beside ${TEMPLATE_NAMES.list} has no effect, ${FLAG} belongs in each entry`
    : `; unknown property ${name}, did you mean ${meant}?`).join('');
}
