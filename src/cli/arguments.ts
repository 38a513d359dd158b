import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { REPORT_FORMATS, ReportFormat } from '../audit/report-formats';
import { SARIF_SUPPRESSED, SarifSuppressed } from '../audit/sarif';
import { VERSION } from '../package-files';
import { documentationPage } from '../wording/documentation';
import { isDay } from './input/acknowledgment-file';

/** The command and its options. */
export type Request = AuditRequest | FixRequest | UsageHandled;

export interface Common {
  readonly inputs: readonly string[];
  readonly failOn: FailOn;
  /** The acknowledgment file. */
  readonly acknowledge: string | undefined;
  /** Whether files that are named and are neither a template nor a listing are passed over, like those in a folder. */
  readonly ignoreUnknown: boolean;
}

export interface AuditRequest extends Common {
  readonly is: 'audit';
  readonly format: OutputFormat;
  readonly output: string | undefined;
  readonly all: boolean;
  readonly sarifSuppressed: SarifSuppressed;
  /** Acknowledgments to write of all that is found; the file, and what its entries say. */
  readonly baseline: Baseline | undefined;
}

export interface Baseline {
  readonly file: string;
  readonly reason: string | undefined;
  readonly until: string | undefined;
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
    .addOption(new Option('--acknowledge <file>', 'acknowledged findings, each with a reason and optionally an end date (YAML or JSON)').argParser(notEmpty))
    .option('--ignore-unknown', 'pass over named files that are neither templates nor listings', false)
    .helpOption('-h, --help', 'print this help');
}

type CommonOptions = Omit<Common, 'inputs' | 'acknowledge'> & { readonly acknowledge?: string };

interface AuditOptions extends CommonOptions {
  readonly format?: OutputFormat;
  readonly output?: string;
  readonly all: boolean;
  readonly sarifSuppressed?: SarifSuppressed;
  readonly writeAcknowledgments?: string;
  readonly reason?: string;
  readonly until?: string;
}

function auditCommand(choose: (request: AuditRequest) => void): Command {
  return withCommon(new Command('audit').description('Report method settings that cache unencrypted responses, or might.'))
    .argument('[inputs...]', INPUTS, ['.'])
    .addOption(new Option('--format <format>', 'format of the report (default: from the extension of --output, otherwise table)').choices(OUTPUT_FORMATS))
    .addOption(new Option('--output <file>', `write the report to a file that ends in ${EXTENSIONS}, or in any other way with --format`).argParser(notEmpty))
    .option('--all', 'also list compliant method settings', false)
    .addOption(new Option('--sarif-suppressed <choice>', 'whether SARIF has acknowledged findings, which GitHub code scanning shows as open (default: include)').choices(SARIF_SUPPRESSED))
    .addOption(new Option('--write-acknowledgments <file>', 'acknowledge all findings in a new file, as a baseline to start from').argParser(notEmpty))
    .addOption(new Option('--reason <text>', 'the reason in that file').argParser(notEmpty))
    .addOption(new Option('--until <date>', 'the last day on which that file is valid (default: in 90 days)').argParser(day))
    .addHelpText('after', `
Examples:
  ${COMMAND_NAME} audit cdk.out
  ${COMMAND_NAME} audit 'templates/**/*.yaml' --output report.html
  aws apigateway get-stages --rest-api-id abc123 | ${COMMAND_NAME} audit -`)
    .action((inputs: readonly string[], given: AuditOptions, command: Command) => {
      const { format, acknowledge, output, sarifSuppressed, writeAcknowledgments: file, reason, until, ...options } = given;
      if (file === undefined && (reason ?? until) !== undefined) {
        return command.error('error: --reason and --until need --write-acknowledgments');
      }
      const chosen = format ?? (output === undefined ? TABLE : formatOf(output));
      if (chosen === undefined) {
        return command.error(`error: --output ${output} must end in ${EXTENSIONS}, or --format must say what to write`);
      }
      if (sarifSuppressed !== undefined && chosen !== 'sarif') {
        return command.error('error: --sarif-suppressed needs a report in the format sarif');
      }
      const baseline = file === undefined ? undefined : { file, reason, until };
      choose({ is: 'audit', ...options, inputs, acknowledge, format: chosen, output, sarifSuppressed: sarifSuppressed ?? 'include', baseline });
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
    .action((inputs: readonly string[], { acknowledge, restApiId, ...options }: FixOptions, command: Command) => {
      if (inputs.length === 0) {
        return command.error(`error: name what to fix, such as ${COMMAND_NAME} fix template.yaml, or . for every template in the current folder`);
      }
      choose({ is: 'fix', ...options, inputs, acknowledge, restApiId });
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

function day(value: string): string {
  if (!isDay(value)) {
    throw new InvalidArgumentError('It must be a date such as 2027-01-31.');
  }
  return value;
}

function notEmpty(value: string): string {
  if (value === '') {
    throw new InvalidArgumentError('It must not be empty.');
  }
  return value;
}
