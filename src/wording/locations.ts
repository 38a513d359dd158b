import { PropertyNames, TEMPLATE } from '../catalog/property-names';
import { JudgedKey } from '../core/judgement/judge';
import { MethodSetting } from '../core/stage/method-setting';
import { KeyFault } from '../core/stage/method-setting-key';
import { Path } from '../core/template-language/place';
import { isKnown } from '../core/template-language/reading';

/** Where a verdict is decided: what has to be written, or cannot be read. */
export function verdictLocations({ reason, settings, path }: JudgedKey, { flag }: PropertyNames = TEMPLATE): readonly Path[] {
  switch (reason) {
    case 'settings-unreadable':
    case 'settings-no-list':
    case 'template-unreadable':
      return [path];
    case 'key-unreadable':
      return settings.flatMap(unreadableParts);
    case 'stated-encrypted':
    case 'caching-off':
    case 'caching-not-stated':
    case 'no-effect':
    case 'stated-unencrypted':
    case 'not-stated':
    case 'not-inherited':
    case 'seeded':
    case 'duplicates-disagree':
    case 'flag-unreadable':
    case 'caching-unreadable':
    case 'cluster-unreadable':
    case 'condition-unreadable':
    case 'too-many-configurations':
      return settings.filter(({ encryption }) => !isKnown(encryption, true)).map((setting) => [...setting.path, flag]);
  }
}

/** Where a key goes wrong. */
export function faultLocations({ settings }: JudgedKey, fault: KeyFault, { isDeployed }: PropertyNames = TEMPLATE): readonly Path[] {
  if (isDeployed) {
    return settings.map(({ path }) => path);
  }
  switch (fault) {
    case 'duplicate':
    case 'key-incomplete':
      return settings.map(({ path }) => path);
    case 'path-without-slash':
    case 'path-not-encoded':
    case 'path-contested':
    case 'path-impossible':
    case 'path-glob':
      return settings.map(({ path }) => [...path, TEMPLATE.path]);
    case 'method-unknown':
      return settings.map(({ path }) => [...path, TEMPLATE.method]);
  }
}

function unreadableParts({ path, key }: MethodSetting): readonly Path[] {
  const parts = [{ name: TEMPLATE.method, reading: key.method }, { name: TEMPLATE.path, reading: key.path }];
  return parts.filter(({ reading }) => reading.is === 'unresolved').map(({ name }) => [...path, name]);
}
