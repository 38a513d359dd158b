import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { text } from 'stream/consumers';
import { changeOperations, Operation } from './emulator';
import { Calls, Fault, Incident } from '../../support/repair-case';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly operations: readonly Operation[];
}

/** API Gateway does not do so much in one call. */
const MOST_OPERATIONS = 80;
const TOO_LARGE: Fault = { status: 400, code: 'BadRequestException', message: 'Update size too large' };

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly code?: string;
}

type Incidents<Is extends Incident['is']> = readonly Extract<Incident, { readonly is: Is }>[];

/** The emulator, with what it does not play: it refuses nothing, knows no conflict, removes nothing, and does all that it is asked for. */
export class FaultyApi {
  public readonly calls: Call[] = [];
  private readonly removed = new Set<string>();
  private readonly server: Server;

  /**
   * @param url the emulator
   * @param incidents what goes wrong
   */
  constructor(private readonly url: string, private readonly incidents: readonly Incident[]) {
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: Error) => response.writeHead(502).end(error.message));
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
    const { method = '', url: path = '', headers: { authorization = '' } } = request;
    const operations = body === '' ? [] : (JSON.parse(body) as { readonly patchOperations?: readonly Operation[] }).patchOperations ?? [];
    this.calls.push({ method, path, operations });
    if (this.happening('unanswered').length > 0) {
      return;
    }
    const cutOff = this.happening('cut off').length > 0;
    const { status, body: answer, code = '' } = await this.answer(authorization);
    if (cutOff) {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-ErrorType': code }).end(answer);
  }

  /** What comes of the last call. */
  private async answer(authorization: string): Promise<Answer> {
    const { method, path, operations } = this.calls[this.calls.length - 1];
    const refused = this.happening('refused');
    for (const { settings } of this.happening('added')) {
      await this.pass(authorization, 'PATCH', path, changeOperations(settings));
    }
    const removed = this.happening('removed');
    if (operations.length > MOST_OPERATIONS || refused.length > 0) {
      removed.forEach(({ key }) => this.removed.add(key));
      const { status, code, message } = refused[0]?.with ?? TOO_LARGE;
      return { status, code, body: JSON.stringify({ message }) };
    }
    // The emulator has no cache to flush.
    if (method === 'DELETE' && path.endsWith('/cache/data')) {
      return { status: 202, body: '' };
    }
    const lost = this.incidents.flatMap((incident) => incident.is === 'lost' ? [incident.key] : []);
    const kept = operations.filter((operation) => !lost.some((key) => changes(operation, key)));
    const answer = await this.pass(authorization, method, path, kept);
    removed.forEach(({ key }) => this.removed.add(key));
    return { ...answer, body: this.without(answer.body) };
  }

  private happening<Is extends Incident['is']>(is: Is): Incidents<Is> {
    const happening = this.incidents.filter((incident) => incident.is === is && 'calls' in incident && this.isAmong(incident.calls));
    return happening as unknown as Incidents<Is>;
  }

  /** Whether the last call is one of these. */
  private isAmong({ method, first = 1, last = Infinity, key }: Calls): boolean {
    const { method: called, operations } = this.calls[this.calls.length - 1];
    const number = this.calls.filter((call) => call.method === method).length;
    const isOfKey = key === undefined || operations.some((operation) => changes(operation, key));
    return called === method && first <= number && number <= last && isOfKey;
  }

  private without(body: string): string {
    const stage = JSON.parse(body) as { methodSettings?: Record<string, unknown> };
    this.removed.forEach((key) => delete stage.methodSettings?.[key]);
    return JSON.stringify(stage);
  }

  private async pass(authorization: string, method: string, path: string, operations: readonly Operation[]): Promise<Answer> {
    const body = operations.length === 0 ? undefined : JSON.stringify({ patchOperations: operations });
    const answer = await fetch(`${this.url}${path}`, { method, headers: { authorization, 'content-type': 'application/json' }, body });
    return { status: answer.status, body: await answer.text(), code: answer.headers.get('x-amzn-ErrorType') ?? undefined };
  }
}

function changes({ path }: Operation, key: string): boolean {
  return path.startsWith(`/${key}/`);
}
