type Stream = { content: Uint8Array; filter?: string };

/** A small PDF with these lines of text on each page; `stream` replaces what the first page draws. */
export function pdfFile(pages: string[][], stream?: Stream): Uint8Array<ArrayBuffer> {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer) => objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'));
  const pageNumber = (index: number) => 4 + index * 2;
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${pageNumber(i)} 0 R`).join(' ')}] >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (const [index, lines] of pages.entries()) {
    const resources = '/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 600 800]';
    add(`<< /Type /Page /Parent 2 0 R ${resources} /Contents ${pageNumber(index) + 1} 0 R >>`);
    const drawn: Stream = index === 0 && stream ? stream : { content: drawing(lines) };
    const filter = drawn.filter ? `/Filter /${drawn.filter} ` : '';
    add(
      Buffer.concat([
        Buffer.from(`<< ${filter}/Length ${drawn.content.length} >>\nstream\n`),
        drawn.content,
        Buffer.from('\nendstream'),
      ]),
    );
  }
  return assembled(objects);
}

function drawing(lines: string[]): Buffer {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj 0 -14 Td`).join(' ');
  return Buffer.from(`BT /F1 12 Tf 40 760 Td ${shown} ET`, 'latin1');
}

function assembled(objects: Buffer[]): Uint8Array<ArrayBuffer> {
  const parts = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let size = parts[0]!.length;
  for (const [index, body] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    offsets.push(size);
    size += part.length;
    parts.push(part);
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  parts.push(
    Buffer.from(`${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${size}\n%%EOF\n`),
  );
  return new Uint8Array(Buffer.concat(parts));
}
