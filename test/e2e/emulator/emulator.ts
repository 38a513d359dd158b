import { ChildProcess, spawn, spawnSync } from 'child_process';
import { createServer } from 'net';
import { join } from 'path';
import { Settings } from '../../support/repair-case';
import { run } from '../languages/shell';

export const REGION = 'eu-west-1';

/** The access key of the account that the emulator has without being asked for it. */
const KEY = 'test';

/** For a hook of a test, on a machine that has other things to do. */
export const LONGEST_START = 60_000;

export interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value: string;
}

/** What makes records so. moto makes a new one encrypted, as AWS does not: so it is said. */
export function changeOperations(settings: Settings): readonly Operation[] {
  return Object.entries(settings).flatMap(([key, { caching, encrypted }]) => [
    { op: 'replace', path: `/${key}/caching/dataEncrypted`, value: String(encrypted) },
    { op: 'replace', path: `/${key}/caching/enabled`, value: String(caching) },
  ]);
}

/** API Gateway as moto plays it on this machine, and the real AWS CLI to talk to it. */
export class Emulator {
  public static async start(bin: string): Promise<Emulator> {
    const port = await freePort();
    const server = spawn(join(bin, 'moto_server'), ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
    const emulator = new Emulator(bin, server, `http://127.0.0.1:${port}`);
    await emulator.answered();
    return emulator;
  }

  private constructor(private readonly bin: string, private readonly server: ChildProcess, public readonly url: string) {
  }

  public stop(): void {
    this.server.kill();
  }

  /** What the AWS CLI prints. */
  public aws(...args: readonly string[]): string {
    const { output } = run(join(this.bin, 'aws'), args, '/', this.environment);
    return output;
  }

  /** Runs lines as a POSIX shell does that reads them from a pipe. */
  public sh(lines: string, more: NodeJS.ProcessEnv = {}): { readonly status: number | null; readonly stderr: string } {
    const { status, stderr } = spawnSync('sh', ['-e'], { input: lines, encoding: 'utf8', env: { ...process.env, ...this.environment, ...more } });
    return { status, stderr };
  }

  /** A REST API with a stage, or several, that have these records. @returns its id */
  public async api(
    stageNames: string | readonly string[], settings: Settings, hasCluster = true, region = REGION, key = KEY,
  ): Promise<string> {
    const call = async (method: string, path: string, content?: object) => this.call(region, method, path, content, key);
    const { id } = await call('POST', '/restapis', { name: 'shop' });
    const { item: [{ id: root }] } = await call('GET', `/restapis/${id}/resources`);
    await call('PUT', `/restapis/${id}/resources/${root}/methods/GET`, { authorizationType: 'NONE' });
    await call('PUT', `/restapis/${id}/resources/${root}/methods/GET/integration`, { type: 'MOCK' });
    for (const stageName of [stageNames].flat()) {
      await this.stage(id, stageName, settings, hasCluster, region, key);
    }
    return id;
  }

  public async stage(
    id: string, stageName: string, settings: Settings, hasCluster = true, region = REGION, key = KEY,
  ): Promise<void> {
    const cluster = { op: 'replace', path: '/cacheClusterEnabled', value: String(hasCluster) };
    await this.call(region, 'POST', `/restapis/${id}/deployments`, { stageName }, key);
    await this.call(region, 'PATCH', `/restapis/${id}/stages/${stageName}`, { patchOperations: [cluster, ...changeOperations(settings)] }, key);
  }

  public async deleteStage(id: string, stageName: string, region = REGION): Promise<void> {
    await this.call(region, 'DELETE', `/restapis/${id}/stages/${stageName}`);
  }

  /** The number of method settings of an API that cache unencrypted responses, as the AWS CLI finds them. */
  public countUnencrypted(id: string, region = REGION): number {
    const query = 'length(item[].values(methodSettings)[] | [?cachingEnabled && !cacheDataEncrypted])';
    return Number(this.aws('apigateway', 'get-stages', '--rest-api-id', id, '--region', region, '--query', query));
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the emulator answers
  private async call(region: string, method: string, path: string, body?: object, key = KEY): Promise<any> {
    const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/apigateway/aws4_request, SignedHeaders=host, Signature=0`;
    const answer = await fetch(`${this.url}${path}`, { method, headers: { authorization, 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path} failed: ${answer.status} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }

  private async answered(): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt++) {
      if (await fetch(`${this.url}/moto-api/`).then(({ ok }) => ok, () => false)) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('moto does not answer');
  }

  /** Nothing of whoever runs the tests: neither a region nor a key. */
  public get environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${this.bin}:${process.env.PATH ?? ''}`,
      AWS_ENDPOINT_URL: this.url,
      AWS_ACCESS_KEY_ID: KEY,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PAGER: '',
    };
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
}
