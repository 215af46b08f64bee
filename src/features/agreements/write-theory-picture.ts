/** The theory of change as a picture of its own: an SVG file that stands in a letter or on a slide as it does on the page. */
import { m } from '#messages';
import type { Language } from '#values/say.ts';
import { spellXml } from '#values/xml-text.ts';
import type { TheoryColumn } from './shown-theory.rules.ts';
import { drawTheory } from './theory-picture.rules.ts';

const HEADINGS: Record<TheoryColumn['step'], (_: object, how: { locale: Language }) => string> = {
	activity: m.clause_step_activity,
	'short-term': m.clause_step_short_term,
	'long-term': m.clause_step_long_term,
	goal: m.theory_goals
};

/** The picture as the text of a file, in the language of the agreement; it holds no script and asks for nothing from elsewhere. */
export function writeTheoryPicture(columns: readonly TheoryColumn[], language: Language): string {
	const locale = { locale: language };
	const {
		width,
		height,
		columns: drawn,
		arrows
	} = drawTheory(
		columns.map(({ step, boxes }) => ({
			heading: HEADINGS[step]({}, locale),
			boxes: boxes.map(({ id, text, goal }) => {
				if (goal === null) return { id, text };
				return {
					id,
					text: step === 'goal' ? `${goal}. ${text}` : `${text} ${m.theory_goal({ goal }, locale)}`
				};
			})
		}))
	);
	const parts = [
		`<rect width="${width}" height="${height}" fill="#fff"/>`,
		...drawn.flatMap((column) => [
			`<text x="${column.x}" y="20" font-weight="600">${spellXml(column.heading)}</text>`,
			...column.boxes.flatMap((box) => [
				`<rect x="${column.x}" y="${box.y}" width="${column.width}" height="${box.height}" rx="4" fill="#fff" stroke="#1a1a1a"/>`,
				...box.lines.map(
					(line) => `<text x="${column.x + 8}" y="${line.y}">${spellXml(line.text)}</text>`
				)
			])
		]),
		...arrows.map(
			({ from, to, y }) =>
				`<path d="M${from} ${y}H${to}M${to - 7} ${y - 6}L${to} ${y}L${to - 7} ${y + 6}" fill="none" stroke="#1a1a1a" stroke-width="2"/>`
		)
	];
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Arial, Helvetica, sans-serif" font-size="13" fill="#1a1a1a">${parts.join('')}</svg>`;
}
