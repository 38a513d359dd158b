import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { applyFaultOf, ApplyOptionsStated, DeployedOptions, faultOf, notEmpty, queryOf, withDeployed } from './deployed-arguments';
import { SARIF_SUPPRESSED, SarifSuppressed } from '../audit/sarif';
import { VERSION } from '../package-files';
import { documentationPage } from '../wording/documentation';
import { isDay } from './input/acknowledgment-file';
import { EXTENSIONS, formatOf, OUTPUT_FORMATS, OutputFormat, TABLE } from './output/output-format';
import { AuditRequest, Common, FAIL_ON, FailOn, FixRequest, ReportRequest, Request } from './request';

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
    .helpCommand('help [command]', 'Print the help of a command.')
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
  1  findings at or above --fail-on, or, after fix, an entry to delete by hand
  2  invalid usage, or something that cannot be read or changed

${PAGE}`;

const INPUTS = 'CloudFormation or AWS SAM templates (JSON, YAML); folders (of a cdk.out, each template is read once); globs; \
output of aws apigateway get-stages; AWS Config items; - for standard input';

function withCommon(command: Command): Command {
  return command
    .addOption(new Option('--fail-on <severity>', 'lowest severity that makes the command exit with 1').choices(FAIL_ON).default('error'))
    .addOption(new Option('--exclude <glob>', 'files and folders to leave out, relative to the working folder; may be repeated')
      .default([], 'none').argParser((glob: string, globs: readonly string[]) => [...globs, notEmpty(glob)]))
    .addOption(new Option('--account-id <id>', 'account of the stages in listings that do not name it').argParser(notEmpty))
    .addOption(new Option('--acknowledge <file>', 'file with acknowledged findings, each with a reason and optionally an end date (YAML or JSON)').argParser(notEmpty))
    .option('--ignore-unknown', 'skip named files that are neither templates nor stage listings')
    .helpOption('-h, --help', 'print this help');
}

interface CommonOptions extends DeployedOptions {
  readonly failOn: FailOn;
  readonly acknowledge?: string;
  readonly exclude: readonly string[];
  readonly ignoreUnknown?: boolean;
  readonly accountId?: string;
}

function commonOf(inputs: readonly string[], options: CommonOptions, command: Command): Common {
  const fault = faultOf(options, command);
  if (fault !== undefined) {
    command.error(`error: ${fault}`);
  }
  const { failOn, acknowledge, exclude, ignoreUnknown = false, accountId, region: [region] = [] } = options;
  const deployed = { ...accountId !== undefined && { accountId }, ...region !== undefined && { region } };
  return { inputs, exclude, ignoreUnknown, failOn, acknowledge, deployed, query: queryOf(options) };
}

function withReport(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'format of the report (default: by the extension of --output, or else table)').choices(OUTPUT_FORMATS))
    .addOption(new Option('--output <file>', `write the report to a file; without --format, it must end in ${EXTENSIONS}`).argParser(notEmpty))
    .option('--all', 'also list compliant method settings in the table')
    .option('--no-timestamp', 'leave out time, commit and pipeline run, so that the same inputs give the same bytes');
}

function reportRequestOf(
  { format, output, all = false, timestamp = true, sarifSuppressed }: ReportOptions, command: Command,
): ReportRequest {
  const chosen = format ?? (output === undefined ? TABLE : formatOf(output));
  if (chosen === undefined) {
    return command.error(`error: --output ${output} must end in ${EXTENSIONS}, or --format must say what to write`);
  }
  if (sarifSuppressed !== undefined && chosen !== 'sarif') {
    command.error('error: --sarif-suppressed needs a report in the format sarif');
  }
  return { format: chosen, output, all, timestamp, sarifSuppressed: sarifSuppressed ?? 'include' };
}

interface ReportOptions {
  readonly format?: OutputFormat;
  readonly output?: string;
  readonly all?: boolean;
  readonly timestamp?: boolean;
  readonly sarifSuppressed?: SarifSuppressed;
}

interface AuditOptions extends CommonOptions, ReportOptions {
  readonly writeAcknowledgments?: string;
  readonly reason?: string;
  readonly until?: string;
}

function auditCommand(choose: (request: AuditRequest) => void): Command {
  const command = withReport(withCommon(new Command('audit').description('Report method settings that cache unencrypted responses, or might.')))
    .addOption(new Option('--sarif-suppressed <choice>', 'whether SARIF has acknowledged findings; GitHub shows them as open (default: include)').choices(SARIF_SUPPRESSED))
    .addOption(new Option('--write-acknowledgments <file>', 'acknowledge everything that is found, in a new file').argParser(notEmpty))
    .addOption(new Option('--reason <text>', 'reason of these acknowledgments').argParser(notEmpty))
    .addOption(new Option('--until <date>', 'last day of these acknowledgments (default: in 90 days)').argParser(day));
  return withDeployed(command)
    .addArgument(new Argument('[inputs...]', INPUTS).default(['.'], 'the current folder'))
    .addHelpText('after', `
Examples:
  ${COMMAND_NAME} audit cdk.out
  ${COMMAND_NAME} audit 'templates/**/*.yaml' --output report.html
  ${COMMAND_NAME} audit --deployed --profile prod
  aws apigateway get-stages --rest-api-id abc123 | ${COMMAND_NAME} audit -`)
    .action((inputs: readonly string[], options: AuditOptions) => {
      const { writeAcknowledgments: file, reason, until } = options;
      if (file === undefined && (reason ?? until) !== undefined) {
        command.error('error: --reason and --until need --write-acknowledgments');
      }
      const baseline = file === undefined ? undefined : { file, reason, until };
      choose({ is: 'audit', ...commonOf(inputs, options, command), ...reportRequestOf(options, command), baseline });
    });
}

function fixCommand(choose: (request: FixRequest) => void): Command {
  return withDeployed(withCommon(new Command('fix').description('Set CacheDataEncrypted in templates, and change nothing else. For deployed stages, print the commands that set it, or set it with --apply.')))
    .usage('[options] [inputs...]')
    .argument('[inputs...]', INPUTS)
    .option('--apply', 'change the deployed stages, and report what was changed')
    .option('--yes', 'do not ask before --apply')
    .option('--flush-cache', 'flush the cache of each stage that --apply has changed')
    .addOption(new Option('--format <format>', 'format of the report of --apply').choices(OUTPUT_FORMATS))
    .addOption(new Option('--output <file>', 'write the report of --apply to a file').argParser(notEmpty))
    .optionsGroup('Options:')
    .option('--dry-run', 'show the changes without writing them')
    .addOption(new Option('--rest-api-id <id>', 'ID of the REST API that a stage listing belongs to').argParser(notEmpty))
    .addHelpText('after', `
Examples:
  ${COMMAND_NAME} fix template.yaml --dry-run
  ${COMMAND_NAME} fix - < template.yaml > fixed.yaml
  ${COMMAND_NAME} fix stages.json --rest-api-id abc123
  ${COMMAND_NAME} fix --deployed --apply --output fixed.html`)
    .action((inputs: readonly string[], options: FixOptions, command: Command) => {
      const { dryRun = false, restApiId, apply, yes, flushCache } = options;
      const fault = applyFaultOf(options);
      if (fault !== undefined) {
        return command.error(`error: ${fault}`);
      }
      if (inputs.length === 0 && options.deployed !== true) {
        return command.error(`error: name what to fix, such as ${COMMAND_NAME} fix template.yaml, or . for every template in the current folder`);
      }
      choose({
        is: 'fix',
        ...commonOf(inputs, options, command),
        ...reportRequestOf(options, command),
        dryRun,
        restApiId,
        apply: apply === true ? { isConfirmed: yes === true, isFlushWanted: flushCache === true } : undefined,
      });
    });
}

type FixOptions = CommonOptions & ReportOptions & ApplyOptionsStated;

function day(value: string): string {
  if (!isDay(value)) {
    throw new InvalidArgumentError('It must be a date such as 2027-01-31.');
  }
  return value;
}
