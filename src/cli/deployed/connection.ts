import { STSClient } from '@aws-sdk/client-sts';
import type { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Role } from './aws-api';

type Credentials = ReturnType<typeof fromNodeProviderChain>;

/** With what AWS is called. */
export interface Connection {
  readonly profile: string | undefined;
  /** The region in which STS and others are asked that have one endpoint for an account. */
  readonly home: string;
  readonly signal: AbortSignal;
  /** What to throw where the SDK throws something. It is given: the SDK's bundle would have a class of its own. */
  readonly errorOf: (raw: unknown) => Error;
  readonly credentials?: Credentials;
}

const SESSION_NAME = 'cdk-encrypt-api-cache';

const [CONNECT, ANSWER] = [5_000, 30_000];

export function clientConfig({ profile, home, credentials }: Connection, region = home): {
  readonly region: string;
  readonly profile?: string;
  readonly credentials?: Credentials;
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

/** @param fallback where neither the environment nor the profile has a region */
export async function homeRegion(profile: string | undefined, fallback: string): Promise<string> {
  return new STSClient(profile === undefined ? {} : { profile }).config.region().catch(() => fallback);
}

export function roleParameters({ arn, externalId }: Role, connection: Connection): Parameters<typeof fromTemporaryCredentials>[0] {
  return {
    masterCredentials: connection.credentials,
    params: { RoleArn: arn, RoleSessionName: SESSION_NAME, ...externalId !== undefined && { ExternalId: externalId } },
    clientConfig: clientConfig(connection),
  };
}
