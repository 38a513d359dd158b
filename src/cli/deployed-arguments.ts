import { Command, InvalidArgumentError, Option } from 'commander';
import type { DeployedQuery } from './deployed/query';

/** The options that only mean something with `--deployed`. */
export interface DeployedOptions {
  readonly deployed?: boolean;
  readonly region?: readonly string[];
  readonly excludeRegion?: readonly string[];
  readonly profile?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly organization?: boolean;
  readonly roleName?: string;
  readonly account?: readonly string[];
  readonly ou?: readonly string[];
  readonly aggregator?: string;
  readonly rate?: number;
  readonly saveListing?: string;
}

/** The options that only mean something without it. */
interface InputOptions {
  readonly exclude: readonly string[];
  readonly ignoreUnknown?: boolean;
  readonly accountId?: string;
}

const GROUP = 'Deployed stages:';

const RATE = 5;
/** API Gateway allows no more to an account, for everything. */
const HIGHEST_RATE = 10;

export function withDeployed(command: Command): Command {
  return command
    .optionsGroup(GROUP)
    .option('--deployed', 'read the stages of the AWS account, in all its regions; without it, AWS is never called')
    .addOption(new Option('--region <region>', 'only these regions, as names or globs; without --deployed, the region of the stages in listings that do not name it').argParser(collect))
    .addOption(new Option('--exclude-region <region>', 'not these regions, as names or globs').argParser(collect))
    .addOption(new Option('--profile <name>', 'profile of the AWS CLI').argParser(notEmpty))
    .addOption(new Option('--role-arn <arn>', 'role to assume').argParser(notEmpty))
    .addOption(new Option('--external-id <id>', 'external ID for the role').argParser(notEmpty))
    .option('--organization', 'all active accounts of the organization')
    .addOption(new Option('--role-name <name>', 'role to assume in each account of the organization').argParser(notEmpty))
    .addOption(new Option('--account <id>', 'only these accounts of the organization').argParser(collect))
    .addOption(new Option('--ou <id>', 'only the accounts in these organizational units, and in units within them').argParser(collect))
    .addOption(new Option('--aggregator <name>', 'what an aggregator of AWS Config has recorded, in place of API Gateway').argParser(notEmpty))
    .addOption(new Option('--rate <number>', `calls a second in each region (default: ${RATE})`).argParser(rateOf))
    .addOption(new Option('--save-listing <file>', 'also write what AWS said to a file, which can be audited later').argParser(notEmpty));
}

/** What is wrong with the options together; nothing if they make sense. @param command with the inputs that were named */
export function faultOf(options: DeployedOptions & InputOptions, { args: inputs, options: known }: Command): string | undefined {
  const { deployed, organization, roleName, account, ou, aggregator, externalId, roleArn, region = [] } = options;
  const stray = known.find((option) => option.helpGroupHeading === GROUP && option.long !== '--region' && options[option.attributeName() as keyof DeployedOptions] !== undefined);
  const faults: readonly (readonly [boolean, string])[] = [
    [!deployed && stray !== undefined, `${stray?.long} needs --deployed`],
    [!deployed && region.length > 1, 'more than one --region needs --deployed'],
    [deployed === true && inputs.length > 0, '--deployed reads the account, not inputs: leave out ' + inputs.join(' ')],
    [deployed === true && options.exclude.length > 0, '--exclude is about files: leave it out with --deployed'],
    [deployed === true && options.ignoreUnknown === true, '--ignore-unknown is about files: leave it out with --deployed'],
    [deployed === true && options.accountId !== undefined, '--deployed knows the account: leave out --account-id'],
    [organization === true && roleName === undefined, '--organization needs --role-name'],
    [organization !== true && roleName !== undefined, '--role-name needs --organization'],
    [organization !== true && account !== undefined, '--account needs --organization'],
    [organization !== true && ou !== undefined, '--ou needs --organization'],
    [organization === true && aggregator !== undefined, '--organization and --aggregator exclude each other'],
    [externalId !== undefined && roleArn === undefined && roleName === undefined, '--external-id needs --role-arn or --role-name'],
    [aggregator !== undefined && (region.length > 0 || options.excludeRegion !== undefined), '--aggregator has the regions that it has: leave out --region and --exclude-region'],
  ];
  return faults.find(([isFault]) => isFault)?.[1];
}

export function queryOf(options: DeployedOptions): DeployedQuery | undefined {
  const { deployed, region = [], excludeRegion = [], profile, roleArn, externalId, organization, roleName } = options;
  const { account = [], ou = [], aggregator, rate, saveListing } = options;
  return deployed !== true ? undefined : {
    profile,
    role: roleArn === undefined ? undefined : { arn: roleArn, externalId },
    regions: { include: region, exclude: excludeRegion },
    rate: rate ?? RATE,
    organization: organization !== true || roleName === undefined ? undefined : { roleName, externalId, accounts: account, units: ou },
    aggregator,
    saveListing,
  };
}

/** The options of `fix` that decide what is changed. */
export interface ApplyOptionsStated {
  readonly dryRun?: boolean;
  readonly restApiId?: string;
  readonly apply?: boolean;
  readonly yes?: boolean;
  readonly flushCache?: boolean;
}

interface FixOptionsStated extends ApplyOptionsStated, DeployedOptions {
  readonly format?: string;
  readonly output?: string;
}

/** What is wrong with the options of `fix` together; nothing if they make sense. */
export function applyFaultOf(options: FixOptionsStated): string | undefined {
  const { deployed, apply, yes, flushCache, dryRun, restApiId, aggregator, format, output } = options;
  const needing = [['--yes', yes], ['--flush-cache', flushCache], ['--format', format], ['--output', output]].find(([, value]) => value !== undefined);
  const faults: readonly (readonly [boolean, string])[] = [
    [apply === true && deployed !== true, '--apply needs --deployed'],
    [apply !== true && needing !== undefined, `${needing?.[0]} needs --apply`],
    [apply === true && dryRun === true, '--apply and --dry-run exclude each other'],
    [apply === true && aggregator !== undefined, '--apply cannot change what --aggregator has recorded'],
    [deployed === true && restApiId !== undefined, '--deployed knows the APIs: leave out --rest-api-id'],
  ];
  return faults.find(([isFault]) => isFault)?.[1];
}

export function notEmpty(value: string): string {
  if (value === '') {
    throw new InvalidArgumentError('It must not be empty.');
  }
  return value;
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, notEmpty(value)];
}

function rateOf(value: string): number {
  const rate = Number(value);
  if (!(rate > 0 && rate <= HIGHEST_RATE)) {
    throw new InvalidArgumentError(`It must be a number above 0, and at most ${HIGHEST_RATE}.`);
  }
  return rate;
}
