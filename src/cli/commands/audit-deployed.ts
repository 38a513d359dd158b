import { resolve } from 'path';
import type { AuditRequest, Common } from '../request';
import { printReport } from './audit';
import { writeBaseline } from './baseline';
import type { SavedListing } from '../../core/stage/saved-listing';
import { stageListing } from '../../core/stage/stage-listing';
import type { DeployedQuery } from '../deployed/query';
import { DeployedSession, DeployedWorld, REAL_WORLD } from '../deployed/session';
import type { Acknowledgments } from '../input/acknowledgment-file';
import { inTrouble, Input } from '../input/input';
import { reasonOf } from '../input/sources';
import { exitCodeOf } from '../judge/exit-code';
import { judgeDeployed } from '../judge/judge-deployed';
import { acknowledgmentsIn, printProblems } from '../judge/judge-inputs';
import { writeFile } from '../output/write-file';
import { EXIT, ExitCode, Environment } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';

/** Reads the stages that are deployed, judges them, and says what came out. */
export async function auditDeployed(
  request: AuditRequest, query: DeployedQuery, environment: Environment, world: DeployedWorld = REAL_WORLD,
): Promise<ExitCode> {
  const listed = await listDeployed(request, query, environment, world);
  if (listed === undefined) {
    return EXIT.trouble;
  }
  const { acknowledgments, saved, isSaved } = listed;
  const all = [judgeDeployed(inputOf(saved), acknowledgments, environment.now)];
  printProblems(all, acknowledgments, environment);
  const judged = request.baseline === undefined ? all : writeBaseline(all, request.baseline, environment);
  return judged !== undefined && printReport(judged, request, environment) && isSaved ? exitCodeOf(judged, request.failOn) : EXIT.trouble;
}

/** What is deployed, and what it was read with. */
export interface ListedAccount {
  readonly acknowledgments: Acknowledgments;
  readonly session: DeployedSession;
  readonly saved: SavedListing;
  /** Whether it could be saved, if it had to be. */
  readonly isSaved: boolean;
}

/** Reads what is deployed; nothing, and that is said, where it cannot be read. */
export async function listDeployed(
  { acknowledge }: Pick<Common, 'acknowledge'>, query: DeployedQuery, environment: Environment, world: DeployedWorld,
): Promise<ListedAccount | undefined> {
  const acknowledgments = acknowledgmentsIn(acknowledge, environment);
  const session = acknowledgments && await DeployedSession.open(query, environment, world);
  if (acknowledgments === undefined || session === undefined) {
    return undefined;
  }
  const saved = await session.read();
  return { acknowledgments, session, saved, isSaved: saveListing(saved, query, environment) };
}

/** What was read, as if a file had said it. */
export function inputOf(saved: SavedListing): Input {
  const source = { name: 'deployed stages', isFound: false };
  const listing = { because: 'cannot be read', ...stageListing(saved) };
  return listing.is === 'listing' ? { ...listing, source } : inTrouble(source, listing.because);
}

/** @returns whether it could be saved, if it had to be */
function saveListing(saved: SavedListing, { saveListing: file }: DeployedQuery, { folder, stderr }: Environment): boolean {
  if (file === undefined) {
    return true;
  }
  try {
    writeFile(resolve(folder, file), `${JSON.stringify(saved, undefined, 2)}\n`);
    return true;
  } catch (error) {
    stderr.write(`error: --save-listing ${plainText(file)}: cannot be written (${reasonOf(error)})\n`);
    return false;
  }
}
