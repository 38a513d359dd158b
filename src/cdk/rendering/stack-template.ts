import {
  CfnResource, DefaultTokenResolver, IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, Reference, Stack, Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { DECIDING_SECTIONS } from '../../core/template-language/declarations';
import { elementsOf } from '../construct-tree';
import { fragmentOf, withoutCache } from '../internals';
import { resourceMayBringStage } from '../resource/stage-resource';

type Section = Readonly<Record<string, unknown>>;

/**
 * The template of a stack as it would be rendered now, as far as it decides on
 * caches. Unlike rendering it leaves no trace: no `Lazy` keeps its first answer, and
 * no transform is added.
 *
 * @param isWanted whether to render a resource that may bring a stage
 */
export function stackTemplate(stack: Stack, isWanted: (resource: CfnResource) => boolean = () => true): Readonly<Record<string, Section>> {
  const { templateOptions } = stack;
  const transforms = templateOptions.transforms?.slice();
  const resolver = new TracelessResolver();
  const resolve = (fragment: unknown) =>
    Tokenization.resolve(fragment, { scope: stack, resolver, preparing: false }) as Record<string, Section | undefined>;
  const fragments = elementsOf(stack)
    .filter((element) => !CfnResource.isCfnResource(element) || (resourceMayBringStage(element) && isWanted(element)))
    .map((element) => resolve(sectionsOf(fragmentOf(element))));
  templateOptions.transforms = transforms;
  const merged = (name: string) => Object.assign({}, ...fragments.map((fragment) => fragment[name])) as Section;
  const template = Object.fromEntries(DECIDING_SECTIONS.map((name) => [name, merged(name)]));
  return { ...template, Parameters: { ...resolver.handedDown, ...template.Parameters } };
}

function sectionsOf(fragment: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(DECIDING_SECTIONS.flatMap((name) => fragment[name] === undefined ? [] : [[name, fragment[name]]]));
}

/** The parts of a string that a token divides, put together as the template has them. */
const CONCAT: IFragmentConcatenator = {
  join: (left: unknown, right: unknown): unknown => {
    if (left === undefined || right === undefined) {
      return left ?? right;
    }
    const isLiteral = [left, right].every((part) => typeof part === 'string' || typeof part === 'number');
    return isLiteral ? `${left}${right}` : { 'Fn::Join': ['', [left, right]] };
  },
};

/** Reads what refers to another stack as what it will be, and remembers the parameters that CDK will declare for that. */
class TracelessResolver extends DefaultTokenResolver {
  public readonly handedDown: Record<string, object> = {};

  constructor() {
    super(CONCAT);
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!Reference.isReference(token) || Stack.of(token.target) === Stack.of(context.scope)) {
      return withoutCache(token, () => super.resolveToken(token, context, postProcessor) as unknown);
    }
    const value = crossStackValue(token, context.scope);
    if (value.Ref !== undefined) {
      this.handedDown[value.Ref] = { Type: 'String' };
    }
    return value;
  }
}

/**
 * What a value of another stack will be once CDK has wired the stacks: a parameter
 * where it is handed to a nested stack, by its parent or through it; an import or an attribute anywhere else.
 */
function crossStackValue({ target, displayName }: Reference, scope: IConstruct): Readonly<Record<string, string>> {
  const [consumer, producer] = [Stack.of(scope), Stack.of(target)];
  const above = stacksAbove(consumer);
  const isHandedDown = [producer, ...stacksAbove(producer)]
    .some((stack) => above.includes(stack)) && !stacksAbove(producer).includes(consumer);
  return isHandedDown ? { Ref: displayName === 'Ref' ? target.node.path : `${target.node.path}.${displayName}` } : { 'Fn::ImportValue': 'another stack' };
}

function stacksAbove({ nestedStackParent: parent }: Stack): readonly Stack[] {
  return parent === undefined ? [] : [parent, ...stacksAbove(parent)];
}
