import { readdirSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { AssemblyType, assemblyTypes, Checked, membersOf } from './assembly';
import { DIST } from './project';
import { answers, run } from './shell';
import { ROOT } from '../../support/paths';

/** The sources for .NET: that nothing is missing. They are compiled where there is an SDK. */
export function checkDotnet(): Checked {
  rmSync(join(DIST, 'dotnet'), { recursive: true, force: true });
  run('npx', ['projen', 'package:dotnet'], ROOT);
  const folder = join(DIST, 'dotnet', 'CdkEncryptApiCache');
  const sources = join(folder, 'CdkEncryptApiCache');
  const texts = new Map(readdirSync(sources).filter((file) => file.endsWith('.cs')).map((file) => [file, readFileSync(join(sources, file), 'utf8')]));
  const types = assemblyTypes();
  const faults = types.flatMap((type) => {
    const text = texts.get(`${type.name}.cs`);
    const absent = text === undefined ? [] : membersOf(type).filter(({ name }) => !new RegExp(`\\b${memberName(type, name)}\\b`).test(text));
    return text === undefined ? [`${type.name}.cs is missing`] : absent.map(({ name }) => `${type.name}.cs lacks ${name}`);
  });
  const hasSdk = answers('dotnet', '--version');
  if (hasSdk) {
    run('dotnet', ['build', '--nologo'], sources);
  }
  return { summary: `.NET       ${types.length} of ${types.length} types generated, ${hasSdk ? 'compiled' : 'not compiled: no SDK on this machine'}`, faults };
}

function memberName({ kind }: AssemblyType, name: string): string {
  return kind === 'enum' ? name : name.charAt(0).toUpperCase() + name.slice(1);
}
