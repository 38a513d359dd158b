import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../../support/paths';
import { assemblyTypes } from '../languages/assembly';
import { correctedProject, unknownMembers } from '../languages/dotnet';
import { VERSIONS } from '../languages/project';

// Nobody may have a .NET SDK where this runs: what can be known of the example without one.

const EXAMPLE = readFileSync(join(ROOT, 'examples', 'dotnet', 'src', 'Shop', 'Program.cs'), 'utf8');
const types = assemblyTypes();

test('the example uses members that the generated package has', () => {
  expect(unknownMembers(EXAMPLE, types)).toEqual([]);
});

test.each<[string, string, string]>([
  ['a static method', 'EncryptApiCache.Everywhere(app)', 'EncryptApiCache.All(app)'],
  ['an option', 'EnsureStageDefault = true', 'EnsureDefault = true'],
  ['an option of a construct', 'Remediation = ', 'Repair = '],
  ['a value of an enum', 'ApiCacheRemediation.MANUAL', 'ApiCacheRemediation.BY_HAND'],
  ['a property of a row', 'row.MethodKey', 'row.Method'],
])('a rename is noticed: %s', (_, there, renamed) => {
  expect(EXAMPLE).toContain(there);
  expect(unknownMembers(EXAMPLE.replace(there, renamed), types)).toHaveLength(1);
});

test('the example is built with the versions of the tests', () => {
  const project = readFileSync(join(ROOT, 'examples', 'dotnet', 'src', 'Shop', 'Shop.csproj'), 'utf8');
  expect(project).toContain(`Include="Amazon.CDK.Lib" Version="${VERSIONS.cdk}"`);
});

test('a generated project asks for versions that are there, and takes no warning for an error', () => {
  const project = `<PackageReference Include="Amazon.JSII.Runtime" Version="[1.140.0,2.0.0)" />
    <PackageReference Include="Amazon.CDK.Lib" Version="[2.257.0,3.0.0)" />
    <WarningsAsErrors>0108,0109</WarningsAsErrors>`;
  expect(correctedProject(project)).toBe(`<PackageReference Include="Amazon.JSII.Runtime" Version="[1.142.0,2.0.0)" />
    <PackageReference Include="Amazon.CDK.Lib" Version="[${VERSIONS.cdk},3.0.0)" />`);
});
