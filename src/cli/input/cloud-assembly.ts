import { existsSync, readFileSync } from 'fs';
import { dirname, extname, join, relative } from 'path';
import { fileAt, TEMPLATE_ENDINGS } from '../../audit/embedded-reader';
import type { TemplateStack } from '../../audit/template-rows';
import { asResource } from '../../core/judgement/template-stages';
import type { Json, Whereabouts } from '../../core/stage/deployed-stage';
import { embeddedTemplates, isDeployedHere, NESTED_STACK_TYPE } from '../../core/stage/embedded-template';
import { isObject } from '../../core/template-language/place';

/** A template that CDK has written. */
export interface AssemblyTemplate {
  readonly path: string;
  readonly stack?: TemplateStack;
}

/** A cloud assembly, with those within it. */
export interface CloudAssembly {
  readonly templates: readonly AssemblyTemplate[];
  /** Files that name templates, and that are not there or say nothing. A template that is not there is among the templates. */
  readonly missing: readonly string[];
}

const MANIFEST = 'manifest.json';

/** Whether CDK has written the folder. A web app has a `manifest.json` too. */
export function isCloudAssembly(folder: string): boolean {
  return manifestIn(folder) !== undefined;
}

/**
 * Every template of the assembly in a folder once: of stacks, nested stacks and Service Catalog products, in CDK stages too. What an
 * older synthesis has left there is none of it.
 */
export function cloudAssembly(folder: string): CloudAssembly {
  const found = new AssemblyFiles();
  found.assembly(folder);
  return { templates: [...found.templates.values()], missing: [...found.missing] };
}

interface Artifact {
  readonly id: string;
  readonly type: unknown;
  readonly properties: Json;
  readonly metadata: Json;
  readonly environment: unknown;
}

/** What is known of a stack beside its template. */
interface StackContext {
  readonly made: readonly Made[];
  /** The path of the nested stack; nothing for a stack of its own. */
  readonly within: string;
  readonly target: Pick<Whereabouts, 'accountId' | 'region'>;
}

class AssemblyFiles {
  public readonly templates = new Map<string, AssemblyTemplate>();
  public readonly missing = new Set<string>();

  public assembly(folder: string): void {
    const artifacts = artifactsOf(folder);
    // Stacks first: an asset manifest names their templates as well, and knows no names.
    artifacts.filter(({ type }) => type === 'aws:cloudformation:stack').forEach((artifact) => this.stack(folder, artifact));
    for (const { type, properties, metadata } of artifacts) {
      assetsIn(metadata).forEach((file) => this.asset(folder, file));
      if (type === 'cdk:asset-manifest' && typeof properties.file === 'string') {
        filesOf(this.json(join(folder, properties.file))).forEach((file) => this.asset(folder, file));
      }
      if (type === 'cdk:cloud-assembly' && typeof properties.directoryName === 'string') {
        this.nested(join(folder, properties.directoryName));
      }
    }
  }

  private nested(folder: string): void {
    if (isCloudAssembly(folder)) {
      this.assembly(folder);
    } else {
      this.missing.add(join(folder, MANIFEST));
    }
  }

  private stack(folder: string, { id, properties, metadata, environment }: Artifact): void {
    const name = typeof properties.stackName === 'string' ? properties.stackName : id;
    this.template(folder, String(properties.templateFile), name, { made: constructsOf(metadata), within: '', target: targetOf(environment) });
  }

  private template(folder: string, file: string, name: string, { made, within, target }: StackContext): void {
    const path = join(folder, file);
    const resources = object(readJson(path)?.Resources);
    const constructPath = (logicalId: string): string | undefined => {
      const stated = object(object(resources[logicalId]).Metadata)['aws:cdk:path'];
      // Two copies of a nested stack have the same logical ids.
      const known = made.filter((construct) => construct.logicalId === logicalId && construct.path.startsWith(within));
      if (typeof stated === 'string') {
        return stated;
      }
      return known.length === 1 ? known[0].path : undefined;
    };
    const traces = (wanted: string): readonly unknown[] => made.find((construct) => construct.path === wanted)?.traces ?? [];
    this.templates.set(path, { path, stack: { name, constructPath, traces, ...target } });
    for (const [logicalId, raw] of Object.entries(resources)) {
      for (const asset of templatesIn(raw, path)) {
        if (!this.templates.has(asset)) {
          const nestedPath = nestedStackPath(constructPath(logicalId) ?? `${name}/${logicalId}`);
          const context = { made, within: `${nestedPath}/`, target: isDeployedHere(asResource(raw).type) ? target : {} };
          this.template(folder, relative(folder, asset), nestedPath, context);
        }
      }
    }
  }

  private asset(folder: string, file: string): void {
    const path = join(folder, file);
    if (TEMPLATE_ENDINGS.has(extname(file)) && !this.templates.has(path) && existsSync(path)) {
      this.templates.set(path, { path });
    }
  }

  private json(path: string): Json | undefined {
    const read = readJson(path);
    if (read === undefined) {
      this.missing.add(path);
    }
    return read;
  }
}

function manifestIn(folder: string): Json | undefined {
  const manifest = readJson(join(folder, MANIFEST));
  return manifest !== undefined && /^\d+\.\d+\.\d+$/.test(String(manifest.version)) && isObject(manifest.artifacts) ? manifest : undefined;
}

function artifactsOf(folder: string): readonly Artifact[] {
  return Object.entries(object(manifestIn(folder)?.artifacts)).map(([id, raw]) => {
    const { type, properties, metadata, additionalMetadataFile, environment } = object(raw);
    // Newer versions of CDK keep what belongs to constructs in a file beside.
    const additional = typeof additionalMetadataFile === 'string' ? object(readJson(join(folder, additionalMetadataFile))) : {};
    return { id, type, properties: object(properties), metadata: { ...additional, ...object(metadata) }, environment };
  });
}

/** `aws://111122223333/eu-west-1`, or `aws://unknown-account/unknown-region` */
function targetOf(environment: unknown): StackContext['target'] {
  const [, accountId, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(environment)) ?? [];
  return {
    ...accountId !== undefined && accountId !== 'unknown-account' && { accountId },
    ...region !== undefined && region !== 'unknown-region' && { region },
  };
}

interface Made {
  readonly logicalId: string;
  readonly path: string;
  readonly traces: readonly unknown[];
}

const TRACES: ReadonlySet<unknown> = new Set(['aws:cdk:creationStack', 'aws:cdk:logicalId']);

/** What has a logical id, by the path that CDK files it under. */
function constructsOf(metadata: Json): readonly Made[] {
  return Object.entries(metadata).flatMap(([path, raw]) => {
    const entries = (Array.isArray(raw) ? raw : []).map(object);
    const traces = entries.filter(({ type }) => TRACES.has(type)).flatMap(({ type, data, trace }) => type === 'aws:cdk:creationStack' ? [data, trace] : [trace]);
    return entries.filter(({ type }) => type === 'aws:cdk:logicalId').map(({ data }) => ({ logicalId: String(data), path: path.replace(/^\//, ''), traces }));
  });
}

/** Assets of stacks that were synthesised without an asset manifest. */
function assetsIn(metadata: Json): readonly string[] {
  const entries = Object.values(metadata).flatMap((raw) => Array.isArray(raw) ? raw : []).map(object);
  return entries.filter(({ type }) => type === 'aws:cdk:asset').flatMap(({ data }) => {
    const { packaging, path } = object(data);
    return packaging === 'file' && typeof path === 'string' ? [path] : [];
  });
}

function filesOf(assets: Json | undefined): readonly string[] {
  return Object.values(object(assets?.files)).flatMap((raw) => {
    const { packaging, path } = object(object(raw).source);
    return packaging === 'file' && typeof path === 'string' ? [path] : [];
  });
}

/**
 * The files of templates that a resource deploys: of a nested stack, which CDK may name beside the resource, and of others that are
 * assets.
 */
function templatesIn(raw: unknown, from: string): readonly string[] {
  const { Type: type, Metadata: metadata } = object(raw);
  const path = object(metadata)['aws:asset:path'];
  return type === NESTED_STACK_TYPE && typeof path === 'string' ? [join(dirname(from), path)]
    : embeddedTemplates(asResource(raw)).flatMap((embedded) => embedded.is === 'location' ? fileAt(embedded.raw, from) ?? [] : []);
}

/** `Shop/Api.NestedStack/Api.NestedStackResource` -> `Shop/Api` */
function nestedStackPath(resourcePath: string): string {
  return resourcePath.replace(/\.NestedStack\/[^/]+\.NestedStackResource$/, '');
}

function readJson(path: string): Json | undefined {
  if (!existsSync(path)) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function object(raw: unknown): Json {
  return isObject(raw) ? raw : {};
}
