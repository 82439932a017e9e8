/** Hands a file to the browser to save. */
export function saveFile({ name, type, content }: { name: string; type: string; content: string | Blob }): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
