/**
 * Seals a PDF (PAdES): as high as can be had now, and higher later. A seal is never held up by an authority that does
 * not answer, and every byte of a sealed file is covered by its last seal or time-stamp.
 */
import { PDF, PdfString } from '@libpdf/core';
import { addressesIn, type Read } from './certificates.ts';
import { checkCms } from './check-cms.ts';
import { addTimeStamp, CMS, signatureIn, signDigest } from './cms.ts';
import {
	contentsAt,
	digestAround,
	fillPlace,
	findPlace,
	makePlace,
	ROOM,
	type Place
} from './seal-place.ts';
import { openKey, type SealingKey } from './sealing-key.ts';
import { askTimeStamp, askTimeStampOn } from './time-stamp.ts';
import { addValidationData, gatherValidationData, type Missing } from './validation-data.ts';

/**
 * How much a seal proves (EN 319 142-1): B-B who sealed; B-T also when, by a time-stamp; B-LT also that the certificates
 * held then; B-LTA all of it under a further time-stamp that can be renewed.
 */
export type SealLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** What a seal is made with. */
export type Sealing = {
	key: SealingKey;
	/** Where time-stamps are asked for; without it seals stay at B-B. */
	timeStamps: string | undefined;
};

/** A sealed PDF. */
export type Sealed = {
	pdf: Uint8Array<ArrayBuffer>;
	level: SealLevel;
	/** What this key and these settings can reach: where it is higher, try `upgradeSeal` later. */
	reachable: SealLevel;
	/** Why the level is not the one that can be reached. */
	lacking: 'time-stamp' | Missing | null;
	/** The same in the words of who failed us, for the log. */
	because: string | null;
};

/** Seals `pdf`, saying that it was done at `at`. Throws where it is no PDF that can be extended, or the key cannot be opened. */
export async function sealPdf(
	pdf: Uint8Array,
	{ key: kept, timeStamps }: Sealing,
	at: Date
): Promise<Sealed> {
	const key = await openKey(kept);
	const place = await makePlace(pdf, key.certificate, at);
	const cms = await signDigest(key, digestAround(place));
	return raise(place, cms, timeStamps);
}

/**
 * Raises the last seal of `pdf` as high as can be had now; what is there stays. Throws where the PDF has no seal.
 * A file that is at the top already comes back as it is.
 */
export async function upgradeSeal(
	pdf: Uint8Array,
	{ timeStamps }: Pick<Sealing, 'timeStamps'>
): Promise<Sealed> {
	const place = findPlace(pdf);
	const cms = contentsAt(place);
	if (isTimeStamp(cms)) return sealed(pdf, 'B-LTA', 'B-LTA');
	return raise(place, cms, timeStamps);
}

async function raise(place: Place, cms: Uint8Array, address: string | undefined): Promise<Sealed> {
	const { signer, certificates, tokens, problems } = checkCms(cms, CMS.data, around(place));
	if (problems.length > 0) throw new Error(`the seal does not hold: ${problems.join(', ')}`);
	const highest = canBeRevoked(signer) ? 'B-LTA' : 'B-T';
	let token = tokens[0];
	if (!token) {
		if (!address) return sealed(fillPlace(place, cms), 'B-B', 'B-B');
		const asked = await attempt(askTimeStamp(address, signatureIn(cms)));
		if (asked instanceof Error)
			return sealed(fillPlace(place, cms), 'B-B', highest, 'time-stamp', asked);
		token = asked;
	}
	const stamped = fillPlace(place, tokens[0] ? cms : addTimeStamp(cms, token));
	const stamp = checkCms(token, CMS.timeStampInfo);
	if (!address || highest === 'B-T' || !canBeRevoked(stamp.signer))
		return sealed(stamped, 'B-T', 'B-T');
	const known = [...certificates, ...stamp.certificates];
	const data = await gatherValidationData([signer, stamp.signer], known);
	if (typeof data === 'string') return sealed(stamped, 'B-T', highest, data);
	// nothing covers the added data before the last time-stamp does: both or none
	const whole = await attempt(
		addValidationData(stamped, data).then((pdf) => addDocumentTimeStamp(pdf, address))
	);
	return whole instanceof Error
		? sealed(stamped, 'B-T', highest, 'time-stamp', whole)
		: sealed(whole, 'B-LTA', 'B-LTA');
}

const sealed = (
	pdf: Uint8Array,
	level: SealLevel,
	reachable: SealLevel,
	lacking: Sealed['lacking'] = null,
	because?: Error
): Sealed => ({
	pdf: new Uint8Array(pdf),
	level,
	reachable,
	lacking,
	because: because?.message ?? null
});

/** What `work` comes to; an authority that fails us is no reason to fail. */
const attempt = <Value>(work: Promise<Value>): Promise<Value | Error> =>
	work.catch((error) => (error instanceof Error ? error : new Error(String(error))));

/** A time-stamp over the whole file, after all that is there. */
async function addDocumentTimeStamp(pdf: Uint8Array, address: string): Promise<Uint8Array> {
	const document = await PDF.load(pdf);
	const names = new Set(
		document
			.getForm()
			?.getFields()
			.map(({ name }) => name)
	);
	let number = 1;
	while (names.has(`Tidsstempel ${number}`)) number += 1;
	const name = `Tidsstempel ${number}`;
	const field = document.getOrCreateForm().createSignatureField(name).getDict();
	field.set('TU', PdfString.fromString(name));
	const { bytes } = await document.addTimestamp({
		timestampAuthority: { timestamp: (digest) => askTimeStampOn(address, digest) },
		fieldName: name,
		estimatedSize: ROOM
	});
	return bytes;
}

/** Whether somebody can be asked if a certificate still holds; a self-made one has nobody. */
function canBeRevoked(certificate: Read): boolean {
	const { ocsp, lists } = addressesIn(certificate);
	return ocsp.length + lists.length > 0;
}

const around = ({ pdf, from, to }: Place) => [pdf.subarray(0, from), pdf.subarray(to)];

function isTimeStamp(cms: Uint8Array): boolean {
	try {
		checkCms(cms, CMS.timeStampInfo);
		return true;
	} catch {
		return false;
	}
}
