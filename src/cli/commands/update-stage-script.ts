import { escapeToAscii, SAFE, updateStageCommands } from './update-stage-commands';
import { DeployedStage } from '../../core/stage/deployed-stage';

/** A stage of a listing that may have to be changed. */
export interface ListedStage {
  /** The name of its input. */
  readonly input: string;
  readonly stage: DeployedStage;
  /** Whether the finding at a key is acknowledged and must not be fixed. */
  readonly isAcknowledged: (key: string) => boolean;
}

/** The commands for stages of listings, and those for which there can be none. */
export interface UpdateStageScript {
  readonly text: string;
  /** The number of commands by the name of the input. */
  readonly counts: ReadonlyMap<string, number>;
  /** The number of stages by the name of the input that have no commands, because nobody knows the API they belong to. */
  readonly unknown: ReadonlyMap<string, number>;
}

/**
 * Commands in groups by account and region: those of an account need its credentials.
 *
 * @param restApiId the ID of the API, for stages that do not have it; of no use where they are of several APIs
 * @param profile the profile of the AWS CLI to run them with
 */
export function updateStageScript(listed: readonly ListedStage[], restApiId?: string, profile?: string): UpdateStageScript {
  const isAmbiguous = areOfSeveralApis(listed);
  const groups = new Map<string, string[]>();
  const [counts, unknown] = [new Map<string, number>(), new Map<string, number>()];
  for (const { input, stage, isAcknowledged } of listed) {
    const lines = updateStageCommands(stage, isAcknowledged, restApiId, profile);
    if (lines.length > 0 && isUnnamed(stage) && isAmbiguous) {
      unknown.set(input, (unknown.get(input) ?? 0) + 1);
    } else if (lines.length > 0) {
      counts.set(input, (counts.get(input) ?? 0) + lines.length);
      const heading = headingOf(stage);
      groups.set(heading, [...groups.get(heading) ?? [], ...lines]);
    }
  }
  const text = [...groups].flatMap(([heading, lines]) => heading === '' ? lines : [heading, ...lines]).map((line) => `${line}\n`).join('');
  return { text, counts, unknown };
}

/** Whether stages that do not have the ID of their API are of more than one: listings that differ, or a name that is there twice. */
export function areOfSeveralApis(listed: readonly ListedStage[]): boolean {
  const unnamed = listed.filter(({ stage }) => isUnnamed(stage));
  const names = new Set(unnamed.map(({ stage }) => stage.name));
  return names.size < unnamed.length || new Set(unnamed.map(({ input, stage }) => stage.listing ?? input)).size > 1;
}

function isUnnamed({ restApiId }: DeployedStage): boolean {
  return restApiId === undefined;
}

function headingOf({ accountId, region }: DeployedStage): string {
  const parts = [['account', accountId], ['region', region]].flatMap(([name, value]) => value === undefined ? [] : [`${name} ${commented(value)}`]);
  return parts.length === 0 ? '' : `# ${parts.join(', ')}`;
}

/** A comment ends with its line. */
function commented(text: string): string {
  return SAFE.test(text) ? text : escapeToAscii(JSON.stringify(text));
}
