/**
 * Makes the sealed file of each version that its parties have signed, and raises a seal that is lower than it could be.
 * The row that waits is the job: whoever claims it has a while to seal it, and where they are gone after that, the next
 * one takes it over. A row that fails is tried again, later each time, for as long as it takes.
 */
import type { Pool } from 'pg';
import type { Part } from '../installation.ts';
import { repeat } from '../jobs/repeat.ts';
import { renderPdf } from '../pdf/render-pdf.ts';
import type { PrintedDocument } from '../print/printed-document.ts';
import { sealCertificate, sealDocument, upgradeSealedDocument } from './seal-document.ts';
import type { Sealed } from './seal-pdf.ts';

/** In seconds. */
export type SealPace = {
	/** Between two looks for something to seal. */
	look: number;
	/** How long a claim holds: longer than printing and sealing may take. */
	claim: number;
	/** Before the second try; twice as long before each after it, up to a day. */
	retry: number;
};

const PACE: SealPace = { look: 2, claim: 300, retry: 60 };
const LONGEST_PAUSE = 86_400;

/** Seals what waits, beside requests. `report` hears of what goes wrong; nothing in it is from a document. */
export function startSealing(
	jobs: Pool,
	report: (error: Error) => void,
	pace: SealPace = PACE
): Part {
	let isReached = true;
	const look = async () => {
		try {
			const found = await sealNext(jobs, report, pace);
			isReached = true;
			return found;
		} catch (error) {
			isReached = false;
			throw error;
		}
	};
	const sealing = repeat(pace.look, report, look);
	return { isReady: () => isReached, stop: () => sealing.stop() };
}

type Claimed = {
	tenant: string;
	version: string;
	/** As JSON carries it: moments are text. */
	printed: PrintedDocument;
	file: Buffer | null;
	certificate: string | null;
	attempts: number;
};

/** Seals the one that has waited longest; answers whether there was one. */
export async function sealNext(
	jobs: Pool,
	report: (error: Error) => void,
	{ claim, retry }: Pick<SealPace, 'claim' | 'retry'> = PACE
): Promise<boolean> {
	const { rows } = await jobs.query<Claimed>(CLAIM, [claim]);
	const [claimed] = rows;
	if (!claimed) return false;
	const pause = Math.min(retry * 2 ** Math.min(claimed.attempts - 1, 20), LONGEST_PAUSE);
	// the number of the claim: whoever comes late with an older one writes nothing
	const spot = [claimed.tenant, claimed.version, claimed.attempts];
	try {
		const sealed = claimed.file
			? await upgradeSealedDocument(claimed.file)
			: await sealDocument(await renderPdf(withMoments(claimed.printed)));
		const certificate = claimed.certificate ?? (await sealCertificate()).fingerprint;
		const isDone = sealed.level === sealed.reachable;
		await jobs.query(KEEP, [...spot, ...kept(sealed), certificate, isDone ? null : pause]);
		if (sealed.because) report(new Error(`sealed lower than it could be: ${sealed.because}`));
	} catch (error) {
		await jobs.query(PUT_OFF, [...spot, (error as Error).name, pause]);
		report(error as Error);
	}
	return true;
}

const kept = ({ pdf, level, reachable, lacking }: Sealed) => [
	Buffer.from(pdf),
	level,
	reachable,
	lacking
];

/** The moments that JSON has made text of. */
function withMoments({ madeAt, signatures, ...document }: PrintedDocument): PrintedDocument {
	return {
		...document,
		...(madeAt && { madeAt: new Date(madeAt) }),
		...(signatures && {
			signatures: {
				...signatures,
				given: signatures.given.map((each) => ({ ...each, at: new Date(each.at) }))
			}
		})
	};
}

/** What waits is read by claiming it and in no other way (0203). */
const CLAIM =
	'select tenant, version, printed, file, certificate, attempts from samspil.claim_seal($1)';
/** A seal that was raised keeps the day it was first made; what was printed is in the file, and kept nowhere else. */
const KEEP = `
	update samspil.document_seal set file = $4, level = $5, reachable = $6, last_error = $7, certificate = $8, printed = '{}',
		sealed_at = coalesce(sealed_at, now()), claimed_until = null, next_try_at = now() + make_interval(secs => $9)
	where tenant_id = $1 and version_id = $2 and attempts = $3`;
const PUT_OFF = `
	update samspil.document_seal set last_error = $4, claimed_until = null, next_try_at = now() + make_interval(secs => $5)
	where tenant_id = $1 and version_id = $2 and attempts = $3`;
