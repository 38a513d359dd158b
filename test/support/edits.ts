import { editTemplateText } from '../../src/cli/template-file/edit-template-text';
import { readTemplateFile } from '../../src/cli/template-file/template-file';
import { TemplateEdit } from '../../src/core/edit';
import { Path } from '../../src/core/place';

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
