import { AwsError } from '../../../../src/cli/deployed/aws-api';
import { Pacer, Turns } from '../../../../src/cli/deployed/pacer';
import { CHANGING } from '../../../../src/cli/deployed/retry';
import { VirtualClock } from '../../../support/virtual-clock';

const error = (kind: AwsError['kind']) => new AwsError('Code', 'message', kind);

/** The quota of API Gateway: 10 calls a second, and 40 at once; every answer takes 100 milliseconds. */
class Quota {
  public throttled = 0;
  private tokens = 40;
  private at = 0;

  public constructor(private readonly clock: VirtualClock) {
  }

  public async call(): Promise<void> {
    const now = this.clock.now();
    this.tokens = Math.min(40, this.tokens + (now - this.at) / 100);
    this.at = now;
    const isThrottled = this.tokens < 1;
    this.tokens -= isThrottled ? 0 : 1;
    await this.clock.sleep(100);
    if (isThrottled) {
      this.throttled++;
      throw error('throttled');
    }
  }
}

async function read(regions: number, calls: number, isShared: boolean): Promise<{ readonly seconds: number; readonly throttled: number }> {
  const clock = new VirtualClock();
  const all = new Turns(32);
  const shared = new Quota(clock);
  const quotas = Array.from({ length: regions }, () => isShared ? shared : new Quota(clock));
  await Promise.all(quotas.map(async (quota) => {
    const pacer = new Pacer(clock, 5, all);
    await Promise.all(Array.from({ length: calls }, async () => pacer.call(() => quota.call())));
  }));
  return { seconds: clock.now() / 1_000, throttled: [...new Set(quotas)].reduce((sum, quota) => sum + quota.throttled, 0) };
}

test('a quota for each region: no call is lost, none is even throttled, and it takes as long as the pace says', async () => {
  const { seconds, throttled } = await read(3, 201, false);
  expect(throttled).toBe(0);
  expect(seconds).toBeGreaterThan(35);
  expect(seconds).toBeLessThan(38);
});

test('one quota for all regions: calls are throttled, and none is lost', async () => {
  const { seconds, throttled } = await read(3, 201, true);
  expect(throttled).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(70);
});

test('a minute of throttling is waited for, at a pace that falls', async () => {
  const clock = new VirtualClock();
  let calls = 0;
  const result = await new Pacer(clock, 5, new Turns(32)).call(async () => {
    calls++;
    if (clock.now() < 60_000) {
      throw error('throttled');
    }
    return 'read';
  });
  expect(result).toBe('read');
  expect(calls).toBeLessThan(60);
});

test('what is not worth another attempt is the error of the first', async () => {
  let calls = 0;
  const refused = error('refused');
  await expect(new Pacer(new VirtualClock(), 5, new Turns(32)).call(() => {
    calls++;
    return Promise.reject(refused);
  })).rejects.toBe(refused);
  expect(calls).toBe(1);
});

test('something is done before each further attempt', async () => {
  const steps: string[] = [];
  await expect(new Pacer(new VirtualClock(), 5, new Turns(32)).call(() => {
    steps.push('change');
    return Promise.reject(error('conflict'));
  }, { ...CHANGING, conflict: { attempts: 3 } }, async () => { steps.push('read'); })).rejects.toThrow('message');
  expect(steps).toEqual(['change', 'read', 'change', 'read', 'change']);
});

test('a mistake of our own is none of AWS', async () => {
  await expect(new Pacer(new VirtualClock(), 5, new Turns(32)).call(() => Promise.reject(new TypeError('ours')))).rejects.toThrow(TypeError);
});

test('four at once in a region, and so many over all', async () => {
  const clock = new VirtualClock();
  const all = new Turns(6);
  let [now, most] = [0, 0];
  const work = async () => {
    most = Math.max(most, ++now);
    await clock.sleep(1_000);
    now--;
  };
  const calls = async (pacer: Pacer) => Promise.all(Array.from({ length: 20 }, async () => pacer.call(work)));
  await calls(new Pacer(clock, 5, all));
  expect(most).toBe(4);
  await Promise.all([calls(new Pacer(clock, 5, all)), calls(new Pacer(clock, 5, all))]);
  expect(most).toBe(6);
});
