const { readFileSync, existsSync, statSync } = require('fs');
const { createRequire } = require('module');
const { dirname, join, resolve } = require('path');
const { compileFunction } = require('vm');
const { transformSync } = require('esbuild');
const { expect } = require('expect');
const { bind } = require('jest-each');
const { ModuleMocker } = require('jest-mock');

/**
 * Runs the tests of `core/` for Stryker within its own process. Jest needs longer to start than these tests to run, once for each of
 * some thousand mutants. Every run executes the modules of this project anew, so nothing that a mutant left behind is seen again.
 */
const ENTRIES = ['test/support/setup.ts', 'test/support/setup-each.ts', 'test/mutation/core.test.ts'];
const PARAMETERS = ['exports', 'require', 'module', '__dirname', 'describe', 'test', 'beforeEach', 'expect', 'jest'];

class InProcessRunner {
  compiled = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  dryRun() {
    const results = [];
    const stryker = strykerState({ activeMutant: undefined, mutantCoverage: undefined, hitLimit: undefined, hitCount: undefined });
    for (const { name, run } of this.load()) {
      stryker.currentTestId = name;
      const start = process.hrtime.bigint();
      const failure = run();
      const timeSpentMs = Number(process.hrtime.bigint() - start) / 1e6;
      results.push({ id: name, name, timeSpentMs, ...failure === undefined ? { status: 0 } : { status: 1, failureMessage: failure } });
      stryker.currentTestId = undefined;
    }
    return { status: 'complete', tests: results, mutantCoverage: stryker.mutantCoverage };
  }

  mutantRun({ activeMutant: { id }, mutantActivation, testFilter, hitLimit }) {
    const whileLoading = mutantActivation === 'static' ? id : undefined;
    const stryker = strykerState({ activeMutant: whileLoading, hitLimit: undefined, hitCount: undefined });
    const wanted = testFilter && new Set(testFilter);
    const tests = this.load().filter(({ name }) => wanted === undefined || wanted.has(name));
    Object.assign(stryker, { activeMutant: id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    let nrOfTests = 0;
    for (const { name, run } of tests) {
      nrOfTests++;
      const failureMessage = run();
      if (hitLimit !== undefined && stryker.hitCount > hitLimit) {
        return { status: 'timeout', reason: `Hit limit reached (${stryker.hitCount}/${hitLimit})` };
      }
      if (failureMessage !== undefined) {
        return { status: 'killed', failureMessage, killedBy: [name], nrOfTests };
      }
    }
    return { status: 'survived', nrOfTests };
  }

  /** The tests, in the order in which they are defined. */
  load() {
    const tests = [];
    const before = [];
    let names = [];
    const describe = (name, define) => {
      names = [...names, name];
      define();
      names = names.slice(0, -1);
    };
    const test = (name, body) => tests.push({ name: [...names, name].join(' '), run: () => failureOf([...before, body]) });
    describe.each = bind(describe, false);
    test.each = bind(test, false);
    const globals = [describe, test, (hook) => before.push(hook), expect];
    const mocker = new ModuleMocker(globalThis);
    const modules = new Map();
    const load = (file) => {
      if (!modules.has(file)) {
        const module = { exports: {} };
        modules.set(file, module);
        const outside = createRequire(file);
        const fileOf = (name) => moduleFile(resolve(dirname(file), name));
        const require = (name) => name.startsWith('.') ? load(fileOf(name)) : outside(name);
        const jest = {
          fn: mocker.fn.bind(mocker),
          requireActual: require,
          // Before the module is loaded by anything else.
          doMock: (name, make) => modules.set(fileOf(name), { exports: make() }),
        };
        this.compile(file)(module.exports, require, module, dirname(file), ...globals, jest);
      }
      return modules.get(file).exports;
    };
    ENTRIES.forEach((entry) => load(join(process.cwd(), entry)));
    return tests;
  }

  compile(file) {
    if (!this.compiled.has(file)) {
      const text = readFileSync(file, 'utf8');
      const { code } = file.endsWith('.json') ? { code: `module.exports = ${text}` }
        : transformSync(text, { loader: 'ts', format: 'cjs', target: 'node20' });
      this.compiled.set(file, compileFunction(code, PARAMETERS, { filename: file }));
    }
    return this.compiled.get(file);
  }
}

function strykerState(values) {
  return Object.assign(globalThis.__stryker__ ??= {}, values);
}

function moduleFile(path) {
  return [path, `${path}.ts`, `${path}.js`, join(path, 'index.ts')].find((file) => existsSync(file) && statSync(file).isFile());
}

/** What is wrong, or undefined. */
function failureOf(steps) {
  expect.setState({ assertionCalls: 0, expectedAssertionsNumber: null, isExpectingAssertions: false, suppressedErrors: [], testPath: '' });
  try {
    steps.forEach((step) => step());
    return expect.extractExpectedAssertionsErrors()[0]?.error.message;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

exports.strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: InProcessRunner }];
