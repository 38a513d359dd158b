import {
  BatchGetAggregateResourceConfigCommand, ConfigServiceClient, paginateListAggregateDiscoveredResources,
} from '@aws-sdk/client-config-service';
import type { AggregateResourceIdentifier } from '@aws-sdk/client-config-service';
import {
  OrganizationsClient, paginateListAccounts, paginateListAccountsForParent, paginateListOrganizationalUnitsForParent,
} from '@aws-sdk/client-organizations';
import type { Account } from '@aws-sdk/client-organizations';
import type { RecordedStages } from './aws-api';
import { clientConfig, Connection } from './connection';
import type { Json } from '../../core/stage/deployed-stage';
import { STAGE_TYPE } from '../../core/stage/stage-cache';

/** These services have quotas of their own, which nobody else needs: attempts are those of the SDK. */
const ATTEMPTS = { maxAttempts: 10, retryMode: 'adaptive' } as const;

/** @param units organizational units, whose accounts are listed, with those of the units within them; without any, all are listed */
export async function activeAccounts(connection: Connection, units: readonly string[]): Promise<readonly string[]> {
  const client = new OrganizationsClient({ ...clientConfig(connection), ...ATTEMPTS });
  const options = { abortSignal: connection.signal };
  const accounts: string[] = [];
  const take = async (pages: AsyncIterable<{ readonly Accounts?: readonly Account[] }>) => {
    for await (const { Accounts: page = [] } of pages) {
      accounts.push(...page.flatMap(({ Id: id, State: state, Status: status }) => id !== undefined && (state ?? status) === 'ACTIVE' ? [id] : []));
    }
  };
  if (units.length === 0) {
    await take(paginateListAccounts({ client }, {}, options));
  }
  const open = [...units];
  for (let ParentId = open.shift(); ParentId !== undefined; ParentId = open.shift()) {
    await take(paginateListAccountsForParent({ client }, { ParentId }, options));
    for await (const { OrganizationalUnits: page = [] } of paginateListOrganizationalUnitsForParent({ client }, { ParentId }, options)) {
      open.push(...page.flatMap(({ Id: id }) => id ?? []));
    }
  }
  return [...new Set(accounts)];
}

/** The most that AWS Config takes at once. */
const BATCH = 100;
/** How often what it has not processed is asked for. */
const ROUNDS = 5;

export async function recordedStages(connection: Connection, name: string): Promise<RecordedStages> {
  const client = new ConfigServiceClient({ ...clientConfig(connection), ...ATTEMPTS });
  const options = { abortSignal: connection.signal };
  let open: AggregateResourceIdentifier[] = [];
  const pages = paginateListAggregateDiscoveredResources(
    { client, pageSize: BATCH }, { ConfigurationAggregatorName: name, ResourceType: STAGE_TYPE }, options,
  );
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
