/** The structure that a PDF tells to those who hear it, for tests. */
import { PDF, PdfArray, PdfDict, type PdfObject, PdfRef } from '@libpdf/core';

/** Its tags in reading order, one a line and indented: "Document", "  H1". */
export async function structureOf(pdf: Uint8Array): Promise<string> {
	const document = await PDF.load(pdf);
	const { registry } = document.context;
	const resolve = (object: PdfObject | undefined | null) =>
		object instanceof PdfRef ? registry.resolve(object) : object;
	const lines: string[] = [];
	const walk = (object: PdfObject | undefined | null, depth: number): void => {
		const found = resolve(object);
		if (found instanceof PdfArray) for (const each of found) walk(each, depth);
		if (!(found instanceof PdfDict)) return;
		const tag = found.getName('S', (ref) => registry.resolve(ref))?.value;
		if (tag) lines.push(`${'  '.repeat(depth)}${tag}`);
		if (tag || found.getName('Type')?.value === 'StructTreeRoot')
			walk(found.get('K'), tag ? depth + 1 : depth);
	};
	walk(document.getCatalog().get('StructTreeRoot'), 0);
	return lines.join('\n');
}
