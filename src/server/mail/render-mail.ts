/**
 * How a mail reads: its kind and neutral words become a subject, a plain text, and the same text as simple HTML.
 *
 * No text of a mail is stored. It is made when the mail is sent, and again where an administrator reads it.
 */
import { m } from '#messages';
import { dayNow, type Day } from '#values/day.ts';
import { saySpan } from '#values/span.ts';
import type { Language } from '#values/say.ts';
import { spellXml } from '#values/xml-text.ts';
import { INVITATION_DAYS } from '../identity/invitation-token.ts';
import { sayChangedMeeting } from './say-changed-meeting.ts';
import { sayDigest } from './say-digest.ts';
import { sayReminder } from './say-reminder.ts';
import {
	allowedWords,
	answerPath,
	discreetPath,
	type MailKind,
	type MailWords
} from './mail-kinds.ts';

/** A mail as it is read. */
export type RenderedMail = { subject: string; text: string; html: string };

/** What a mail is made of beside its kind and words. */
type Circumstances = {
	language: Language;
	/** The address of the installation, without a slash at its end. */
	origin: string;
	/** How the receiver is greeted; empty where we do not know a name. */
	name: string;
	/** The day on which it is sent, or read again; the present one where it is left out. */
	today?: Day | undefined;
	/** When a meeting is, for the kinds that say it. */
	startsAt?: Date | undefined;
	endsAt?: Date | undefined;
	/** They have said whether they come. */
	hasAnswered?: boolean | undefined;
	/** The answer that a calendar sends to this mail is read. */
	takesReplies?: boolean | undefined;
};

/** The mail of this kind in the receiver's language. Words that the kind does not have are left out. */
export function renderMail<Kind extends MailKind>(
	kind: Kind,
	given: Readonly<Record<string, string>>,
	{
		language,
		origin,
		name,
		startsAt,
		endsAt,
		hasAnswered = false,
		takesReplies = false,
		today = dayNow()
	}: Circumstances
): RenderedMail {
	const spoken = { locale: language };
	const words = allowedWords(kind, given);
	if (kind === 'reminder' && 'pathways' in words && words.pathways)
		words.path = discreetPath(words.path);
	const time = startsAt ? saySpan(startsAt, endsAt, language) : '';
	const { subject, text, items = [] } = SAYINGS[kind]({ ...words, time, today }, spoken);
	const link = origin + words.path;
	const answer = answerPath(given);
	const links: Link[] = [
		{ before: m.mail_link({}, spoken), link },
		...(answer
			? [
					{
						before: hasAnswered ? m.mail_answer_change({}, spoken) : m.mail_answer_link({}, spoken),
						link: origin + answer
					}
				]
			: []),
		...(kind === 'reminder' || kind === 'digest'
			? [{ before: m.mail_choose_reminders({}, spoken), link: origin + pathOfChoice(words) }]
			: [])
	];
	const blocks: Block[] = [
		...blocksIn([...(name ? [m.mail_greeting({ name }, spoken)] : []), ...text.split('\n\n')]),
		...(items.length > 0 ? [items.map(({ said, path }) => ({ said, link: origin + path }))] : [])
	];
	const footer = takesReplies ? m.mail_footer_calendar({}, spoken) : m.mail_footer({}, spoken);
	return {
		subject,
		text: `${[...blocks.map(asText), ...links.map(({ before, link }) => `${before}\n${link}`), `-- \n${footer}`].join('\n\n')}\n`,
		html: page(language, subject, [
			...blocks.map(asHtml),
			...links.map(
				({ before, link }) =>
					`<p>${spellXml(before)}<br><a href="${spellXml(link)}">${spellXml(link)}</a></p>`
			),
			`<p><small>${spellXml(footer)}</small></p>`
		])
	};
}

/** A paragraph, or a list of lines, each of which may lead somewhere. */
type Block = string | { said: string; link?: string }[];

/** Paragraphs that begin with a dot and follow each other are the lines of one list. */
function blocksIn(paragraphs: readonly string[]): Block[] {
	const blocks: Block[] = [];
	for (const each of paragraphs) {
		const last = blocks.at(-1);
		if (!each.startsWith(DOT)) blocks.push(each);
		else if (typeof last === 'object') last.push({ said: each.slice(DOT.length) });
		else blocks.push([{ said: each.slice(DOT.length) }]);
	}
	return blocks;
}

const DOT = '• ';

const asText = (block: Block): string =>
	typeof block === 'string'
		? block
		: block.map(({ said, link }) => `${DOT}${said}${link ? `\n  ${link}` : ''}`).join('\n');

const asHtml = (block: Block): string =>
	typeof block === 'string'
		? `<p>${spellXml(block)}</p>`
		: `<ul>${block
				.map(({ said, link }) =>
					link
						? `<li><a href="${spellXml(link)}">${spellXml(said)}</a></li>`
						: `<li>${spellXml(said)}</li>`
				)
				.join('')}</ul>`;

/** Where whoever is reminded chooses how: a citizen on their own page. */
const pathOfChoice = (words: Readonly<Record<string, string>>): string =>
	Object.values(words).some((word) => /(^| )\/me([/?#]|$)/.test(word))
		? '/me/reminders'
		: '/account/reminders';

/** An address, and what stands before it. */
type Link = { before: string; link: string };

type Said<Kind extends MailKind> = MailWords<Kind> & { time: string; today: Day };
/** `items`: lines that each lead somewhere, between the text and the mail's own link. */
type Saying = { subject: string; text: string; items?: { said: string; path: string }[] };

/** What each kind says. A kind without its texts does not compile. */
const SAYINGS: {
	[Kind in MailKind]: (words: Said<Kind>, spoken: { locale: Language }) => Saying;
} = {
	invitation: ({ inviter, organisation }, spoken) => ({
		subject: m.mail_invitation_subject({}, spoken),
		text: m.mail_invitation_text({ inviter, organisation, days: INVITATION_DAYS }, spoken)
	}),
	'citizen-invitation': ({ inviter }, spoken) => ({
		subject: m.mail_citizen_invitation_subject({}, spoken),
		text: m.mail_citizen_invitation_text({ inviter, days: INVITATION_DAYS }, spoken)
	}),
	'companion-invitation': (_, spoken) => ({
		subject: m.mail_companion_invitation_subject({}, spoken),
		text: m.mail_companion_invitation_text({ days: INVITATION_DAYS }, spoken)
	}),
	'password-reset': (_, spoken) => ({
		subject: m.mail_password_reset_subject({}, spoken),
		text: m.mail_password_reset_text({}, spoken)
	}),
	'new-start': (_, spoken) => ({
		subject: m.mail_new_start_subject({}, spoken),
		text: m.mail_new_start_text({}, spoken)
	}),
	'new-start-used': (_, spoken) => ({
		subject: m.mail_new_start_used_subject({}, spoken),
		text: m.mail_new_start_used_text({}, spoken)
	}),
	'new-start-refused': (_, spoken) => ({
		subject: m.mail_new_start_refused_subject({}, spoken),
		text: m.mail_new_start_refused_text({}, spoken)
	}),
	notice: (_, spoken) => ({
		subject: m.mail_notice_subject({}, spoken),
		text: m.mail_notice_text({}, spoken)
	}),
	reminder: sayReminder,
	digest: sayDigest,
	'light-request': (_, spoken) => ({
		subject: m.mail_light_request_subject({}, spoken),
		text: m.mail_light_request_text({}, spoken)
	}),
	'times-proposed': (_, spoken) => ({
		subject: m.mail_times_proposed_subject({}, spoken),
		text: m.mail_times_proposed_text({}, spoken)
	}),
	'offers-to-confirm': (_, spoken) => ({
		subject: m.mail_offers_to_confirm_subject({}, spoken),
		text: m.mail_offers_to_confirm_text({}, spoken)
	}),
	'light-task': (_, spoken) => ({
		subject: m.mail_light_task_subject({}, spoken),
		text: m.mail_light_task_text({}, spoken)
	}),
	'document-changed': ({ agreed, change1, change2, change3, change4, change5, more }, spoken) => ({
		subject: m.mail_document_changed_subject({}, spoken),
		text: [
			agreed
				? m.mail_document_changed_agreed_text({}, spoken)
				: m.mail_document_changed_text({}, spoken),
			...[change1, change2, change3, change4, change5].filter(Boolean).map((each) => `• ${each}`),
			...(more ? [m.mail_document_changed_more({ count: Number(more) }, spoken)] : [])
		].join('\n\n')
	}),
	'framework-submitted': (_, spoken) => ({
		subject: m.mail_framework_submitted_subject({}, spoken),
		text: m.mail_framework_submitted_text({}, spoken)
	}),
	'framework-established': (_, spoken) => ({
		subject: m.mail_framework_established_subject({}, spoken),
		text: m.mail_framework_established_text({}, spoken)
	}),
	'meeting-invitation': ({ time, comes }, spoken) => ({
		subject:
			comes === 'calls'
				? m.mail_meeting_called_subject({}, spoken)
				: m.mail_meeting_invitation_subject({}, spoken),
		text: [
			comes === 'calls'
				? m.mail_meeting_called_text({ time }, spoken)
				: m.mail_meeting_invitation_text({ time }, spoken),
			...(comes === 'yes' ? [m.mail_meeting_comes({}, spoken)] : [])
		].join('\n\n')
	}),
	'meeting-changed': sayChangedMeeting,
	'meeting-uninvited': ({ time }, spoken) => ({
		subject: m.mail_meeting_uninvited_subject({}, spoken),
		text: m.mail_meeting_uninvited_text({ time }, spoken)
	}),
	'meeting-cancelled': ({ time }, spoken) => ({
		subject: m.mail_meeting_cancelled_subject({}, spoken),
		text: m.mail_meeting_cancelled_text({ time }, spoken)
	}),
	'minutes-corrected': (_, spoken) => ({
		subject: m.mail_minutes_corrected_subject({}, spoken),
		text: m.mail_minutes_corrected_text({}, spoken)
	}),
	'minutes-sent': (_, spoken) => ({
		subject: m.mail_minutes_sent_subject({}, spoken),
		text: m.mail_minutes_sent_text({}, spoken)
	})
};

const page = (language: Language, title: string, paragraphs: string[]) =>
	`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${spellXml(title)}</title></head>` +
	`<body>${paragraphs.join('\n')}</body></html>\n`;
