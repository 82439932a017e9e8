import { getFile } from './api.ts';

/** Hands a file to the browser to save. */
export function saveFile({ name, type, content }: { name: string; type: string; content: string }): void {
  saveBlob(name, new Blob([content], { type }));
}

export function saveBlob(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A file of the API, under the name that it has there. */
export async function saveFrom(path: string): Promise<void> {
  const { name, content } = await getFile(path);
  saveBlob(name, content);
}
