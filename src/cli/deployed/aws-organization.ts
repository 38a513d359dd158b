import {
  BatchGetAggregateResourceConfigCommand, ConfigServiceClient, paginateListAggregateDiscoveredResources,
} from '@aws-sdk/client-config-service';
import type { AggregateResourceIdentifier } from '@aws-sdk/client-config-service';
import { OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsOrganization, RecordedStages, Role } from './aws-api';
import { clientConfig, Connection, homeRegion, roleParameters } from './connection';
import type { Json } from '../../core/stage/deployed-stage';
import { STAGE_TYPE } from '../../core/stage/stage-cache';

/** These services have quotas of their own, which nobody else needs: attempts are those of the SDK. */
const ATTEMPTS = { maxAttempts: 10, retryMode: 'adaptive' } as const;

/** What only `--organization` and `--aggregator` need. */
export async function connectOrganization(
  profile: string | undefined, fallback: string, signal: AbortSignal, errorOf: Connection['errorOf'], role: Role | undefined,
): Promise<AwsOrganization> {
  const [home, credentials] = [await homeRegion(profile, fallback), fromNodeProviderChain({ profile })];
  const own: Connection = { profile, home, signal, errorOf, credentials };
  const connection = role === undefined ? own : { ...own, credentials: fromTemporaryCredentials(roleParameters(role, own)) };
  const config = { ...clientConfig(connection), ...ATTEMPTS };
  const options = { abortSignal: signal };
  return {
    activeAccounts: async () => {
      try {
        const accounts: string[] = [];
        for await (const { Accounts: page = [] } of paginateListAccounts({ client: new OrganizationsClient(config) }, {}, options)) {
          accounts.push(...page.flatMap(({ Id: id, State: state, Status: status }) => id !== undefined && (state ?? status) === 'ACTIVE' ? [id] : []));
        }
        return accounts;
      } catch (error) {
        throw errorOf(error);
      }
    },
    recordedStages: async (aggregator) => {
      try {
        return await recordedStages(new ConfigServiceClient(config), aggregator, options);
      } catch (error) {
        throw errorOf(error);
      }
    },
  };
}

/** The most that AWS Config takes at once. */
const BATCH = 100;
/** How often what it has not processed is asked for. */
const ROUNDS = 5;

async function recordedStages(
  client: ConfigServiceClient, name: string, options: { readonly abortSignal: AbortSignal },
): Promise<RecordedStages> {
  const query = { ConfigurationAggregatorName: name, ResourceType: STAGE_TYPE } as const;
  let open: AggregateResourceIdentifier[] = [];
  const pages = paginateListAggregateDiscoveredResources({ client, pageSize: BATCH }, query, options);
  for await (const { ResourceIdentifiers: page = [] } of pages) {
    open.push(...page);
  }
  const items: Json[] = [];
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const left: AggregateResourceIdentifier[] = [];
    for (let start = 0; start < open.length; start += BATCH) {
      const batch = open.slice(start, start + BATCH);
      const command = new BatchGetAggregateResourceConfigCommand({ ConfigurationAggregatorName: name, ResourceIdentifiers: batch });
      const { BaseConfigurationItems: found = [], UnprocessedResourceIdentifiers: unprocessed = [] } = await client.send(command, options);
      items.push(...found.map((item) => JSON.parse(JSON.stringify(item)) as Json));
      left.push(...unprocessed);
    }
    open = left;
  }
  return {
    items,
    unprocessed: open.map(({ SourceAccountId: accountId = '', SourceRegion: region = '', ResourceId: resourceId = '' }) => ({ accountId, region, resourceId })),
  };
}
