import { readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { ROOT } from '../../support/paths';

/** What is wrong with an artefact, and a line that says what was looked at. */
export interface Checked {
  readonly summary: string;
  readonly faults: readonly string[];
}

export interface Documented {
  readonly name: string;
  readonly optional?: boolean;
  readonly docs?: { readonly summary?: string; readonly default?: string };
}

export interface AssemblyType extends Documented {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly datatype?: boolean;
  readonly methods?: readonly Documented[];
  readonly properties?: readonly Documented[];
  readonly members?: readonly Documented[];
}

/** The types of an assembly, from which every language is generated: by default of the last compile. */
export function assemblyTypes(folder = ROOT): readonly AssemblyType[] {
  const { types } = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')) as { readonly types: Readonly<Record<string, AssemblyType>> };
  return Object.values(types);
}

export function membersOf({ methods = [], properties = [], members = [] }: AssemblyType): readonly Documented[] {
  return [...methods, ...properties, ...members];
}

/** jsii drops what it has no form for, functions and constants for instance, without a word. */
export function checkAssembly(): Checked {
  const types = assemblyTypes();
  const lost = publicSymbols().flatMap(({ name, members }) => {
    const type = types.find((candidate) => candidate.name === name);
    const known = new Set(type && membersOf(type).map((documented) => documented.name));
    return type === undefined ? [`${name} is exported by index.ts, and in no other language`] : members.filter((member) => !known.has(member)).map((member) => `${name}.${member} is lost`);
  });
  const undocumented = types.flatMap((type) => [type, ...membersOf(type)].filter(({ docs }) => !docs?.summary).map(({ name }) => `${type.name}: ${name} has no docstring`));
  const undefaulted = types.filter(({ datatype }) => datatype).flatMap((type) => (type.properties ?? [])
    .filter(({ optional, docs }) => optional && !docs?.default).map(({ name }) => `${type.name}.${name} has no @default`));
  const count = types.flatMap(membersOf).length;
  return { summary: `jsii       ${types.length} types with ${count} members, all that index.ts exports, each documented`, faults: [...lost, ...undocumented, ...undefaulted] };
}

/** The exports of index.ts with their public members, as TypeScript sees them. */
function publicSymbols(): readonly { readonly name: string; readonly members: readonly string[] }[] {
  const index = join(ROOT, 'lib', 'index.d.ts');
  const program = ts.createProgram([index], { skipLibCheck: true });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(index)!)!;
  return checker.getExportsOfModule(module).map((exported) => {
    const symbol = checker.getAliasedSymbol(exported);
    const own = [...symbol.members?.values() ?? [], ...symbol.exports?.values() ?? []].filter(isPublic);
    return { name: exported.name, members: own.map(({ name }) => name) };
  });
}

const HIDDEN: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword]);

function isPublic({ name, declarations = [] }: ts.Symbol): boolean {
  const modifiers = declarations.flatMap((declaration) => ts.canHaveModifiers(declaration) ? [...ts.getModifiers(declaration) ?? []] : []);
  return !name.startsWith('__') && name !== 'prototype' && !modifiers.some(({ kind }) => HIDDEN.has(kind));
}
