const { TestEnvironment } = require('jest-environment-node');

/** One test that fails is enough to tell a mutant, and neither jest nor Stryker stops there. */
module.exports = class StopAtFailure extends TestEnvironment {
  #hasFailed = false;

  handleTestEvent(event) {
    if (event.name === 'test_start' && this.#hasFailed) {
      event.test.mode = 'skip';
    }
    this.#hasFailed ||= event.name === 'test_done' && event.test.errors.length > 0;
  }
};
