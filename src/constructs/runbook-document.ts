import { DEPLOYED } from '../catalog/property-names';
import { STAGE_ARN_PATTERN } from '../core/stage/stage-arn';
import { asset } from '../package-files';

/** The names of the only step of the document and of its handler. */
const STEP = 'EncryptApiCache';
const HANDLER = 'encrypt_api_cache';

/** The names of the parameters of the document. */
export const RUNBOOK_PARAMETERS = { role: 'AutomationAssumeRole', stageArn: 'StageArn', dryRun: 'DryRun', flushCache: 'FlushCache' } as const;

const ROLE_ARN_PATTERN = '^arn:aws[a-z0-9-]*:iam::[0-9]{12}:role/.+$';

/** The longest a script may run. */
const TIMEOUT_IN_SECONDS = 600;

const { role, stageArn, dryRun, flushCache } = RUNBOOK_PARAMETERS;

const OUTPUTS = [
  ['Outcome', 'String'],
  ['Message', 'String'],
  ['ChangedKeys', 'StringList'],
  ['WouldChangeKeys', 'StringList'],
  ['CacheFlushed', 'Boolean'],
] as const;

const DESCRIPTION = `## Encrypt the API cache of a stage

Sets \`${DEPLOYED.flag}\` to true in every method setting that caches, for one stage of an Amazon API Gateway REST API. Then reads the stage again and reports the settings that it changed.
The runbook fails if one of them is still unencrypted. It does not change settings that do not cache, or anything else.

The outcome is \`Encrypted\`, \`NothingToChange\` or, for a dry run, \`WouldEncrypt\`.

Responses that were cached before might stay unencrypted until they expire or the cache is flushed. If the stage belongs to a CloudFormation stack, set the flag in its template too.
Otherwise the next stack update that changes the setting restores the value in the template.`;

/**
 * The content of the AWS Systems Manager Automation document that encrypts the cache of one stage.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeScript.html
 */
export function runbookDocument(): object {
  return {
    schemaVersion: '0.3',
    description: DESCRIPTION,
    // AWS Config requires exactly this text.
    assumeRole: `{{ ${role} }}`,
    parameters: {
      [role]: { type: 'String', description: 'The ARN of the role that can read and change the stage.', allowedPattern: ROLE_ARN_PATTERN },
      [stageArn]: { type: 'String', description: 'The ARN of the stage: arn:aws:apigateway:REGION::/restapis/ID/stages/NAME.', allowedPattern: STAGE_ARN_PATTERN },
      [dryRun]: switched('Report what would change, without changing anything.'),
      [flushCache]: switched('Flush the cache if a setting was changed, because cached responses might be unencrypted.'),
    },
    mainSteps: [{
      name: STEP,
      action: 'aws:executeScript',
      timeoutSeconds: TIMEOUT_IN_SECONDS,
      onFailure: 'Abort',
      isEnd: true,
      inputs: {
        Runtime: 'python3.11',
        Handler: HANDLER,
        InputPayload: Object.fromEntries([stageArn, dryRun, flushCache].map((name) => [name, `{{ ${name} }}`])),
        Script: asset('runbook', `${HANDLER}.py`),
      },
      outputs: OUTPUTS.map(([name, type]) => ({ Name: name, Selector: `$.Payload.${name}`, Type: type })),
    }],
    outputs: OUTPUTS.map(([name]) => `${STEP}.${name}`),
  };
}

/** A boolean as a string, because AWS Config passes only strings. */
function switched(description: string): object {
  return { type: 'String', description, allowedValues: ['true', 'false'], default: 'false' };
}
