import { ChildProcess, spawn, spawnSync } from 'child_process';
import { existsSync, mkdirSync, rmSync } from 'fs';
import { createServer } from 'net';
import { join } from 'path';
import { CACHE } from '../languages/project';
import { answers, run } from '../languages/shell';

const MOTO = '5.2.5';
const AWS_CLI = '1.46.3';
export const REGION = 'eu-west-1';

const VENV = join(CACHE, `emulator-${MOTO}-${AWS_CLI}`);
const BIN = join(VENV, 'bin');

/** Why there is no emulator; nothing where there is one, or may be. To install half a gigabyte unasked is left to CI. */
export const MISSING = !answers('python3', '--version') ? 'python3 is not found'
  : !existsSync(BIN) && process.env.CI !== 'true' ? 'moto and the AWS CLI are installed with CI=true' : undefined;

export interface EmulatedRecord {
  readonly caching: boolean;
  readonly encrypted: boolean;
}

/** API Gateway as moto plays it on this machine, and the real AWS CLI to talk to it. */
export class Emulator {
  public static async start(): Promise<Emulator> {
    install();
    const port = await freePort();
    const server = spawn(join(BIN, 'moto_server'), ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
    const emulator = new Emulator(server, `http://127.0.0.1:${port}`);
    await emulator.answered();
    return emulator;
  }

  private constructor(private readonly server: ChildProcess, public readonly url: string) {
  }

  public stop(): void {
    this.server.kill();
  }

  /** What the AWS CLI prints. */
  public aws(...args: readonly string[]): string {
    const { output } = run(join(BIN, 'aws'), args, '/', this.environment);
    return output;
  }

  /** Runs lines as a POSIX shell does that reads them from a pipe. */
  public sh(lines: string, more: NodeJS.ProcessEnv = {}): { readonly status: number | null; readonly stderr: string } {
    const { status, stderr } = spawnSync('sh', ['-e'], { input: lines, encoding: 'utf8', env: { ...process.env, ...this.environment, ...more } });
    return { status, stderr };
  }

  /** A REST API with a stage that has these records. @returns its id */
  public async api(stageName: string, settings: Readonly<Record<string, EmulatedRecord>>, hasCluster = true): Promise<string> {
    const { id } = await this.call('POST', '/restapis', { name: 'shop' });
    const { item: [{ id: root }] } = await this.call('GET', `/restapis/${id}/resources`);
    await this.call('PUT', `/restapis/${id}/resources/${root}/methods/GET`, { authorizationType: 'NONE' });
    await this.call('PUT', `/restapis/${id}/resources/${root}/methods/GET/integration`, { type: 'MOCK' });
    await this.call('POST', `/restapis/${id}/deployments`, { stageName });
    const operations = Object.entries(settings).flatMap(([key, { caching, encrypted }]) => [
      // moto makes a new record encrypted, as AWS does not: so it is said.
      { op: 'replace', path: `/${key}/caching/dataEncrypted`, value: String(encrypted) },
      { op: 'replace', path: `/${key}/caching/enabled`, value: String(caching) },
    ]);
    const cluster = { op: 'replace', path: '/cacheClusterEnabled', value: String(hasCluster) };
    await this.call('PATCH', `/restapis/${id}/stages/${stageName}`, { patchOperations: [cluster, ...operations] });
    return id;
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the emulator answers
  private async call(method: string, path: string, body?: object): Promise<any> {
    const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/apigateway/aws4_request, SignedHeaders=host, Signature=0`;
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
      PATH: `${BIN}:${process.env.PATH ?? ''}`,
      AWS_ENDPOINT_URL: this.url,
      AWS_ACCESS_KEY_ID: 'test',
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

/** Whole or not at all: a folder that is there is taken as it is. What pip writes into scripts is the path they are installed under, so it cannot be moved. */
function install(): void {
  if (existsSync(BIN)) {
    return;
  }
  try {
    mkdirSync(CACHE, { recursive: true });
    run('python3', ['-m', 'venv', VENV], CACHE);
    run(join(BIN, 'python3'), ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', `moto[server]==${MOTO}`, `awscli==${AWS_CLI}`], CACHE);
  } catch (error) {
    rmSync(VENV, { recursive: true, force: true });
    throw error;
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
