import { existsSync, realpathSync } from 'fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'path';
import { App, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import { rowsAt } from './audit-rows';
import { projectAround } from './cdk/source-line';
import { described, EVIDENCE_NOT_WRITTEN, unwrittenViolation } from './cdk/violation';
import { relativeToAssembly, WrittenStack, writtenStacks } from './cdk/written-stacks';
import { stagesOfStack } from './cdk/written-stages';
import { EvidenceFolder, Format, StackRows } from './evidence-folder';
import { entriesOf, switchOf, textOf } from './options';
import { VERSION } from './version';

/** A format of evidence. */
export enum ApiCacheReportFormat {
  /** `ApiCacheAudit.toJson()` */
  JSON = 'json',

  /** `ApiCacheAudit.toCsv()` */
  CSV = 'csv',

  /** `ApiCacheAudit.toSarif()` */
  SARIF = 'sarif',

  /** `ApiCacheAudit.toHtml()` */
  HTML = 'html',
}

/** Options of `ApiCacheEvidence`. */
export interface ApiCacheEvidenceProps {
  /**
   * What to write.
   *
   * @default - every format
   */
  readonly formats?: ApiCacheReportFormat[];

  /**
   * The folder to write to, relative to the working directory. It must not be in the
   * cloud assembly, where CDK lets no plugin change a file.
   *
   * @default - beside the cloud assembly and called like it, with `.evidence` after it, such as `cdk.out.evidence`
   */
  readonly directory?: string;

  /**
   * Whether to say when it was written. The same app makes the same files, byte for byte, as long as nobody asks for that.
   *
   * @default false
   */
  readonly timestamp?: boolean;
}

/**
 * Writes evidence of every API cache of an app whenever it is synthesised: what is
 * in order, what was fixed, what is acknowledged and by whom, what is in clear.
 *
 * It judges the templates as they were written and never makes synthesis fail: if
 * something cannot be judged or written, there is a warning, and no file of an
 * earlier synthesis is left to be taken for one of this. Where synthesis fails
 * before CDK asks any validation plugin, the files of the last one stay.
 *
 * Register it on the app, or on CDK stages; those that write to one folder share its files:
 * `api-cache-evidence.json`, `.csv`, `.sarif` and `.html`. What is not wanted of
 * these is removed, so another folder is needed for every app.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 * @example
 * import { App, Validations } from 'aws-cdk-lib';
 * import { ApiCacheEvidence, ApiCacheReportFormat, EncryptApiCache } from 'cdk-encrypt-api-cache';
 *
 * const app = new App();
 * EncryptApiCache.everywhere(app);
 * Validations.of(app).addPlugins(new ApiCacheEvidence({
 *   formats: [ApiCacheReportFormat.HTML, ApiCacheReportFormat.SARIF],
 * }));
 */
export class ApiCacheEvidence implements IPolicyValidationPlugin {
  /** The name of the plugin in CDK's report. */
  public readonly name = 'ApiCacheEvidence';

  /** The version of this library. */
  public readonly version?: string = VERSION;

  /** What it reports: that it could not write the evidence. */
  public readonly ruleIds?: string[] = [EVIDENCE_NOT_WRITTEN];

  private readonly formats: readonly Format[];
  private readonly directory: string | undefined;
  private readonly isTimed: boolean;

  /**
   * @param props options, by default every format is written beside the cloud assembly
   * @throws if an option has a value that it does not allow
   */
  constructor(props?: ApiCacheEvidenceProps) {
    const all = Object.values(ApiCacheReportFormat);
    this.formats = entriesOf('formats', props?.formats ?? all, 'ApiCacheReportFormat', all);
    this.directory = textOf('directory', props?.directory ?? undefined);
    this.isTimed = switchOf('timestamp', props?.timestamp ?? undefined);
    if (this.formats.length === 0) {
      throw new Error(`formats must name at least one of ${all.join(', ')}`);
    }
  }

  /**
   * Called by CDK when everything is synthesised. Writes the files.
   *
   * @param context the stacks that the evidence is about
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { appConstruct: app } = context;
    const assembly = resolve(App.isApp(app) ? app.outdir : 'cdk.out');
    const path = resolve(this.directory ?? `${assembly}.evidence`);
    if (isIn(assembly, path)) {
      return report(unwrittenViolation(
        `directory ${path} is in the cloud assembly, where CDK lets no plugin change a file`,
        'choose a directory outside of it, or leave the option directory out',
      ));
    }
    const folder = EvidenceFolder.of(app, path);
    folder.want(this.formats);
    try {
      const rows = rowsOf(context);
      folder.put(this, rows.of);
      folder.write(this.isTimed ? new Date() : undefined);
      return report(...rows.failures.map((error) => unwrittenViolation(described(error).message, 'see to it that its template can be read')));
    } catch (error) {
      return report(unwrittenViolation(described(error).message, leftBehind(folder) ?? `see to it that ${path} can be written`));
    }
  }
}

/** Nothing makes synthesis fail here. */
function report(...violations: PolicyViolation[]): PolicyValidationPluginReport {
  return { success: true, violations };
}

/** The rows of each stack, and why there are none. */
function rowsOf(context: IPolicyValidationContext): { readonly of: StackRows; readonly failures: readonly unknown[] } {
  const project = projectAround(process.cwd());
  const failures: unknown[] = [];
  const rowsIn = (one: WrittenStack) => {
    const templateFile = one.file === undefined ? undefined : relativeToAssembly(context.appConstruct, one.file);
    try {
      return stagesOfStack(one).flatMap((stage) => rowsAt(stage, { project, ...templateFile !== undefined && { templateFile } }));
    } catch (error) {
      failures.push(error);
      return undefined;
    }
  };
  const nameOf = ({ stack, file }: WrittenStack) => stack === context.appConstruct ? `${file}` : stack.node.path;
  return { of: new Map(writtenStacks(context).map((one) => [nameOf(one), rowsIn(one)])), failures };
}

/** What to do where files of an earlier synthesis cannot be removed either. */
function leftBehind(folder: EvidenceFolder): string | undefined {
  try {
    folder.clear();
    return undefined;
  } catch (error) {
    return `remove the files of an earlier synthesis: ${described(error).message}`;
  }
}

function isIn(folder: string, path: string): boolean {
  const below = relative(real(folder), real(path));
  return below === '' || (below.split(sep)[0] !== '..' && !isAbsolute(below));
}

/** Where a path leads, links followed as far as it exists. */
function real(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(real(dirname(path)), basename(path));
}
