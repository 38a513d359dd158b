import { SourceName } from './sources';

/** A control on the caches of deployed stages. */
export enum ApiCacheControl {
  /** AWS Security Hub: cached responses are encrypted. A stage that caches nothing is compliant. */
  APIGATEWAY_5 = 'APIGateway.5',

  /**
   * AWS Control Tower: in addition, a stage with a cache cluster has an encrypted stage
   * default, and all its method settings are encrypted, whether they cache or not.
   */
  CT_APIGATEWAY_PR_3 = 'CT.APIGATEWAY.PR.3',
}

/** A named requirement of an authority that a rule of this library covers. */
export interface Control {
  readonly id: string;
  readonly authority: string;
  readonly title: string;
  /** The severity that the authority assigns, if any. */
  readonly severity: string | undefined;
  /** How the control differs from the rules of this library. */
  readonly differs: string | undefined;
  readonly source: SourceName;
}

/** The controls that require encryption of cached responses. */
export const CACHE_ENCRYPTION_CONTROLS: readonly Control[] = [
  {
    id: 'AG-009',
    authority: 'Trend Micro Cloud One – Conformity',
    title: 'API cache encryption is enabled',
    severity: 'High',
    differs: 'checks only the stage default',
    source: 'trendMicro',
  },
  {
    id: 'aws-apigateway-stage-cache-not-encrypted',
    authority: 'VMware Secure State',
    title: 'REST API cache data is encrypted at rest',
    severity: 'High',
    differs: undefined,
    source: 'secureState',
  },
  {
    id: ApiCacheControl.APIGATEWAY_5,
    authority: 'AWS Security Hub (FSBP)',
    title: 'REST API cache data is encrypted at rest',
    severity: 'Medium',
    differs: undefined,
    source: 'securityHub',
  },
  {
    id: ApiCacheControl.CT_APIGATEWAY_PR_3,
    authority: 'AWS Control Tower',
    title: 'stage cache data is encrypted at rest',
    severity: 'Medium',
    differs: 'requires an encrypted */* entry when the cluster is enabled, but passes a caching override that omits the flag',
    source: 'controlTower',
  },
];

/** A similar rule of another tool, listed so that it can be found by its name. */
export interface RelatedRule {
  readonly id: string;
  readonly authority: string;
  /** Whether it also requires that every method caches, which this library does not. */
  readonly demandsCaching: boolean;
}

export const RELATED_RULES: readonly RelatedRule[] = [
  { id: 'API_GW_CACHE_ENABLED_AND_ENCRYPTED', authority: 'AWS Config managed rule, AWS Guard Rules Registry', demandsCaching: true },
  {
    id: 'APIGWCacheEnabledAndEncrypted',
    authority: 'cdk-nag (HIPAA.Security, NIST.800.53.R4, NIST.800.53.R5, PCI.DSS.321)',
    demandsCaching: true,
  },
  { id: 'CKV_AWS_308', authority: 'checkov (Terraform)', demandsCaching: false },
  { id: 'AVD-AWS-0002', authority: 'Trivy, also AWS-0002', demandsCaching: false },
  { id: 'W87', authority: 'cfn_nag', demandsCaching: false },
  { id: 'apigateway_restapi_cache_encrypted', authority: 'Prowler', demandsCaching: false },
  { id: 'apiStageLevelCacheEncryption', authority: 'CloudSploit', demandsCaching: false },
];
