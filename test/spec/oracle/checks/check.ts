import type { Json, JsonObject } from '../oracle/json';
import type { Verdict } from '../oracle/verdicts';

/** A small template and what the standard says of it; the title cites the rule. */
export type Check = readonly [title: string, template: JsonObject, expected: Readonly<Record<string, Verdict | 'none'>>];

/** An entry for the stage default W. */
export const stageDefault = (fields: JsonObject): JsonObject => ({ HttpMethod: '*', ResourcePath: '/*', ...fields });
/** An entry for GET of one path. */
export const getMethod = (path: Json, fields: JsonObject): JsonObject => ({ HttpMethod: 'GET', ResourcePath: path, ...fields });
/** An override for `~1orders/GET`. */
export const override = (fields: JsonObject): JsonObject => getMethod('/~1orders', fields);

/** A template with one stage S whose cluster is on. */
export function stageTemplate(settings: Json, rest: JsonObject = {}, properties: JsonObject = {}): JsonObject {
  return {
    ...rest,
    Resources: {
      S: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: { RestApiId: 'api', StageName: 'prod', CacheClusterEnabled: true, MethodSettings: settings, ...properties },
      },
    },
  };
}

export const when = (condition: string, yes: Json, no: Json): JsonObject => ({ 'Fn::If': [condition, yes, no] });
export const lookup = (...names: readonly Json[]): JsonObject => ({ 'Fn::FindInMap': names });
export const ref = (name: string): JsonObject => ({ Ref: name });
export const equals = (left: Json, right: Json): JsonObject => ({ 'Fn::Equals': [left, right] });
export const NO_VALUE: JsonObject = { Ref: 'AWS::NoValue' };
export const IMPORT: JsonObject = { 'Fn::ImportValue': 'flag' };
