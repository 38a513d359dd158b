/** The page or rule set that a mapping comes from. */
export interface MappingSource {
  readonly title: string;
  /** The page of the source, if any. */
  readonly url?: string;
  /** Whether the mapped rule also requires that every method caches, which this library does not. */
  readonly demandsCaching?: boolean;
}

export type SourceName = keyof typeof SOURCES;

const SOURCES = {
  securityHub: {
    title: 'AWS Security Hub user guide, APIGateway.5',
    url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-5',
  },
  controlTower: {
    title: 'AWS Control Tower, CT.APIGATEWAY.PR.3',
    url: 'https://docs.aws.amazon.com/controltower/latest/controlreference/api-gateway-rules.html',
  },
  guardRegistry: {
    title: 'AWS Guard Rules Registry, mappings',
    url: 'https://github.com/aws-cloudformation/aws-guard-rules-registry/tree/main/mappings',
    demandsCaching: true,
  },
  cdkNag: {
    title: 'cdk-nag, RULES.md',
    url: 'https://github.com/cdklabs/cdk-nag/blob/main/RULES.md',
    demandsCaching: true,
  },
  trendMicro: { title: 'Trend Micro Cloud One – Conformity, knowledge base page api-gateway-cache-encrypted' },
  secureState: { title: 'VMware Secure State, rule aws-apigateway-stage-cache-not-encrypted' },
  prowler: {
    title: 'Prowler, apigateway_restapi_cache_encrypted',
    url: 'https://github.com/prowler-cloud/prowler',
  },
  steampipe: {
    title: 'Steampipe, AWS Compliance mod',
    url: 'https://hub.steampipe.io/mods/turbot/aws_compliance',
  },
} as const;

export function sourceOf(name: SourceName): MappingSource {
  return SOURCES[name];
}
