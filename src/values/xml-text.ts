/** Words in files that are spelled as XML: pictures, workbooks. */

/** A text as XML spells it, between tags or in quotes; what XML cannot hold at all is left out. */
export const spellXml = (text: string): string =>
	text
		.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
