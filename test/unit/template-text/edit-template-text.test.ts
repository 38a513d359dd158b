import { editTemplateText } from '../../../src/template-text/edit-template-text';
import { readTemplateFile, TemplateFile } from '../../../src/template-text/template-file';
import { after, edit, FLAG, lines } from '../../support/edits';

const SETTINGS = ['Resources', 'S', 'Properties', 'MethodSettings'];
const FIRST = [...SETTINGS, 0, FLAG];
const IN_BRANCH = [...SETTINGS, 0, 'Fn::If', 1, FLAG];

/** A stage whose list is given, on lines that are indented as they should be in the text. */
const stage = (...settings: readonly string[]) => lines('Resources:', '  S:', '    Type: AWS::ApiGateway::Stage', '    Properties:', '      MethodSettings:', ...settings);

describe('a flag is set where it stands', () => {
  test.each<[string, string, string]>([
    ['plain', 'CacheDataEncrypted: false', 'CacheDataEncrypted: true'],
    ['before a comment', 'CacheDataEncrypted: false   # to do', 'CacheDataEncrypted: true   # to do'],
    ['in single quotes', "CacheDataEncrypted: 'false'", 'CacheDataEncrypted: true'],
    ['in double quotes', 'CacheDataEncrypted: "false"', 'CacheDataEncrypted: true'],
    ['a quoted key', '"CacheDataEncrypted" : false', '"CacheDataEncrypted" : true'],
    ['more space', 'CacheDataEncrypted:    no', 'CacheDataEncrypted:    true'],
    ['no value', 'CacheDataEncrypted:', 'CacheDataEncrypted: true'],
    ['no value before a comment', 'CacheDataEncrypted: # later', 'CacheDataEncrypted: true # later'],
    ['an explicit null', 'CacheDataEncrypted: ~', 'CacheDataEncrypted: true'],
    ['a short form', 'CacheDataEncrypted: !Ref Flag # why', 'CacheDataEncrypted: true # why'],
    ['a function in flow style', 'CacheDataEncrypted: !If [A, true, false]', 'CacheDataEncrypted: true'],
    ['a tag of YAML', 'CacheDataEncrypted: !!bool "false"', 'CacheDataEncrypted: true'],
    ['an explicit key', '? CacheDataEncrypted\n          : false', '? CacheDataEncrypted\n          : true'],
  ])('%s', (_, before, expected) => {
    const text = (flag: string) => stage("        - HttpMethod: '*'", `          ${flag}`, "          ResourcePath: '/*'");
    expect(after(text(before), edit(FIRST))).toBe(text(expected));
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['a function on lines of its own',
      ['CacheDataEncrypted: # why', '  Fn::If:', '    - A', '    - true', '    - false # no'], ['CacheDataEncrypted: true # why # no']],
    ['a short form on lines of its own', ['CacheDataEncrypted: !If', '- A', '- true', '- false'].map((line, index) => index > 0 ? `  ${line}` : line), ['CacheDataEncrypted: true']],
    ['a tag below', ['CacheDataEncrypted:', '  !Ref Flag'], ['CacheDataEncrypted: true']],
    ['a literal text', ['CacheDataEncrypted: |', '  false'], ['CacheDataEncrypted: true']],
    ['a folded text', ['CacheDataEncrypted: >-', '  false', '  or not'], ['CacheDataEncrypted: true']],
    ['a quoted text over two lines', ['CacheDataEncrypted: "fal', '  se"'], ['CacheDataEncrypted: true']],
  ])('%s', (_, before, expected) => {
    const text = (flag: readonly string[]) =>
      stage("        - HttpMethod: '*'", ...flag.map((line) => `          ${line}`), '          # next', "          ResourcePath: '/*'");
    expect(after(text(before), edit(FIRST))).toBe(text(expected));
  });
});

describe('a flag is added on a line of its own', () => {
  test.each<[string, readonly string[], number]>([
    ['after the last property', ["        - HttpMethod: '*'", "          ResourcePath: '/*'", '          +'], 0],
    ['after CachingEnabled', ["        - HttpMethod: '*'", '          CachingEnabled: true', '          +', "          ResourcePath: '/*'"], 0],
    ['behind the comment of its neighbour', ['        - CachingEnabled: true # yes', '          +', '          # not mine', "          ResourcePath: '/*'"], 0],
    ['lists at the indentation of their key', ["      - HttpMethod: '*'", '        +'], 0],
    ['a wide dash', ["        -   HttpMethod: '*'", '            +'], 0],
    ['a dash on a line of its own', ['        -', "          HttpMethod: '*'", '          +'], 0],
    ['a comment beside the dash', ['        - # the default', "          HttpMethod: '*'", '          +'], 0],
    ['an anchored item', ['        - &one', "          HttpMethod: '*'", '          +'], 0],
    ['eight more spaces', ["                - HttpMethod: '*'", '                  +'], 0],
    ['between two items', ["        - HttpMethod: '*'", '          +', '', '        # second', '        - HttpMethod: GET'], 0],
    ['below a literal text', ['        - Note: |', '            text', '', '          HttpMethod: GET', '          +'], 0],
    ['after nothing but a folded text', ['        - Note: >+', '            text', '', '          +', '        - HttpMethod: GET'], 0],
    ['after nothing but lists', ['        - Note:', '            - a: 1', '              b: [1,', '                2] # two', '          +'], 0],
    ['after a plain text over two lines', ['        - Note: one', '            two', '          +', '        - HttpMethod: GET'], 0],
    ['after an alias', ['        - Note: &n 1', '        - Note: *n', '          +'], 1],
    ['after a property without value', ['        - ThrottlingRateLimit:', '          +'], 0],
    ['tabs in a string and before a comment', ['        - Note: "a\tb"\t# tab\there', '          +'], 0],
    ['more than ASCII', ['        - Note: ünïcödé 日本 🎉', '          +'], 0],
  ])('%s', (_, rows, index) => {
    const without = stage(...rows.filter((row) => !row.trim().startsWith('+')));
    const expected = stage(...rows.map((row) => row.replace(/\+$/, `${FLAG}: true`).replace(`>${FLAG}: true`, '>+')));
    expect(after(without, edit([...SETTINGS, index, FLAG]))).toBe(expected);
    expect(after(without.replaceAll('\n', '\r\n'), edit([...SETTINGS, index, FLAG]))).toBe(expected.replaceAll('\n', '\r\n'));
    expect(after(`\uFEFF${without}`, edit([...SETTINGS, index, FLAG]))).toBe(`\uFEFF${expected}`);
  });

  test('the last line stays without a line break', () => {
    expect(after(stage("        - HttpMethod: '*'").trimEnd(), edit(FIRST))).toBe(stage("        - HttpMethod: '*'", '          CacheDataEncrypted: true').trimEnd());
  });

  test('a byte order mark is no column', () => {
    expect(after('\uFEFFResources: {}\r\nA: 1', { path: ['B'], value: true })).toBe('\uFEFFResources: {}\r\nA: 1\r\n\'B\': true');
  });
});

describe('a flag is added within braces', () => {
  test.each<[string, string, string]>([
    ['spaced', "- { HttpMethod: '*', CachingEnabled: true }", "- { HttpMethod: '*', CachingEnabled: true, CacheDataEncrypted: true }"],
    ['tight', "- {HttpMethod: '*', CachingEnabled: true}", "- {HttpMethod: '*', CachingEnabled: true, CacheDataEncrypted: true}"],
    ['with a comma at the end', '- { HttpMethod: GET, }', '- { HttpMethod: GET, CacheDataEncrypted: true, }'],
    ['before a comment', '- { HttpMethod: GET } # all', '- { HttpMethod: GET, CacheDataEncrypted: true } # all'],
    ['JSON', '- {"HttpMethod": "GET", "CachingEnabled": true}', '- {"HttpMethod": "GET", "CachingEnabled": true, "CacheDataEncrypted": true}'],
    ['minified JSON', '- {"HttpMethod":"GET","CachingEnabled":true}', '- {"HttpMethod":"GET","CachingEnabled":true,"CacheDataEncrypted":true}'],
    ['minified JSON of one property', '- {"HttpMethod":"GET"}', '- {"HttpMethod":"GET","CacheDataEncrypted":true}'],
    ['wide JSON', '- { "HttpMethod" : "GET" , "CachingEnabled" : true }', '- { "HttpMethod" : "GET" , "CachingEnabled" : true, "CacheDataEncrypted" : true }'],
    ['nothing there', '- {}', '- { CacheDataEncrypted: true }'],
    ['a property without value', '- { HttpMethod: GET, Note }', '- { HttpMethod: GET, Note, CacheDataEncrypted: true }'],
    ['a value to set', '- { HttpMethod: GET, CacheDataEncrypted: false }', '- { HttpMethod: GET, CacheDataEncrypted: true }'],
    ['a value to set in JSON', '- {"CacheDataEncrypted":"false","HttpMethod":"GET"}', '- {"CacheDataEncrypted":true,"HttpMethod":"GET"}'],
    ['no value to set', '- { CacheDataEncrypted, HttpMethod: GET }', '- { CacheDataEncrypted: true, HttpMethod: GET }'],
    ['a # that is no comment', "- { ResourcePath: '/#', HttpMethod: a#b }", "- { ResourcePath: '/#', HttpMethod: a#b, CacheDataEncrypted: true }"],
  ])('%s', (_, before, expected) => {
    expect(after(stage(`        ${before}`, '# end'), edit(FIRST))).toBe(stage(`        ${expected}`, '# end'));
  });

  test.each<[string, readonly string[]]>([
    ['after CachingEnabled', ['        - {', '            HttpMethod: GET,', '            CachingEnabled: true, # on', '            +,', '            # path', '            ResourcePath: /a', '          }']],
    ['before the last one', ['        - {', '            HttpMethod: GET,', '            +,', '            CachingEnabled: true', '          }']],
    ['before the only one', ['        - {', '            +,', '            CachingEnabled: true', '          }']],
    ['after a comma at the end', ['        - {', '            HttpMethod: GET, # last', '            +,', '          }']],
    ['JSON', ['        - {', '            "HttpMethod": "GET",', '            "+,', '            "CachingEnabled": true', '          }']],
  ])('on a line of its own: %s', (_, rows) => {
    const without = stage(...rows.filter((row) => !row.trim().startsWith('+') && !row.trim().startsWith('"+')));
    expect(after(without, edit(FIRST))).toBe(stage(...rows.map((row) => row.replace(/"\+,$/, `"${FLAG}": true,`).replace(/\+,$/, `${FLAG}: true,`))));
  });

  test('several properties on one line', () => {
    expect(after(stage('        [{HttpMethod: GET,', '            ResourcePath: /a, CachingEnabled: true}]'), edit(FIRST)))
      .toBe(stage('        [{HttpMethod: GET,', '            CacheDataEncrypted: true,', '            ResourcePath: /a, CachingEnabled: true}]'));
  });
});

describe('within a branch', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a short form', ['        - !If', '          - A', '          - HttpMethod: GET', '          - !Ref AWS::NoValue'],
      ['        - !If', '          - A', '          - HttpMethod: GET', '            CacheDataEncrypted: true', '          - !Ref AWS::NoValue']],
    ['a short form within brackets', ['        - !If [A, { HttpMethod: GET }, !Ref AWS::NoValue]'], ['        - !If [A, { HttpMethod: GET, CacheDataEncrypted: true }, !Ref AWS::NoValue]']],
    ['a long form', ['        - Fn::If:', '          - A', '          - HttpMethod: GET', '          - Ref: AWS::NoValue'],
      ['        - Fn::If:', '          - A', '          - HttpMethod: GET', '            CacheDataEncrypted: true', '          - Ref: AWS::NoValue']],
    ['a flag to set', ['        - !If', '          - A', '          - CacheDataEncrypted: !Ref B', '          - !Ref AWS::NoValue'],
      ['        - !If', '          - A', '          - CacheDataEncrypted: true', '          - !Ref AWS::NoValue']],
  ])('%s', (_, before, expected) => {
    expect(after(stage(...before), edit(IN_BRANCH))).toBe(stage(...expected));
  });

  test('the whole list', () => {
    const text = (...more: readonly string[]) => stage('        !If', '          - A', '          - - HttpMethod: GET', ...more, '          - !Ref AWS::NoValue');
    expect(after(text(), edit([...SETTINGS, 'Fn::If', 1, 0, FLAG]))).toBe(text('              CacheDataEncrypted: true'));
  });

  test('a branch itself', () => {
    expect(after(stage('        - HttpMethod: !If [A, GET, *x]'.replace('*x', 'PUT')), { path: [...SETTINGS, 0, 'HttpMethod', 'Fn::If', 1], value: 'POST' }))
      .toBe(stage("        - HttpMethod: !If [A, 'POST', PUT]"));
  });
});

describe('a stage default is added', () => {
  const entry = { HttpMethod: '*', ResourcePath: '/*', CacheDataEncrypted: true };
  const list = { path: SETTINGS, value: [entry] };

  test('at the end of a list', () => {
    const text = stage('        - HttpMethod: GET', '          ResourcePath: /a # a');
    expect(after(text, { path: [...SETTINGS, 1], value: entry })).toBe(lines(text.trimEnd(),
      "        - HttpMethod: '*'", "          ResourcePath: '/*'", '          CacheDataEncrypted: true'));
  });

  test('with a wide dash', () => {
    expect(after(stage('        -   HttpMethod: GET'), { path: [...SETTINGS, 1], value: entry }))
      .toBe(stage('        -   HttpMethod: GET', "        -   HttpMethod: '*'", "            ResourcePath: '/*'", '            CacheDataEncrypted: true'));
  });

  test.each([
    ['within brackets', '[{ HttpMethod: GET }]', "[{ HttpMethod: GET }, { HttpMethod: '*', ResourcePath: '/*', CacheDataEncrypted: true }]"],
    ['in an empty list', '[]', "[{ HttpMethod: '*', ResourcePath: '/*', CacheDataEncrypted: true }]"],
  ])('%s', (_, before, expected) => {
    expect(after(stage(`        ${before}`), { path: [...SETTINGS, before === '[]' ? 0 : 1], value: entry })).toBe(stage(`        ${expected}`));
  });

  test('where there is no list: as other lists are indented', () => {
    const text = (...more: readonly string[]) => lines('Resources:', '    S:', '        DependsOn:', '        - A', '        Properties:', '            Name: a', ...more);
    expect(after(text(), list)).toBe(text('            MethodSettings:', "            - HttpMethod: '*'", "              ResourcePath: '/*'", '              CacheDataEncrypted: true'));
  });

  test('where there is no list at all: indented', () => {
    const text = (...more: readonly string[]) => lines('Resources:', '    S:', '        Properties:', '            Name: a', ...more);
    expect(after(text(), list)).toBe(text('            MethodSettings:', "                - HttpMethod: '*'", "                  ResourcePath: '/*'", '                  CacheDataEncrypted: true'));
  });

  test.each([2, 4, '\t'])('in JSON indented by %j', (unit) => {
    const template = (MethodSettings?: unknown) => JSON.stringify({ Resources: { S: { Properties: { ...MethodSettings !== undefined && { MethodSettings }, Name: 'a' } } } }, null, unit);
    expect(after(template(), list)).toBe(template([entry]));
    const items = (...settings: readonly unknown[]) => template([{ HttpMethod: 'GET' }, ...settings]);
    expect(after(items(), { path: [...SETTINGS, 1], value: entry })).toBe(items(entry));
  });

  test('in JSON on one line', () => {
    const template = (...more: readonly unknown[]) => JSON.stringify({ Resources: { S: { Properties: { MethodSettings: [{ HttpMethod: 'GET' }, ...more] } } } });
    expect(after(template(), { path: [...SETTINGS, 1], value: entry })).toBe(template(entry));
  });
});

describe('aliases and merge keys', () => {
  const shared = (second: string) => stage('        - &one', '          HttpMethod: GET', `        - ${second}`);

  test('an anchor that all who use it want changed', () => {
    expect(after(shared('*one'), edit(FIRST), edit([...SETTINGS, 1, FLAG])))
      .toBe(stage('        - &one', '          HttpMethod: GET', '          CacheDataEncrypted: true', '        - *one'));
  });

  test('an own value wins over a merged one', () => {
    const text = (...more: readonly string[]) => stage('        - &one { CacheDataEncrypted: false }', '        - <<: *one', '          HttpMethod: GET', ...more);
    expect(after(text(), edit([...SETTINGS, 1, FLAG]))).toBe(text('          CacheDataEncrypted: true'));
  });

  test('a flag that is an alias gets a value of its own', () => {
    const text = (flag: string) => lines(`Parameters: { A: &no { b: 1 } }\n${stage('        - HttpMethod: GET', `          CacheDataEncrypted: ${flag} # why`)}`.trimEnd());
    expect(after(text('*no'), edit(FIRST))).toBe(text('true'));
  });

  test.each<[string, string, readonly (string | number)[], string, number]>([
    ['an anchor that is used elsewhere', shared('*one'), FIRST, '&one is used elsewhere and would change there too', 6],
    ['an alias', shared('*one'), [...SETTINGS, 1, FLAG], '&one is used elsewhere and would change there too', 8],
    ['an anchored flag', stage('        - CacheDataEncrypted: &no false', '        - CachingEnabled: *no'), FIRST, '&no is used elsewhere and would change there too', 6],
    ['below what is merged', lines('A: &a', '  List: [{}]', 'B:', '  <<: *a'), ['B', 'List', 0, FLAG], 'inherited through a merge key (<<) and would change elsewhere too', 2],
    ['a property that is not there', stage('        - HttpMethod: GET'), ['Resources', 'T', 'Properties', FLAG], 'T does not exist in the text', 1],
    ['an item that is not there', stage('        - HttpMethod: GET'), [...SETTINGS, 2, FLAG], 'the list has 1 items and no item 2', 5],
    ['below a text', stage('        - HttpMethod: GET'), [...SETTINGS, 0, 'HttpMethod', FLAG], 'CacheDataEncrypted does not exist in the value "GET"', 6],
    ['within a short form', stage('        - !GetAtt A.B'), [...SETTINGS, 0, 'Fn::GetAtt', 0], 'item 0 does not exist in the value "A.B"', 6],
    ['beside a short form', stage('        - !Transform { Name: a }'), FIRST, '!Transform cannot contain CacheDataEncrypted', 6],
    ['a pair without braces', stage('        [HttpMethod: GET]'), FIRST, 'cannot be changed without also changing other values', 6],
    ['the whole template', stage('        - HttpMethod: GET'), [], 'refers to the whole template', 1],
  ])('refused: %s', (_, text, path, because, line) => {
    expect(editTemplateText(readTemplateFile(text) as TemplateFile, [edit(path)])).toEqual({ is: 'refused', refusals: [{ path, because, line }] });
  });

  test('only those that cannot be made are refused', () => {
    const file = readTemplateFile(stage('        - HttpMethod: GET')) as TemplateFile;
    expect(editTemplateText(file, [edit(FIRST), edit(['Nowhere', 'B'])])).toMatchObject({ is: 'refused', refusals: [{ path: ['Nowhere', 'B'] }] });
  });

  test('refused: two edits that meet', () => {
    const file = readTemplateFile(stage('        - { A: { B: 1 } }')) as TemplateFile;
    const paths = [[...SETTINGS, 0], [...SETTINGS, 0, 'A', 'B']];
    expect(editTemplateText(file, paths.map(edit))).toMatchObject({ is: 'refused', refusals: [{ path: paths[1] }, { path: paths[0] }] });
  });
});

test('a template without edits stays as it is', () => {
  expect(after(stage('        - HttpMethod: GET'))).toBe(stage('        - HttpMethod: GET'));
});

test('two resources in one text, and a property of a stage description beside those within', () => {
  const text = (...more: readonly string[]) => lines('Resources:', '  D:', '    Properties:', '      StageDescription:', '        MethodSettings:', '          - A: |', '              x', ...more);
  const path = ['Resources', 'D', 'Properties', 'StageDescription'];
  expect(after(text(), edit([...path, FLAG]), edit([...path, 'MethodSettings', 0, FLAG])))
    .toBe(text('            CacheDataEncrypted: true', '        CacheDataEncrypted: true'));
});
