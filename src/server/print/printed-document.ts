/**
 * A structured document as it is printed, whether as PDF or as DOCX: what it says, in the language of the reader,
 * and of what kind each thing is. How a kind looks is the affair of the printers.
 */
import type { Day } from '#values/day.ts';

/** A structured document to print. */
export type PrintedDocument = {
	/** ISO 639-1: 'da'. Screen readers pronounce by it. */
	language: string;
	title: string;
	subtitle: string;
	/** Whose document it is: the names of the parties. Kept in the file's description. */
	authors?: string[];
	/** SHA-256 of the content (`contentHash`), kept in the file's description as the keyword 'sha256:…'. */
	hash?: string;
	/** When this version was frozen. */
	madeAt?: Date;
	/** Written across each page of what is not approved, and first of all; null on what is. */
	draftMark: string | null;
	/** “Page … of …”. */
	pageWord: string;
	ofWord: string;
	footer: string;
	/** The heading of a table of contents; without it there is none. */
	contents?: string;
	facts: PrintedFact[];
	goals: { heading: string; items: string[] } | null;
	sections: PrintedSection[];
	/** Who approved; `none` is said when nobody has. Null on what is not approved but signed. */
	approvals: { heading: string; head: string[]; rows: string[][]; none: string } | null;
	/** Who signed, and who is still to sign; `none` is said when there is neither. */
	signatures?: {
		heading: string;
		given: PrintedSignature[];
		awaited: PrintedSignatory[];
		none: string;
	};
};

export type PrintedSection = {
	heading: string;
	/** What is said before the first question. */
	parts?: PrintedPart[];
	questions: PrintedQuestion[];
};

/** One question, with what was answered to it. */
export type PrintedQuestion = { label: string; parts: PrintedPart[] };

export type PrintedFact = { term: string; text: string };

/** A piece of an answer. A quiet one is said about the answer, not in it: “does not apply”. */
export type PrintedPart = PlainPart | RichPart;

/** What the printers print. */
export type PlainPart =
	| { kind: 'text'; text: string }
	| { kind: 'prose'; blocks: PrintedBlock[] }
	| { kind: 'quiet'; text: string }
	| { kind: 'list'; items: string[] }
	| { kind: 'facts'; items: PrintedFact[] }
	| PrintedTable;

/** A heading, the lines of a paragraph, or the items of a list. */
export type PrintedBlock = {
	is: 'heading' | 'paragraph' | 'bullets' | 'numbers';
	lines: PrintedRun[][];
};

/** Words of one look. `href`: where they lead, as it is written in a file: in ASCII. */
export type PrintedRun = { text: string; bold: boolean; italic: boolean; href: string | null };

/** A table, whose head is repeated on each page. */
export type PrintedTable = {
	kind: 'table';
	caption: string | null;
	head: string[];
	rows: string[][];
	/** Columns of numbers, which stand flush at their end; the others hold words. */
	numbers?: number[];
	/** The last row, of totals. */
	foot?: string[];
};

/** What is told by its meaning, and said in words by `plainPart`. */
export type RichPart =
	/** Amounts in øre, with a total of each column. */
	| {
			kind: 'money';
			caption: string | null;
			/** What each row is for, then what each column of amounts is. */
			head: string[];
			rows: { what: string; amountsInOere: number[] }[];
	  }
	| { kind: 'dates'; items: { term: string; day: Day }[] }
	| { kind: 'people'; caption: string | null; people: PrintedPerson[] };

export type PrintedPerson = { name: string; title: string; organisation: string; contact: string };

/** Who signs for a party. */
export type PrintedSignatory = { party: string; name: string; title: string };

/** What is known of a signature: when, by which means ('Samspil, totrinsbekræftelse'), on which content. */
export type PrintedSignature = PrintedSignatory & { at: Date; method: string; hash: string };
