import { AwsError, ErrorKind } from '../../../../src/cli/deployed/aws-api';
import { awsErrorOf } from '../../../../src/cli/deployed/aws-error';

const service = (name: string, httpStatusCode: number, message = 'said') => Object.assign(new Error(message), { name, $metadata: { httpStatusCode, requestId: 'r1' } });

test.each<[Error, ErrorKind, string]>([
  [service('TooManyRequestsException', 429), 'throttled', 'TooManyRequestsException: said (request r1)'],
  [service('LimitExceededException', 429), 'throttled', 'LimitExceededException: said (request r1)'],
  [service('Unknown', 429), 'throttled', 'Unknown: said (request r1)'],
  [service('ThrottlingException', 400), 'throttled', 'ThrottlingException: said (request r1)'],
  [service('ConflictException', 409), 'conflict', 'ConflictException: said (request r1)'],
  [service('InternalFailure', 500), 'unavailable', 'InternalFailure: said (request r1)'],
  [service('ServiceUnavailableException', 503, ''), 'unavailable', 'ServiceUnavailableException: no further details (request r1)'],
  [service('AccessDeniedException', 403, 'with an explicit deny in a service control policy'), 'refused', 'AccessDeniedException: with an explicit deny in a service control policy (request r1)'],
  [service('UnrecognizedClientException', 403), 'refused', 'UnrecognizedClientException: said (request r1)'],
  [service('ExpiredTokenException', 403), 'credentials', 'ExpiredTokenException: said (request r1)'],
  [Object.assign(new Error('no profile'), { name: 'CredentialsProviderError' }), 'credentials', 'CredentialsProviderError: no profile'],
  [Object.assign(new Error('aborted'), { name: 'AbortError' }), 'interrupted', 'AbortError: aborted'],
  [Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 'unavailable', 'ECONNRESET: socket hang up'],
  [Object.assign(new Error('too slow'), { name: 'TimeoutError' }), 'unavailable', 'TimeoutError: too slow'],
  [new Error('AWS SDK error wrapper for socket hang up'), 'unavailable', 'Error: AWS SDK error wrapper for socket hang up'],
  [new SyntaxError('no JSON\n  for whoever debugs it'), 'unavailable', 'SyntaxError: no JSON'],
])('%s is %s', (thrown, kind, described) => {
  const error = awsErrorOf(thrown);
  expect(error.kind).toBe(kind);
  expect(error.described).toBe(described);
});

test.each([['3', 3], ['soon', undefined], ['0', undefined]])('how long AWS asks to wait: %s', (header, seconds) => {
  const thrown = Object.assign(service('TooManyRequestsException', 429), { $response: { headers: { 'retry-after': header } } });
  expect(awsErrorOf(thrown).retryAfter).toBe(seconds);
});

test('an error that is known stays as it is', () => {
  const error = new AwsError('Code', 'message', 'refused');
  expect(awsErrorOf(error)).toBe(error);
});
