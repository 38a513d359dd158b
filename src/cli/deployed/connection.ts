import { STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Access, Role } from './aws-api';

/** With what AWS is called. */
export interface Connection extends Pick<Access, 'profile' | 'signal' | 'errorOf'> {
  /** The region in which STS and others are asked that have one endpoint for an account. */
  readonly home: string;
  /** Fetched once for all clients, and again before they expire. */
  readonly credentials: STSClient['config']['credentials'];
}

const SESSION_NAME = 'cdk-encrypt-api-cache';

const [CONNECT, ANSWER] = [5_000, 30_000];

/** Who names a profile need not be told that there are keys in the environment as well. */
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

type WithoutCredentials = Omit<Connection, 'credentials'>;

export async function connectionOf({ profile, fallback, signal, errorOf, mfaCode }: Access): Promise<Connection> {
  const home = await new STSClient(profile === undefined ? {} : { profile }).config.region().catch(() => fallback);
  return withCredentials({ profile, home, signal, errorOf }, fromNodeProviderChain({
    profile, mfaCodeProvider: mfaCode, ...profile !== undefined && { logger: SILENT },
  }));
}

export function assumeRole({ arn, externalId }: Role, connection: Connection): Connection {
  return withCredentials(connection, fromTemporaryCredentials({
    masterCredentials: connection.credentials,
    params: { RoleArn: arn, RoleSessionName: SESSION_NAME, ...externalId !== undefined && { ExternalId: externalId } },
    clientConfig: clientConfig(connection),
  }));
}

/** A client remembers the credentials that it is given; from there, others take them. */
function withCredentials(connection: WithoutCredentials, credentials: ReturnType<typeof fromNodeProviderChain>): Connection {
  return { ...connection, credentials: new STSClient({ ...clientConfig(connection), credentials }).config.credentials };
}

export function clientConfig({ profile, home, credentials }: WithoutCredentials & Partial<Connection>, region = home): {
  readonly region: string;
  readonly profile?: string;
  readonly credentials?: Connection['credentials'];
  readonly maxAttempts: number;
  readonly requestHandler: { readonly connectionTimeout: number; readonly requestTimeout: number };
} {
  return {
    region,
    ...profile !== undefined && { profile },
    ...credentials !== undefined && { credentials },
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECT, requestTimeout: ANSWER },
  };
}
