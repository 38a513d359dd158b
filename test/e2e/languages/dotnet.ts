import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, dirname, join } from 'path';
import { AssemblyType, assemblyTypes, Checked, membersOf } from './assembly';
import { Language } from './language';
import { DIST, VERSIONS, versionOnNpm } from './project';
import { answers, run } from './shell';
import { CACHE } from '../../support/cache';
import { ROOT } from '../../support/paths';

/** Where the generated project of our package is. */
const SOURCES = join(DIST, 'dotnet', 'CdkEncryptApiCache');

/** Packages apart from the user's: ours has the same version each time, and NuGet would keep the first. */
const PACKAGES = join(CACHE, 'nuget');
const ENV = { NUGET_PACKAGES: PACKAGES, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' };

/** Packages that a mirror of NuGet may lack, in the order in which they need each other, and what they are generated from. */
const GENERATED: Readonly<Record<string, string>> = {
  'Constructs': 'constructs',
  'Amazon.CDK.Asset.AwsCliV1': '@aws-cdk/asset-awscli-v1',
  'Cdklabs.CdkNag': 'cdk-nag',
};

/** The runtime that aws-cdk-lib of the tests asks for. */
const RUNTIME = '1.142.0';

export const dotnet: Language = {
  name: '.NET',
  example: 'dotnet',
  tools: [['dotnet', '--version']],
  isOptional: true,
  package: 'package:dotnet',
  install: (folder) => {
    const feed = join(CACHE, `dotnet-${VERSIONS.cdk}-${VERSIONS.nag}`);
    mkdirSync(feed, { recursive: true });
    const generated = Object.keys(GENERATED).filter((name) => !isServed(name));
    generated.filter((name) => !readdirSync(feed).some((file) => file.startsWith(`${name}.`))).forEach((name) => pack(generate(name), feed));
    rmSync(join(PACKAGES, 'cdkencryptapicache'), { recursive: true, force: true });
    pack(SOURCES, feed);
    writeFileSync(join(folder, 'NuGet.Config'), sourcesWith(feed));
    const { app } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8')) as { readonly app: string };
    const project = dirname(join(folder, /--project (\S+)/.exec(app)![1]));
    run('dotnet', ['build', '--nologo'], project, ENV);
    const list = run('dotnet', ['list', 'package', '--include-transitive'], project, ENV).output;
    const versionOf = (name: string) => {
      const how = generated.includes(name) ? ' (generated from npm)' : '';
      return `${name} ${new RegExp(`> ${name.replace(/\./g, '\\.')}\\s.*?(\\S+)\\s*$`, 'm').exec(list)?.[1]}${how}`;
    };
    const cases = ['dotnet', 'run', '--project', join('src', 'Cases', 'Cases.csproj')] as const;
    return { app, cases, env: ENV, versions: ['Amazon.CDK.Lib', 'Constructs', 'Cdklabs.CdkNag'].map(versionOf).join(', ') };
  },
};

/** Whether a restore finds the version that is installed here. */
function isServed(name: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-nuget-'));
  try {
    const reference = `<PackageReference Include="${name}" Version="[${versionOnNpm(GENERATED[name])}]" />`;
    const framework = '<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>';
    writeFileSync(join(folder, 'Probe.csproj'), `<Project Sdk="Microsoft.NET.Sdk">${framework}<ItemGroup>${reference}</ItemGroup></Project>`);
    return answers('dotnet', 'restore', join(folder, 'Probe.csproj'), '--packages', PACKAGES);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder with the project that is made of npm's package. */
function generate(name: string): string {
  const outdir = join(CACHE, 'dotnet-generated', `${name}-${versionOnNpm(GENERATED[name])}`);
  rmSync(outdir, { recursive: true, force: true });
  run('npx', ['jsii-pacmak', '--target', 'dotnet', '--code-only', '--outdir', outdir, join('node_modules', GENERATED[name])], ROOT);
  return join(outdir, 'dotnet', name);
}

/** Builds a generated project, which makes its package, and puts that into a feed. */
function pack(folder: string, feed: string): void {
  const project = join(folder, `${basename(folder)}.csproj`);
  writeFileSync(project, correctedProject(readFileSync(project, 'utf8')));
  writeFileSync(join(folder, 'NuGet.Config'), sourcesWith(feed));
  rmSync(join(folder, 'bin'), { recursive: true, force: true });
  run('dotnet', ['build', '--nologo', '-c', 'Release'], folder, ENV);
  const built = join(folder, 'bin', 'Release');
  readdirSync(built).filter((file) => file.endsWith('.nupkg')).forEach((file) => copyFileSync(join(built, file), join(feed, file)));
}

/**
 * A generated project as it compiles beside aws-cdk-lib of the tests: NuGet takes the lowest version of a range, which
 * a mirror may lack. In the classes of cdk-nag, a member hides one that aws-cdk-lib has had since.
 */
export function correctedProject(project: string): string {
  return project
    .replace(/(Include="Amazon\.CDK\.Lib" Version=")\[[^,]+,/, `$1[${VERSIONS.cdk},`)
    .replace(/(Include="Amazon\.JSII\.Runtime" Version=")\[[^,]+,/, `$1[${RUNTIME},`)
    .replace(/\s*<WarningsAsErrors>.*?<\/WarningsAsErrors>/, '');
}

/** The registry that the machine has, and a folder. */
function sourcesWith(feed: string): string {
  return `<configuration><packageSources><add key="generated" value="${feed}" /></packageSources></configuration>\n`;
}

/** The sources for .NET: that nothing is missing, and that the example uses what there is. */
export function checkDotnet(): Checked {
  rmSync(join(DIST, 'dotnet'), { recursive: true, force: true });
  run('npx', ['jsii-pacmak', '--target', 'dotnet', '--code-only'], ROOT);
  const sources = join(SOURCES, 'CdkEncryptApiCache');
  const types = assemblyTypes();
  const faults = types.flatMap((type) => {
    const file = join(sources, `${type.name}.cs`);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const absent = text === undefined ? [] : membersOf(type).filter(({ name }) => !new RegExp(`\\b${memberName(type, name)}\\b`).test(text));
    return text === undefined ? [`${type.name}.cs is missing`] : absent.map(({ name }) => `${type.name}.cs lacks ${name}`);
  });
  const used = programs().flatMap((program) => unknownMembers(program, [...types, ...nagTypes()]));
  return { summary: `.NET       ${types.length} of ${types.length} types generated`, faults: [...faults, ...used] };
}

/** The programs in C#: the example, and the cases. */
export function programs(): readonly string[] {
  return ['Shop', 'Cases'].map((name) => readFileSync(join(ROOT, 'examples', 'dotnet', 'src', name, 'Program.cs'), 'utf8'));
}

/** The types of cdk-nag that a pack of one's own is made of. */
export function nagTypes(): readonly AssemblyType[] {
  return assemblyTypes(join(ROOT, 'node_modules', 'cdk-nag'));
}

/** What a program in C# uses of types that they do not have, and what it does not implement of them. */
export function unknownMembers(program: string, types: readonly AssemblyType[]): readonly string[] {
  return types.flatMap((type) => {
    const members = membersOf(type).map(({ name }) => memberName(type, name));
    const bodies = bodiesAfter(program, new RegExp(`new ${type.name}(?=\\s*\\{)`, 'g'));
    const derived = program.match(new RegExp(`^class \\w+ : (?:DeputyBase, )?${type.name}\\b[^]*?^\\}`, 'gm')) ?? [];
    const used = [
      ...namesIn(program, new RegExp(`(?<![\\w.])${type.name}\\.(\\w+)`, 'g')),
      ...bodies.flatMap((body) => namesIn(body, /(\w+)\s*=/g)),
      ...derived.flatMap((body) => namesIn(body, /(?:\boverride [\w.]+ |\bbase\.)(\w+)/g)),
      ...type.name === 'ApiCacheAuditRow' ? namesIn(program, /\brow\.(\w+)/g) : [],
    ];
    const implemented = type.kind === 'interface' && !type.datatype
      ? derived.flatMap((body) => members.filter((member) => !new RegExp(`\\bpublic \\S+ ${member}\\b`).test(body))) : [];
    return [
      ...used.filter((member) => !members.includes(member)).map((member) => `the example uses ${type.name}.${member}, which is not there`),
      ...implemented.map((member) => `the example does not implement ${type.name}.${member}`),
    ];
  });
}

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(pattern), ([, name]) => name);
}

/** What stands in the braces that follow, without what stands in braces or brackets of its own. */
function bodiesAfter(program: string, head: RegExp): readonly string[] {
  return Array.from(program.matchAll(head), ({ 0: found, index }) => {
    let depth = 0;
    let body = '';
    for (const character of program.slice(index + found.length)) {
      depth -= character === '}' || character === ']' ? 1 : 0;
      if (character === '}' && depth === 0) {
        break;
      }
      body += depth === 1 && character !== ']' ? character : ' ';
      depth += character === '{' || character === '[' ? 1 : 0;
    }
    return body;
  });
}

function memberName({ kind }: AssemblyType, name: string): string {
  return kind === 'enum' ? name : name.charAt(0).toUpperCase() + name.slice(1);
}
