import { readFileSync } from 'fs';
import { dirname } from 'path';
import type { FixRequest } from '../request';
import { FixedTemplate, fixTemplate } from './fix-template';
import { areOfSeveralApis, ListedStage, updateStageScript } from './update-stage-script';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { severityOf } from '../../audit/row-severity';
import { projectAround } from '../../audit/source-line';
import { DEPLOYED } from '../../catalog/property-names';
import { EmbeddedReader, embeddedStages } from '../../core/judgement/embedded-stages';
import type { DeployedStage } from '../../core/stage/deployed-stage';
import { readTemplateFile, TemplateFile } from '../../template-text/template-file';
import type { Acknowledgments } from '../input/acknowledgment-file';
import { isCloudAssembly } from '../input/cloud-assembly';
import { Input, ListingInput, TemplateInput } from '../input/input';
import { reasonOf } from '../input/sources';
import { exitCodeOf } from '../judge/exit-code';
import { JudgedInput, judgeInput } from '../judge/judge-input';
import { acknowledgeRows, acknowledgmentsIn, ActOnInput, judgeInputs, printProblems } from '../judge/judge-inputs';
import { number, summarizeInputs } from '../output/summary';
import { renderTable } from '../output/table';
import { renderDiff } from '../output/template-diff';
import { writeFile } from '../output/write-file';
import { EXIT, ExitCode, Environment } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';
import { Styled } from '../terminal/styled';

/** Fixes templates, prints the commands that fix deployed stages, and prints the remaining findings. */
export function fix(request: FixRequest, environment: Environment): ExitCode {
  const acknowledgments = acknowledgmentsIn(request.acknowledge, environment);
  if (acknowledgments === undefined) {
    return EXIT.trouble;
  }
  return fixAll(request, environment, acknowledgments, (act) => judgeInputs(request, environment, acknowledgments, act));
}

/** @param judgeAll passes each input to the callback, as `judgeInputs` does */
export function fixAll(
  request: FixRequest, environment: Environment, acknowledgments: Acknowledgments, judgeAll: (act: ActOnInput) => readonly JudgedInput[],
): ExitCode {
  const repair = new Repair(request, environment, acknowledgments);
  const all = judgeAll((input, judgedInput, reader) => repair.of(input, judgedInput, reader));
  const isPrinted = repair.printCommands();
  printProblems(all, acknowledgments, environment);
  const { stderr } = environment;
  const isLeft = all.some(({ rows, trouble, unread = [] }) =>
    trouble !== undefined || unread.length > 0 || rows.some((row) => severityOf(row) !== undefined));
  stderr.write(`${renderTable(repair.beyond, false, stderr)}${isLeft ? 'remaining' : 'nothing remains to be fixed'}: ${summarizeInputs(all, new Styled(stderr))}\n`);
  const code = exitCodeOf(all, request.failOn);
  if (!isPrinted) {
    return EXIT.trouble;
  }
  return code === EXIT.clean && repair.isToDelete ? EXIT.findings : code;
}

/** Fixes inputs one by one. Texts and commands go to standard output, messages to standard error. */
class Repair {
  /** Findings that neither a flag nor a command can fix. */
  public readonly beyond: JudgedInput[] = [];
  /** Whether an entry must be deleted by hand. */
  public isToDelete = false;
  private readonly listed: ListedStage[] = [];

  public constructor(
    private readonly request: FixRequest, private readonly environment: Environment, private readonly acknowledgments: Acknowledgments,
  ) {
  }

  /** @returns what is left of the findings when the command ends */
  public of(input: Input, judgedInput: JudgedInput, reader: EmbeddedReader): JudgedInput {
    switch (input.is) {
      case 'template':
        return this.template(input, judgedInput, reader);
      case 'listing':
        return this.listing(input, judgedInput);
      case 'trouble':
        return judgedInput;
    }
  }

  private template(input: TemplateInput, judgedInput: JudgedInput, reader: EmbeddedReader): JudgedInput {
    const { source: { path, name }, file, within } = input;
    if (file === undefined) {
      return judgedInput;
    }
    const embedded = embeddedStages(file.template, {}, reader, path);
    const fixed = fixTemplate(file, (logicalId, key) => isKeyAcknowledged(judgedInput, logicalId, key), embedded);
    if (path !== undefined && fixed.flags.length + fixed.equal.length > 0 && isCloudAssembly(dirname(path))) {
      this.say(`${name}: not changed, because it is part of a cloud assembly: encrypt the cache in the app with EncryptApiCache`);
      this.beyond.push(judgedInput);
      return judgedInput;
    }
    if (fixed.flags.length + fixed.equal.length > 0 && (within === 'holds several documents' || (within !== undefined && path !== undefined))) {
      this.say(`${name}: not changed, because it ${within}: save the template in a file of its own`);
      this.beyond.push(judgedInput);
      return judgedInput;
    }
    this.sayRefused(name, fixed);
    const isWritten = fixed.flags.length > 0 && path !== undefined && !this.request.dryRun;
    const because = isWritten ? writeTemplate(path, file.text, fixed.text) : undefined;
    if (because !== undefined) {
      return { ...judgedInput, trouble: { name, because } };
    }
    if (this.request.dryRun) {
      this.environment.stdout.write(renderDiff(name, file.text, fixed.text, this.environment.stdout));
    } else if (path === undefined) {
      // A piped template is written to standard output, whether or not it has stages.
      this.environment.stdout.write(fixed.text);
    }
    if (fixed.flags.length > 0) {
      this.say(`${name}: ${number(fixed.flags.length, 'flag')} ${this.request.dryRun ? 'to set' : 'set'}`);
    }
    const fixedFile = readTemplateFile(fixed.text) as TemplateFile;
    this.sayEqual(name, fixed, this.request.dryRun ? file : fixedFile);
    const after = this.rejudged({ ...input, file: fixedFile }, reader);
    this.beyond.push(after);
    return this.request.dryRun ? judgedInput : after;
  }

  private rejudged(input: TemplateInput, reader: EmbeddedReader): JudgedInput {
    const judgedInput = judgeInput(input, projectAround(this.environment.folder), reader);
    return acknowledgeRows(input, judgedInput, this.acknowledgments, this.environment.now);
  }

  private sayRefused(name: string, { refused }: FixedTemplate): void {
    refused.forEach(({ refusal, key, logicalId }) => this.say(`${name}:${refusal.line}: ${logicalId} ${key}: not changed: ${refusal.because}`));
  }

  /** Prints the lines of entries that the flag would make identical to others, which CloudFormation rejects. */
  private sayEqual(name: string, { equal }: FixedTemplate, { positionOf }: TemplateFile): void {
    equal.forEach(({ logicalId, key, path, twin }) =>
      this.say(`${name}:${positionOf(path).line}: ${logicalId} ${key}: delete ${path.join('.')}: it differs from ${twin.join('.')} only in CacheDataEncrypted, and CloudFormation rejects identical entries`));
    this.isToDelete = this.isToDelete || equal.length > 0;
  }

  /** Prints the commands for all listings. @returns whether the options allow that */
  public printCommands(): boolean {
    const { restApiId } = this.request;
    if (restApiId !== undefined && areOfSeveralApis(this.listed)) {
      this.say(`error: --rest-api-id ${restApiId}: the listings are of more than one API; ${NAME_APIS}`);
      return false;
    }
    const { text, counts, unknown } = updateStageScript(this.listed, restApiId, this.request.query?.profile);
    this.environment.stdout.write(text);
    counts.forEach((count, name) =>
      this.say(`${name}: ${number(count, 'command')} to run; then flush the cache of each stage once (aws apigateway flush-stage-cache)`));
    unknown.forEach((count, name) =>
      this.say(`${name}: no commands for ${number(count, 'stage')}, because the listings are of more than one API; ${NAME_APIS}`));
    return true;
  }

  private listing({ stages, source: { name } }: ListingInput, judgedInput: JudgedInput): JudgedInput {
    this.listed.push(...stages.map((stage): ListedStage =>
      ({ input: name, stage, isAcknowledged: (key) => isKeyAcknowledged(judgedInput, stage.name, key, stage) })));
    this.beyond.push({ ...judgedInput, rows: judgedInput.rows.filter(({ propertyPath }) => !propertyPath.endsWith(`.${DEPLOYED.flag}`)) });
    return judgedInput;
  }

  private say(text: string): void {
    this.environment.stderr.write(`${plainText(text)}\n`);
  }
}

/** Writes a template, unless it was modified in the meantime. @returns why it was not written */
function writeTemplate(path: string, before: string, after: string): string | undefined {
  try {
    if (readFileSync(path, 'utf8') !== before) {
      return 'not changed, because the file was modified in the meantime';
    }
    writeFile(path, after);
    return undefined;
  } catch (error) {
    return `not changed: ${reasonOf(error)}`;
  }
}

/** What to do where nobody knows to which API a stage belongs. */
const NAME_APIS = 'put each listing under the ID of its API, as in {"abc123": …}';

/** @param deployed the stage of a listing: stages of several APIs may have one name */
export function isKeyAcknowledged({ rows }: JudgedInput, logicalId: string, key: string, deployed?: DeployedStage): boolean {
  const isSame = (row: ApiCacheAuditRow) => deployed === undefined || (row.stageArn === deployed.arn && row.restApiId === deployed.restApiId
    && row.accountId === deployed.accountId && row.region === deployed.region);
  return rows.some((row) =>
    row.logicalId === logicalId && row.methodKey === key && isSame(row) && row.acknowledgment !== undefined && row.verdict !== 'NOT_CACHED');
}
