import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { Installed } from './language';
import { run } from './shell';
import { ROOT } from '../../support/paths';

/** What an app in any language comes to. */
export interface Synthesis {
  /** Every template by its path in the cloud assembly. */
  readonly templates: Readonly<Record<string, unknown>>;
  /** What our pack found, without what differs by language: where in the source it is. */
  readonly findings: readonly unknown[];
  /** The lines of the audit that the app prints. */
  readonly audit: readonly string[];
  /** What the command line says of the cloud assembly; none where the language installs no commands. */
  readonly rows?: readonly unknown[];
}

interface Found {
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
  readonly acknowledgedStackTrace?: unknown;
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly conclusion: string;
    readonly violations: readonly Found[];
    readonly suppressedViolations?: readonly Found[];
  }[];
}

export function synthesise(folder: string, { app, env, commandLine }: Installed): Synthesis {
  const assembly = join(folder, 'assembly');
  const cdk = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const { output, errors } = run(process.execPath, [
    cdk, 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--no-color', '--app', app, '--output', assembly,
  ], folder, { ...env, CI: 'true', CDK_HOME: folder, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' });
  const { pluginReports } = JSON.parse(readFileSync(join(assembly, 'validation-report.json'), 'utf8')) as Report;
  return {
    templates: Object.fromEntries(templatesBelow(assembly).map((file) => [file, JSON.parse(readFileSync(join(assembly, file), 'utf8')) as unknown])),
    findings: pluginReports.filter(({ pluginName }) => pluginName === 'ApiCache').map(({ conclusion, violations, suppressedViolations }) => ({
      conclusion, violations: violations.map(withoutSource), acknowledged: (suppressedViolations ?? []).map(withoutSource),
    })),
    ...commandLine !== undefined && { rows: rowsOf(commandLine, folder) },
    audit: `${output}${errors}`.split(/\r?\n/).filter((line) => /^\S+ \S+: [A-Z_]+$/.test(line)),
  };
}

/** By stage and method: the places in the source are up to the language. */
function rowsOf(commandLine: string, folder: string): readonly unknown[] {
  const { output } = run(commandLine, ['audit', 'assembly', '--format', 'json', '--fail-on', 'never'], folder);
  const { rows } = JSON.parse(output) as { readonly rows: readonly Readonly<Record<string, unknown>>[] };
  return rows.map(({ sourceFile: _, sourceLine: __, sourceColumn: ___, ...rest }) => rest);
}

function withoutSource({ acknowledgedStackTrace: _, violatingConstructs, ...rest }: Found): unknown {
  return { ...rest, constructs: violatingConstructs.map(({ constructPath }) => constructPath) };
}

function templatesBelow(root: string, folder = ''): readonly string[] {
  return readdirSync(join(root, folder)).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) {
      return templatesBelow(root, path);
    }
    return name.endsWith('.template.json') ? [path] : [];
  });
}
