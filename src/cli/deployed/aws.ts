import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import {
  APIGatewayClient, FlushStageCacheCommand, GetRestApisCommand, GetStageCommand, GetStagesCommand, UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Access, ApiGateway, Aws } from './aws-api';
import { activeAccounts, recordedStages } from './aws-organization';
import { assumeRole, clientConfig, Connection, connectionOf } from './connection';
import type { Json } from '../../core/stage/deployed-stage';

/** The SDK behind the functions of `aws-api.ts`. Attempts are those of the pacer, not of the SDK. */
export async function connect(access: Access): Promise<Aws> {
  return connected(await connectionOf(access));
}

function connected(connection: Connection): Aws {
  const config = (region?: string) => clientConfig(connection, region);
  const options = { abortSignal: connection.signal };
  const asked = throwing(connection.errorOf);
  return {
    identity: asked(async () => {
      const { Account: accountId = '', Arn: arn = '' } = await new STSClient(config()).send(new GetCallerIdentityCommand({}), options);
      return { accountId, arn };
    }),
    enabledRegions: asked(async () => {
      const pages = paginateListRegions({ client: new AccountClient(config()) }, { RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] }, options);
      const regions: string[] = [];
      for await (const { Regions: page = [] } of pages) {
        regions.push(...page.flatMap(({ RegionName: name }) => name ?? []));
      }
      return regions;
    }),
    apiGateway: (region) => apiGateway(new APIGatewayClient(config(region)), options, asked),
    assume: (role) => connected(assumeRole(role, connection)),
    activeAccounts: asked(async (units) => activeAccounts(connection, units)),
    recordedStages: asked(async (aggregator) => recordedStages(connection, aggregator)),
  };
}

/** The most that API Gateway lists at once. */
const LIMIT = 500;

function apiGateway(
  client: APIGatewayClient, options: { readonly abortSignal: AbortSignal }, asked: ReturnType<typeof throwing>,
): ApiGateway {
  return {
    restApis: asked(async (position) => {
      const { items = [], position: next } = await client.send(new GetRestApisCommand({ limit: LIMIT, position }), options);
      return { apis: items.map(({ id = '', name }) => ({ id, name })), position: next };
    }),
    stages: asked(async (restApiId) => {
      const { item = [] } = await client.send(new GetStagesCommand({ restApiId }), options);
      return item.map(asJson);
    }),
    stage: asked(async (restApiId, stageName) => asJson(await client.send(new GetStageCommand({ restApiId, stageName }), options))),
    updateStage: asked(async (restApiId, stageName, operations) =>
      asJson(await client.send(new UpdateStageCommand({ restApiId, stageName, patchOperations: [...operations] }), options))),
    flushCache: asked(async (restApiId, stageName) => {
      await client.send(new FlushStageCacheCommand({ restApiId, stageName }), options);
    }),
  };
}

/** As API Gateway has said it, but for the variables of the stage: they may be secrets, and nobody needs them. */
function asJson(stage: object): Json {
  const { $metadata, variables, ...rest } = stage as { readonly $metadata?: unknown; readonly variables?: unknown };
  return JSON.parse(JSON.stringify(rest)) as Json;
}

/** Makes functions throw errors of ours. */
function throwing(errorOf: Connection['errorOf']) {
  return <A extends readonly unknown[], T>(call: (...args: A) => Promise<T>): ((...args: A) => Promise<T>) => async (...args) => {
    try {
      return await call(...args);
    } catch (error) {
      throw errorOf(error);
    }
  };
}
