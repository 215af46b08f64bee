/**
 * A letter as MeMo spells it, the format of all Digital Post (Digitaliseringsstyrelsen, https://DigitalPost.dk/MeMo-1): version 1.1, of which
 * nothing but what every letter must have is used. The elements stand in the order of its schema.
 */
import { spellXml } from '#values/xml-text.ts';
import type { Letter } from './digital-post-driver.ts';

/** Letters that a label may have. */
const LONGEST_LABEL = 256;
/** Letters that the name of a file may have, and which it may not: they are signs of a path. */
const LONGEST_NAME = 120;
const OF_A_PATH = /[\\/:*?"<>|\p{Cc}]+/gu;

/** `letter` from the authority with this CVR number, as XML. */
export function spellMemo(letter: Letter, sender: string): string {
	const { id, recipient, senderName, label, fileName, pdf, language, createdAt } = letter;
	const one = (name: string, text: string) => `<memo:${name}>${spellXml(text)}</memo:${name}>`;
	const many = (name: string, ...inside: string[]) =>
		`<memo:${name}>${inside.join('')}</memo:${name}>`;
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<memo:Message xmlns:memo="https://DigitalPost.dk/MeMo-1" memoVersion="1.1" memoSchVersion="1.1.0">',
		many(
			'MessageHeader',
			one('messageType', 'DIGITALPOST'),
			one('messageUUID', id),
			one('label', oneLine(label)),
			// The law that it follows is the citizen's right to be told, not a letter that must be answered.
			one('mandatory', 'false'),
			one('legalNotification', 'false'),
			many(
				'Sender',
				one('senderID', sender),
				one('idType', 'CVR'),
				one('label', oneLine(senderName))
			),
			many('Recipient', one('recipientID', recipient), one('idType', 'CPR'))
		),
		many(
			'MessageBody',
			one('createdDateTime', createdAt.toISOString().replace(/\.\d+Z$/, 'Z')),
			many(
				'MainDocument',
				many(
					'File',
					one('encodingFormat', 'application/pdf'),
					one('filename', cut(fileName.replaceAll(OF_A_PATH, '-'), LONGEST_NAME)),
					one('language', language),
					one('content', Buffer.from(pdf).toString('base64'))
				)
			)
		),
		'</memo:Message>'
	].join('');
}

const oneLine = (text: string) => cut(text.replaceAll(/\s+/g, ' ').trim(), LONGEST_LABEL);

/** By letters as people count them, so that none is cut through. */
const cut = (text: string, longest: number) => {
	const letters = [...text];
	return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`;
};
