/**
 * The questions of a municipality's overall framework: who the effort is for, how it is organised, how
 * people reach each other, which plans and tools are used, which offers there are and how the framework
 * gets known. Data: the mechanism is in `features/documents`, the texts in `messages/`.
 *
 * When it was updated, by whom, and when next is not asked: the system knows it.
 */
import type { Choice, Column, Template } from '#features/documents/template.rules.ts';

/**
 * The six goals of the model, in its order. Every framework has them; they can be followed up
 * and pointed to by an action plan, never removed. Their texts are `framework_goal_…` in `messages/`.
 */
export const goals = [
	{ key: 'citizen-takes-part', label: 'framework_goal_citizen_takes_part' },
	{ key: 'easy-to-know', label: 'framework_goal_easy_to_know' },
	{ key: 'clear-ways', label: 'framework_goal_clear_ways' },
	{ key: 'one-responsible', label: 'framework_goal_one_responsible' },
	{ key: 'shared-view', label: 'framework_goal_shared_view' },
	{ key: 'right-people', label: 'framework_goal_right_people' }
] as const satisfies readonly Choice[];

/** The three relations between the sectors in which forums and agreements are told. */
const scopes: readonly Choice[] = [
	{ key: 'municipal', label: 'framework_scope_municipal' },
	{ key: 'municipal-others', label: 'framework_scope_municipal_others' },
	{ key: 'others', label: 'framework_scope_others' }
];

const required = (key: string, label: string): Column => ({
	key,
	label,
	required: true,
	kind: 'text',
	long: false
});
const optional = (key: string, label: string): Column => ({
	...required(key, label),
	required: false
});
const long = (column: Column): Column => ({ ...column, kind: 'text', long: true });

/** A column in which a row points to what is kept here; it is called what it points to, so that the open page knows it. */
const linked = (
	kind: 'person' | 'organisation' | 'agreement' | 'series' | 'file',
	label: string
): Column => ({
	key: kind,
	label: `framework_column_${label}`,
	required: false,
	kind
});

/** A question that must be answered, with the texts that carry its name. */
const asked = (key: string, rule: string) => {
	const label = `framework_${key.replaceAll('-', '_')}`;
	return { key, rule, label, guidance: `${label}_guidance`, required: true };
};
const offered = (key: string, rule: string) => ({ ...asked(key, rule), required: false });

/** The field that says by which ways the framework is told, and who does it. */
export const WAYS_FIELD = 'dissemination-ways';

/**
 * The overall framework, edition 4. Edition 1 asked for names alone; edition 2 let a row point to what is kept here as well (an agreement,
 * somebody, an organisation, a file), beside what it says in words; edition 3 let a forum point to its series of meetings; this one asks
 * who tells of the framework, to whom and with what, so that it can be seen whether they have. Every answer to an earlier edition is one to
 * this.
 */
export const frameworkTemplate: Template = {
	key: 'framework',
	edition: 4,
	sections: [
		{
			key: 'audience',
			label: 'framework_audience',
			guidance: 'framework_audience_guidance',
			fields: [
				{
					...asked('gender', 'R-076'),
					kind: 'choices',
					options: [
						{ key: 'women', label: 'framework_gender_women' },
						{ key: 'men', label: 'framework_gender_men' },
						{ key: 'other', label: 'framework_gender_other' }
					]
				},
				{ ...asked('age', 'R-076'), kind: 'text' },
				{
					...offered('themes', 'R-047'),
					kind: 'choices',
					options: [
						{ key: 'homelessness', label: 'framework_theme_homelessness' },
						{ key: 'substance-use', label: 'framework_theme_substance_use' },
						{ key: 'employment', label: 'framework_theme_employment' },
						{ key: 'families', label: 'framework_theme_families' },
						{ key: 'youth', label: 'framework_theme_youth' }
					]
				},
				{ ...asked('social-problems', 'R-076'), kind: 'text' },
				{ ...asked('relevant-partners', 'R-077'), kind: 'organisations' }
			]
		},
		{
			key: 'organisation',
			label: 'framework_organisation',
			guidance: 'framework_organisation_guidance',
			fields: [
				{
					...asked('effort', 'R-078'),
					kind: 'groups',
					groups: [
						{ key: 'municipal', label: 'framework_sector_municipal' },
						{ key: 'private', label: 'framework_sector_private' },
						{ key: 'voluntary', label: 'framework_sector_voluntary' }
					],
					columns: [
						required('who', 'framework_column_who'),
						long(required('does', 'framework_column_does'))
					]
				},
				{
					...asked('outreach', 'R-079'),
					kind: 'rows',
					columns: [
						required('name', 'framework_column_effort'),
						required('provider', 'framework_column_provider'),
						required('contact', 'framework_column_contact'),
						linked('organisation', 'organisation')
					]
				},
				{
					...asked('forums', 'R-080'),
					kind: 'groups',
					groups: scopes,
					columns: [
						required('name', 'framework_column_forum'),
						required('members', 'framework_column_members'),
						optional('purpose', 'framework_column_purpose'),
						optional('how-often', 'framework_column_how_often'),
						linked('person', 'convener'),
						linked('series', 'series')
					]
				},
				{
					...asked('agreements', 'R-081'),
					kind: 'groups',
					groups: scopes,
					columns: [
						required('name', 'framework_column_agreement'),
						required('parties', 'framework_column_parties'),
						optional('where', 'framework_column_where_found'),
						linked('agreement', 'kept_agreement')
					]
				},
				{
					...asked('coordinating-functions', 'R-082'),
					kind: 'rows',
					groupedBy: 'area',
					columns: [
						required('area', 'framework_column_area'),
						required('function', 'framework_column_function'),
						required('contact', 'framework_column_contact'),
						linked('person', 'person')
					]
				},
				{ ...asked('tovholder-pool', 'R-083'), kind: 'people' },
				{ ...asked('home-municipality', 'R-084'), kind: 'text' },
				{
					...asked('home-municipality-partners', 'R-084'),
					kind: 'rows',
					columns: [
						required('name', 'framework_column_name'),
						required('workplace', 'framework_column_workplace'),
						required('contact', 'framework_column_contact')
					]
				}
			]
		},
		{
			key: 'communication',
			label: 'framework_communication',
			guidance: 'framework_communication_guidance',
			fields: [
				{
					...asked('channels', 'R-085'),
					kind: 'groups',
					groups: [
						{ key: 'municipal', label: 'framework_scope_municipal' },
						{ key: 'others', label: 'framework_scope_others' },
						{ key: 'municipal-others', label: 'framework_scope_municipal_others' },
						{ key: 'citizen', label: 'framework_scope_citizen' }
					],
					columns: [
						required('channel', 'framework_column_channel'),
						required('used-for', 'framework_column_used_for')
					]
				},
				{
					...asked('interpreters', 'R-086'),
					kind: 'rows',
					columns: [
						required('provider', 'framework_column_provider'),
						required('languages', 'framework_column_languages'),
						required('how-to-order', 'framework_column_how_to_order'),
						optional('lead-time', 'framework_column_lead_time'),
						optional('payer', 'framework_column_payer')
					]
				}
			]
		},
		{
			key: 'plans',
			label: 'framework_plans',
			guidance: 'framework_plans_guidance',
			fields: [
				{
					...asked('plan-types', 'R-087'),
					kind: 'rows',
					columns: [
						required('name', 'framework_column_plan'),
						required('where', 'framework_column_where_found'),
						optional('access', 'framework_column_departments')
					]
				},
				{
					...asked('plan-access', 'R-088'),
					kind: 'matrix',
					rowsOf: 'plan-types'
				},
				{ ...asked('plan-coordination', 'R-089'), kind: 'text' },
				{ ...asked('plan-involvement', 'R-090'), kind: 'text' },
				{
					...asked('work-tools', 'R-091'),
					kind: 'rows',
					columns: [
						required('name', 'framework_column_tool'),
						optional('used-for', 'framework_column_used_for'),
						optional('where', 'framework_column_where_found'),
						linked('file', 'file')
					]
				}
			]
		},
		{
			key: 'offers',
			label: 'framework_offers',
			guidance: 'framework_offers_guidance',
			fields: [
				{
					...asked('offer-list', 'R-092–R-094'),
					kind: 'groups',
					groups: [
						{ key: 'municipal', label: 'framework_offers_municipal' },
						{ key: 'private-voluntary', label: 'framework_offers_private_voluntary' }
					],
					columns: [
						required('name', 'framework_column_offer'),
						required('audience', 'framework_column_audience'),
						long(required('content', 'framework_column_content')),
						optional('referral', 'framework_column_referral'),
						required('contact', 'framework_column_contact')
					]
				}
			]
		},
		{
			key: 'dissemination',
			label: 'framework_dissemination',
			guidance: 'framework_dissemination_guidance',
			fields: [
				{ ...asked('dissemination-channels', 'R-095'), kind: 'text' },
				{
					...offered(WAYS_FIELD, 'R-095, R-097'),
					kind: 'rows',
					columns: [
						required('way', 'framework_column_way'),
						required('audience', 'framework_column_told_whom'),
						optional('when', 'framework_column_told_when'),
						linked('organisation', 'organisation'),
						linked('person', 'teller'),
						linked('file', 'told_with')
					]
				},
				{ ...asked('availability', 'R-095'), kind: 'text' },
				{ ...asked('update-notice', 'R-097'), kind: 'text' }
			]
		}
	]
};

/** The field whose organisations are told when the framework is established or updated. */
export const PARTNERS_FIELD = 'relevant-partners';

/** The field that shows the pool of possible tovholdere, which is kept in one place only. */
export const POOL_FIELD = 'tovholder-pool';
