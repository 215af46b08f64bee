/** Sealing as the rest of the program asks for it: with this installation's key, off the way of requests. */
import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { WrongSetting } from '../settings.ts';
import { openThread, startProgram } from '../threads/thread.ts';
import type { CertificateFacts } from './certificates.ts';
import { ownKey, rememberCertificate } from './keep-key.ts';
import type { Sealed } from './seal-pdf.ts';
import type { SealAnswer, SealQuestion } from './seal-program.ts';
import type { SealingKey } from './sealing-key.ts';

/** What must be known to seal; a part of Settings. */
export type SealSettings = {
	seal: {
		/** Where time-stamps are asked for (RFC 3161). */
		timeStamps: string | undefined;
		/** A PKCS #12 file with our key, and its password. */
		file: string | undefined;
		password: string;
	};
	secret: string;
	origin: string;
};

/** Two authorities are waited for at most, and the lists of a third. */
const LIMITS = { longestWork: 120_000, mostWaiting: 1_000, mostGrowth: 1_500_000_000 };

const sealer = openThread<SealQuestion, SealAnswer>(
	() => startProgram('src/server/seal/seal-program.ts'),
	LIMITS
);

type Opened = { key: SealingKey; facts: CertificateFacts; timeStamps: string | undefined };

let settings: SealSettings | undefined;
let pool: Pool | undefined;
let opening: Promise<Opened> | undefined;

/**
 * Takes the settings, and opens the operator's file, if there is one: throws where it cannot be opened. Without one,
 * our own key is found or made when it is first needed.
 */
export async function openSealing(given: SealSettings, jobs: Pool): Promise<void> {
	settings = given;
	pool = jobs;
	opening = undefined;
	if (!given.seal.file) return;
	await opened().catch((cause: Error) => {
		throw new WrongSetting(
			`SEAL_P12 must be a PKCS #12 file that SEAL_P12_PASSWORD opens: ${cause.message}.`,
			{ cause }
		);
	});
}

/**
 * Seals a PDF with this installation's key, saying that it was done at `at`, as high as can be had now. An authority
 * that does not answer leaves it lower (`lacking`), and is no failure.
 * @throws where the PDF cannot be extended, or the thread is overwhelmed (ThreadFailure)
 */
export async function sealDocument(pdf: Uint8Array, at: Date = new Date()): Promise<Sealed> {
	const { key, timeStamps } = await opened();
	return sealedBy(await sealer.ask({ do: 'seal', pdf, sealing: { key, timeStamps }, at }));
}

/**
 * Raises the seal of a PDF as high as can be had now, keeping what is there. Ask again while `level` is not `reachable`.
 * @throws where the PDF has no seal, or one that does not hold
 */
export async function upgradeSealedDocument(pdf: Uint8Array): Promise<Sealed> {
	const { timeStamps } = taken().seal;
	return sealedBy(await sealer.ask({ do: 'upgrade', pdf, timeStamps }));
}

/** The certificate this installation seals with; whether it is self-made is told wherever a seal is shown. */
export const sealCertificate = async (): Promise<CertificateFacts> => (await opened()).facts;

/** Ends the thread, when the server stops or a test is done. */
export const stopSealing = (): Promise<void> => sealer.stop();

function opened(): Promise<Opened> {
	opening ??= open();
	opening.catch(() => (opening = undefined)); // the database may be on its way up
	return opening;
}

async function open(): Promise<Opened> {
	const { seal, secret, origin } = taken();
	const now = new Date();
	const name = `Samspil (${new URL(origin).host})`;
	const key: SealingKey = seal.file
		? { from: 'file', file: new Uint8Array(readFileSync(seal.file)), password: seal.password }
		: await ownKey(pool!, { secret, now }, async () => {
				const answer = await sealer.ask({ do: 'make', name, now });
				return (answer as Extract<SealAnswer, { made: unknown }>).made;
			});
	const answer = await sealer.ask({ do: 'look', key });
	const { certificate, facts } = answer as Extract<SealAnswer, { facts: unknown }>;
	if (seal.file) await rememberCertificate(pool!, certificate);
	return { key, facts, timeStamps: seal.timeStamps };
}

function taken(): SealSettings {
	if (!settings) throw new Error('sealing is not open yet');
	return settings;
}

const sealedBy = (answer: SealAnswer): Sealed => (answer as { sealed: Sealed }).sealed;
