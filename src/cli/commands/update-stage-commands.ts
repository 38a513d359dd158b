import { patchPath } from '../../catalog/property-names';
import { judge } from '../../core/judgement/judge';
import { remediateRecords } from '../../core/judgement/remediate';
import { DeployedStage } from '../../core/stage/deployed-stage';

/** API Gateway might refuse more operations in one call ("Update size too large"). */
export const MOST_OPERATIONS = 80;

/** Makes the shell stop with an error when the ID of the API is not set. */
const UNKNOWN_API = '"${REST_API_ID:?}"';

/**
 * The commands that encrypt every method setting that caches, or might, in a deployed
 * stage. Each is one line for a POSIX shell. They set only flags, and running them
 * twice does no harm.
 *
 * API Gateway refuses a call as a whole, and may refuse a key that no method has:
 * such a key has a call of its own, after the others.
 *
 * @param isAcknowledged whether the finding at a key is acknowledged and must not be fixed
 * @param restApiId the ID of the API, if the stage does not have it
 * @param profile the profile of the AWS CLI to run them with
 */
export function updateStageCommands(
  { name, restApiId: own, region, stage }: DeployedStage,
  isAcknowledged: (key: string) => boolean,
  restApiId?: string,
  profile?: string,
): readonly string[] {
  const judgement = judge(stage);
  const keys = remediateRecords(stage, isAcknowledged).map(({ key }) => key);
  const inert = new Set(judgement.keys.filter(({ keyFault }) => keyFault !== undefined).map(({ key }) => key));
  const groups = [
    ...splitIntoGroups(keys.filter((key) => !inert.has(key)), MOST_OPERATIONS),
    ...splitIntoGroups(keys.filter((key) => inert.has(key)), 1),
  ];
  const api = own ?? restApiId;
  const options = [['--stage-name', name], ...region === undefined ? [] : [['--region', region]], ...profile === undefined ? [] : [['--profile', profile]]];
  const odd = [...options, ['--rest-api-id', api ?? '']].filter(([, value]) => !canBeArgument(value));
  const call = [
    'aws apigateway update-stage',
    `--rest-api-id=${api === undefined ? UNKNOWN_API : quoted(api)}`,
    ...options.map(([option, value]) => `${option}=${quoted(value)}`),
  ].join(' ');
  return groups.length > 0 && odd.length > 0 ? [refuseOption(odd[0])] : groups.map((group) => `${call} --patch-operations=${quoted(patchOperations(group))}`);
}

/** In ASCII: JSON can say anything that a terminal would not show. */
function patchOperations(keys: readonly string[]): string {
  return escapeToAscii(JSON.stringify(keys.map((key) => ({ op: 'replace', path: patchPath(key), value: 'true' }))));
}

/**
 * The AWS CLI reads a value that starts like a URL as a file, or fetches it. A value
 * with invisible characters is not a name that API Gateway allows.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html
 */
function canBeArgument(value: string): boolean {
  return !/^\w+:\/\/|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);
}

/** Prints the error when the lines are run, and fails. */
function refuseOption([option, value]: readonly string[]): string {
  return `printf '%s\\n' ${quoted(`invalid ${option} ${escapeToAscii(JSON.stringify(value))}, nothing was changed`)} >&2; false`;
}

function splitIntoGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

export const SAFE = /^[A-Za-z0-9_./:@%+-]+$/;

/** A text as one word of a POSIX shell. Within single quotes nothing means anything but the quote itself. */
function quoted(text: string): string {
  return SAFE.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}

/** A JSON text with whatever is not ASCII escaped: it means the same. */
export function escapeToAscii(json: string): string {
  return json.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
