/**
 * What an installation can be told, all of it by environment variables, checked once at the start. The list for
 * operators is in docs/settings.md.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { installationSecret } from './database/installation-secret.ts';
import { LOG_LEVELS, type LogLevel } from './log/log.ts';
import { makeFolder } from './make-folder.ts';

/** The checked settings of an installation. */
export type Settings = {
	port: number;
	host: string;
	/** The address people type, without a slash at its end: 'https://samspil.solby.dk'. */
	origin: string;
	/** Where everything lies that must outlive a restart: an absolute path. */
	dataFolder: string;
	/** An outside PostgreSQL; without it we run our own. */
	databaseUrl: string | undefined;
	/** The most connections to the database that a process keeps for requests. */
	poolSize: number;
	/** Off where a PgBouncer older than 1.21 stands between us and PostgreSQL. */
	preparedStatements: boolean;
	/** Where mail goes out; without it mail stays in the outbox. */
	smtpUrl: string | undefined;
	mailFrom: string;
	/** The mailbox of MAIL_FROM, where calendars answer invitations; without it nobody reads there, and invitations say so. */
	imapUrl: string | undefined;
	logLevel: LogLevel;
	/** All other secrets are derived from this one. */
	secret: string;
	/** Who must prove more than a password before a pathway opens; `staff` leaves citizens out. */
	secondFactor: (typeof SECOND_FACTOR)[number];
	/** The port where measurements are offered, if anywhere. */
	metricsPort: number | undefined;
	/** An outside identity provider. */
	oidc: Provider | undefined;
	/** What documents are sealed with: where time-stamps are asked for, and a PKCS #12 file with its password. */
	seal: { timeStamps: string | undefined; file: string | undefined; password: string };
	/** A broker through which people sign with an identity of the state, if any. */
	signing: Provider | undefined;
	/** Where letters to citizens go as Digital Post, if they do. */
	digitalPost: DigitalPostSettings | undefined;
};

/** Somebody outside who says who people are, by OpenID Connect. */
export type Provider = { issuer: string; clientId: string; clientSecret: string };

/** The service of Digital Post, and who we are to it. */
export type DigitalPostSettings = {
	url: string;
	/** The CVR number of the authority that sends. */
	sender: string;
	/** 'id:key' of the sender's system. */
	system: string;
	/** A PKCS #12 file with the certificate of the organisation and its key, and its password. */
	p12: string;
	password: string;
	/** A PEM file of those who vouch for the service, where not everybody trusts them. */
	ca: string | undefined;
};

/** A setting is wrong. The message is one line that names it and says what it should be. */
export class WrongSetting extends Error {
	override name = 'WrongSetting';
}

type Environment = Record<string, string | undefined>;

const SECOND_FACTOR = ['everyone', 'staff', 'nobody'] as const;

/** Settings whose value must not be repeated, not even in a complaint about it. */
const CONFIDENTIAL = [
	'DATABASE_URL',
	'SMTP_URL',
	'IMAP_URL',
	'SAMSPIL_SECRET',
	'OIDC_CLIENT_SECRET',
	'SIGNING_CLIENT_SECRET',
	'SEAL_P12_PASSWORD',
	'DIGITAL_POST_SYSTEM',
	'DIGITAL_POST_P12_PASSWORD',
	'TSA_URL'
];

const shaped = (isRight: (text: string) => boolean, shouldBe: string) =>
	z.string().refine(isRight, shouldBe).optional();

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
	z.enum(words, { error: `one of ${words.join(', ')}` }).optional();

const portNumber = shaped(
	(text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535,
	'a whole number from 1 to 65535'
);

const addressOf =
	(...protocols: string[]) =>
	(text: string) =>
		URL.canParse(text) && protocols.includes(new URL(text).protocol);

const schema = z.object({
	PORT: portNumber,
	METRICS_PORT: portNumber,
	HOST: shaped(isHost, 'an address of this machine, like 127.0.0.1'),
	ORIGIN: shaped(
		(text) => addressOf('http:', 'https:')(text) && new URL(text).origin === text,
		'an address without a path, like https://samspil.solby.dk'
	),
	SAMSPIL_DATA: z.string().optional(),
	SAMSPIL_SECRET: shaped((text) => text.length >= 32, 'at least 32 characters long'),
	SAMSPIL_SECOND_FACTOR: oneOf(SECOND_FACTOR),
	DATABASE_URL: shaped(
		addressOf('postgres:', 'postgresql:'),
		'an address like postgres://user:password@host:5432/database'
	),
	DATABASE_POOL: shaped((text) => /^[1-9]\d{0,2}$/.test(text), 'a whole number from 1 to 999'),
	DATABASE_PREPARE: oneOf(['on', 'off']),
	SMTP_URL: shaped(
		(text) => addressOf('smtp:', 'smtps:')(text) && new URL(text).hostname !== '',
		'an address like smtps://user:password@mail.solby.dk:465'
	),
	IMAP_URL: shaped(
		(text) => addressOf('imap:', 'imaps:')(text) && new URL(text).username !== '',
		'an address like imaps://user:password@mail.solby.dk:993'
	),
	MAIL_FROM: shaped(
		(text) => /^([^<>\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text),
		'a mail address, like Samspil <samspil@solby.dk>'
	),
	LOG_LEVEL: oneOf(LOG_LEVELS),
	OIDC_ISSUER: shaped(addressOf('http:', 'https:'), 'the address of an identity provider'),
	OIDC_CLIENT_ID: z.string().optional(),
	OIDC_CLIENT_SECRET: z.string().optional(),
	TSA_URL: shaped(addressOf('http:', 'https:'), 'the address of a time-stamp authority'),
	SEAL_P12: shaped(isReadable, 'a PKCS #12 file that we may read'),
	SEAL_P12_PASSWORD: z.string().optional(),
	SIGNING_ISSUER: shaped(addressOf('http:', 'https:'), 'the address of a signing broker'),
	SIGNING_CLIENT_ID: z.string().optional(),
	SIGNING_CLIENT_SECRET: z.string().optional(),
	DIGITAL_POST_URL: shaped(
		(text) => addressOf('https:')(text) && !new URL(text).username && !new URL(text).search,
		'an address like https://api.digitalpost.dk/apis/v1'
	),
	DIGITAL_POST_SENDER: shaped((text) => /^\d{8}$/.test(text), 'a CVR number of eight digits'),
	DIGITAL_POST_SYSTEM: shaped((text) => /^[^:\s]+:\S+$/.test(text), 'id:key of a system'),
	DIGITAL_POST_P12: shaped(isReadable, 'a PKCS #12 file that we may read'),
	DIGITAL_POST_P12_PASSWORD: z.string().optional(),
	DIGITAL_POST_CA: shaped(isReadable, 'a file of certificates that we may read'),
	// These two are for adapter-node, which reads them itself and would complain to a visitor.
	ADDRESS_HEADER: shaped(
		(text) => /^[\w-]+$/.test(text),
		'the name of a header, like x-forwarded-for'
	),
	XFF_DEPTH: shaped((text) => /^[1-9]\d?$/.test(text), 'a whole number from 1 to 99')
});

type Given = z.infer<typeof schema>;

/**
 * The settings in `environment`; makes the installation's secret where none is given. Throws `WrongSetting` for
 * the first wrong one.
 */
export function readSettings(environment: Environment): Settings {
	const given = parse(environment);
	const port = Number(given.PORT ?? 3000);
	const host = given.HOST ?? '127.0.0.1';
	const origin = given.ORIGIN ?? `http://${nameOf(host)}:${port}`;
	const oidc = providerIn(given, 'OIDC');
	const signing = providerIn(given, 'SIGNING');
	if (given.SMTP_URL && !given.MAIL_FROM)
		throw new WrongSetting('MAIL_FROM must be a mail address when SMTP_URL is given.');
	if (given.IMAP_URL && !given.SMTP_URL)
		throw new WrongSetting('SMTP_URL must be given too: answers come to the mail that we send.');
	if (given.METRICS_PORT && Number(given.METRICS_PORT) === port)
		throw new WrongSetting(`METRICS_PORT must be another port than PORT, not "${port}".`);
	const dataFolder = path.resolve(given.SAMSPIL_DATA ?? 'data');
	if (!given.DATABASE_URL) requireFolder(dataFolder);
	return {
		port,
		host,
		origin,
		dataFolder,
		databaseUrl: given.DATABASE_URL,
		poolSize: Number(given.DATABASE_POOL ?? 10),
		preparedStatements: given.DATABASE_PREPARE !== 'off',
		smtpUrl: given.SMTP_URL,
		mailFrom: given.MAIL_FROM ?? `Samspil <samspil@${new URL(origin).hostname}>`,
		imapUrl: given.IMAP_URL,
		logLevel: given.LOG_LEVEL ?? 'info',
		secret: given.SAMSPIL_SECRET ?? secretIn(dataFolder),
		secondFactor: given.SAMSPIL_SECOND_FACTOR ?? 'everyone',
		metricsPort: given.METRICS_PORT ? Number(given.METRICS_PORT) : undefined,
		oidc,
		seal: {
			timeStamps: given.TSA_URL,
			file: given.SEAL_P12 && path.resolve(given.SEAL_P12),
			password: given.SEAL_P12_PASSWORD ?? ''
		},
		signing,
		digitalPost: digitalPostIn(given)
	};
}

function parse(environment: Environment): Given {
	// An empty variable is how many tools say "not set".
	const set = Object.entries(environment).filter(([, value]) => value !== '');
	const parsed = schema.safeParse(Object.fromEntries(set));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const name = String(issue?.path[0]);
	const value = CONFIDENTIAL.includes(name) ? '' : `, not ${JSON.stringify(environment[name])}`;
	throw new WrongSetting(`${name} must be ${issue?.message}${value}.`);
}

function providerIn(given: Given, prefix: 'OIDC' | 'SIGNING'): Provider | undefined {
	const names = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'].map((name) => `${prefix}_${name}`);
	const [issuer, clientId, clientSecret] = names.map((name) => given[name as keyof Given]);
	if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret };
	if (!issuer && !clientId && !clientSecret) return undefined;
	const missing = names[[issuer, clientId, clientSecret].findIndex((value) => !value)];
	const together = `${names.slice(0, 2).join(', ')} and ${names[2]} come together`;
	throw new WrongSetting(`${missing} must be given too: ${together}.`);
}

const DIGITAL_POST = [
	'DIGITAL_POST_URL',
	'DIGITAL_POST_SENDER',
	'DIGITAL_POST_SYSTEM',
	'DIGITAL_POST_P12'
] as const;

function digitalPostIn(given: Given): DigitalPostSettings | undefined {
	const [url, sender, system, p12] = DIGITAL_POST.map((name) => given[name]);
	const { DIGITAL_POST_CA: ca, DIGITAL_POST_P12_PASSWORD: password = '' } = given;
	if (url && sender && system && p12)
		return { url, sender, system, p12: path.resolve(p12), password, ca: ca && path.resolve(ca) };
	if (!url && !sender && !system && !p12 && !ca && !password) return undefined;
	const missing = DIGITAL_POST.find((name) => !given[name]);
	throw new WrongSetting(
		`${missing} must be given too: ${DIGITAL_POST.slice(0, 3).join(', ')} and ${DIGITAL_POST[3]} come together.`
	);
}

/** An IP address without a zone, or a name; what ends in a number is no name (URL standard, "ends in a number"). */
function isHost(text: string): boolean {
	if (isIP(text) !== 0) return !text.includes('%');
	return /^[\w.-]+$/.test(text) && !/(^|\.)\d+\.?$/.test(text);
}

function isReadable(file: string): boolean {
	try {
		accessSync(file, constants.R_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}

/** The database of our own will lie there. */
function requireFolder(dataFolder: string): void {
	inFolder(() => {
		makeFolder(dataFolder);
		accessSync(dataFolder, constants.W_OK);
	});
}

const secretIn = (dataFolder: string) => inFolder(() => installationSecret(dataFolder));

function inFolder<Result>(work: () => Result): Result {
	try {
		return work();
	} catch (cause) {
		throw new WrongSetting(
			`SAMSPIL_DATA must be a folder we may write to: ${(cause as Error).message}`,
			{ cause }
		);
	}
}

/** How a browser on this machine reaches a server that listens on `host`. */
function nameOf(host: string): string {
	if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
	return isIP(host) === 6 ? `[${host}]` : host;
}
