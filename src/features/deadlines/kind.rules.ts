/** The kinds of deadline: from which rule of the model each comes, where the rule was read, who must act, and who hears of it late. */

/** The part somebody has in a thing, as the facts tell it. */
export type Part =
	/** Named for this very thing. */
	| 'responsible'
	/** Leads the collaboration. */
	| 'leader'
	/** Sits in its steering group; a manager of the municipality among those. */
	| 'steering'
	| 'manager'
	/** Holds the threads of the pathway. */
	| 'tovholder'
	/** Is invited to the meeting. */
	| 'participant'
	/** Sees to the review of the agreement; hears of it at a party; decides or signs there; is of the group that decided. */
	| 'owner'
	| 'party'
	| 'decides'
	| 'member';

type Kind = {
	/** The rule, R- and S- for the models and L- for the law. */
	rule: string;
	/** Where it was read: the source and its line, or the section of the law; 'ours' where none names any days. */
	source: string;
	/** Who must act: all who have the first of these parts that anybody has. */
	acts: readonly Part[];
	/** One step up, the same way; nobody where it is no duty, or nobody may know of it. */
	hears: readonly Part[];
	/** Somebody is late when its day has passed. False for what merely happens on a day, or can be done no more after it. */
	isDuty: boolean;
};

export const DEADLINE_KINDS = {
	tovholder: kind('R-122', '002:232', ['leader'], ['manager', 'steering']),
	'framework-update': kind(
		'R-074',
		'002:128',
		['responsible', 'leader'],
		['leader', 'manager', 'steering']
	),
	// a part of the framework in a half-yearly round, and what is on the action plan
	'framework-section': kind('R-074', '002:128', ['responsible', 'leader'], ['leader']),
	'plan-activity': kind('R-073', '002:127', ['responsible', 'leader'], ['leader']),
	// once a calendar year the steering group goes through the year behind and the actions of the year ahead
	'steering-year': kind('R-274', '004:94', ['leader'], ['steering']),
	lead: kind('R-057', '002:85', ['leader', 'steering'], []),
	consent: day('L-3', 'GDPR art. 7', ['tovholder']),
	retention: day('L-12', 'GDPR art. 5', ['tovholder']),
	// L-16: what law gives a municipality that has received a notification about a child
	'notification-assessment': kind('L-16', 'barnets lov §§ 136–137', ['tovholder'], []),
	'notification-receipt': kind('L-16', 'barnets lov §§ 136–137', ['tovholder'], []),
	// L-21: an association declares each year that it obtains the certificates of those who meet children
	'child-declaration': kind('L-21', 'børneattestloven', ['responsible'], []),
	// what waits for the data protection officers, within days of ours and within the month of the law
	'emergency-review': kind('S-3', 'ours', ['responsible'], []),
	'erasure-answer': kind('L-12', 'GDPR art. 12', ['responsible'], []),
	foreseen: kind('R-132', '002:253', ['tovholder'], []),
	task: kind('R-054', '002:81', ['responsible', 'tovholder'], ['tovholder']),
	'group-task': kind('R-054', '002:81', ['responsible', 'leader'], ['leader']),
	meeting: day('R-160', '002:328', ['participant']),
	'meeting-agenda': day('R-163', '002:334', ['tovholder']),
	'meeting-minutes': kind('R-170', '002:352', ['tovholder'], []),
	// a meeting of a group, a follow-up group's as any other's
	'group-meeting': day('R-222', '003:365', ['participant']),
	'group-agenda': day('R-163', '002:334', ['responsible', 'leader']),
	'group-minutes': kind('R-170', '002:352', ['responsible', 'leader'], []),
	// by when a series is held again
	'group-rhythm': kind('R-222', '003:365', ['responsible', 'leader'], ['steering']),
	'agreement-plan': kind('R-259', '004:51', ['owner', 'party'], []),
	'agreement-review': kind('R-005', '000:13', ['owner', 'decides'], ['party']),
	'agreement-last-notice': day('R-286', '004:116', ['party']),
	'agreement-expiry': day('R-285', '004:114', ['party']),
	'agreement-renewal': kind('R-199', '003:254', ['party'], ['owner']),
	'agreement-ending': day('R-286', '004:116', ['party']),
	'agreement-obligation': kind('R-265', '004:67', ['party'], ['owner']),
	'agreement-removal': kind('R-290', '004:124', ['party'], []),
	'agreement-task': kind('R-054', '002:81', ['responsible', 'party'], ['owner']),
	'agreement-goal': day('R-017', '000:50', ['party']),
	'agreement-meeting': day('R-222', '003:365', ['responsible', 'party']),
	// weekly or fortnightly: only the next one, and nobody is reminded of it
	'agreement-frequent-meeting': day('R-222', '003:365', ['responsible', 'party']),
	'agreement-decision': kind('R-199', '003:254', ['member'], ['owner'])
} as const satisfies Record<string, Kind>;

export type DeadlineKind = keyof typeof DEADLINE_KINDS;

/** All kinds, in the order in which they are told. */
export const KINDS = Object.keys(DEADLINE_KINDS) as DeadlineKind[];

/** What is known of a kind, by name: the table's own literal types are narrower than anybody asks. */
export const kindOf = (name: DeadlineKind): Kind => DEADLINE_KINDS[name];

function kind(rule: string, source: string, acts: readonly Part[], hears: readonly Part[]): Kind {
	return { rule, source, acts, hears, isDuty: true };
}

function day(rule: string, source: string, acts: readonly Part[]): Kind {
	return { rule, source, acts, hears: [], isDuty: false };
}
