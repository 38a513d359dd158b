import { DeployableStage, NO_STAGE } from './deployable-stage';
import { judgeUnreadableTemplate, Judgement } from './judge';
import { existsAnywhere } from './judge-configurations';
import { embedsTemplates, pathInTemplate, resourcesOf, stagesOf, StatedResource, TemplateStage } from './template-stages';
import { EmbeddedTemplate, embeddedTemplates, isDeployedHere, mayEmbed, stageTypeIn } from '../stage/embedded-template';
import { CACHING } from '../stage/setting-names';
import { canConfigureStage } from '../stage/stage-cache';
import { implicitLayout, isCreated } from '../stage/stage-layout';
import { StageSource } from '../stage/stage-source';
import { declarationsOf } from '../template-language/declarations';
import { functionCall } from '../template-language/intrinsics';
import { PseudoParameters, Parameters } from '../template-language/parameters';
import { Parse, PiecedText, withGaps } from '../template-language/pieced-text';
import { isObject, Path } from '../template-language/place';

/** How to get at templates that stand in others. */
export interface EmbeddedReader {
  readonly parse: Parse;
  /** The text behind the address of a template, if that leads to a file of ours. */
  readonly open: (location: unknown, from: string | undefined) => OpenedFile | undefined;
}

export interface OpenedFile {
  readonly file: string;
  readonly text: string;
}

/** A template and where it was read. */
export interface ReadTemplate {
  /** Those that hold templates. */
  readonly resources: readonly StatedResource[];
  readonly parameters: Parameters;
  readonly environment: PseudoParameters;
  /** None where it was not read from a file. */
  readonly file: string | undefined;
}

/**
 * Every stage of the templates that the resources of a template deploy, at any
 * depth. What cannot be read and names a stage is one that cannot be judged; an
 * address that leads to no file of ours is no API.
 *
 * @param environment the pseudo parameters whose value is known
 * @param file where the template was read
 */
export function embeddedStages(
  template: unknown, environment: PseudoParameters, reader: EmbeddedReader, file?: string,
): readonly TemplateStage[] {
  return stagesWithin(templateInContext(template, environment, file), reader);
}

function templateInContext(template: unknown, environment: PseudoParameters, file: string | undefined): ReadTemplate {
  const parameters = new Parameters(declarationsOf(template), environment);
  return { resources: resourcesOf(template, embedsTemplates), parameters, environment, file };
}

/** The same for some resources of a template. @param openFiles the files that were opened on the way there */
export function stagesWithin(template: ReadTemplate, reader: EmbeddedReader, openFiles: readonly string[] = []): readonly TemplateStage[] {
  const { resources, parameters } = template;
  return resources.filter((resource) => mayExist(resource, parameters)).flatMap((resource) =>
    embeddedTemplates(resource).flatMap((embedded) => new Opener(template, resource, reader, openFiles).stagesIn(embedded)));
}

function mayExist(resource: StatedResource, parameters: Parameters): boolean {
  const layout = implicitLayout(undefined, (configuration) => isCreated(resource, configuration));
  return existsAnywhere(new StageSource(() => layout, () => parameters));
}

class Opener {
  public constructor(
    private readonly outer: ReadTemplate,
    private readonly resource: StatedResource,
    private readonly reader: EmbeddedReader,
    private readonly openFiles: readonly string[],
  ) {
  }

  public stagesIn({ is, path, raw }: EmbeddedTemplate): readonly TemplateStage[] {
    return is === 'text' ? this.inText(raw, path, this.outer.file, this.openFiles) : this.inFile(raw, path);
  }

  private inFile(location: unknown, path: Path): readonly TemplateStage[] {
    const opened = this.reader.open(location, this.outer.file);
    // A template cannot deploy itself.
    return opened === undefined || this.openFiles.includes(opened.file) ? []
      : this.inText(opened.text, path, opened.file, [...this.openFiles, opened.file]);
  }

  private inText(raw: unknown, path: Path, file: string | undefined, openFiles: readonly string[]): readonly TemplateStage[] {
    const [name, argument] = functionCall(raw);
    if (name === 'Fn::ToJsonString') {
      return this.inTemplate(withGaps(argument), path, file, openFiles);
    }
    const text = new PiecedText(raw);
    const { literal } = text;
    const type = stageTypeIn(literal);
    // Most templates have no API at all, and need not be parsed. An escape may hide one.
    if (type === undefined && !mayEmbed(literal) && !/\\[ux]/.test(literal)) {
      return [];
    }
    const parsed = text.read(this.reader.parse);
    if (parsed.is === 'read' && isObject(parsed.value)) {
      return this.inTemplate(parsed.value, path, file, openFiles);
    }
    const because = parsed.is === 'read' ? 'not a mapping of sections such as Resources' : parsed.because;
    const mayCache = (named: string) => literal.includes(CACHING) || (text.hasGaps && canConfigureStage(named));
    return type !== undefined && mayCache(type) ? [this.unreadable(path, `${type} but cannot be read: ${because}`)] : [];
  }

  private inTemplate(template: unknown, path: Path, file: string | undefined, openFiles: readonly string[]): readonly TemplateStage[] {
    const environment = isDeployedHere(this.resource.type) ? this.outer.environment : {};
    const deeper = stagesWithin(templateInContext(template, environment, file), this.reader, openFiles);
    return [...stagesOf(template, environment), ...deeper].map((stage) => this.within(stage, path));
  }

  /** The stage as the outer template has it. */
  private within({ logicalId, at, type, identity, stage }: TemplateStage, path: Path): TemplateStage {
    const moved = (inner: Path) => [...path, ...pathInTemplate({ logicalId, at }, inner)];
    return { ...this.embedded(`${this.resource.logicalId}/${logicalId}`, type, path, () => movedTo(stage.judgement, moved), stage), identity };
  }

  private unreadable(path: Path, shown: string): TemplateStage {
    return this.embedded(this.resource.logicalId, this.resource.type, path, () => judgeUnreadableTemplate(path, shown), NO_STAGE);
  }

  private embedded(logicalId: string, type: string, path: Path, judge: () => Judgement, { source }: DeployableStage): TemplateStage {
    const { logicalId: outer, at } = this.resource;
    return { logicalId, at, type, stage: new DeployableStage(source, judge), embedded: { in: outer, path } };
  }
}

function movedTo({ verdict, keys }: Judgement, moved: (path: Path) => Path): Judgement {
  return {
    verdict,
    keys: keys.map((judged) => ({
      ...judged,
      path: moved(judged.path),
      settings: judged.settings.map((setting) => ({ ...setting, path: moved(setting.path) })),
    })),
  };
}
