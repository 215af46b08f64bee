/** What the template `document.typ` prints: words only, already in the language of the reader. */

/** A structured document to print. */
export type PdfDocument = {
	/** ISO 639-1: 'da'. Screen readers pronounce by it. */
	language: string;
	title: string;
	subtitle: string;
	/** Written across each page of what is not approved; null on what is. */
	draftMark: string | null;
	/** “Page … of …”. */
	pageWord: string;
	ofWord: string;
	footer: string;
	facts: { term: string; text: string }[];
	goals: { heading: string; items: string[] } | null;
	sections: { heading: string; questions: PdfQuestion[] }[];
	/** Who approved; `none` is said when nobody has. */
	approvals: { heading: string; head: string[]; rows: string[][]; none: string };
};

/** One question, with what was answered to it. */
export type PdfQuestion = { label: string; parts: PdfPart[] };

/** A piece of an answer. A quiet one is said about the answer, not in it: “does not apply”. */
export type PdfPart =
	| { kind: 'text'; text: string }
	| { kind: 'quiet'; text: string }
	| { kind: 'list'; items: string[] }
	| { kind: 'table'; caption: string | null; head: string[]; rows: string[][] };
