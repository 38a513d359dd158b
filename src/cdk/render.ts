import { CfnResource, DefaultTokenResolver, IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isDecisive } from './decisive';
import { readPlainly } from './plain';
import { TemplateResource } from '../core/stage-layout';
import { asResource } from '../core/template';

/** What stands for a value that is not ours to resolve: a function, which nothing takes for a literal and every L1 accepts. */
const NOT_READ = { 'Fn::GetAtt': ['NotRead', 'NotRead'] };

/** Whether a token refers to something in another stack. */
export function isForeign(token: unknown, scope: IConstruct): token is Reference {
  return Reference.isReference(token) && Stack.of(token.target) !== Stack.of(scope);
}

/**
 * What a value of another stack will be once CDK has wired the stacks: a parameter
 * where it is handed to a nested stack, by its parent or through it; an import or an attribute anywhere else.
 */
export function wired({ target, displayName }: Reference, scope: IConstruct): Readonly<Record<string, string>> {
  const [consumer, producer] = [Stack.of(scope), Stack.of(target)];
  const around = stacksAround(consumer);
  const isHandedDown = [producer, ...stacksAround(producer)].some((one) => around.includes(one)) && !stacksAround(producer).includes(consumer);
  return isHandedDown ? { Ref: displayName === 'Ref' ? target.node.path : `${target.node.path}.${displayName}` } : { 'Fn::ImportValue': 'another stack' };
}

function stacksAround({ nestedStackParent: parent }: Stack): readonly Stack[] {
  return parent === undefined ? [] : [parent, ...stacksAround(parent)];
}

/** The parts of a string that a token divides, put together as the template has them. */
export const JOIN: IFragmentConcatenator = {
  join: (left: unknown, right: unknown): unknown => {
    if (left === undefined || right === undefined) {
      return left ?? right;
    }
    const isLiteral = [left, right].every((part) => typeof part === 'string' || typeof part === 'number');
    return isLiteral ? `${left}${right}` : { 'Fn::Join': ['', [left, right]] };
  },
};

/**
 * Resolves what decides on a cache and nothing else. Other values may hide a
 * `Lazy` that is not ready yet, or one that keeps its first answer, or a
 * deployment whose logical id hashes its whole API: none of our business.
 */
class DecisiveResolver extends DefaultTokenResolver {
  constructor() {
    super(JOIN);
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!isDecisive(context.documentPath)) {
      return NOT_READ;
    }
    if (isForeign(token, context.scope)) {
      return wired(token, context.scope);
    }
    const decisive: IResolvable = {
      creationStack: token.creationStack,
      typeHint: token.typeHint,
      resolve: (inner) => onlyDecisive(token.resolve(inner), context.documentPath),
      toString: () => token.toString(),
    };
    return super.resolveToken(decisive, context, postProcessor) as unknown;
  }
}

/** The value without what does not decide. Literals may stay: an L1 checks what it renders. */
function onlyDecisive(value: unknown, path: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (!isDecisive(path)) {
    return NOT_READ;
  }
  if (Token.isUnresolved(value)) {
    return value;
  }
  return Array.isArray(value)
    ? value.map((item, index) => onlyDecisive(item, [...path, String(index)]))
    : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, onlyDecisive(inner, [...path, name])]));
}

const RESOLVER = new DecisiveResolver();

/** A part of a template with what decides resolved, given from the top: `{ Properties: … }` or `{ Globals: … }`. */
export function resolveDecisive(scope: IConstruct, part: unknown): unknown {
  return Tokenization.resolve(onlyDecisive(part, []), { scope: Stack.of(scope), resolver: RESOLVER, preparing: false });
}

/** The resource as it goes into the template, as far as it decides on a cache: overrides and raw properties included (rule 1). */
export function readResource(resource: CfnResource): TemplateResource {
  return readPlainly(resource) ?? renderResource(resource);
}

export function renderResource(resource: CfnResource): TemplateResource {
  const fragment = resource._toCloudFormation() as { Resources?: Record<string, unknown> };
  const [definition] = Object.values(fragment.Resources ?? {});
  const rendered = resolveDecisive(resource, definition);
  const one = asResource(rendered);
  return one.type === '' ? { ...one, type: resource.cfnResourceType } : one;
}
