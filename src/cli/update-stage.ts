import { plainText } from './plain-text';
import { patchPath } from '../catalog/dialect';
import { DeployedStage } from '../core/deployed-stage';
import { judge } from '../core/judge';
import { remediate } from '../core/remediate';

/** More than that in one call, and API Gateway may refuse it («Update size too large»). */
const MOST_OPERATIONS = 80;

/** Where nobody has said which API it is, the shell stops and asks for it. */
const UNKNOWN_API = '"${REST_API_ID:?}"';

/**
 * The commands that make a deployed stage state encryption wherever it is cached,
 * or may be, for a POSIX shell. Nothing but flags is set, and setting them twice
 * does no harm.
 *
 * @param isAccepted whether somebody has accepted what is found at a key: it is left alone
 * @param restApiId which API it is, if the stage does not say so itself
 */
export function updateStageCommands(
  { name, restApiId: own, region, stage }: DeployedStage,
  isAccepted: (key: string) => boolean,
  restApiId?: string,
): readonly string[] {
  const edits = remediate(stage, { ensureStageDefault: false, isAcknowledged: isAccepted }, judge(stage));
  const api = own ?? restApiId;
  const call = [
    'aws apigateway update-stage',
    `--rest-api-id=${api === undefined ? UNKNOWN_API : quoted(api)}`,
    `--stage-name=${quoted(name)}`,
    ...region === undefined ? [] : [`--region=${quoted(region)}`],
  ].join(' ');
  return inGroups(edits, MOST_OPERATIONS).map((some) => {
    const operations = some.map(({ key }) => ({ op: 'replace', path: patchPath(key), value: 'true' }));
    // What it replaces means the same in JSON, and cannot command a terminal.
    return `${call} --patch-operations=${quoted(plainText(JSON.stringify(operations)))}`;
  });
}

function inGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return all.length === 0 ? [] : [all.slice(0, size), ...inGroups(all.slice(size), size)];
}

const SAFE = /^[A-Za-z0-9_./:@%+-]+$/;

/** A text as one word of a POSIX shell. Within single quotes nothing means anything but the quote itself. */
export function quoted(text: string): string {
  // No argument of a command can carry a NUL.
  const plain = text.replaceAll('\0', '');
  return SAFE.test(plain) ? plain : `'${plain.replaceAll('\'', '\'\\\'\'')}'`;
}
