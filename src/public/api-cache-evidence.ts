import { existsSync, readFileSync, realpathSync } from 'fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'path';
import { App, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import { EvidenceFolder, StackRows } from './evidence-folder';
import { BuildOrigin, buildOrigin } from '../audit/build-origin';
import { ReportOrigin, sha256Of } from '../audit/report';
import { ApiCacheReportFormat, ReportFormat, REPORT_FORMATS } from '../audit/report-formats';
import { projectAround } from '../audit/source-line';
import { PACK } from '../catalog/rules';
import { rowsAt } from '../cdk/assembly/construct-rows';
import { stagesOfStack } from '../cdk/assembly/stack-stages';
import { relativeToAssembly, WrittenStack, writtenStacks } from '../cdk/assembly/written-stacks';
import { cdkVersion } from '../cdk/cdk-floor';
import { enumListOption, booleanOption, stringOption } from '../options';
import { VERSION } from '../package-files';
import { described } from '../wording/error';

/** Options of `ApiCacheEvidence`. */
export interface ApiCacheEvidenceProps {
  /**
   * The formats to write.
   *
   * @default - all formats
   */
  readonly formats?: ApiCacheReportFormat[];

  /**
   * The folder to write to, relative to the working directory. It must be outside the
   * cloud assembly, which CDK does not let plugins change.
   *
   * @default - the path of the cloud assembly followed by `.evidence`, such as `cdk.out.evidence`
   */
  readonly directory?: string;

  /**
   * Whether to include the time of synthesis, the commit and the pipeline run. Without them, the same app produces the same
   * files, byte for byte.
   *
   * @default true
   */
  readonly timestamp?: boolean;
}

/**
 * Writes evidence about every API cache of an app at each synthesis: compliant, fixed,
 * acknowledged (with the reason) and unencrypted settings.
 *
 * It checks the synthesized templates and never makes synthesis fail. If a template cannot
 * be checked or a file cannot be written, it reports a warning and removes the files of
 * earlier runs. If synthesis fails before CDK runs validation plugins, the files of the
 * last run stay.
 *
 * Register it on the app or on CDK stages. Plugins with the same folder share its files:
 * `api-cache-evidence.json`, `.csv`, `.sarif` and `.html`. Formats that are not selected
 * are removed from the folder, so use a separate folder for each app.
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

  private readonly formats: readonly ReportFormat[];
  private readonly directory: string | undefined;
  private readonly isTimed: boolean;
  private build: BuildOrigin | undefined;

  /**
   * @param props options, by default all formats are written next to the cloud assembly
   * @throws if an option has an invalid value
   */
  constructor(props?: ApiCacheEvidenceProps) {
    this.formats = enumListOption('formats', props?.formats ?? REPORT_FORMATS, 'ApiCacheReportFormat', REPORT_FORMATS);
    this.directory = stringOption('directory', props?.directory);
    this.isTimed = booleanOption('timestamp', props?.timestamp ?? true);
    if (this.formats.length === 0) {
      throw new Error(`formats must name at least one of ${REPORT_FORMATS.join(', ')}`);
    }
  }

  /**
   * Called by CDK after synthesis. Writes the files.
   *
   * @param context the stacks to write evidence about
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { appConstruct: app } = context;
    const assembly = resolve(App.isApp(app) ? app.outdir : 'cdk.out');
    const path = resolve(this.directory ?? `${assembly}.evidence`);
    if (isIn(assembly, path)) {
      return report(unwrittenViolation(
        `directory ${path} is in the cloud assembly, which CDK does not let plugins change`,
        'choose a directory outside the cloud assembly, or omit the option directory',
      ));
    }
    const folder = EvidenceFolder.of(app, path);
    folder.want(this.formats);
    try {
      const rows = rowsOf(context);
      folder.put(this, rows.of);
      folder.write(this.isTimed ? new Date() : undefined, this.originOfRun());
      return report(...rows.failures.map((error) => unwrittenViolation(described(error).message, 'make sure that its template can be read')));
    } catch (error) {
      return report(unwrittenViolation(described(error).message, clearFolder(folder) ?? `make sure that ${path} can be written`));
    }
  }

  private originOfRun(): Pick<ReportOrigin, 'cdkVersion' | 'commit' | 'pipelineRun'> {
    const version = cdkVersion();
    this.build ??= this.isTimed ? buildOrigin(process.env, projectAround(process.cwd())) : {};
    return { ...version !== undefined && { cdkVersion: version }, ...this.build };
  }
}

/** The one thing that is reported. */
const EVIDENCE_NOT_WRITTEN = `${PACK}-EvidenceNotWritten`;

/** Evidence that could not be written. This is not a finding, and synthesis succeeds. */
function unwrittenViolation(because: string, fix: string): PolicyViolation {
  return {
    ruleName: EVIDENCE_NOT_WRITTEN,
    description: `API cache evidence was not written: ${because}`,
    severity: 'warning',
    fix,
    violatingResources: [{ constructPath: '', locations: [] }],
  };
}

/** Evidence never makes synthesis fail. */
function report(...violations: PolicyViolation[]): PolicyValidationPluginReport {
  return { success: true, violations };
}

/** The rows of each stack, and why there are none. */
function rowsOf(context: IPolicyValidationContext): { readonly of: StackRows; readonly failures: readonly unknown[] } {
  const project = projectAround(process.cwd());
  const failures: unknown[] = [];
  const rowsIn = (writtenStack: WrittenStack) => {
    const templateFile = writtenStack.file === undefined ? undefined : relativeToAssembly(context.appConstruct, writtenStack.file);
    try {
      const rowContext = { project, ...templateFile !== undefined && { templateFile } };
      const rows = stagesOfStack(writtenStack).flatMap((stage) => rowsAt(stage, rowContext));
      const input = templateFile === undefined ? {} : { input: { name: templateFile, sha256: sha256Of(readFileSync(writtenStack.file!)) } };
      return { rows, ...input };
    } catch (error) {
      failures.push(error);
      return undefined;
    }
  };
  const nameOf = ({ stack, file }: WrittenStack) => stack === context.appConstruct ? `${file}` : stack.node.path;
  return { of: new Map(writtenStacks(context).map((writtenStack) => [nameOf(writtenStack), rowsIn(writtenStack)])), failures };
}

/** How to fix it if the files of an earlier synthesis cannot be removed either. */
function clearFolder(folder: EvidenceFolder): string | undefined {
  try {
    folder.clear();
    return undefined;
  } catch (error) {
    return `remove the files of an earlier synthesis: ${described(error).message}`;
  }
}

function isIn(folder: string, path: string): boolean {
  const below = relative(followLinks(folder), followLinks(path));
  return below === '' || (below.split(sep)[0] !== '..' && !isAbsolute(below));
}

/** Where a path leads, links followed as far as it exists. */
function followLinks(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(followLinks(dirname(path)), basename(path));
}
