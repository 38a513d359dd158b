import { execFileSync } from 'child_process';
import type { LanguageRounds } from '../languages/run';
import { paired, Result } from '../results';

/** An aspect that its own language visits for every construct, beside ours, which stays in JavaScript. */
function measureLanguage(name: 'python' | 'java' | 'dotnet'): readonly Result[] {
  const command = ['--no-install', 'projen', 'bench:languages', '--json', name];
  const output = execFileSync('npx', command, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const measured = JSON.parse(output.trim().split('\n').pop()!) as readonly LanguageRounds[];
  return measured.flatMap(({ language, constructs, none, ours, everywhere, hand }): readonly Result[] => [
    { measure: `synth from ${language}, ${constructs.toLocaleString('en')} constructs; other: without an aspect`, unit: 's', ...paired(ours, none) },
    { measure: `synth from ${language}, the same with everywhere(app); other: without an aspect`, unit: 's', ...paired(everywhere, none) },
    { measure: `synth from ${language}, the same; other: an aspect written in ${language}`, unit: 's', ...paired(ours, hand) },
  ]);
}

export function python(): readonly Result[] {
  return measureLanguage('python');
}

export function java(): readonly Result[] {
  return measureLanguage('java');
}

export function dotnet(): readonly Result[] {
  return measureLanguage('dotnet');
}
