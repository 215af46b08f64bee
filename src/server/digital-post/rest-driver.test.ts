/** L-30: letters to Digital Post by its protocol, and that nothing counts as delivered that nobody has said was. */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Letter, Receipt } from './digital-post-driver.ts';
import { digitalPostDriver, openDigitalPost } from './choose-driver.ts';
import { spellMemo } from './memo.ts';
import { restDriver } from './rest-driver.ts';
import { startTestService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => {
	service = await startTestService();
});
afterAll(() => service.stop());
beforeEach(() => {
	Object.assign(service.mood, { letters: 'taken', isTelling: true });
	service.taken.length = 0;
	service.asked.length = 0;
	service.receipts.clear();
});

const NUMBER = '0105901234';
const letter = (change: Partial<Letter> = {}): Letter => ({
	id: randomUUID(),
	recipient: NUMBER,
	senderName: 'Solby Kommune',
	label: 'Indkaldelse til møde',
	fileName: 'indkaldelse-2026-12-10.pdf',
	pdf: Buffer.from('%PDF-1.7 hej'),
	language: 'da',
	createdAt: new Date('2026-11-28T09:00:00.123Z'),
	...change
});

const driver = (change: Partial<TestService['settings']> = {}) =>
	openDigitalPost({ digitalPost: { ...service.settings, ...change } })!;
/** One that does not wait as long as people do. */
const hasty = (url: string) =>
	restDriver({
		url,
		sender: '29189846',
		system: 'solby:noegle',
		pfx: readFileSync(service.settings.p12),
		passphrase: 'hemmeligt',
		ca: readFileSync(service.settings.ca!),
		patience: 300
	});
const receiptsOf = async (of = driver()) => {
	const all: Receipt[] = [];
	for (const id of await of.listReceipts()) {
		const receipt = await of.fetchReceipt(id);
		if (receipt) all.push(receipt);
	}
	return all;
};

test('L-30 without settings there is no driver', () => {
	expect(openDigitalPost({ digitalPost: undefined })).toBeUndefined();
	expect(digitalPostDriver()).toBeUndefined();
});

test('a letter is taken under its own number, with the civil number in the body alone', async () => {
	const sent = letter();
	expect(await driver().send(sent)).toEqual({ state: 'accepted' });
	expect(service.asked).toEqual([`POST /apis/v1/memos/?memo-message-uuid=${sent.id}`]);
	expect(service.taken[0]!.memo).toContain(`<memo:recipientID>${NUMBER}</memo:recipientID>`);
});

test('L-30 an answer to a letter is never that it is available: only a receipt that lies ready afterwards says so', async () => {
	const sent = letter();
	await driver().send(sent);
	expect(await receiptsOf()).toEqual([]);
	const id = service.tell(sent.id, 'COMPLETED', { timestamp: '2026-11-28T09:03:00Z' });
	expect(await receiptsOf()).toEqual([
		{ id, letter: sent.id, at: new Date('2026-11-28T09:03:00Z'), state: 'available' }
	]);
	await driver().dismiss(id);
	expect(await receiptsOf()).toEqual([]);
	await driver().dismiss(id);
	expect(await driver().fetchReceipt(id), 'somebody else was there first').toBeNull();
});

test.each([
	['taken-without-answer', { state: 'unsure' }],
	['answered-by-garbage', { state: 'unsure' }],
	['of-another-letter', { state: 'unsure' }],
	['down', { state: 'unsure' }],
	['exempt', { state: 'refused', reason: 'exempt', word: 'recipient.exempt' }],
	['unknown-code', { state: 'refused', reason: 'rejected', word: 'file.virus.found' }],
	['forbidden', { state: 'refused', reason: 'not-let-in' }]
] as const)('L-30 a service that is %s', async (letters, outcome) => {
	service.mood.letters = letters;
	expect(await driver().send(letter())).toEqual(outcome);
});

test('L-30 a letter whose answer was lost is not delivered twice: the second try meets the first', async () => {
	const sent = letter();
	service.mood.letters = 'taken-without-answer';
	expect(await driver().send(sent)).toEqual({ state: 'unsure' });
	service.mood.letters = 'taken';
	expect(await driver().send(sent)).toEqual({ state: 'accepted' });
	expect(service.taken).toHaveLength(1);
});

test('a service that is not there was told nothing; one that never answers may have been', async () => {
	expect(await driver({ url: 'https://localhost:9/apis/v1' }).send(letter())).toEqual({
		state: 'refused',
		reason: 'service-away'
	});
	const { createServer } = await import('node:net');
	const silent = createServer(() => {}).listen(0, '127.0.0.1');
	await new Promise((listens) => silent.once('listening', listens));
	const { port } = silent.address() as { port: number };
	expect(await hasty(`https://localhost:${port}/`).send(letter())).toEqual({ state: 'unsure' });
	silent.close();
});

test('a service that nobody vouches for is told nothing; a certificate that it does not know gets nothing through', async () => {
	const other = await startTestService();
	expect(await driver({ url: other.settings.url }).send(letter())).toEqual({
		state: 'refused',
		reason: 'service-away'
	});
	expect(other.asked).toEqual([]);
	await other.stop();
	const stranger = driver({ p12: await service.strangersFile() });
	expect(await stranger.send(letter())).toEqual({ state: 'unsure' });
	await expect(receiptsOf(stranger)).rejects.toThrow(/^Digital Post does not answer: /);
	expect(service.taken).toEqual([]);
});

test('L-30 receipts that say nothing we know, not when, or nothing at all, are none', async () => {
	const { id } = letter();
	service.tell(id, 'DELIVERED_PERHAPS');
	service.tell(id, 'COMPLETED', { timestamp: 'i går' });
	service.tell(id, 'COMPLETED', { timestamp: undefined });
	service.tell(id, 'COMPLETED', { messageUUID: 7 });
	service.tell('et-brev', 'COMPLETED');
	service.receipts.set(randomUUID(), []);
	const refused = service.tell(id, 'INVALID', { errorCode: 'Recipient.Not.Found' });
	const strange = service.tell(id, 'INVALID', { errorCode: 'Åse Østergaard, 0105901234' });
	expect(await receiptsOf()).toMatchObject([
		{ id: refused, state: 'refused', reason: 'no-mailbox', word: 'recipient.not.found' },
		{ id: strange, state: 'refused', reason: 'rejected' }
	]);
	expect(JSON.stringify(await receiptsOf())).not.toMatch(/0105901234|Åse/);
});

test('all receipts are read, however many pages they take', async () => {
	const sent = Array.from({ length: 203 }, () => service.tell(randomUUID(), 'COMPLETED'));
	expect((await receiptsOf()).map(({ id }) => id).sort()).toEqual(sent.sort());
});

test('what goes wrong is told without the number, the letter or the key of the system', async () => {
	service.mood.isTelling = false;
	const failed = await receiptsOf().catch((error: Error) => error);
	expect(failed).toMatchObject({ message: 'Digital Post does not answer: HTTP_503.' });
	expect(String((failed as Error).stack)).not.toMatch(/noegle|hemmeligt|receipts\/\?/);
});

test('L-30 a file that the password does not open stops the start, and so do authorities that are none', () => {
	expect(() => driver({ password: 'hunter2' })).toThrow(
		/^DIGITAL_POST_P12 must be a PKCS #12 file that DIGITAL_POST_P12_PASSWORD opens: (?!.*hunter2)/
	);
	const file = `${service.settings.ca}.txt`;
	writeFileSync(file, 'hej');
	expect(() => driver({ ca: file })).toThrow(/^DIGITAL_POST_CA must be/);
});

/** The names of the elements, nested as they stand; throws where a tag is not closed by its own. */
function shapeOf(xml: string): string {
	const open: string[] = [];
	const told: string[] = [];
	const rest = xml.replace('<?xml version="1.0" encoding="UTF-8"?>', '');
	for (const [, close, name, text] of rest.matchAll(/<(\/?)([\w:]+)[^<>]*>([^<>]*)/g)) {
		if (close) expect(open.pop()).toBe(name);
		else {
			told.push(`${'  '.repeat(open.length)}${name!.replace('memo:', '')}`);
			open.push(name!);
		}
		expect(text!.replaceAll(/&(amp|lt|gt|quot);/g, '')).not.toContain('&');
	}
	expect(open).toEqual([]);
	expect(rest.replaceAll(/<(\/?)([\w:]+)[^<>]*>([^<>]*)/g, '')).toBe('');
	return told.join('\n');
}

test('a letter is spelled as the format says, in its order', () => {
	const memo = spellMemo(letter(), '29189846');
	expect(shapeOf(memo)).toBe(
		`Message
  MessageHeader
    messageType
    messageUUID
    label
    mandatory
    legalNotification
    Sender
      senderID
      idType
      label
    Recipient
      recipientID
      idType
  MessageBody
    createdDateTime
    MainDocument
      File
        encodingFormat
        filename
        language
        content`
	);
	expect(memo).toContain('memoVersion="1.1" memoSchVersion="1.1.0"');
	expect(memo).toContain('<memo:createdDateTime>2026-11-28T09:00:00Z</memo:createdDateTime>');
	const [, content] = /<memo:content>([^<]*)</.exec(memo)!;
	expect(Buffer.from(content!, 'base64').toString()).toBe('%PDF-1.7 hej');
});

test('letters of every kind survive, none breaks out, and nothing is longer than the format has room for', () => {
	const memo = spellMemo(
		letter({
			senderName: 'Kalaallit ĸ & Ø 🧶 <Æ> ]]>',
			label: `"To\nlinjer" \u0000\u0007${'🧶'.repeat(300)}`,
			fileName: '../../ind"kaldelse<1>/møde.pdf'
		}),
		'29189846'
	);
	shapeOf(memo);
	expect(memo).toContain('Kalaallit ĸ &amp; Ø 🧶 &lt;Æ&gt; ]]&gt;');
	expect(memo).toMatch(/<memo:label>&quot;To linjer&quot; (🧶){200,}…<\/memo:label>/u);
	expect(memo).toMatch(/<memo:filename>[^/\\<>"]*møde\.pdf<\/memo:filename>/);
	const [, label] = /<memo:label>&quot;([^<]*)</.exec(memo)!;
	expect([...label!].length).toBeLessThanOrEqual(270);
});
