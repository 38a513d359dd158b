import { JudgedKey } from '../core/judgement/judge';
import { Reading } from '../core/template-language/reading';

/** What a row shows if a template does not state the flag. */
export const NOT_STATED = 'not stated';

/** What the template states for the flag: `true`, `not stated`, `{"Ref":"Encrypt"}`; each of them where entries differ. */
export function describeStated({ settings, shown }: Pick<JudgedKey, 'settings' | 'shown'>): string {
  return settings.length === 0 ? shown ?? NOT_STATED : [...new Set(settings.map(({ written }) => flagText(written)))].join(', ');
}

function flagText(flag: Reading<boolean>): string {
  switch (flag.is) {
    case 'known':
      return String(flag.value);
    case 'absent':
      return NOT_STATED;
    case 'unresolved':
      return flag.shown;
  }
}
