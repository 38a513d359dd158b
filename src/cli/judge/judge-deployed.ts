import { JudgedInput, judgeInput } from './judge-input';
import { acknowledgeRows } from './judge-inputs';
import { EMBEDDED_READER } from '../../audit/embedded-reader';
import type { Acknowledgments } from '../input/acknowledgment-file';
import type { Input } from '../input/input';

/** Judges what was read from AWS: there is no file, and nothing is embedded in it. */
export function judgeDeployed(input: Input, acknowledgments: Acknowledgments, now: Date): JudgedInput {
  return acknowledgeRows(input, judgeInput(input, '', EMBEDDED_READER), acknowledgments, now);
}
