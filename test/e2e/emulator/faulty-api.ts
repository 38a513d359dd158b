import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { text } from 'stream/consumers';

export interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value: string;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly operations: readonly Operation[];
}

/** What API Gateway answers instead of doing what it is asked for; nothing where it does it. */
export interface Fault {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export const CONFLICT: Fault = { status: 409, code: 'ConflictException', message: 'Unable to complete operation due to concurrent modification. Please try again later.' };
export const THROTTLED: Fault = { status: 429, code: 'TooManyRequestsException', message: 'Too Many Requests' };
export const TOO_LARGE: Fault = { status: 400, code: 'BadRequestException', message: 'Update size too large' };
export const INVALID_PATH: Fault = { status: 400, code: 'BadRequestException', message: 'Invalid method setting path: must be one of [/*/*/caching/dataEncrypted]' };

/** The emulator, with what it does not play: it refuses nothing, knows no conflict, and does all that it is asked for. */
export class FaultyApi {
  public readonly calls: Call[] = [];
  private readonly server: Server;

  /**
   * @param url the emulator
   * @param fault what to answer to a call, by how many there were before
   * @param keep which operations to pass on
   */
  constructor(
    private readonly url: string,
    private readonly fault: (call: Call, before: readonly Call[]) => Fault | undefined,
    private readonly keep: (operation: Operation) => boolean = () => true,
  ) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: Error) => response.writeHead(502).end(error.message));
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

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method = '', url: path = '', headers } = request;
    const operations = body === '' ? [] : (JSON.parse(body) as { readonly patchOperations?: readonly Operation[] }).patchOperations ?? [];
    const call = { method, path, operations };
    const fault = operations.length > 80 ? TOO_LARGE : this.fault(call, [...this.calls]);
    this.calls.push(call);
    if (fault !== undefined) {
      response.writeHead(fault.status, { 'content-type': 'application/json', 'x-amzn-ErrorType': fault.code }).end(JSON.stringify({ message: fault.message }));
      return;
    }
    const kept = operations.length === 0 ? body : JSON.stringify({ patchOperations: operations.filter(this.keep) });
    const passed = await fetch(`${this.url}${path}`, {
      method,
      headers: { 'authorization': headers.authorization ?? '', 'content-type': 'application/json' },
      body: body === '' ? undefined : kept,
    });
    response.writeHead(passed.status, { 'content-type': 'application/json', 'x-amzn-ErrorType': passed.headers.get('x-amzn-ErrorType') ?? '' }).end(await passed.text());
  }
}
