/**
 * Documents as PDF/UA-1: tagged, with language and title, so that a screen reader can read them.
 *
 * Typst compiles in one worker thread, since the call blocks. The templates are `.typ` files beside this one;
 * what people wrote reaches them as JSON and is never markup.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import documentTemplate from './document.typ?raw';
import { coverageOf } from './font-coverage.ts';
import type { PdfDocument } from './pdf-document.ts';
import { eachText, spellUncovered, tidy } from './printable.ts';
import workerSource from './typst-worker.js?raw';

/** What each template prints. */
type Printed = { document: PdfDocument };

const templates: Record<keyof Printed, string> = { document: documentTemplate };

/** Milliseconds after which a document that is still not done is given up. Six pages take about 200. */
const LONGEST_WAIT = 30_000;

/**
 * Renders `data` with the template, as PDF/UA-1. A character that no font here has is printed as its number.
 * @throws where the data does not fit the template, or it takes longer than half a minute
 */
export async function renderPdf<Template extends keyof Printed>(
	template: Template,
	data: Printed[Template]
): Promise<Uint8Array> {
	const source = templates[template];
	const tidied = eachText(data, tidy);
	try {
		return await compile(source, tidied);
	} catch (error) {
		if (!(error instanceof Unshowable)) throw error;
		const isCovered = coverage();
		return compile(
			source,
			eachText(tidied, (text) => tidy(spellUncovered(text, isCovered)))
		);
	}
}

/** Ends the thread, when the server stops or a test is done; the next document starts a new one. */
export async function stopRendering(): Promise<void> {
	await thread?.worker.terminate();
}

/** A character has no glyph in any font at hand. */
class Unshowable extends Error {}

type Answer = { id: number; pdf: Uint8Array } | { id: number; problem: string };
type Waiting = { resolve: (pdf: Uint8Array) => void; reject: (error: Error) => void };
type Thread = { worker: Worker; waiting: Map<number, Waiting> };

let thread: Thread | undefined;
let lastId = 0;

function compile(source: string, data: PdfDocument): Promise<Uint8Array> {
	thread ??= startThread();
	const { worker, waiting } = thread;
	lastId += 1;
	const id = lastId;
	return new Promise<Uint8Array>((resolve, reject) => {
		// A thread that hangs is ended; its `exit` turns down everything that waited for it.
		const patience = setTimeout(() => void worker.terminate(), LONGEST_WAIT);
		const settled = () => {
			clearTimeout(patience);
			waiting.delete(id);
			if (waiting.size === 0) worker.unref();
		};
		waiting.set(id, {
			resolve: (pdf) => {
				settled();
				resolve(pdf);
			},
			reject: (error) => {
				settled();
				reject(error);
			}
		});
		worker.ref();
		worker.postMessage({ id, source, json: JSON.stringify(data) });
	});
}

function startThread(): Thread {
	const require = createRequire(import.meta.url);
	const compiler = require.resolve('@myriaddreamin/typst-ts-node-compiler');
	const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(workerSource)}`), {
		workerData: { compilerUrl: pathToFileURL(compiler).href, fontFiles: fontFiles() }
	});
	const waiting: Thread['waiting'] = new Map();
	worker.on('message', (answer: Answer) => {
		if ('pdf' in answer) waiting.get(answer.id)?.resolve(answer.pdf);
		else waiting.get(answer.id)?.reject(problemOf(answer.problem));
	});
	const lost = (error: Error) => {
		if (thread?.worker === worker) thread = undefined;
		for (const each of [...waiting.values()]) each.reject(error);
	};
	worker.on('error', lost);
	worker.on('exit', () => lost(new Error('the thread that makes PDFs has ended')));
	return { worker, waiting };
}

const problemOf = (problem: string) =>
	problem.includes('could not be displayed') ? new Unshowable(problem) : new Error(problem);

/** IBM Plex Sans as it comes with the design system (OFL): upright, bold and slanted. */
function fontFiles(): string[] {
	const script = createRequire(import.meta.url).resolve('dkfds');
	const folder = join(dirname(script), '../../src/fonts/IBMPlexSans/complete/ttf');
	return ['Regular', 'Italic', 'SemiBold', 'Bold'].map((face) =>
		join(folder, `IBMPlexSans-${face}.ttf`)
	);
}

let known: ((codePoint: number) => boolean) | undefined;

function coverage() {
	known ??= coverageOf(readFileSync(fontFiles()[0] ?? ''));
	return known;
}
