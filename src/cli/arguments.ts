import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { REPORT_FORMATS, ReportFormat } from '../audit/report-formats';
import type { Whereabouts } from '../core/stage/deployed-stage';
import { VERSION } from '../package-files';
import { documentationPage } from '../wording/documentation';

/** The command and its options. */
export type Request = AuditRequest | FixRequest | UsageHandled;

export interface Common {
  readonly inputs: readonly string[];
  /** Globs of what is left out. */
  readonly exclude: readonly string[];
  readonly failOn: FailOn;
  /** The acknowledgment file. */
  readonly acknowledge: string | undefined;
  /** Where the stages of listings are that do not say it. */
  readonly deployed: Whereabouts;
  /** Whether files that are named and are neither a template nor a listing are passed over, like those in a folder. */
  readonly ignoreUnknown: boolean;
}

export interface AuditRequest extends Common {
  readonly is: 'audit';
  readonly format: OutputFormat;
  readonly output: string | undefined;
  readonly all: boolean;
  /** Whether the report says when and in which build it was made. */
  readonly timestamp: boolean;
}

export interface FixRequest extends Common {
  readonly is: 'fix';
  readonly dryRun: boolean;
  readonly restApiId: string | undefined;
}

/** Help, the version or a usage error: already printed. */
export interface UsageHandled {
  readonly is: 'said';
  readonly isTrouble: boolean;
}

export const FAIL_ON = ['error', 'warning', 'never'] as const;
export type FailOn = typeof FAIL_ON[number];

const TABLE = 'table';
const OUTPUT_FORMATS = [TABLE, ...REPORT_FORMATS] as const;
export type OutputFormat = ReportFormat | typeof TABLE;

export const COMMAND_NAME = 'cdk-encrypt-api-cache';
const PAGE = documentationPage('guide/command-line.md');

/** The width of help where the width of the terminal is unknown. */
const HELP_COLUMNS = 80;

export interface UsageOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly columns?: number;
}

/** Reads a command, without the names of the interpreter and the script. */
export function requestOf(argv: readonly string[], usageOutput: UsageOutput): Request {
  let request: Request | undefined;
  const columns = () => usageOutput.columns ?? HELP_COLUMNS;
  const program = new Command(COMMAND_NAME)
    .description('Find and fix caches of Amazon API Gateway REST APIs that store responses unencrypted.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXIT_CODES)
    .configureOutput({ writeOut: usageOutput.out, writeErr: usageOutput.err, getOutHelpWidth: columns, getErrHelpWidth: columns })
    .showHelpAfterError(`(see ${COMMAND_NAME} --help)`)
    .exitOverride();
  program.addCommand(auditCommand((chosen) => { request = chosen; }).copyInheritedSettings(program));
  program.addCommand(fixCommand((chosen) => { request = chosen; }).copyInheritedSettings(program));
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      throw error;
    }
    return { is: 'said', isTrouble: error.exitCode !== 0 };
  }
  return request ?? { is: 'said', isTrouble: true };
}

const EXIT_CODES = `
Exit codes:
  0  no findings at or above --fail-on
  1  findings at or above --fail-on
  2  invalid usage, or an input that cannot be read

${PAGE}`;

const INPUTS = 'CloudFormation and AWS SAM templates (JSON, YAML), folders (each template in a cdk.out is read once), globs, \
the output of aws apigateway get-stages, AWS Config items, or - for standard input';

function withCommon(command: Command): Command {
  return command
    .addOption(new Option('--fail-on <severity>', 'lowest severity that makes the command exit with 1').choices(FAIL_ON).default('error'))
    .addOption(new Option('--exclude <glob>', 'files and folders to leave out, relative to the working folder; may be repeated')
      .default([], 'none').argParser((glob: string, globs: readonly string[]) => [...globs, notEmpty(glob)]))
    .addOption(new Option('--account-id <id>', 'account of the stages in listings that do not name it').argParser(notEmpty))
    .addOption(new Option('--region <region>', 'region of the stages in listings that do not name it').argParser(notEmpty))
    .addOption(new Option('--acknowledge <file>', 'acknowledged findings, each with a reason and optionally an end date (YAML or JSON)').argParser(notEmpty))
    .option('--ignore-unknown', 'pass over named files that are neither templates nor listings', false)
    .helpOption('-h, --help', 'print this help');
}

interface CommonOptions {
  readonly failOn: FailOn;
  readonly acknowledge?: string;
  readonly exclude: readonly string[];
  readonly ignoreUnknown: boolean;
  readonly accountId?: string;
  readonly region?: string;
}

function commonOf(inputs: readonly string[], { failOn, acknowledge, exclude, ignoreUnknown, accountId, region }: CommonOptions): Common {
  const deployed = { ...accountId !== undefined && { accountId }, ...region !== undefined && { region } };
  return { inputs, exclude, ignoreUnknown, failOn, acknowledge, deployed };
}

interface AuditOptions extends CommonOptions {
  readonly format?: OutputFormat;
  readonly output?: string;
  readonly all: boolean;
  readonly timestamp: boolean;
}

function auditCommand(choose: (request: AuditRequest) => void): Command {
  return withCommon(new Command('audit').description('Report method settings that cache unencrypted responses, or might.'))
    .argument('[inputs...]', INPUTS, ['.'])
    .addOption(new Option('--format <format>', 'format of the report (default: from the extension of --output, otherwise table)').choices(OUTPUT_FORMATS))
    .addOption(new Option('--output <file>', `write the report to a file that ends in ${EXTENSIONS}, or in any other way with --format`).argParser(notEmpty))
    .option('--all', 'also list compliant method settings', false)
    .option('--no-timestamp', 'leave out time, commit and pipeline run, so that the same inputs give the same bytes')
    .addHelpText('after', `
Examples:
  ${COMMAND_NAME} audit cdk.out
  ${COMMAND_NAME} audit 'templates/**/*.yaml' --output report.html
  aws apigateway get-stages --rest-api-id abc123 | ${COMMAND_NAME} audit -`)
    .action((inputs: readonly string[], options: AuditOptions, command: Command) => {
      const { format, output, all, timestamp } = options;
      const chosen = format ?? (output === undefined ? TABLE : formatOf(output));
      if (chosen === undefined) {
        return command.error(`error: --output ${output} must end in ${EXTENSIONS}, or --format must say what to write`);
      }
      choose({ is: 'audit', ...commonOf(inputs, options), format: chosen, output, all, timestamp });
    });
}

interface FixOptions extends CommonOptions {
  readonly dryRun: boolean;
  readonly restApiId?: string;
}

function fixCommand(choose: (request: FixRequest) => void): Command {
  return withCommon(new Command('fix').description('Set CacheDataEncrypted in templates and change nothing else. For deployed stages, print the commands that set it.'))
    .argument('[inputs...]', INPUTS)
    .option('--dry-run', 'show the changes without writing them', false)
    .addOption(new Option('--rest-api-id <id>', 'ID of the REST API that a stage listing belongs to').argParser(notEmpty))
    .addHelpText('after', `
Examples:
  ${COMMAND_NAME} fix template.yaml --dry-run
  ${COMMAND_NAME} fix - < template.yaml > fixed.yaml
  ${COMMAND_NAME} fix stages.json --rest-api-id abc123`)
    .action((inputs: readonly string[], options: FixOptions, command: Command) => {
      if (inputs.length === 0) {
        return command.error(`error: name what to fix, such as ${COMMAND_NAME} fix template.yaml, or . for every template in the current folder`);
      }
      const { dryRun, restApiId } = options;
      choose({ is: 'fix', ...commonOf(inputs, options), dryRun, restApiId });
    });
}

/** How the name of a report may end. */
const ENDINGS: Readonly<Record<OutputFormat, readonly string[]>> = { table: ['.txt'], json: ['.json'], csv: ['.csv'], sarif: ['.sarif', '.sarif.json'], html: ['.html'] };
const EXTENSIONS = new Intl.ListFormat('en-US', { type: 'disjunction' }).format(OUTPUT_FORMATS.map((format) => ENDINGS[format][0]));

/** `.sarif.json` is more than `.json`. */
function formatOf(output: string): OutputFormat | undefined {
  const endings = OUTPUT_FORMATS.flatMap((format) => ENDINGS[format].map((ending) => ({ format, ending })));
  return endings.sort((a, b) => b.ending.length - a.ending.length).find(({ ending }) => output.toLowerCase().endsWith(ending))?.format;
}

function notEmpty(value: string): string {
  if (value === '') {
    throw new InvalidArgumentError('It must not be empty.');
  }
  return value;
}
