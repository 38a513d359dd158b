import { TemplateEdit } from '../../src/core/template-language/edit';
import { Path } from '../../src/core/template-language/place';
import { editTemplateText } from '../../src/template-text/edit-template-text';
import { readTemplateFile } from '../../src/template-text/template-file';

export const FLAG = 'CacheDataEncrypted';

export function lines(...rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join('');
}

/** The flag set at a path. */
export function edit(path: Path): TemplateEdit {
  return { path, value: true };
}

/** The text with the edits made; why not, if they cannot be. */
export function after(text: string, ...edits: readonly TemplateEdit[]): unknown {
  const file = readTemplateFile(text);
  const edited = file.is === 'read' ? editTemplateText(file, edits) : file;
  return edited.is === 'edited' ? edited.text : edited;
}
