/** A version as its files are made from it; 404 where it is not there, and where it is not theirs. */
import { error } from '@sveltejs/kit';
import { fileNameOf, printAgreement } from '#features/agreements/server/print-agreement.ts';
import { asFrozen } from '#features/documents/frozen.rules.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { findVersion, listSignatures } from '#features/documents/server/version.queries.ts';

export async function readPrinted(
	locals: App.Locals,
	{ agreement, version: id }: { agreement: string; version: string }
) {
	const [documents, versions, signatures] = await locals.read(
		findDocument(agreement),
		findVersion(agreement, id),
		listSignatures(agreement)
	);
	const [document, version] = [documents[0], versions[0]];
	if (!document || !version) error(404);
	const given = signatures.filter((each) => each.version === version.id);
	return {
		version,
		printed: printAgreement(version, given, document.agreedBy),
		/** What the file is called, by its ending. */
		named: (ending: string) =>
			fileNameOf(`${asFrozen(version.content).title} ${version.number}`, ending)
	};
}
