import { Measure } from './measure';
import { auditing } from './measures/auditing';
import { deployed } from './measures/deployed';
import { growth } from './measures/growth';
import { judging } from './measures/judging';
import { dotnet, java, python } from './measures/languages';
import { loading } from './measures/loading';
import { packs } from './measures/packs';
import { page } from './measures/page';
import { reporting } from './measures/reporting';
import { starting } from './measures/starting';
import { synthesis } from './measures/synthesis';
import { visiting } from './measures/visiting';
import { writing } from './measures/writing';
import { CHROMIUM, DOTNET, EMULATOR, GUARD, JDK, MAVEN, PYTHON } from './needs';

/** In the order of the page. */
export const MEASURES: readonly Measure[] = [
  { name: 'synthesis', needs: [], run: synthesis },
  { name: 'visiting', needs: [], run: visiting },
  { name: 'judging', needs: [], run: judging },
  { name: 'packs', needs: [], run: packs },
  { name: 'auditing', needs: [GUARD], run: auditing },
  { name: 'starting', needs: [GUARD], run: starting },
  { name: 'loading', needs: [], run: loading },
  { name: 'growth', needs: [], run: growth },
  { name: 'writing', needs: [], run: writing },
  { name: 'reporting', needs: [], run: reporting },
  { name: 'page', needs: [CHROMIUM], run: page },
  { name: 'deployed', needs: [EMULATOR], run: deployed },
  { name: 'python', needs: [PYTHON], run: python },
  { name: 'java', needs: [JDK, MAVEN], run: java },
  { name: 'dotnet', needs: [DOTNET], run: dotnet },
];
