/** A consent to print for keeping: the very words that were shown, and how, when and by whom it was given. */
import { m } from '#messages';
import type { PrintedDocument, PrintedFact } from '#server/print/printed-document.ts';
import { dayOf } from '#values/day.ts';
import { sayDay, sayMoment, type Language } from '#values/say.ts';
import { stoppedOn } from '../consent.rules.ts';
import { sayGivenBy, sayInterpreter, sayLanguage, sayStopped, sayWay } from '../say-consent.ts';
import type { ConsentShown } from './consent.queries.ts';

export function printConsent(consent: ConsentShown, language: Language): PrintedDocument {
	const title = m.consent_name_number({ number: consent.number });
	const fact = (term: string, text: string): PrintedFact[] => (text ? [{ term, text }] : []);
	return {
		language,
		title,
		subtitle: sayDay(dayOf(consent.givenAt), language),
		madeAt: consent.givenAt,
		draftMark: null,
		pageWord: m.framework_pdf_page(),
		ofWord: m.framework_pdf_of(),
		footer: title,
		facts: [
			...fact(
				m.consent_informed_line(),
				`${sayMoment(consent.informedAt, language)}. ${sayInterpreter(consent, language)}`
			),
			...fact(
				m.consent_given_line(),
				[
					sayMoment(consent.givenAt, language),
					sayGivenBy(consent, language),
					sayWay(consent.givenHow, language)
				].join(', ')
			),
			...fact(m.consent_registered_by(), consent.registeredBy),
			...fact(
				m.consent_runs(),
				`${sayDay(consent.validFrom, language)} – ${sayDay(consent.validUntil, language)}`
			),
			...fact(m.denial_taken_out(), consent.takenOut.join(', ')),
			...fact(
				sayStopped(consent, language),
				consent.withdrawnAt && stoppedOn(consent)
					? [
							sayMoment(consent.withdrawnAt, language),
							!consent.endedWithPathway && (consent.stoppedBy || consent.withdrawnBy)
						]
							.filter(Boolean)
							.join(', ')
					: ''
			)
		],
		goals: null,
		sections: [
			{
				heading: m.consent_words_shown({ language: sayLanguage(consent.language, language) }),
				questions: [],
				parts: [{ kind: 'text', text: consent.textShown }]
			}
		],
		approvals: null
	};
}
