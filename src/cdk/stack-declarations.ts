import {
  CfnElement, CfnResource, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Stack, Tokenization,
} from 'aws-cdk-lib';
import { isForeign, JOIN, wired } from './render';
import { Declarations, declarationsOf } from '../core/declarations';
import { isObject } from '../core/place';

/**
 * The parameters, conditions and mappings that a stack's template ends up with,
 * whoever brings them. Rendered when the first of them is asked for: most stages
 * ask for none.
 */
export class StackDeclarations implements Declarations {
  private rendered: Declarations | undefined;

  public constructor(private readonly stack: Stack) {
  }

  public get parameters(): Declarations['parameters'] {
    return this.all.parameters;
  }

  public get conditions(): Declarations['conditions'] {
    return this.all.conditions;
  }

  public get mappings(): Declarations['mappings'] {
    return this.all.mappings;
  }

  private get all(): Declarations {
    this.rendered ??= declarationsOf(this.render());
    return this.rendered;
  }

  private render(): unknown {
    const fragments = this.stack.node.findAll().filter((node) => isDeclaring(node) && Stack.of(node) === this.stack)
      .map((node) => declarationsIn((node as unknown as { _toCloudFormation(): unknown })._toCloudFormation()));
    const sections = ['Parameters', 'Conditions', 'Mappings'].map((name) =>
      [name, Object.assign({}, ...fragments.map((one) => one[name]))] as const);
    const resolver = new OwnResolver();
    const own = Tokenization.resolve(Object.fromEntries(sections), { scope: this.stack, resolver, preparing: false }) as Record<string, object>;
    return { ...own, Parameters: { ...resolver.handedDown, ...own.Parameters } };
  }
}

/** Reads what refers to another stack as what it will be, and remembers the parameters that CDK will declare for that. */
class OwnResolver extends DefaultTokenResolver {
  public readonly handedDown: Record<string, object> = {};

  constructor() {
    super(JOIN);
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!isForeign(token, context.scope)) {
      return super.resolveToken(token, context, postProcessor) as unknown;
    }
    const value = wired(token, context.scope);
    if (value.Ref !== undefined) {
      this.handedDown[value.Ref] = { Type: 'String' };
    }
    return value;
  }
}

/** Only resources declare nothing; what they contain may not be ready to be rendered. */
function isDeclaring(node: unknown): node is CfnElement {
  return CfnElement.isCfnElement(node as never) && !CfnResource.isCfnResource(node as never);
}

/** The sections of interest. Outputs, for one, may not be ready to be resolved. */
function declarationsIn(fragment: unknown): Readonly<Record<string, object | undefined>> {
  const { Parameters, Conditions, Mappings } = (isObject(fragment) ? fragment : {}) as Readonly<Record<string, object | undefined>>;
  return { Parameters, Conditions, Mappings };
}
