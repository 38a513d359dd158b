import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../../support/paths';
import { assemblyTypes } from '../languages/assembly';
import { correctedProject, nagTypes, programs, unknownMembers } from '../languages/dotnet';
import { VERSIONS } from '../languages/project';

// Nobody may have a .NET SDK where this runs: what can be known of the programs without one.

const PROGRAMS = programs();
const types = [...assemblyTypes(), ...nagTypes()];

test('the programs use members that the generated packages have', () => {
  expect(PROGRAMS.flatMap((program) => unknownMembers(program, types))).toEqual([]);
});

test.each<[string, string, string]>([
  ['a static method', 'EncryptApiCache.Everywhere(app)', 'EncryptApiCache.All(app)'],
  ['an option', 'EnsureStageDefault = true', 'EnsureDefault = true'],
  ['an option of a construct', 'Remediation = ', 'Repair = '],
  ['an option with braces in it', 'Severities = ', 'Levels = '],
  ['a value of an enum', 'ApiCacheRemediation.MANUAL', 'ApiCacheRemediation.BY_HAND'],
  ['a value of an enum of cdk-nag', 'NagMessageLevel.ERROR', 'NagMessageLevel.FATAL'],
  ['a property of a row', 'row.MethodKey', 'row.Method'],
  ['a rule', 'ApiCacheRules.CacheDataEncrypted', 'ApiCacheRules.Encrypted'],
  ['a method that a subclass overrides', 'override void Visit', 'override void Look'],
  ['what a subclass calls', 'base.Visit', 'base.Look'],
  ['a property that a pack overrides', 'override string Name', 'override string PackTitle'],
  ['a method that a pack overrides', 'override void CheckResource', 'override void Check'],
  ['a member of an interface', 'public string Explanation', 'public string Reason'],
])('a rename is noticed: %s', (_, there, renamed) => {
  const program = PROGRAMS.find((text) => text.includes(there))!;
  expect(unknownMembers(program.replace(there, renamed), types)).toHaveLength(1);
});

test.each(['Shop', 'Cases'])('%s is built with the versions of the tests', (name) => {
  const project = readFileSync(join(ROOT, 'examples', 'dotnet', 'src', name, `${name}.csproj`), 'utf8');
  expect(project).toContain(`Include="Amazon.CDK.Lib" Version="${VERSIONS.cdk}"`);
});

test('a generated project asks for versions that are there, and takes no warning for an error', () => {
  const project = `<PackageReference Include="Amazon.JSII.Runtime" Version="[1.140.0,2.0.0)" />
    <PackageReference Include="Amazon.CDK.Lib" Version="[2.257.0,3.0.0)" />
    <WarningsAsErrors>0108,0109</WarningsAsErrors>`;
  expect(correctedProject(project)).toBe(`<PackageReference Include="Amazon.JSII.Runtime" Version="[1.142.0,2.0.0)" />
    <PackageReference Include="Amazon.CDK.Lib" Version="[${VERSIONS.cdk},3.0.0)" />`);
});
