// Runs Typst in a thread of its own: a compilation blocks whoever asks for it. Plain JavaScript, and sent to the thread
// as text (render-pdf.ts), because a bundler moves this file but a thread has to find it. It therefore imports nothing
// but what it is told the address of.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const { compilerUrl, fontFiles } = workerData;
const { NodeCompiler } = (await import(compilerUrl)).default;
const WORKSPACE = '/samspil';
const compiler = NodeCompiler.create({
	workspace: WORKSPACE,
	fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }]
});

parentPort.on('message', ({ id, source, json }) => {
	try {
		const pdf = compile(source, json);
		parentPort.postMessage({ id, pdf }, [pdf.buffer]);
	} catch (error) {
		parentPort.postMessage({ id, problem: String(error?.message ?? error) });
	}
});

/** What is written travels as JSON and is read by the template as text: no character of it is ever markup. */
function compile(source, json) {
	compiler.mapShadow(`${WORKSPACE}/data.json`, Buffer.from(json));
	try {
		const compiled = compiler.compile({ mainFileContent: source, resetRead: true });
		if (compiled.hasError()) {
			const { shortDiagnostics } = compiled.takeDiagnostics();
			throw new Error(shortDiagnostics.map(({ message }) => message).join('; '));
		}
		return new Uint8Array(compiler.pdf(compiled.result, { pdfStandard: 'ua-1' }));
	} finally {
		compiler.unmapShadow(`${WORKSPACE}/data.json`);
		compiler.evictCache(10);
	}
}
