import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { text } from 'stream/consumers';

export interface AccountCall {
  readonly method: string;
  readonly path: string;
  /** As the signature of the call names them. */
  readonly region: string;
  readonly service: string;
  /** As IAM calls it, such as `apigateway:GET`. */
  readonly action: string;
  readonly body: string;
}

/** What is answered instead: an error, or nothing at all. */
export type AccountFault = { readonly status: number; readonly code: string; readonly message: string } | { readonly status: 200; readonly says: object } | 'reset';

export interface AccountSettings {
  readonly regions: readonly string[];
  /** Calls a second, and at once, of each region or of the account. */
  readonly quota?: { readonly rate: number; readonly burst: number; readonly isShared: boolean };
  /** What goes wrong, or happens before the call is answered. */
  readonly fault?: (call: AccountCall, before: readonly AccountCall[]) => AccountFault | undefined | Promise<AccountFault | undefined>;
}

/** The emulator as an account with a quota, regions and faults: what the emulator does not play. */
export class AccountApi {
  public readonly calls: AccountCall[] = [];
  public throttled = 0;
  private readonly buckets = new Map<string, { tokens: number; at: number }>();
  private readonly server: Server;

  constructor(private readonly url: string, private readonly settings: AccountSettings) {
    this.server = createServer((request, response) => {
      this.serve(request, response).catch(() => response.destroy());
    });
  }

  /** @returns where it listens */
  public async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method = '', url: path = '', headers } = request;
    const [, region = '', service = ''] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
    const target = String(headers['x-amz-target'] ?? '');
    const call = { method, path, region, service, action: actionOf(method, path, service, target, body), body };
    const before = [...this.calls];
    this.calls.push(call);
    const fault = await this.settings.fault?.(call, before);
    if (fault === 'reset') {
      request.socket.destroy();
    } else if (fault !== undefined && 'says' in fault) {
      answer(response, fault.status, fault.says);
    } else if (fault !== undefined && service === 'sts') {
      // STS speaks XML.
      const { status, code, message } = fault;
      response.writeHead(status, { 'content-type': 'text/xml' })
        .end(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r1</RequestId></ErrorResponse>`);
    } else if (fault !== undefined) {
      answer(response, fault.status, { message: fault.message }, fault.code);
    } else if (path === '/listRegions') {
      answer(response, 200, { Regions: this.settings.regions.map((name) => ({ RegionName: name, RegionOptStatus: 'ENABLED_BY_DEFAULT' })) });
    } else if (service === 'apigateway' && !this.hasToken(region)) {
      this.throttled++;
      answer(response, 429, { message: 'Too Many Requests' }, 'TooManyRequestsException');
    } else if (method === 'DELETE' && path.endsWith('/cache/data')) {
      // The emulator has no cache to flush.
      answer(response, 202, {});
    } else {
      const named = ['authorization', 'content-type', 'x-amz-target'].flatMap((name) => headers[name] === undefined ? [] : [[name, String(headers[name])]]);
      const passed = await fetch(`${this.url}${path}`, { method, body: body === '' ? undefined : body, headers: Object.fromEntries(named) as Record<string, string> });
      const said = await passed.text();
      response.writeHead(passed.status, {
        'content-type': passed.headers.get('content-type') ?? 'application/json', 'x-amzn-errortype': passed.headers.get('x-amzn-errortype') ?? '',
      }).end(said);
    }
  }

  private hasToken(region: string): boolean {
    const { quota } = this.settings;
    if (quota === undefined) {
      return true;
    }
    const name = quota.isShared ? '' : region;
    const now = performance.now();
    const { tokens, at } = this.buckets.get(name) ?? { tokens: quota.burst, at: now };
    const filled = Math.min(quota.burst, tokens + (now - at) / 1_000 * quota.rate);
    this.buckets.set(name, { tokens: filled >= 1 ? filled - 1 : filled, at: now });
    return filled >= 1;
  }
}

function actionOf(method: string, path: string, service: string, target: string, body: string): string {
  const operation = target.split('.')[1] ?? new URLSearchParams(body).get('Action') ?? method;
  return path === '/listRegions' ? 'account:ListRegions' : `${service}:${operation}`;
}

function answer(response: ServerResponse, status: number, body: object, code?: string): void {
  response.writeHead(status, { 'content-type': 'application/json', ...code !== undefined && { 'x-amzn-errortype': code } }).end(JSON.stringify(body));
}
