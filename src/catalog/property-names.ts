import { DEPLOYED_NAMES, SettingNames, TEMPLATE_NAMES } from '../core/stage/setting-names';
import { Path } from '../core/template-language/place';

/** What properties are called, and how their places are named, where a user looks at them. */
export interface PropertyNames extends Omit<SettingNames, 'list'> {
  /** What names the stage default. */
  readonly wildcard: string;
  /** The path that is shown for a stage without method settings. */
  readonly list: Path;
  /** The path to set, as the user writes it. */
  readonly place: (path: Path) => string;
  /** How to set the flag at these paths. */
  readonly set: (places: string) => string;
  /** Whether it is a listing of AWS, which is not written by hand: it is listed again rather than corrected. */
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
