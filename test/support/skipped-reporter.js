/** Says at the end of a run what was skipped and why; with CI=true that is a failure. */
class SkippedReporter {
  constructor({ testNamePattern }) {
    this.isFiltered = Boolean(testNamePattern);
    this.skipped = new Map();
  }

  onRunComplete(_, { testResults }) {
    // Tests that the user left out by name count as skipped for jest.
    const results = this.isFiltered ? [] : testResults;
    for (const { ancestorTitles, title } of results.flatMap((file) => file.testResults).filter(({ status }) => status === 'pending')) {
      const name = ancestorTitles[0] ?? title;
      this.skipped.set(name, (this.skipped.get(name) ?? 0) + 1);
    }
    if (this.skipped.size > 0) {
      process.stderr.write(`\nSkipped:\n${this.lines().join('\n')}\n`);
    }
  }

  getLastError() {
    return process.env.CI === 'true' && this.skipped.size > 0
      ? new Error(`with CI=true nothing may be skipped:\n${this.lines().join('\n')}`) : undefined;
  }

  lines() {
    return [...this.skipped].map(([name, count]) => `  ${name} (${count} ${count === 1 ? 'test' : 'tests'})`);
  }
}

module.exports = SkippedReporter;
