/** LibreOffice, for tests that let somebody else open our workbooks. */
import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCsv, type Cells } from './read-csv.ts';

const program = (process.env.PATH ?? '')
	.split(path.delimiter)
	.map((folder) => path.join(folder, 'soffice'))
	.find((file) => existsSync(file));

/** Whether LibreOffice is here with its part for spreadsheets; where not, the tests that need it are skipped, and say so. */
export const hasCalc =
	program !== undefined && existsSync(path.join(realpathSync(program), '../libsclo.so'));
if (!hasCalc)
	console.warn('LibreOffice Calc is not here: tests that open workbooks with it are skipped.');

/** What LibreOffice, without a window, has in each cell of a workbook's first sheet, as it shows it to Americans, and what it would work out. */
export function openInOffice(workbook: Uint8Array): { cells: Cells; hasFormula: boolean } {
	const folder = mkdtempSync(path.join(tmpdir(), 'samspil-xlsx-'));
	const convert = (to: string) =>
		execFileSync(
			'soffice',
			[
				`-env:UserInstallation=file://${folder}/profile`,
				'--headless',
				'--convert-to',
				to,
				'--outdir',
				folder,
				path.join(folder, 'book.xlsx')
			],
			{ stdio: 'ignore', timeout: 100_000, env: { ...process.env, LC_ALL: 'C.UTF-8' } }
		);
	try {
		writeFileSync(path.join(folder, 'book.xlsx'), workbook);
		// Semicolons between the cells, UTF-8, as shown.
		convert('csv:Text - txt - csv (StarCalc):59,34,76');
		convert('fods');
		return {
			cells: readCsv(readFileSync(path.join(folder, 'book.csv'), 'utf8')),
			hasFormula: readFileSync(path.join(folder, 'book.fods'), 'utf8').includes('table:formula')
		};
	} finally {
		rmSync(folder, { recursive: true });
	}
}
