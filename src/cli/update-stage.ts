import { patchPath } from '../catalog/dialect';
import { DeployedStage } from '../core/deployed-stage';
import { judge } from '../core/judge';
import { remediateRecords } from '../core/remediate';

/** More than that in one call, and API Gateway may refuse it («Update size too large»). */
export const MOST_OPERATIONS = 80;

/** Where nobody has said which API it is, the shell stops and asks for it. */
const UNKNOWN_API = '"${REST_API_ID:?}"';

/**
 * The commands that make a deployed stage state encryption wherever it is cached,
 * or may be, each one line of a POSIX shell. Nothing but flags is set, and setting
 * them twice does no harm.
 *
 * API Gateway refuses a call as a whole, and may refuse a key that no method has:
 * such a key has a call of its own, after the others.
 *
 * @param isAccepted whether somebody has accepted what is found at a key: it is left alone
 * @param restApiId which API it is, if the stage does not say so itself
 */
export function updateStageCommands(
  { name, restApiId: own, region, stage }: DeployedStage,
  isAccepted: (key: string) => boolean,
  restApiId?: string,
): readonly string[] {
  const judgement = judge(stage);
  const keys = remediateRecords(stage, isAccepted).map(({ key }) => key);
  const inert = new Set(judgement.keys.filter(({ keyFault }) => keyFault !== undefined).map(({ key }) => key));
  const groups = [...inGroups(keys.filter((key) => !inert.has(key)), MOST_OPERATIONS), ...inGroups(keys.filter((key) => inert.has(key)), 1)];
  const api = own ?? restApiId;
  const options = [['--stage-name', name], ...region === undefined ? [] : [['--region', region]]];
  const odd = [...options, ['--rest-api-id', api ?? '']].filter(([, value]) => !canBeArgument(value));
  const call = [
    'aws apigateway update-stage',
    `--rest-api-id=${api === undefined ? UNKNOWN_API : quoted(api)}`,
    ...options.map(([option, value]) => `${option}=${quoted(value)}`),
  ].join(' ');
  return groups.length > 0 && odd.length > 0 ? [refusal(odd[0])] : groups.map((some) => `${call} --patch-operations=${quoted(operations(some))}`);
}

/** In ASCII: JSON can say anything that a terminal would not show. */
function operations(keys: readonly string[]): string {
  return ascii(JSON.stringify(keys.map((key) => ({ op: 'replace', path: patchPath(key), value: 'true' }))));
}

/**
 * What starts like a URL the AWS CLI reads as a file, or fetches; what does not
 * show is no name that API Gateway gives.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html
 */
function canBeArgument(value: string): boolean {
  return !/^\w+:\/\/|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);
}

/** Whoever runs the lines is told, and a shell that stops at errors stops. */
function refusal([option, value]: readonly string[]): string {
  return `printf '%s\\n' ${quoted(`invalid ${option} ${ascii(JSON.stringify(value))}, nothing was changed`)} >&2; false`;
}

function inGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

const SAFE = /^[A-Za-z0-9_./:@%+-]+$/;

/** A text as one word of a POSIX shell. Within single quotes nothing means anything but the quote itself. */
function quoted(text: string): string {
  return SAFE.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}

/** A JSON text with whatever is not ASCII escaped: it means the same. */
function ascii(json: string): string {
  return json.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
