/**
 * Jest reporter: names what was skipped, with the reason that its title gives, and the servers that tests ran on, and ends with one plain line that
 * counts all tests.
 */
const { writeSync } = require('node:fs');

module.exports = class ClosingLines {
  onRunComplete(
    _contexts,
    { testResults, numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites },
  ) {
    const titles = testResults.flatMap((suite) => suite.testResults.map(({ fullName }) => fullName));
    const servers = new Set(titles.flatMap((title) => /\(server: (.+?)\)/.exec(title)?.[1] ?? []));
    const ranOn = [...servers].map((server) => `MongoDB server of the tests: ${server}\n`);
    const skipped = testResults
      .flatMap((suite) => suite.testResults.filter(({ status }) => status === 'pending'))
      .map(({ fullName }) => `skipped: ${fullName}\n`);
    // A suite that does not even load has failed, though none of its tests was counted.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const counts = `Tests: ${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped\n`;
    // Jest's own summary comes after every reporter; these lines come last.
    process.once('exit', () => writeSync(1, skipped.join('') + ranOn.join('') + counts));
  }
};
