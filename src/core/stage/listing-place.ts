import { Whereabouts } from './deployed-stage';
import { Listed } from './listed';

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;
/** AWS gives ten letters and digits; a shorter one without a digit is rather a name. */
const API_ID = /^(?:[a-z0-9]{10}|(?=.*\d)[a-z0-9]+)$/;

/** What the name says under which a script has put a listing. */
export function whereaboutsOf(name: string): Whereabouts {
  if (REGION.test(name)) {
    return { region: name };
  }
  if (isAccountId(name)) {
    return { accountId: name };
  }
  return API_ID.test(name) ? { restApiId: name } : { apiName: name };
}

/** What the listing says itself goes before the name that it has. That may be the one of the stage. */
export function placeListed(listed: Listed, around: Whereabouts): Listed {
  return listed.is !== 'stage' || around.apiName === listed.stage.name ? listed : { ...listed, stage: { ...around, ...listed.stage } };
}

export function isAccountId(name: string): boolean {
  return /^\d{12}$/.test(name);
}
