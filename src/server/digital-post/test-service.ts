/**
 * The service of Digital Post on this machine, for tests: by REST with client certificates, as the national one. It takes a letter once, and
 * says afterwards what the test wants said of it.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { startTestAuthority } from '../seal/test-authority.ts';
import type { DigitalPostSettings } from '../settings.ts';

/** What the service does with the next letter. */
export type ServiceMood = {
	letters:
		| 'taken'
		| 'taken-without-answer'
		| 'answered-by-garbage'
		| 'of-another-letter'
		| 'exempt'
		| 'unknown-code'
		| 'forbidden'
		| 'down';
	/** Whether receipts are given out. */
	isTelling: boolean;
};

/** A letter as it came. */
export type Taken = { id: string; memo: string };

/** The number of the authority whose letters it takes. */
export const TEST_CVR = '55133018';

/** Starts the service; `settings` are those of a sender whom it knows. */
export async function startTestService() {
	const authority = await startTestAuthority();
	const [own, sender] = await Promise.all([
		authority.issueFile('localhost', 'tjeneste'),
		authority.issueFile('Solby Kommune', 'hemmeligt')
	]);
	const root = Buffer.from(authority.root.toSchema().toBER()).toString('base64');
	const ca = `-----BEGIN CERTIFICATE-----\n${root.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`;
	const folder = mkdtempSync(path.join(tmpdir(), 'samspil-digital-post-'));
	const fileOf = (name: string, content: string | Uint8Array) => {
		const file = path.join(folder, name);
		writeFileSync(file, content);
		return file;
	};

	const mood: ServiceMood = { letters: 'taken', isTelling: true };
	const taken: Taken[] = [];
	/** Every request: method and address. */
	const asked: string[] = [];
	/** By their ids; null: on the list and gone. */
	const receipts = new Map<string, object | null>();
	/** Receipts that cannot be fetched, nor dismissed. */
	const broken = new Set<string>();

	const server = createServer({
		pfx: Buffer.from(own.file),
		passphrase: 'tjeneste',
		ca,
		requestCert: true,
		rejectUnauthorized: true
	});
	server.on('request', async (request, response) => {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const body = Buffer.concat(parts).toString();
		const url = new URL(request.url ?? '', 'https://localhost');
		asked.push(`${request.method} ${url.pathname}${url.search}`);
		const say = (status: number, told: object) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told));
		const isKnown =
			(request.socket as TLSSocket).authorized &&
			request.headers.authorization === `Basic ${Buffer.from('solby:noegle').toString('base64')}`;
		if (!isKnown || mood.letters === 'forbidden') return void say(403, { code: 'forbidden' });
		const at = url.pathname.replace('/apis/v1/', '');
		if (at === 'memos/') return takeLetter(url, body, say, () => request.socket.destroy());
		if (!mood.isTelling) return void say(503, {});
		if (at === 'receipts/') {
			const [page, size] = ['page', 'size'].map((name) => Number(url.searchParams.get(name)));
			const from = page! * size!;
			return void say(200, { content: [...receipts.keys()].slice(from, from + size!) });
		}
		const receipt = at.replace('receipts/', '');
		if (broken.has(receipt)) return void say(500, {});
		const told = receipts.get(receipt);
		if (request.method === 'DELETE') {
			receipts.delete(receipt);
			return void response.writeHead(told ? 204 : 404).end();
		}
		return void say(told ? 200 : 404, told ?? {});
	});

	function takeLetter(
		url: URL,
		memo: string,
		say: (status: number, told: object) => unknown,
		hangUp: () => void
	): unknown {
		const id = url.searchParams.get('memo-message-uuid') ?? '';
		const receipt = { transmissionId: randomUUID(), messageUUID: id, timestamp: now() };
		if (mood.letters === 'down') return say(503, {});
		if (mood.letters === 'exempt') return say(400, { code: 'recipient.exempt', message: 'exempt' });
		if (mood.letters === 'unknown-code') return say(400, { code: 'file.virus.found' });
		if (taken.some((each) => each.id === id))
			return say(409, { code: 'memo.message.uuid.not.unique' });
		taken.push({ id, memo });
		if (mood.letters === 'taken-without-answer') return hangUp();
		if (mood.letters === 'answered-by-garbage') return say(201, { hello: true });
		const messageUUID = mood.letters === 'of-another-letter' ? randomUUID() : id;
		return say(201, { ...receipt, messageUUID, receiptStatus: 'RECEIVED' });
	}

	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	const settings: DigitalPostSettings = {
		url: `https://localhost:${port}/apis/v1`,
		sender: TEST_CVR,
		system: 'solby:noegle',
		p12: fileOf('sender.p12', sender.file),
		password: 'hemmeligt',
		ca: fileOf('ca.pem', ca)
	};
	return {
		settings,
		/** The same as an operator writes them. */
		environment: {
			DIGITAL_POST_URL: settings.url,
			DIGITAL_POST_SENDER: settings.sender,
			DIGITAL_POST_SYSTEM: settings.system,
			DIGITAL_POST_P12: settings.p12,
			DIGITAL_POST_P12_PASSWORD: settings.password,
			DIGITAL_POST_CA: settings.ca!
		},
		mood,
		taken,
		asked,
		receipts,
		broken,
		/** Lays a receipt down about a letter. */
		tell(letter: string, receiptStatus: string, more: object = {}) {
			const id = randomUUID();
			receipts.set(id, {
				transmissionId: id,
				messageUUID: letter.toUpperCase(),
				timestamp: now(),
				receiptStatus,
				...more
			});
			return id;
		},
		/** The certificate of a sender whom nobody vouches for here. */
		async strangersFile() {
			const other = await startTestAuthority();
			const { file } = await other.issueFile('Solby Kommune', 'hemmeligt');
			await other.stop();
			return fileOf('stranger.p12', file);
		},
		async stop() {
			server.closeAllConnections();
			await Promise.all([new Promise((stopped) => server.close(stopped)), authority.stop()]);
		}
	};
}

export type TestService = Awaited<ReturnType<typeof startTestService>>;

const now = () => new Date().toISOString();
