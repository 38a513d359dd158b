import { readFileSync } from 'fs';
import { CONFORMANCE_PAGE, renderConformance } from '../../../projenrc/conformance-page';

test('the page is as rendered from the table', () => {
  expect(readFileSync(CONFORMANCE_PAGE, 'utf8')).toBe(renderConformance());
});
