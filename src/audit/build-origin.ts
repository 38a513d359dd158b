import { spawnSync } from 'child_process';

/** The commit and the run of a pipeline that a report was made in. */
export interface BuildOrigin {
  readonly commit?: string;
  /** An address, or the name that the service gives it. */
  readonly pipelineRun?: string;
}

/** Environment variables. */
type Variables = Readonly<Record<string, string | undefined>>;

/** What a build service tells its builds. */
interface BuildService {
  /** The variable that no other service sets. */
  readonly mark: string;
  readonly commit: string;
  readonly run: (variables: Variables) => string | undefined;
}

const SERVICES: readonly BuildService[] = [
  {
    mark: 'GITHUB_RUN_ID',
    commit: 'GITHUB_SHA',
    run: ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id }) => `${server}/${repository}/actions/runs/${id}`,
  },
  { mark: 'CI_PIPELINE_URL', commit: 'CI_COMMIT_SHA', run: ({ CI_PIPELINE_URL: url }) => url },
  { mark: 'CODEBUILD_BUILD_ARN', commit: 'CODEBUILD_RESOLVED_SOURCE_VERSION', run: ({ CODEBUILD_BUILD_ARN: arn }) => arn },
  {
    mark: 'BUILD_BUILDID',
    commit: 'BUILD_SOURCEVERSION',
    run: ({ SYSTEM_COLLECTIONURI: organization, SYSTEM_TEAMPROJECT: project, BUILD_BUILDID: id }) => `${organization}${project}/_build/results?buildId=${id}`,
  },
  { mark: 'BUILD_URL', commit: 'GIT_COMMIT', run: ({ BUILD_URL: url }) => url },
];

/** @param folder where git is asked for the commit, if no build service tells it */
export function buildOrigin(variables: Variables, folder: string): BuildOrigin {
  const service = SERVICES.find(({ mark }) => isSet(variables[mark]));
  const stated = service === undefined ? undefined : variables[service.commit];
  const commit = isSet(stated) ? stated : commitIn(folder);
  const pipelineRun = service?.run(variables);
  return { ...commit !== undefined && { commit }, ...pipelineRun !== undefined && { pipelineRun } };
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

/** Nothing outside of a working copy, and where there is no git. */
function commitIn(folder: string): string | undefined {
  const { stdout, status } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout.trim() : undefined;
}
