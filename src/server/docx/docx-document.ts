/** A printed document as Word and LibreOffice open it: real headings, lists and tables, to work on with. */
import {
	AlignmentType,
	Document,
	Footer,
	Header,
	HeadingLevel,
	LevelFormat,
	LineRuleType,
	PageNumber,
	Packer,
	Paragraph,
	type Table,
	TableOfContents,
	TextRun
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import type { PlainDocument } from '../print/plain-document.ts';
import { blocksOf, factsOf, listed, prose, tableOf, type ListCount } from './docx-parts.ts';

/** The bytes of the document as DOCX. */
export const writeDocx = async (document: PlainDocument): Promise<Uint8Array<ArrayBuffer>> =>
	new Uint8Array(await Packer.toArrayBuffer(docxOf(document)));

const REGION: Record<string, string> = { da: 'da-DK', en: 'en-GB', kl: 'kl-GL' };
const FONT = 'Calibri';
const ACCENT = '0B4F6C';

function docxOf(document: PlainDocument): Document {
	const { title, subtitle, authors, hash, language } = document;
	return new Document({
		title,
		subject: subtitle,
		creator: authors?.join(', ') || 'Samspil',
		lastModifiedBy: 'Samspil',
		keywords: hash ? `sha256:${hash}` : '',
		features: { updateFields: !!document.contents },
		styles: stylesIn(REGION[language] ?? language),
		numbering: {
			config: [
				numbered('bullets', LevelFormat.BULLET, '•'),
				numbered('numbers', LevelFormat.DECIMAL, '%1.')
			]
		},
		sections: [
			{
				properties: { page: { margin: { top: 1474, bottom: 1361, left: 1361, right: 1361 } } },
				headers: { default: headerOf(document) },
				footers: { default: footerOf(document) },
				children: bodyOf(document)
			}
		]
	});
}

const bodyOf = (
	document: PlainDocument,
	count: ListCount = { lists: 0 }
): (Paragraph | Table | TableOfContents)[] => [
	new Paragraph({ heading: HeadingLevel.TITLE, text: document.title }),
	...prose(document.subtitle),
	...(document.draftMark
		? [new Paragraph({ children: [new TextRun({ text: document.draftMark, bold: true })] })]
		: []),
	...factsOf(document.facts),
	...(document.contents
		? [
				new Paragraph({ style: 'Contents', text: document.contents }),
				new TableOfContents(document.contents, { hyperlink: true, headingStyleRange: '1-1' })
			]
		: []),
	...(document.goals
		? [
				heading(document.goals.heading),
				...document.goals.items.map((each) => listed(each, 'numbers'))
			]
		: []),
	...document.sections.flatMap((section) => [
		heading(section.heading),
		...section.parts.flatMap((part) => blocksOf(part, count)),
		...section.questions.flatMap(({ label, parts }) => [
			heading(label, HeadingLevel.HEADING_2),
			...parts.flatMap((part) => blocksOf(part, count))
		])
	]),
	...approvalsOf(document),
	...signaturesOf(document)
];

function approvalsOf({ approvals }: PlainDocument): (Paragraph | Table)[] {
	if (!approvals) return [];
	return [
		heading(approvals.heading),
		...(approvals.rows.length === 0
			? prose(approvals.none)
			: [tableOf({ kind: 'table', caption: null, head: approvals.head, rows: approvals.rows })])
	];
}

function signaturesOf({ signatures }: PlainDocument): Paragraph[] {
	if (!signatures) return [];
	return [
		heading(signatures.heading),
		...(signatures.blocks.length === 0 ? prose(signatures.none) : []),
		...signatures.blocks.flatMap(({ party, facts }) => [
			heading(party, HeadingLevel.HEADING_2),
			...factsOf(facts)
		])
	];
}

type Level = (typeof HeadingLevel)[keyof typeof HeadingLevel];

const heading = (text: string, level: Level = HeadingLevel.HEADING_1) =>
	new Paragraph({ heading: level, keepNext: true, text });

/** The mark of a draft lies behind the text of every page, as Word's own does. */
const headerOf = ({ title, draftMark }: PlainDocument) =>
	new Header({
		children: [
			new Paragraph({
				children: [
					new TextRun({ text: [title, draftMark].filter(Boolean).join(' · '), size: 16 }),
					...(draftMark ? [new TextWatermark({ text: draftMark, font: FONT })] : [])
				]
			})
		]
	});

const footerOf = ({ footer, pageWord, ofWord }: PlainDocument) =>
	new Footer({
		children: [
			new Paragraph({
				children: [
					new TextRun({
						size: 16,
						children: [
							`${footer} · ${pageWord} `,
							PageNumber.CURRENT,
							` ${ofWord} `,
							PageNumber.TOTAL_PAGES
						]
					})
				]
			})
		]
	});

const stylesIn = (language: string) => ({
	default: {
		document: {
			run: { font: FONT, size: 22, language: { value: language } },
			// unsaid, LibreOffice takes the height for an exact one, and two lines of a title lie over each other
			paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } }
		},
		title: { run: { size: 44, bold: true }, paragraph: { spacing: { after: 120 } } },
		heading1: {
			run: { size: 30, bold: true, color: ACCENT },
			paragraph: { spacing: { before: 360, after: 120 } }
		},
		heading2: {
			run: { size: 23, bold: true },
			paragraph: { spacing: { before: 240, after: 80 } }
		},
		heading3: {
			run: { size: 22, bold: true },
			paragraph: { spacing: { before: 180, after: 60 } }
		},
		caption: { run: { size: 19, bold: true } }
	},
	// looks like a heading and is none, so that the table of contents does not list itself
	paragraphStyles: [
		{
			id: 'Contents',
			name: 'Contents',
			basedOn: 'Normal',
			next: 'Normal',
			run: { size: 30, bold: true, color: ACCENT }
		}
	]
});

const numbered = (
	reference: string,
	format: (typeof LevelFormat)[keyof typeof LevelFormat],
	text: string
) => ({
	reference,
	levels: [
		{
			level: 0,
			format,
			text,
			alignment: AlignmentType.START,
			style: { paragraph: { indent: { left: 500, hanging: 300 } } }
		}
	]
});
