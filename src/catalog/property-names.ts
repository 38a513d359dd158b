import { DEPLOYED_NAMES, SettingNames, TEMPLATE_NAMES } from '../core/stage/setting-names';
import { Path } from '../core/template-language/place';

/** What properties are called, and how their places are named, where a user looks at them. */
export interface PropertyNames extends Omit<SettingNames, 'list'> {
  /** What names the stage default. */
  readonly wildcard: string;
  /** Where it is said that a stage has no method settings. */
  readonly list: Path;
  /** How one says where something is to be set. */
  readonly place: (path: Path) => string;
  /** What to do about a flag at such places. */
  readonly set: (places: string) => string;
  /** Nothing of it is written by hand: what cannot be read is listed again, and a key is not to be written otherwise. */
  readonly isDeployed: boolean;
}

export const TEMPLATE: PropertyNames = {
  ...TEMPLATE_NAMES,
  wildcard: `${TEMPLATE_NAMES.method} * with ${TEMPLATE_NAMES.path} /*`,
  list: ['Properties', TEMPLATE_NAMES.list],
  place: (path) => path.join('.'),
  set: (places) => `set ${places} to true`,
  isDeployed: false,
};

/** A stage as API Gateway lists it, which is changed by patches. */
export const DEPLOYED: PropertyNames = {
  ...DEPLOYED_NAMES,
  wildcard: '*/*',
  list: [DEPLOYED_NAMES.list],
  place: ([, key]) => patchPath(String(key)),
  set: (places) => `set ${places} to true (aws apigateway update-stage)`,
  isDeployed: true,
};

/**
 * Where `UpdateStage` sets the flag of a key.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
 */
export function patchPath(key: string): string {
  return `/${key}/caching/dataEncrypted`;
}
