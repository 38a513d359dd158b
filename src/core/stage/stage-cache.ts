import { MethodSetting } from './method-setting';
import { Path } from '../template-language/place';
import { Reading } from '../template-language/reading';

/** The cache of a stage that AWS has. */
export interface StageCache {
  readonly cluster: Reading<boolean>;
  /** Every readable record, in no meaningful order (rule 10). */
  readonly settings: readonly MethodSetting[];
  readonly unreadable: readonly UnreadableSettings[];
}

/** Method settings that cannot be read: a list, an item of a list, a record. */
export interface UnreadableSettings {
  readonly path: Path;
  readonly shown: string;
  /** Something is written there, but it is not a list. */
  readonly isNoList?: boolean;
}

export const STAGE_TYPE = 'AWS::ApiGateway::Stage';
export const DEPLOYMENT_TYPE = 'AWS::ApiGateway::Deployment';
export const SERVERLESS_API_TYPE = 'AWS::Serverless::Api';

/** The types of resources that can configure the cache of a stage. */
export const STAGE_TYPES: ReadonlySet<string> = new Set([STAGE_TYPE, DEPLOYMENT_TYPE, SERVERLESS_API_TYPE]);

/** Whether resources of the type can configure the cache of a stage. */
export function canConfigureStage(type: string): boolean {
  return STAGE_TYPES.has(type);
}
