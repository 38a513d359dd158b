import { CfnResource, DefaultTokenResolver, IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, Stack, Tokenization } from 'aws-cdk-lib';
import { readPlainly } from './plain';
import { TemplateResource } from '../core/stage-cache';

/** The properties that decide on a cache, and on whether SAM makes an API of a function, in the spelling of templates. */
const DECISIVE: ReadonlySet<string> = new Set(['CacheClusterEnabled', 'Events', 'MethodSettings', 'StageDescription', 'StageName']);

/** What stands for a token that is not ours to resolve: a function, so that nothing takes it for a literal. */
const NOT_READ = { 'Fn::GetAtt': ['NotRead', 'NotRead'] };

/** A string of several parts, one of them a token, is a function in the template. */
const JOIN: IFragmentConcatenator = {
  join: (left: unknown, right: unknown): unknown => left === undefined ? right : { 'Fn::Join': ['', [left, right]] },
};

/**
 * Resolves what decides on a cache and nothing else. Other properties may hide a
 * `Lazy` that is not ready yet, or one that keeps its first answer, or a
 * deployment whose logical id hashes its whole API: none of our business.
 */
class DecisiveResolver extends DefaultTokenResolver {
  constructor() {
    super(JOIN);
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const [top, property] = context.documentPath;
    const isDecisive = top === undefined || top === 'Type'
      || (top === 'Properties' && (property === undefined || DECISIVE.has(pascalCase(property))));
    return isDecisive ? super.resolveToken(token, context, postProcessor) : NOT_READ;
  }
}

const RESOLVER = new DecisiveResolver();

/** The resource as it goes into the template, as far as it decides on a cache: overrides and raw properties included (rule 1). */
export function readResource(resource: CfnResource): TemplateResource {
  return readPlainly(resource) ?? renderResource(resource);
}

export function renderResource(resource: CfnResource): TemplateResource {
  const fragment = resource._toCloudFormation() as { Resources?: Record<string, unknown> };
  const [definition] = Object.values(fragment.Resources ?? {});
  const rendered = resolve(resource, definition) as { Type?: unknown; Properties?: unknown } | undefined;
  return { type: typeof rendered?.Type === 'string' ? rendered.Type : resource.cfnResourceType, properties: rendered?.Properties };
}

function resolve(resource: CfnResource, definition: unknown): unknown {
  return Tokenization.resolve(definition, { scope: Stack.of(resource), resolver: RESOLVER, preparing: false });
}

export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
