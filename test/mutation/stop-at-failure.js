const { TestEnvironment } = require('jest-environment-node');

/**
 * One test that fails is enough to tell a mutant, and neither jest nor Stryker stops there. Stryker names the tests to run in one
 * pattern, `(first)|(second)`: to match a thousand names with it takes longer than the tests, so they are looked up.
 */
module.exports = class StopAtFailure extends TestEnvironment {
  #hasFailed = false;

  handleTestEvent(event, state) {
    if (event.name === 'setup') {
      // Jest takes a stack for each test that it defines, which nobody reads here.
      this.global.Error.stackTraceLimit = 0;
    }
    if (event.name === 'run_start' && state.testNamePattern) {
      const { source } = state.testNamePattern;
      const names = new Set(source.slice(1, -1).split(')|(').map((name) => name.replace(/\\(.)/g, '$1')));
      state.testNamePattern = { test: (name) => names.has(name) };
    }
    if (event.name === 'test_start' && this.#hasFailed) {
      event.test.mode = 'skip';
    }
    this.#hasFailed ||= event.name === 'test_done' && event.test.errors.length > 0;
  }
};
