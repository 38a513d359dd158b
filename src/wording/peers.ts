import { PEERS } from '../package-files';

type Peer = keyof typeof PEERS;

/** One line that says which version of a peer is wanted and how to get it; nothing if the installed one is new enough. */
export function faultOfPeer(peer: Peer, installed: string): string | undefined {
  const found = numbersIn(installed);
  const floors = rangesOf(peer).map(numbersIn);
  const floor = floors.find(([major]) => major === found[0]) ?? floors[floors.length - 1];
  const differing = floor.findIndex((number, index) => number !== found[index]);
  return differing >= 0 && found[differing] < floor[differing] ? describeWanted(peer, installed) : undefined;
}

/** Of several major versions that do, the newest is named. */
export function describeWanted(peer: Peer, found: string): string {
  const [newest] = rangesOf(peer).slice(-1);
  return `cdk-encrypt-api-cache requires ${peer} ${numbersIn(newest).join('.')} or later, but found ${found}; run npm install "${peer}@${newest}"`;
}

/** One range for each major version, in their order. */
function rangesOf(peer: Peer): readonly string[] {
  return PEERS[peer].split(' || ');
}

/** Major, minor and patch. */
function numbersIn(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);
}
