/**
 * Digital Post by the REST interface of the national solution, as its technical integration describes it for the system of a sender: each
 * request by a client certificate (mTLS) and the system's own id and key; `POST memos/`, `GET receipts/`, `GET` and `DELETE receipts/{id}`.
 */
import { Agent, request } from 'node:https';
import type { HandedOver, Letter, DigitalPostDriver, Receipt } from './digital-post-driver.ts';
import { spellMemo } from './memo.ts';
import { isUuid, readReceipt, undeliveredFor } from './receipt.ts';

/** Where the service is, and who we are to it. */
export type RestSettings = {
	/** The address that its paths stand below: 'https://api.digitalpost.dk/apis/v1'. */
	url: string;
	/** The CVR number of the authority. */
	sender: string;
	/** 'id:key' of the sender's system, as it was made in Administrativ Adgang. */
	system: string;
	/** The certificate of the organisation with its key, PKCS #12. */
	pfx: Buffer;
	passphrase: string;
	/** Who vouches for the service, PEM, where it is not among those whom everybody trusts. */
	ca?: Buffer | undefined;
	/** Milliseconds that one answer is waited for. */
	patience?: number;
};

/** Long enough for a letter of some megabytes; whoever sends waits so long at most. */
const PATIENCE = 20_000;
/** Characters of an answer that are read: receipts are short. */
const LONGEST_ANSWER = 100_000;
const PAGE = 100;
/** Pages of receipts that are looked at in one go. */
const MOST_PAGES = 50;

/** Errors before a word was sent: the letter has surely not been taken. */
const BEFORE_SENDING =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS_CERT|ERR_SSL_WRONG_VERSION)/;

type Answer = { status: number; body: string };

/** Sends through the service of the settings. */
export function restDriver(settings: RestSettings): DigitalPostDriver {
	const { url, sender, system, pfx, passphrase, ca, patience = PATIENCE } = settings;
	const agent = new Agent({ pfx, passphrase, ca, minVersion: 'TLSv1.2', keepAlive: false });
	const base = url.endsWith('/') ? url : `${url}/`;

	/** @throws an error whose `code` says what, and which holds nothing that was sent */
	const ask = (method: string, path: string, body?: string) =>
		new Promise<Answer>((resolve, reject) => {
			const asked = request(
				new URL(path, base),
				{
					agent,
					method,
					signal: AbortSignal.timeout(patience),
					headers: {
						accept: 'application/json',
						authorization: `Basic ${Buffer.from(system).toString('base64')}`,
						...(body !== undefined && {
							'content-type': 'application/xml',
							'content-length': Buffer.byteLength(body)
						})
					}
				},
				(answer) => {
					let read = '';
					answer.setEncoding('utf8');
					answer.on('data', (part: string) => {
						read += part;
						if (read.length > LONGEST_ANSWER) asked.destroy(failure('TOO_LONG'));
					});
					answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: read }));
					answer.on('error', (error) => reject(failure(codeOf(error))));
				}
			);
			asked.on('error', (error) => reject(failure(codeOf(error))));
			asked.end(body);
		});

	/** Null where there is nothing of that address (any more). */
	const asked = async (method: string, path: string): Promise<string | null> => {
		const { status, body } = await ask(method, path);
		if (status >= 200 && status < 300) return body;
		if (status === 404 || status === 410) return null;
		throw failure(`HTTP_${status}`);
	};

	return {
		sender,

		async send(letter: Letter): Promise<HandedOver> {
			const path = `memos/?memo-message-uuid=${letter.id}`;
			try {
				return handedOver(await ask('POST', path, spellMemo(letter, sender)), letter);
			} catch (error) {
				return BEFORE_SENDING.test(codeOf(error as Error))
					? { state: 'refused', reason: 'service-away' }
					: { state: 'unsure' };
			}
		},

		async listReceipts(): Promise<string[]> {
			// All of them first: those that are dismissed meanwhile would move the pages.
			const ids: string[] = [];
			for (let page = 0; page < MOST_PAGES; page += 1) {
				const body = await asked('GET', `receipts/?page=${page}&size=${PAGE}`);
				if (body === null) throw failure('HTTP_404');
				const { content } = asObject(body);
				const found = Array.isArray(content) ? content : [];
				ids.push(...found.filter(isUuid));
				if (found.length < PAGE) break;
			}
			return [...new Set(ids)];
		},

		async fetchReceipt(id): Promise<Receipt | null> {
			const body = await asked('GET', `receipts/${id}?delete=false`);
			const receipt = body === null ? null : readReceipt(asObject(body));
			return receipt && { id, ...receipt };
		},

		async dismiss(id) {
			await asked('DELETE', `receipts/${id}`);
		}
	};
}

/** What an answer to a letter says. Nothing but a receipt of this very letter is one that it was taken. */
function handedOver({ status, body }: Answer, { id }: Letter): HandedOver {
	const told = asObject(body);
	if (status === 201 || status === 200) {
		const receipt = readReceipt(told);
		if (!receipt || receipt.letter !== id.toLowerCase()) return { state: 'unsure' };
		// That it is available is said by the receipt that lies ready afterwards, of which nobody here can be the author.
		return receipt.state === 'refused' ? receipt : { state: 'accepted' };
	}
	// It has been there before: an earlier try came through.
	if (status === 409) return { state: 'accepted' };
	if (status === 401 || status === 403) return { state: 'refused', reason: 'not-let-in' };
	if (status === 400 || status === 413 || status === 422) return undeliveredFor(told);
	return { state: 'unsure' };
}

function asObject(body: string): Record<string, unknown> {
	try {
		const read: unknown = JSON.parse(body);
		return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

const codeOf = (error: Error & { code?: unknown }): string =>
	typeof error.code === 'string' ? error.code : error.name;

/** Only the kind of failure: what Node says of one may hold the address, and an address the id of a letter. */
const failure = (code: string) =>
	Object.assign(new Error(`Digital Post does not answer: ${code}.`), { code });
