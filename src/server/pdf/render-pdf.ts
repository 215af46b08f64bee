/**
 * Documents as PDF, one standard a file: PDF/UA-1 to read (tagged, with language and title, so that a screen reader
 * can read it), or PDF/A-3a to keep, with the document's content inside as JSON.
 *
 * Typst compiles in a thread. The template is `document.typ` beside this file; what people wrote reaches it as JSON
 * and is never markup.
 */
import { readFileSync } from 'node:fs';
import { m } from '#messages';
import type { Language } from '#values/say.ts';
import { plainDocument } from '../print/plain-document.ts';
import { eachText, spellUncovered, tidy } from '../print/printable-text.ts';
import type { PrintedDocument } from '../print/printed-document.ts';
import { openThread, startProgram } from '../threads/thread.ts';
import documentTemplate from './document.typ?raw';
import { coverageOf } from './font-coverage.ts';
import { FONTS } from './fonts.ts';
import type { TypstQuestion, TypstTools } from './typst-program.ts';

/** A document takes a fifth of a second; one that is still not done after half a minute is given up. */
const LIMITS = { longestWork: 30_000, mostWaiting: 200, mostGrowth: 2_000_000_000 };

const typst = openThread<TypstQuestion, Uint8Array>(
	() => startProgram('src/server/pdf/typst-program.ts', { fonts: FONTS } satisfies TypstTools),
	LIMITS
);

/**
 * The document as PDF/UA-1. A character that no font here has is printed as its number.
 * @throws where the document is malformed, takes longer than half a minute, or too many others wait
 */
export const renderPdf = (document: PrintedDocument): Promise<Uint8Array> =>
	compile(document, 'ua-1', {});

/**
 * The document as PDF/A-3a, with `json` inside: the content in its one spelling (`canonicalJson`), byte for byte, so
 * that its SHA-256 is the document's hash.
 */
export const renderArchivePdf = (document: PrintedDocument, json: string): Promise<Uint8Array> =>
	compile(document, 'a-3a', { 'content.json': json });

/**
 * A document of its own kind as PDF/UA-1: `template` in Typst's language reads `words` as data.json, and `pictures` as it names them.
 * @throws as `renderPdf` does
 */
export const renderTemplate = (
	template: string,
	words: object,
	pictures: Record<string, string> = {}
): Promise<Uint8Array> => compileWords(template, eachText(words, tidy), 'ua-1', pictures);

/** Ends the thread, when the server stops or a test is done; the next document starts a new one. */
export const stopRendering = (): Promise<void> => typst.stop();

async function compile(
	document: PrintedDocument,
	standard: TypstQuestion['standard'],
	inside: Record<string, string>
): Promise<Uint8Array> {
	const attachment =
		'content.json' in inside
			? m.print_content_file({}, { locale: document.language === 'en' ? 'en' : ('da' as Language) })
			: null;
	const words = eachText({ ...plainDocument(document), attachment }, tidy);
	// the checksum is for programs too, which want it in one piece
	return compileWords(documentTemplate, words, standard, inside, { hash: document.hash });
}

/** `whole` are texts that are never broken into pieces. */
async function compileWords(
	source: string,
	words: object,
	standard: TypstQuestion['standard'],
	inside: Record<string, string>,
	whole: object = {}
): Promise<Uint8Array> {
	for (const isShown of [undefined, isInAnyFont, isInMainFont])
		try {
			const said = isShown ? eachText(words, (text) => tidy(spellUncovered(text, isShown))) : words;
			const data = JSON.stringify({ ...said, ...whole });
			return await typst.ask({ source, files: { 'data.json': data, ...inside }, standard });
		} catch (error) {
			if (isShown === isInMainFont || !isUnshowable(error)) throw error;
		}
	throw new Error('unreachable');
}

/** A character has no glyph in the fonts at hand, which no PDF for reading may have. */
const isUnshowable = (error: unknown) =>
	error instanceof Error && error.message.includes('could not be displayed');

let coverage: ((codePoint: number) => boolean)[] | undefined;

/** Signs that are made of several may need one font for all of them: the main one is tried last. */
const isInAnyFont = (codePoint: number) => covered().some((has) => has(codePoint));
const isInMainFont = (codePoint: number) => covered()[0]!(codePoint);

function covered() {
	coverage ??= FONTS.map((file) => coverageOf(readFileSync(file)));
	return coverage;
}
