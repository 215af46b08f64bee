/** What stands in the way of sending an agreement, in words, each with the page where it can be mended. */
import { templateOf, type FrozenDocument } from '#features/documents/frozen.rules.ts';
import { sayKey } from '#features/documents/server/say-template.ts';
import { columnsOf, findField } from '#features/documents/template.rules.ts';
import { m } from '#messages';
import type { Finding } from '../agreement-check.rules.ts';
import type { Obstacle } from '../readiness.rules.ts';

/** One thing to mend: where it is, what it is called, and what is wrong with it. */
export type SaidObstacle = { key: string; href: string; what: string; lack: string };

/** The obstacles in words, in their order. `at` is the agreement's page. */
export const sayObstacles = (
	document: FrozenDocument,
	obstacles: readonly Obstacle[],
	at: string
): SaidObstacle[] =>
	obstacles.map((obstacle, index) => ({
		key: `${index}`,
		...say(document, obstacle, at)
	}));

function say(document: FrozenDocument, obstacle: Obstacle, at: string): Omit<SaidObstacle, 'key'> {
	const party = (id: string) =>
		document.parties.find(({ organisation }) => organisation === id)?.name ?? '';
	const people = (id: string) => ({ href: `${at}/parties#p-${id}`, what: party(id) });
	switch (obstacle.kind) {
		case 'waits-already':
			return { href: at, what: document.title, lack: m.refusal_waits_already() };
		case 'file-missing':
			return { href: `${at}/files`, what: m.agreement_files(), lack: m.agreement_lack_file() };
		case 'too-few-parties':
			return {
				href: `${at}/parties`,
				what: m.agreement_parties(),
				lack: m.agreement_lack_parties()
			};
		case 'no-responsible':
			return { ...people(obstacle.party), lack: m.agreement_lack_responsible() };
		case 'no-executing':
			return { ...people(obstacle.party), lack: m.agreement_lack_executing() };
		case 'signatory':
			return {
				...people(obstacle.party),
				lack: sayKey(`agreement_lack_${snake(obstacle.lack)}`)
			};
		case 'answer':
			return {
				...placeIn(document, obstacle, at),
				lack: sayKey(`document_lack_${snake(obstacle.lack)}`, {
					where: columnOf(document, obstacle)
				})
			};
		case 'placeholder':
			return {
				...placeIn(document, obstacle, at),
				lack: m.agreement_lack_placeholder({ text: obstacle.text ?? '' })
			};
		case 'check':
			return {
				...placeIn(document, obstacle, at),
				lack: sayKey(`agreement_check_${snake(obstacle.lack)}`)
			};
	}
}

/** What its authors should see before they send it, and may leave as it is. */
export const sayWarnings = (
	document: FrozenDocument,
	findings: readonly Finding[],
	at: string
): SaidObstacle[] =>
	findings
		.filter(({ weight }) => weight === 'warns')
		.map((finding, index) => ({
			key: `${index}`,
			...placeIn(document, finding, at),
			lack: sayKey(`agreement_check_${snake(finding.lack)}`)
		}));

type Place = Pick<Finding, 'section' | 'field' | 'where'>;

/** The page where the question is answered, and what it is called. */
function placeIn(document: FrozenDocument, { section, field }: Place, at: string) {
	const found = field === null ? undefined : findField(templateOf(document), field);
	if (section === null || !found) return { href: `${at}/edit`, what: document.title };
	return { href: `${at}/sections/${section}#${found.key}`, what: found.label };
}

/** The group or column that an obstacle names, in words. */
function columnOf(document: FrozenDocument, { field, where }: Place): string {
	const found = field === null ? undefined : findField(templateOf(document), field);
	if (!found) return '';
	const named = [...(found.kind === 'groups' ? found.groups : []), ...columnsOf(found)];
	return named.find(({ key }) => key === where)?.label ?? '';
}

const snake = (key: string) => key.replaceAll('-', '_');
