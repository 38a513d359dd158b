import { Component } from 'projen';
import type { awscdk } from 'projen';
import { GithubWorkflow, workflows } from 'projen/lib/github';

// The versions are those that projen writes into the release workflow.
const CHECKOUT = { name: 'Checkout', uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1' };
const READ: workflows.JobPermissions = { contents: workflows.JobPermission.READ };

function setupNode(version: string): workflows.JobStep {
  return { name: 'Set up Node.js', uses: 'actions/setup-node@v7.0.0', with: { 'node-version': version } };
}

/** What CI has to run: the same script on every machine. */
const CI: workflows.Job = {
  name: 'Everything that has to pass',
  runsOn: ['ubuntu-latest'],
  permissions: READ,
  env: { CI: 'true' },
  steps: [
    CHECKOUT,
    setupNode('20'),
    { name: 'Set up Python', uses: 'actions/setup-python@v7.0.0', with: { 'python-version': '3.12' } },
    { name: 'Set up Java', uses: 'actions/setup-java@v6.0.0', with: { 'distribution': 'corretto', 'java-version': '17' } },
    { name: 'Set up Go', uses: 'actions/setup-go@v7.0.0', with: { 'go-version': '>=1.26', 'cache': false } },
    { name: 'Run what has to pass', run: 'bash .ci/run' },
  ],
};

/** What a newcomer runs, on what newcomers have. */
const NEWCOMER: workflows.Job = {
  name: 'npm test on ${{ matrix.os }} with Node.js ${{ matrix.node }}',
  runsOn: ['${{ matrix.os }}'],
  permissions: READ,
  strategy: { failFast: false, matrix: { domain: { os: ['ubuntu-latest', 'macos-latest', 'windows-latest'], node: ['20', '24'] } } },
  steps: [CHECKOUT, setupNode('${{ matrix.node }}'), { name: 'Run the command of the README', run: 'npm ci && npm test', shell: 'bash' }],
};

/** GitHub runs on each pull request, and before each release, what lands on main had to pass. */
export class Workflows extends Component {
  public constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const build = new GithubWorkflow(project.github!, 'build');
    build.on({ pullRequest: {}, workflowDispatch: {} });
    build.addJobs({ ci: CI, test: NEWCOMER });
  }

  public preSynthesize(): void {
    const release = (this.project as awscdk.AwsCdkConstructLibrary).github!.tryFindWorkflow('release')!;
    release.addJob('ci', CI);
    const { steps, ...publish } = release.getJob('release_npm') as workflows.Job;
    // The publisher knows npm's address; a mirror of it is nobody's business but npm's own configuration.
    release.updateJob('release_npm', { ...publish, steps: steps.map(withoutRegistry) });
    release.updateJob('release', { ...release.getJob('release') as workflows.Job, needs: ['ci'] });
  }
}

function withoutRegistry({ env, ...step }: workflows.JobStep): workflows.JobStep {
  const { NPM_REGISTRY: _, ...rest } = env ?? {};
  return env === undefined ? step : { ...step, env: rest };
}
