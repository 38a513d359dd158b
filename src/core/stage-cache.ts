import { MethodSetting } from './method-setting';
import { Path } from './place';
import { Reading } from './reading';

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
  /** Something is written there, but it is no list. */
  readonly isNoList?: boolean;
}

export const STAGE_TYPE = 'AWS::ApiGateway::Stage';
export const DEPLOYMENT_TYPE = 'AWS::ApiGateway::Deployment';
export const SERVERLESS_API_TYPE = 'AWS::Serverless::Api';
