import { TemplateResource } from './stage-layout';
import { asString, Evaluate, Evaluated, evaluateLiteral, property } from '../template-language/intrinsics';
import { child, Place } from '../template-language/place';
import { isKnown, show } from '../template-language/reading';

/** The logical id that SAM gives to the API it makes of `Api` events without a `RestApiId`. */
export const IMPLICIT_API_ID = 'ServerlessRestApi';

/** The types of resources that can make SAM create the implicit API. */
export const TYPES_WITH_EVENTS: ReadonlySet<string> = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

export function canHaveApiEvents(type: string): boolean {
  return TYPES_WITH_EVENTS.has(type);
}

/** Whether the resource makes SAM create the implicit API. Events that cannot be read may. */
export function asksForImplicitApi(resource: TemplateResource, evaluate: Evaluate = evaluateLiteral): boolean {
  if (!canHaveApiEvents(resource.type)) {
    return false;
  }
  const events = property(evaluate(new Place(resource.properties, 'Properties')), 'Events', evaluate);
  return events.is !== 'absent' && (events.is !== 'structure' || events.names.some((name) => isImplicitApiEvent(evaluate(child(events.place, name)), evaluate)));
}

function isImplicitApiEvent(event: Evaluated, evaluate: Evaluate): boolean {
  const type = asString(property(event, 'Type', evaluate));
  if (type.is === 'unresolved') {
    return true;
  }
  const restApi = property(property(event, 'Properties', evaluate), 'RestApiId', evaluate);
  const isImplicit = restApi.is === 'absent' || (restApi.is === 'unresolved' && restApi.shown === show({ Ref: IMPLICIT_API_ID }));
  return isKnown(type, 'Api') && isImplicit;
}
