/** The steps of the implementation as a picture of its own (R-058): an SVG file that says on a slide or in a letter all that the page says. */
import { m } from '#messages';
import type { Day } from '#values/day.ts';
import { sayDay, type Language } from '#values/say.ts';
import { spellXml } from '#values/xml-text.ts';
import { countReached, type StepShown, type StepState } from './implementation.rules.ts';
import { sayHowFar, sayStep, sayStepState } from './say-implementation.ts';

const WIDTH = 760;
const ROW = 36;
const TOP = 92;
const INK = '#1c2625';
const ACCENT = '#0b5d5b';
const BOX: Record<StepState, string> = {
	reached: `fill="${ACCENT}" stroke="${ACCENT}"`,
	'not-reached': `fill="#fff" stroke="${INK}"`,
	hidden: `fill="#fff" stroke="${INK}" stroke-dasharray="4 3"`
};

/** Of whom it is, when it was drawn, of which day the pathways in it are, and in which language. */
export type PictureAbout = {
	municipality: string;
	today: Day;
	countedOn: Day | null;
	language: Language;
};

/**
 * The picture as the text of a file, in the reader's language. Small numbers are hidden as on the page. It holds no script, asks for nothing from
 * elsewhere, and says in words what it shows to whoever hears it.
 */
export function writeImplementationPicture(
	steps: readonly StepShown[],
	{ municipality, today, countedOn, language }: PictureAbout
): string {
	const bottom = TOP + steps.length * ROW;
	const height = bottom + (countedOn ? 40 : 16);
	const standing = (step: StepShown) =>
		[sayStepState(step.state), sayHowFar(step)].filter(Boolean).join(', ');
	const title = `${m.implementation_title()} ${municipality}, ${sayDay(today, language)}`;
	const reached = m.implementation_reached_of({ reached: countReached(steps), all: steps.length });
	const said = steps.map((step, at) => `${at + 1}. ${sayStep(step.step)}: ${standing(step)}.`);
	const counted = countedOn && m.implementation_counted({ day: sayDay(countedOn, language) });
	const rows = steps.map((step, at) => {
		const y = TOP + at * ROW;
		const ink = step.state === 'reached' ? '#fff' : INK;
		return [
			`<rect x="20" y="${y}" width="28" height="28" rx="4" stroke-width="2" ${BOX[step.state]}/>`,
			`<text x="34" y="${y + 19}" text-anchor="middle" font-weight="600" fill="${ink}">${at + 1}</text>`,
			`<text x="62" y="${y + 19}">${spellXml(sayStep(step.step))}</text>`,
			`<text x="${WIDTH - 20}" y="${y + 19}" text-anchor="end">${spellXml(standing(step))}</text>`
		].join('');
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title said" lang="${language}" font-family="Arial, Helvetica, sans-serif" font-size="14" fill="${INK}"><title id="title">${spellXml(title)}</title><desc id="said">${spellXml([reached, ...said, ...(counted ? [counted] : [])].join(' '))}</desc><rect width="${WIDTH}" height="${height}" fill="#fff"/><text x="20" y="34" font-size="20" font-weight="600">${spellXml(m.implementation_title())}</text><text x="20" y="60">${spellXml(`${municipality}, ${sayDay(today, language)}. ${reached}`)}</text>${rows.join('')}${counted ? `<text x="20" y="${bottom + 20}">${spellXml(counted)}</text>` : ''}</svg>`;
}
