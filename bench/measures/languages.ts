import { execFileSync } from 'child_process';
import type { LanguageRounds } from '../languages/run';
import { paired, Result } from '../results';

/** An aspect that its own language visits for every construct, beside ours, which stays in JavaScript. Needs Python and Java. */
export function languages(): readonly Result[] {
  const command = ['--no-install', 'projen', 'bench:languages', '--json'];
  const output = execFileSync('npx', command, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit'] });
  const measured = JSON.parse(output.trim().split('\n').pop()!) as readonly LanguageRounds[];
  return measured.flatMap(({ language, constructs, none, ours, hand }): readonly Result[] => [
    { measure: `synth from ${language}, ${constructs.toLocaleString('en')} constructs; other: without an aspect`, unit: 's', ...paired(ours, none) },
    { measure: `synth from ${language}, the same; other: an aspect written in ${language}`, unit: 's', ...paired(ours, hand) },
  ]);
}
