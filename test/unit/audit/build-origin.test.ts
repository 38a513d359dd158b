import { execFileSync } from 'child_process';
import { buildOrigin } from '../../../src/audit/build-origin';
import { folderWith } from '../../support/command';
import { ROOT } from '../../support/paths';

const nowhere = folderWith();

test.each<[string, Readonly<Record<string, string>>, object]>([
  ['GitHub', { GITHUB_RUN_ID: '7', GITHUB_SHA: 'abc', GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'shop/api' },
    { commit: 'abc', pipelineRun: 'https://github.com/shop/api/actions/runs/7' }],
  ['GitLab', { CI_PIPELINE_URL: 'https://gitlab.com/shop/-/pipelines/7', CI_COMMIT_SHA: 'abc' }, { commit: 'abc', pipelineRun: 'https://gitlab.com/shop/-/pipelines/7' }],
  ['CodeBuild', { CODEBUILD_BUILD_ARN: 'arn:aws:codebuild:eu-west-1:111122223333:build/shop:7', CODEBUILD_RESOLVED_SOURCE_VERSION: 'abc' },
    { commit: 'abc', pipelineRun: 'arn:aws:codebuild:eu-west-1:111122223333:build/shop:7' }],
  ['Azure Pipelines', { BUILD_BUILDID: '7', BUILD_SOURCEVERSION: 'abc', SYSTEM_COLLECTIONURI: 'https://dev.azure.com/shop/', SYSTEM_TEAMPROJECT: 'api' },
    { commit: 'abc', pipelineRun: 'https://dev.azure.com/shop/api/_build/results?buildId=7' }],
  ['Jenkins', { BUILD_URL: 'https://jenkins.example.com/job/shop/7/', GIT_COMMIT: 'abc' }, { commit: 'abc', pipelineRun: 'https://jenkins.example.com/job/shop/7/' }],
  ['a service that does not tell the commit', { BUILD_URL: 'https://jenkins.example.com/job/shop/7/' }, { pipelineRun: 'https://jenkins.example.com/job/shop/7/' }],
  ['a variable that is empty', { CI_PIPELINE_URL: '', CI_COMMIT_SHA: 'abc' }, {}],
  ['none of them', { GITHUB_SHA: 'abc' }, {}],
])('%s', (_, variables, expected) => {
  expect(buildOrigin(variables, nowhere)).toEqual(expected);
});

test('a working copy tells the commit itself', () => {
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  expect(buildOrigin({}, ROOT)).toEqual({ commit });
  expect(buildOrigin({ GITHUB_RUN_ID: '7' }, ROOT)).toMatchObject({ commit });
});

test('without git, or without a folder, there is no commit', () => {
  expect(buildOrigin({}, '/there/is/no/such/folder')).toEqual({});
});
