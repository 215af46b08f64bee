/**
 * Who is responsible for which data (L-11): read by everybody in the collaboration and at work on a pathway; kept by each organisation for
 * itself, and by the project leader; and what an organisation wrote, taken along by who answers for it and is on the pathway.
 */
import { randomUUID } from 'node:crypto';
import { except, INVOLVED, PARTIES, type Kind } from './kinds.ts';
import { aboutCitizens, signedIn } from './row.ts';

const ALL = '/collaborations/[collaboration=id]/responsible';
const ONE = `${ALL}/[part=id]`;
const HERE = '/pathways/[pathway=id]';
const LEADERS = ['leader', 'weakLeader'] as const;
/** Managers, who can bind their organisation, and the municipality's data protection officer. */
const ANSWERING = ['covered', 'contacted', 'declined', 'steering', 'officer'] as const;
const answers = (kind: Kind): kind is (typeof ANSWERING)[number] =>
	(ANSWERING as readonly Kind[]).includes(kind);
/** the fixed times at which knowledge of a young person is shared. */
const SHARING = '/collaborations/[collaboration=id]/sharing';
const said = {
	what: 'Det, vi skriver ned',
	categories: ['housing'],
	agreement: '',
	agreementNamed: 'Aftale hos juridisk afdeling',
	contact: 'Karen, 12 34 56 78'
};

export const responsibleRows = [
	signedIn.sees(SHARING, LEADERS),
	signedIn.does(SHARING, 'default', LEADERS, {
		form: () => ({ version: '0', standard: ['referral'], own: 'Efter ferien' })
	}),
	signedIn.sees(ALL, PARTIES),
	signedIn.does(ALL, 'add', [...LEADERS, ...ANSWERING], {
		form: ({ people }, kind) => ({
			id: randomUUID(),
			organisation: people[answers(kind) ? kind : 'covered'].organisation!,
			...said
		})
	}),
	signedIn.sees(ONE, [...LEADERS, 'covered']),
	signedIn.does(ONE, 'change', [...LEADERS, 'covered'], {
		form: () => ({ version: '1', ...said })
	}),
	signedIn.does(ONE, 'remove', [...LEADERS, 'covered'], {
		again: 'none',
		form: () => ({ version: '1' })
	}),
	aboutCitizens.sees(`${HERE}/responsible`, except(INVOLVED, 'citizen', 'companion')),
	aboutCitizens.sees(`${HERE}/our-part`, ['covered']),
	aboutCitizens.does(`${HERE}/our-part/json`, 'GET', ['covered'], { keeps: true, status: 200 })
];
