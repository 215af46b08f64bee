/** Asks the running Samspil as one person, without a browser, and reads the answer as a cell of the matrix. */
import { PDF } from '@libpdf/core';
import { addressOf } from './ways-in.ts';
import type { Cell, Form, Row } from './row.ts';
import type { Ids } from './arrange-world.ts';

/** What came back. */
export type Answer = {
	status: number;
	location: string;
	headers: [name: string, value: string][];
	body: string;
	/** All of it as text, to look for words in. */
	all: string;
};

type Question = Pick<Row, 'route' | 'does' | 'isJson'> & {
	origin: string;
	ids: Ids;
	form: Form;
	search: string;
	cookie: string | undefined;
};

const METHOD = /^(GET|POST|PUT|PATCH|DELETE)$/;

/** Sends one request and does not follow where it leads. */
export async function ask(question: Question): Promise<Answer> {
	const { route, does, search, isJson, origin, ids, form, cookie } = question;
	const isAction = does !== 'see' && !METHOD.test(does);
	const method = isAction ? 'POST' : does === 'see' ? 'GET' : does;
	const path = addressOf(route, ids, { search, ...(isAction && { action: does }) });
	const response = await fetch(origin + path, {
		method,
		redirect: 'manual',
		headers: {
			accept: 'text/html',
			'accept-language': 'da',
			// Of this many answers the packing and unpacking would take a tenth of the time.
			'accept-encoding': 'identity',
			origin,
			...(cookie && { cookie }),
			...(isJson && { 'content-type': 'application/json' })
		},
		...(method !== 'GET' && { body: isJson ? JSON.stringify(form) : encoded(form) })
	});
	const headers = [...response.headers];
	const bytes = Buffer.from(await response.arrayBuffer());
	const body = bytes.toString();
	const said = response.headers.get('content-type')?.startsWith('application/pdf')
		? await metadataOf(bytes)
		: '';
	return {
		status: response.status,
		location: response.headers.get('location') ?? '',
		headers,
		body,
		all: `${headers.map((header) => header.join(': ')).join('\n')}\n\n${body}\n${said}`
	};
}

/** What a file says of itself beside its pages, where whoever sends it on does not look: packed, it is no text to look in. */
async function metadataOf(file: Uint8Array): Promise<string> {
	// What somebody took in for a signed paper may be no PDF at all: there is nothing packed in it then.
	const document = await PDF.load(file).catch(() => null);
	return document ? JSON.stringify(document.getMetadata()) : '';
}

function encoded(form: Form): URLSearchParams {
	const fields = new URLSearchParams();
	for (const [name, value] of Object.entries(form))
		for (const each of [value].flat()) fields.append(name, each);
	return fields;
}

const ENTRANCE = /^\/(sign-in|hats|declaration|account\/second-factor|me|administration)(\?|$)/;
/** Where a form leads whose sender is to come back; others lead there when they are done. */
const AND_BACK = /\?to=/;

/** The answer as a cell; one that is none is told as its status. */
export function cellOf(
	{ does, status: taken }: Pick<Row, 'does' | 'status'>,
	{ status, location }: Answer
): Cell | string {
	if (status === taken) return 'done';
	const isPage = does === 'see';
	if (status === 401) return 'away';
	if (status === 303 && ENTRANCE.test(location) && (isPage || AND_BACK.test(location)))
		return 'away';
	if (status === 303) return isPage ? `303 ${location}` : 'done';
	if (status === 200) return isPage ? 'page' : 'done';
	if (status === 404) return 'none';
	return status === 409 ? 'refused' : String(status);
}

/** Headers that say when an answer was made, or follow from its other words. */
const PASSING = ['date', 'etag', 'content-length'];

/**
 * The answer without what differs from request to request: its nonces, what was sent and is given back to be copied, the ids
 * asked for, and their address.
 */
export function comparable(
	{ status, headers, body }: Answer,
	ids: Ids,
	route: string,
	form: Form
): string {
	const kept = headers.filter(([name]) => !PASSING.includes(name));
	let text = `${status}\n${kept.map((header) => header.join(': ')).join('\n')}\n\n${body}`;
	const nonces = new Set([...text.matchAll(/nonce-([\w+/=]+)/g)].map(([, nonce]) => nonce!));
	for (const nonce of nonces) text = text.replaceAll(nonce, 'NONCE');
	for (const words of Object.values(form).flat())
		text = text.replaceAll(`<blockquote>${inHtml(words)}</blockquote>`, 'WORDS');
	text = text.replaceAll(/(WORDS)+/g, 'WORDS');
	const address = addressOf(route, ids);
	for (const each of [address, encodeURIComponent(address)])
		text = text.replaceAll(each, 'ADDRESS');
	for (const id of Object.values(ids)) text = text.replaceAll(id, 'ID');
	return text;
}

const inHtml = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
