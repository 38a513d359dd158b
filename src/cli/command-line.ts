import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { documentationPage } from '../documentation';
import { VERSION } from '../version';

/** What somebody asks the command line for. */
export type Request = AuditRequest | FixRequest | Said;

interface Common {
  readonly inputs: readonly string[];
  readonly failOn: FailOn;
  /** The file of accepted findings. */
  readonly acknowledge: string | undefined;
}

export interface AuditRequest extends Common {
  readonly is: 'audit';
  readonly format: ReportFormat;
  readonly output: string | undefined;
  readonly all: boolean;
}

export interface FixRequest extends Common {
  readonly is: 'fix';
  readonly dryRun: boolean;
  readonly restApiId: string | undefined;
}

/** Help, the version, or what is wrong with the command: already said. */
export interface Said {
  readonly is: 'said';
  readonly isTrouble: boolean;
}

export const FAIL_ON = ['error', 'warning', 'never'] as const;
export type FailOn = typeof FAIL_ON[number];

export const REPORT_FORMATS = ['table', 'json', 'csv', 'sarif', 'html'] as const;
export type ReportFormat = typeof REPORT_FORMATS[number];

export const NAME = 'cdk-encrypt-api-cache';
const PAGE = documentationPage('guide/command-line.md');

/** How wide help may be where nobody can tell. */
const COLUMNS = 80;

export interface Voice {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly columns?: number;
}

/** Reads a command, without the names of the interpreter and the script. */
export function requestOf(argv: readonly string[], voice: Voice): Request {
  let request: Request | undefined;
  const columns = () => voice.columns ?? COLUMNS;
  const program = new Command(NAME)
    .description('Finds and repairs caches of Amazon API Gateway REST APIs that store responses in clear.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXIT_CODES)
    .configureOutput({ writeOut: voice.out, writeErr: voice.err, getOutHelpWidth: columns, getErrHelpWidth: columns })
    .showHelpAfterError(`(see ${NAME} --help)`)
    .exitOverride();
  program.addCommand(auditCommand((one) => { request = one; }).copyInheritedSettings(program));
  program.addCommand(fixCommand((one) => { request = one; }).copyInheritedSettings(program));
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
  0  nothing found
  1  findings at or above --fail-on
  2  wrong usage, or an input that cannot be read

${PAGE}`;

const INPUTS = 'CloudFormation and AWS SAM templates (JSON, YAML), folders (a cdk.out counts every template once), globs, \
the output of «aws apigateway get-stages», AWS Config items, and - for standard input';

function withCommon(command: Command): Command {
  return command
    .argument('[inputs...]', INPUTS, ['.'])
    .addOption(new Option('--fail-on <severity>', 'the least severity that ends with exit code 1').choices(FAIL_ON).default('error'))
    .addOption(new Option('--acknowledge <file>', 'findings that are accepted, each with a reason and, if it is to end, a date (YAML or JSON)').argParser(notEmpty))
    .helpOption('-h, --help', 'print this help');
}

function auditCommand(choose: (request: AuditRequest) => void): Command {
  return withCommon(new Command('audit').description('Says which methods cache in clear, or may.'))
    .addOption(new Option('--format <format>', 'how to say it; by default as --output ends, or else a table').choices(REPORT_FORMATS))
    .addOption(new Option('--output <file>', 'write the report into a file').argParser(notEmpty))
    .option('--all', 'list what is in order too, in the table', false)
    .addHelpText('after', `
Examples:
  ${NAME} audit cdk.out
  ${NAME} audit 'templates/**/*.yaml' --output report.html
  aws apigateway get-stages --rest-api-id abc123 | ${NAME} audit -`)
    .action((inputs: readonly string[], options: { failOn: FailOn; acknowledge?: string; format?: ReportFormat; output?: string; all: boolean }) => {
      const { failOn, acknowledge, format, output, all } = options;
      choose({ is: 'audit', inputs, failOn, acknowledge, format: format ?? formatOf(output), output, all });
    });
}

function fixCommand(choose: (request: FixRequest) => void): Command {
  return withCommon(new Command('fix').description('Sets CacheDataEncrypted in templates, and changes nothing else; for deployed stages prints the commands that do.'))
    .option('--dry-run', 'show what would change, and write nothing', false)
    .addOption(new Option('--rest-api-id <id>', 'the API of a stage listing, which does not name it').argParser(notEmpty))
    .addHelpText('after', `
Examples:
  ${NAME} fix template.yaml --dry-run
  ${NAME} fix - < template.yaml > fixed.yaml
  ${NAME} fix stages.json --rest-api-id abc123`)
    .action((inputs: readonly string[], options: { failOn: FailOn; acknowledge?: string; dryRun: boolean; restApiId?: string }) => {
      const { failOn, acknowledge, dryRun, restApiId } = options;
      choose({ is: 'fix', inputs, failOn, acknowledge, dryRun, restApiId });
    });
}

/** As the name of a file ends. */
function formatOf(output: string | undefined): ReportFormat {
  const ending = /\.(json|csv|sarif|html)$/i.exec(output?.replace(/\.sarif\.json$/i, '.sarif') ?? '')?.[1].toLowerCase();
  return REPORT_FORMATS.find((format) => format === ending) ?? 'table';
}

function notEmpty(value: string): string {
  if (value === '') {
    throw new InvalidArgumentError('It must not be empty.');
  }
  return value;
}
