import { existsSync, readFileSync } from 'fs';
import { dirname, join, relative, resolve, sep } from 'path';
import { IPolicyValidationContext, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { everyConstruct } from '../construct-tree';

/** A template with its place in the cloud assembly. */
export interface WrittenStack {
  /** The stack that it is of; the app, if the construct tree has lost the stack. */
  readonly stack: IConstruct;
  /** The template as it will be deployed; none if it was not written. */
  readonly file: string | undefined;
}

/**
 * The stacks that a validation is about, with those whose templates are assets of
 * theirs: nested stacks, products of AWS Service Catalog. A stack that merely has
 * its place below another one, and CDK stages, are not: CDK asks about each once.
 *
 * @param isWanted whether to look at a stack and those that are part of it
 */
export function writtenStacks(
  context: IPolicyValidationContext, isWanted: (stack: IConstruct) => boolean = () => true,
): readonly WrittenStack[] {
  const { stackTemplates, appConstruct } = context;
  const assemblies = new Assemblies();
  return stackTemplates.flatMap(({ stackConstructPath, templatePath }): readonly WrittenStack[] => {
    const stack = findStack(appConstruct, stackConstructPath, templatePath);
    if (!isWanted(stack ?? appConstruct)) {
      return [];
    }
    if (stack === undefined) {
      return [{ stack: appConstruct, file: templatePath }];
    }
    const folder = dirname(templatePath);
    const isPartOf = (child: IConstruct) => !Stage.isStage(child) && !(Stack.isStack(child) && assemblies.deploysAlone(child, folder));
    const [, ...below] = everyConstruct(stack, isPartOf).filter((construct) => Stack.isStack(construct));
    return [{ stack, file: templatePath }, ...below.map((part) => ({ stack: part, file: fileIfWritten(join(folder, part.templateFile)) }))];
  });
}

/** The template that a construct goes into, relative to the cloud assembly and with `/`. */
export function templateFileOf(construct: IConstruct): string {
  const stack = Stack.of(construct);
  const cdkStage = Stage.of(stack);
  return cdkStage === undefined ? stack.templateFile : relativeToAssembly(stack, join(cdkStage.outdir, stack.templateFile));
}

/** Where a file is in the cloud assembly of an app, with `/`. */
export function relativeToAssembly({ node: { root } }: IConstruct, file: string): string {
  return Stage.isStage(root) ? relative(root.outdir, file).split(sep).join('/') : file;
}

/** The file of the template of a stack, if it is written. */
export function writtenTemplateOf(stack: Stack): string | undefined {
  return fileIfWritten(join(Stage.of(stack)!.outdir, stack.templateFile));
}

/** The construct at a path; nothing if there is none. */
export function constructAt(root: IConstruct, path: string): IConstruct | undefined {
  return path === '' ? root : path.split('/').reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id), root);
}

/** By its path, or by the template that it writes: a synthesizer may call its artifact as it likes. */
function findStack(app: IConstruct, path: string, template: string): Stack | undefined {
  const named = constructAt(app, path);
  const fileOf = (stack: Stack) => resolve(Stage.of(stack)!.outdir, stack.templateFile);
  const writes = (construct: IConstruct | undefined): construct is Stack =>
    Stack.isStack(construct) && fileOf(construct) === resolve(template);
  return writes(named) ? named : everyConstruct(app).find(writes) ?? (Stack.isStack(named) ? named : undefined);
}

/** What the manifests of cloud assemblies list, each read once. */
class Assemblies {
  private readonly templates = new Map<string, ReadonlySet<string | undefined>>();

  /** Whether an assembly has the stack as one of its own. */
  public deploysAlone(stack: Stack, folder: string): boolean {
    return stack.nestedStackParent === undefined && this.templatesIn(folder).has(stack.templateFile);
  }

  private templatesIn(folder: string): ReadonlySet<string | undefined> {
    const known =
      this.templates.get(folder) ?? new Set(Object.values(artifactsIn(folder)).map(({ properties }) => properties?.templateFile));
    this.templates.set(folder, known);
    return known;
  }
}

type Artifacts = Readonly<Record<string, { readonly properties?: { readonly templateFile?: string } }>>;

function artifactsIn(folder: string): Artifacts {
  return (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { readonly artifacts?: Artifacts }).artifacts ?? {};
}

function fileIfWritten(file: string): string | undefined {
  return existsSync(file) ? file : undefined;
}
