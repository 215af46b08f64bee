/** What each form of a child's pathway asks. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { INVOLVED_PARTS } from '#features/pathways/involved.rules.ts';
import { sayDay } from '#values/say.ts';
import { sayInvolvedPart } from '#features/pathways/say-pathway.ts';
import { COURSES } from './child.rules.ts';
import { CUSTODIES } from './custody.rules.ts';
import { CONTENTS, type Ground, type Point } from './sharing.rules.ts';
import { sayContent, sayCourse, sayCustody, sayGround, sayPoint } from './say-child.ts';

/** A question of a form. */
export type ChildField = {
	kind: 'line' | 'text' | 'day' | 'time' | 'choice' | 'several' | 'select';
	name: string;
	label: string;
	hint?: string;
	/** What a select says before anything is chosen, where that is no organisation. */
	unchosen?: string;
	options?: { value: string; label: string }[];
	isOptional?: boolean;
};

/** What was typed in one. */
export type ChildTyped = Record<string, string | string[]>;

const yesNo = () => [
	{ value: 'yes', label: m.contact_reached_yes() },
	{ value: 'no', label: m.child_no() }
];
/** What each answer to who has custody says. */
export const custodies = () => CUSTODIES.map((value) => ({ value, label: sayCustody(value) }));
type Organisations = { id: string; name: string }[];
const choose = (organisations: Organisations): ChildField => ({
	kind: 'select',
	name: 'organisation',
	label: m.child_organisation(),
	options: organisations.map(({ id, name }) => ({ value: id, label: name }))
});

/** A guardian, and what they say. */
export const guardianFields = (): ChildField[] => [
	{ kind: 'line', name: 'name', label: m.network_name() },
	{ kind: 'line', name: 'relation', label: m.child_relation() },
	{ kind: 'line', name: 'contact', label: m.network_contact(), isOptional: true },
	{
		kind: 'choice',
		name: 'custody',
		label: m.child_custody(),
		hint: m.child_custody_hint(),
		options: custodies()
	},
	{
		kind: 'text',
		name: 'words',
		label: m.child_guardian_words(),
		hint: m.child_guardian_words_hint(),
		isOptional: true
	}
];

/** what a professional has found. */
export const assessmentFields = (organisations: Organisations): ChildField[] => [
	choose(organisations),
	{ kind: 'text', name: 'need', label: m.child_need() },
	{ kind: 'text', name: 'effort', label: m.child_effort() },
	{ kind: 'line', name: 'assessedBy', label: m.child_assessed_by() },
	{ kind: 'line', name: 'profession', label: m.child_profession() },
	{ kind: 'day', name: 'assessedOn', label: m.contact_day() }
];

/** an effort that is not the right one. */
export const wrongFitFields = (organisations: Organisations): ChildField[] => [
	choose(organisations),
	{
		kind: 'choice',
		name: 'course',
		label: m.child_course(),
		options: COURSES.map((value) => ({ value, label: sayCourse(value) }))
	},
	{ kind: 'text', name: 'why', label: m.child_why(), hint: m.child_why_hint() },
	{
		kind: 'choice',
		name: 'citizenPart',
		label: m.involved_legend(),
		hint: m.involved_hint(),
		options: INVOLVED_PARTS.map((value) => ({ value, label: sayInvolvedPart(value) }))
	},
	{ kind: 'line', name: 'citizenNote', label: m.involved_note(), isOptional: true }
];

/** a time at which something was shared. */
export const sharingFields = (
	grounds: readonly Ground[],
	fixed: readonly Point[]
): ChildField[] => [
	{
		kind: 'choice',
		name: 'point',
		label: m.child_point(),
		options: [...fixed, 'another' as const].map((value) => ({ value, label: sayPoint(value) }))
	},
	{ kind: 'day', name: 'heldOn', label: m.contact_day() },
	{ kind: 'choice', name: 'youngPerson', label: m.child_young_person_there(), options: yesNo() },
	{ kind: 'choice', name: 'parents', label: m.child_parents_there(), options: yesNo() },
	{ kind: 'text', name: 'absentWhy', label: m.child_absent_why(), isOptional: true },
	{
		kind: 'several',
		name: 'contents',
		label: m.child_contents(),
		options: CONTENTS.map((value) => ({ value, label: sayContent(value) }))
	},
	{
		kind: 'select',
		name: 'ground',
		label: m.child_basis(),
		hint: m.child_basis_hint(),
		unchosen: m.child_ground_choose(),
		options: grounds.map((ground) => ({
			value: ground.id,
			label: m.child_ground_runs({
				name: sayGround(ground),
				from: sayDay(ground.from, getLocale()),
				until: sayDay(ground.endedOn ?? ground.until, getLocale())
			})
		}))
	},
	{ kind: 'text', name: 'shared', label: m.child_shared() }
];

/** That a notification was made outside. */
export const notificationFields = (): ChildField[] => [
	{ kind: 'day', name: 'madeOn', label: m.contact_day() },
	{ kind: 'line', name: 'madeBy', label: m.child_made_by() },
	{ kind: 'line', name: 'madeTo', label: m.child_made_to() },
	...receivedFields()
];

const receivedFields = (): ChildField[] => [
	{
		kind: 'day',
		name: 'receivedOn',
		label: m.child_received_on(),
		hint: m.child_received_hint(),
		isOptional: true
	},
	{ kind: 'time', name: 'receivedTime', label: m.child_received_time(), isOptional: true }
];

/** L-16: the two clocks of a notification. */
export const clockFields = (): ChildField[] => [
	...receivedFields(),
	{ kind: 'day', name: 'assessedOn', label: m.child_assessed_day(), isOptional: true },
	{ kind: 'time', name: 'assessedTime', label: m.child_assessed_time(), isOptional: true },
	{ kind: 'day', name: 'receiptedOn', label: m.child_receipted_on(), isOptional: true }
];
