/** Runs Typst in a thread of its own (threads/thread.ts): a compilation blocks whoever asks for it. */
import { readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import typst from '@myriaddreamin/typst-ts-node-compiler';
import { answerWith } from '../threads/answer.ts';

/** What is told at the start: the font files. */
export type TypstTools = { fonts: string[] };

/** A document to compile. */
export type TypstQuestion = {
	/** The template, in Typst's own language. Nothing that people wrote is in it. */
	source: string;
	/** Files that the template reads by name. */
	files: Record<string, string>;
	/** One a file: UA-1 is for reading, A-3a for the archive, which may carry files inside. */
	standard: 'ua-1' | 'a-3a';
};

const WORKSPACE = '/samspil';

const { NodeCompiler } = typst;
const compiler = NodeCompiler.create({
	workspace: WORKSPACE,
	fontArgs: [{ fontBlobs: (workerData as TypstTools).fonts.map((file) => readFileSync(file)) }]
});

answerWith(
	(question: TypstQuestion) => compile(question),
	(pdf) => [pdf.buffer]
);

/** What is written travels as JSON and is read by the template as text: no character of it is ever markup. */
function compile({ source, files, standard }: TypstQuestion): Uint8Array<ArrayBuffer> {
	const places = Object.entries(files).map(([name, text]) => {
		const place = `${WORKSPACE}/${name}`;
		compiler.mapShadow(place, Buffer.from(text));
		return place;
	});
	try {
		const compiled = compiler.compile({ mainFileContent: source, resetRead: true });
		if (compiled.hasError() || !compiled.result)
			throw new Error(saying(compiled.takeDiagnostics()?.shortDiagnostics ?? []));
		return new Uint8Array(compiler.pdf(compiled.result, { pdfStandard: standard as never }));
	} finally {
		for (const place of places) compiler.unmapShadow(place);
		compiler.evictCache(10);
	}
}

const saying = (diagnostics: { message: string }[]) =>
	diagnostics.map(({ message }) => message).join('; ') || 'the template cannot be compiled';
