// A loop over nothing, or a property that is never run, would pass: a test has to hold at least one thing against another.
beforeEach(() => {
  expect.hasAssertions();
});
