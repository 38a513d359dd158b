import { requireCommand } from '../../../bench/prerequisite';

const faultOf = (program: string, ...args: string[]) =>
  requireCommand({ name: 'Tool', command: [program, ...args], unfit: 'the tool is too old', remedy: 'install it' }).findFault();

test('a command that ends well has no fault', () => {
  expect(faultOf(process.execPath, '-e', '0')).toBeUndefined();
});

test('a command that refuses is unfit', () => {
  expect(faultOf(process.execPath, '-e', 'process.exit(3)')).toBe('the tool is too old');
});

test('a command that is not there', () => {
  expect(faultOf('no-such-tool-anywhere', '--version')).toBe('no-such-tool-anywhere is not in PATH');
});

test('a file that cannot be executed', () => {
  expect(faultOf(__filename, '--version')).toBe(`${__filename} does not start`);
});
