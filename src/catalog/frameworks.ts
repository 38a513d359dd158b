import { SourceName } from './sources';

/**
 * A compliance framework with requirements that relate to the encryption of API caches.
 *
 * A mapping names the requirement that a source relates to the control. It is neither a
 * certification nor advice on whether a framework applies to you.
 */
export enum ComplianceFramework {
  /** HIPAA Security Rule, 45 CFR Part 164. */
  HIPAA = 'HIPAA',

  /** HITRUST CSF. */
  HITRUST_CSF = 'HITRUST CSF',

  /** PCI DSS, in the numbering of version 4. */
  PCI_DSS_4 = 'PCI DSS v4',

  /** PCI DSS 3.2.1. */
  PCI_DSS_3_2_1 = 'PCI DSS 3.2.1',

  /** NIST SP 800-53, revision 5. */
  NIST_800_53_R5 = 'NIST SP 800-53 r5',

  /** NIST SP 800-53, revision 4. */
  NIST_800_53_R4 = 'NIST SP 800-53 r4',

  /** NIST SP 800-171. */
  NIST_800_171 = 'NIST SP 800-171',

  /** NIST Cybersecurity Framework 1.1. */
  NIST_CSF_1_1 = 'NIST CSF 1.1',

  /** FedRAMP Moderate baseline, based on NIST SP 800-53 r4. */
  FEDRAMP_MODERATE = 'FedRAMP Moderate (r4)',

  /** CIS Critical Security Controls, version 8, implementation groups 2 and 3. */
  CIS_CONTROLS_V8 = 'CIS Controls v8',

  /** ISO/IEC 27001:2022. */
  ISO_27001_2022 = 'ISO/IEC 27001:2022',

  /** SOC 2 trust services criteria. */
  SOC_2 = 'SOC 2',

  /** General Data Protection Regulation of the European Union. */
  GDPR = 'GDPR',

  /** California Consumer Privacy Act. */
  CCPA = 'CCPA',

  /** Cloud Controls Matrix of the Cloud Security Alliance. */
  CSA_CCM = 'CSA CCM',

  /** MITRE ATT&CK, cloud matrix. */
  MITRE_ATTACK = 'MITRE ATT&CK (cloud)',

  /** AWS Well-Architected Framework. */
  AWS_WELL_ARCHITECTED = 'AWS Well-Architected',
}

/** Requirements of a framework that sources relate to the encryption of API caches. */
export interface FrameworkMapping {
  readonly framework: ComplianceFramework;
  readonly requirements: readonly string[];
  readonly sources: readonly SourceName[];
}

const { HIPAA, HITRUST_CSF, PCI_DSS_4, PCI_DSS_3_2_1, NIST_800_53_R5, NIST_800_53_R4, NIST_800_171, NIST_CSF_1_1 } = ComplianceFramework;
const { FEDRAMP_MODERATE, CIS_CONTROLS_V8, ISO_27001_2022, SOC_2, GDPR, CCPA, CSA_CCM, MITRE_ATTACK, AWS_WELL_ARCHITECTED } =
  ComplianceFramework;

export const CACHE_ENCRYPTION_MAPPINGS: readonly FrameworkMapping[] = [
  { framework: HIPAA, requirements: ['164.312(e)(2)(ii)'], sources: ['secureState', 'guardRegistry'] },
  { framework: HIPAA, requirements: ['164.312(a)(2)(iv)'], sources: ['guardRegistry', 'cdkNag'] },
  { framework: HITRUST_CSF, requirements: ['10.f', '06.d'], sources: ['secureState'] },
  { framework: PCI_DSS_4, requirements: ['2.2.7'], sources: ['secureState'] },
  { framework: PCI_DSS_3_2_1, requirements: ['3.4'], sources: ['guardRegistry', 'cdkNag'] },
  {
    framework: NIST_800_53_R5,
    requirements: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    sources: ['securityHub', 'controlTower'],
  },
  {
    framework: NIST_800_53_R5,
    requirements: ['AU-9(3)', 'CP-9d', 'SC-8(3)', 'SC-8(4)', 'SC-13a', 'SC-28(1)', 'SI-19(4)'],
    sources: ['guardRegistry', 'cdkNag'],
  },
  { framework: NIST_800_53_R4, requirements: ['SC-13', 'SC-28'], sources: ['guardRegistry', 'cdkNag'] },
  { framework: NIST_800_171, requirements: ['3.13.16'], sources: ['secureState', 'guardRegistry'] },
  { framework: NIST_800_171, requirements: ['3.13.11'], sources: ['secureState'] },
  { framework: NIST_CSF_1_1, requirements: ['PR.DS-1'], sources: ['guardRegistry'] },
  { framework: FEDRAMP_MODERATE, requirements: ['SC-28'], sources: ['guardRegistry'] },
  { framework: CIS_CONTROLS_V8, requirements: ['3.11 (IG2, IG3)'], sources: ['guardRegistry'] },
  { framework: ISO_27001_2022, requirements: ['A.8.24'], sources: ['prowler'] },
  { framework: SOC_2, requirements: ['CC6.1', 'CC6.7'], sources: ['steampipe'] },
  { framework: GDPR, requirements: ['Art. 32'], sources: ['steampipe'] },
  { framework: CCPA, requirements: ['§1798.150(a)(1)'], sources: ['secureState'] },
  { framework: CSA_CCM, requirements: ['EKM-03 (v3)', 'CEK-03 (v4)'], sources: ['secureState'] },
  {
    framework: MITRE_ATTACK,
    requirements: ['T1537 Transfer Data to Cloud Account (Exfiltration)', 'T1530 Data from Cloud Storage (Collection)'],
    sources: ['secureState'],
  },
  { framework: AWS_WELL_ARCHITECTED, requirements: ['Security pillar, data protection'], sources: ['trendMicro'] },
];

/** The requirements of each framework, in the order of the mappings. */
export function requirementsOf(mappings: readonly FrameworkMapping[]): ReadonlyMap<ComplianceFramework, readonly string[]> {
  const all = new Map<ComplianceFramework, readonly string[]>();
  for (const { framework, requirements } of mappings) {
    all.set(framework, [...new Set([...all.get(framework) ?? [], ...requirements])]);
  }
  return all;
}
