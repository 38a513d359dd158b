import { AwsError, ErrorKind } from './aws-api';

const THROTTLED: ReadonlySet<string> = new Set(['TooManyRequestsException', 'LimitExceededException', 'ThrottlingException', 'Throttling', 'RequestLimitExceeded']);
const EXPIRED: ReadonlySet<string> = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'CredentialsProviderError', 'TokenProviderError']);
const INTERRUPTED = 'AbortError';

/** What the SDK throws, as far as anybody needs it. */
interface Thrown {
  readonly name?: string;
  readonly code?: unknown;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

export function awsErrorOf(raw: unknown): AwsError {
  if (raw instanceof AwsError) {
    return raw;
  }
  const { name = 'Error', code, message = '', $metadata, $response } = raw as Thrown;
  const seconds = Number($response?.headers?.['retry-after']);
  // The SDK adds lines for whoever debugs it.
  const [said] = message.trim().split('\n');
  const shown = name === 'Error' && typeof code === 'string' ? code : name;
  return new AwsError(
    shown, said === '' ? 'no further details' : said, kindOf(name, $metadata?.httpStatusCode), $metadata?.requestId,
    Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
  );
}

function kindOf(name: string, status: number | undefined): ErrorKind {
  if (name === INTERRUPTED) {
    return 'interrupted';
  }
  if (EXPIRED.has(name)) {
    return 'credentials';
  }
  if (status === 429 || THROTTLED.has(name)) {
    return 'throttled';
  }
  if (name === 'ConflictException') {
    return 'conflict';
  }
  // Without a status, nobody has answered. The SDK may wrap what it does not know as an error, so its name says nothing.
  return status === undefined || status >= 500 ? 'unavailable' : 'refused';
}
