import { PEERS } from './version';

type Peer = keyof typeof PEERS;

/** One line that says which version of a peer is wanted and how to get it; nothing if the installed one is new enough. */
export function faultOfPeer(peer: Peer, installed: string): string | undefined {
  const [floor, found] = [PEERS[peer], installed].map(numbersIn);
  const differing = floor.findIndex((number, index) => number !== found[index]);
  return differing >= 0 && found[differing] < floor[differing] ? describeWanted(peer, installed) : undefined;
}

export function describeWanted(peer: Peer, found: string): string {
  const range = PEERS[peer];
  return `cdk-encrypt-api-cache requires ${peer} ${numbersIn(range).join('.')} or later, but found ${found}; run npm install "${peer}@${range}"`;
}

/** Major, minor and patch. */
function numbersIn(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);
}
