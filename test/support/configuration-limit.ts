import { SIZE } from './size';

// Import it before anything of src: to try as many configurations as users get takes seconds for each template.
if (SIZE.configurations !== undefined) {
  jest.doMock('../../src/core/template-language/explore', () => ({
    ...jest.requireActual<object>('../../src/core/template-language/explore'),
    MOST_CONFIGURATIONS: SIZE.configurations,
  }));
}
