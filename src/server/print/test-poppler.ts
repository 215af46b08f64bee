/** Poppler's tools (Debian's poppler-utils), for tests that let somebody else read our PDFs. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether the program is on this machine. */
export const isHere = (program: string): boolean =>
	spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined;

/** Whether poppler is; where not, the tests that need it are skipped, and say so. */
export const hasPoppler = isHere('pdfinfo') && isHere('pdftotext') && isHere('pdfsig');
if (!hasPoppler)
	console.warn('poppler-utils is not here: tests that read PDFs with it are skipped.');

/** What `program` says about a PDF, with `flags` before the file's name and `after` behind it. */
export function poppler(
	program: string,
	pdf: Uint8Array,
	flags: string[] = [],
	after: string[] = []
): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'samspil-pdf-'));
	try {
		const file = path.join(folder, 'document.pdf');
		writeFileSync(file, pdf);
		return execFileSync(program, [...flags, file, ...after], {
			encoding: 'utf8',
			maxBuffer: 50_000_000,
			stdio: ['ignore', 'pipe', 'ignore']
		});
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** The text of a PDF in reading order. */
export const textOf = (pdf: Uint8Array): string => poppler('pdftotext', pdf, ['-raw'], ['-']);
