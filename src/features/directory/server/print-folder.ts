/** The open directory as a folder on paper, PDF/UA-1 by Typst, with a table of contents. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { renderTemplate } from '#server/pdf/render-pdf.ts';
import { drawCode, type Folder } from '../folder.ts';
import template from './folder.typ?raw';

/** Codes that are kept for the next folder, the one that was asked for last at the end; each is some five thousand letters. */
const MOST_CODES = 2000;
const codes = new Map<string, string>();

/** The codes of these addresses. A code takes some milliseconds: between two of them the server answers others. */
export async function drawCodes(hrefs: readonly string[]): Promise<string[]> {
	const drawn: string[] = [];
	for (const href of hrefs) {
		let code = codes.get(href);
		if (code === undefined) {
			await setImmediate();
			code = drawCode(href);
		}
		drawn.push(code);
		codes.delete(href);
		codes.set(href, code);
		if (codes.size > MOST_CODES) codes.delete(codes.keys().next().value!);
	}
	return drawn;
}

/** The folder as PDF/UA-1. */
export async function printFolder(folder: Folder): Promise<Uint8Array> {
	const hrefs = folder.sections.flatMap(({ offers }) => offers.map(({ href }) => href));
	return renderTemplate(template, folder, { 'codes.json': JSON.stringify(await drawCodes(hrefs)) });
}

/** Folders that are kept for whoever asks next, as long as nothing in them has changed. */
const MOST_KEPT = 8;
const kept = new Map<string, Promise<Uint8Array>>();

/** The folder as PDF; the same one is made once. */
export function keepFolder(folder: Folder): Promise<Uint8Array> {
	const key = createHash('sha256').update(JSON.stringify(folder)).digest('base64');
	const known = kept.get(key);
	if (known) return known;
	const made = printFolder(folder);
	kept.set(key, made);
	made.catch(() => kept.delete(key));
	for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
	return made;
}
