/** Words in what is spelled with tags: pictures, workbooks, the mails that are laid out. */

/** A text as XML and HTML spell it, between tags or in double quotes; what XML cannot hold at all is left out. */
export const spellXml = (text: string): string =>
	text
		.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
