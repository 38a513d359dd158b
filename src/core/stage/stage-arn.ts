/** The ARN of a stage, in every partition: partition, region, REST API and stage; it names no account. */
export const STAGE_ARN_PATTERN = '^arn:(aws[a-z0-9-]*):apigateway:([a-z0-9-]+)::/restapis/([a-z0-9]+)/stages/([A-Za-z0-9_-]+)$';

export const STAGE_ARN = new RegExp(STAGE_ARN_PATTERN);
