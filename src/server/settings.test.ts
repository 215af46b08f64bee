import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSettings, WrongSetting } from './settings.ts';

const SECRET = 'x'.repeat(32);

const complaint = (environment: Record<string, string>) => {
	try {
		readSettings({ SAMSPIL_SECRET: SECRET, ...environment });
	} catch (error) {
		expect(error).toBeInstanceOf(WrongSetting);
		return (error as Error).message;
	}
	return 'no complaint';
};

const newFolder = () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'samspil-settings-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return folder;
};

test('nothing needs to be set', () => {
	expect(readSettings({ SAMSPIL_SECRET: SECRET, HOST: '', MAIL_FROM: '' })).toMatchObject({
		port: 3000,
		host: '127.0.0.1',
		origin: 'http://localhost:3000',
		dataFolder: path.resolve('data'),
		databaseUrl: undefined,
		smtpUrl: undefined,
		logLevel: 'info',
		secondFactor: 'everyone',
		metricsPort: undefined,
		oidc: undefined,
		seal: { timeStamps: undefined, file: undefined, password: '' },
		signing: undefined,
		digitalPost: undefined
	});
});

test('everything can be set', () => {
	const oidc = { OIDC_ISSUER: 'https://id.dk', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
	const file = path.join(newFolder(), 'seal.p12');
	writeFileSync(file, 'a key');
	expect(
		readSettings({
			...oidc,
			TSA_URL: 'http://tid.dk',
			SEAL_P12: file,
			SEAL_P12_PASSWORD: 'c',
			SIGNING_ISSUER: 'https://broker.dk/op',
			SIGNING_CLIENT_ID: 'd',
			SIGNING_CLIENT_SECRET: 'e',
			DIGITAL_POST_URL: 'https://api.digitalpost.dk/apis/v1',
			DIGITAL_POST_SENDER: '29189846',
			DIGITAL_POST_SYSTEM: 'f:g',
			DIGITAL_POST_P12: file,
			DIGITAL_POST_P12_PASSWORD: 'h',
			DIGITAL_POST_CA: file,
			PORT: '65535',
			HOST: '::',
			ORIGIN: 'https://samspil.solby.dk',
			SAMSPIL_DATA: '/var/lib/samspil',
			SAMSPIL_SECRET: SECRET,
			SAMSPIL_SECOND_FACTOR: 'staff',
			DATABASE_URL: 'postgresql://a:b@db/samspil?sslmode=require',
			DATABASE_POOL: '40',
			DATABASE_PREPARE: 'off',
			SMTP_URL: 'smtp://mail',
			MAIL_FROM: 'Samspil <samspil@solby.dk>',
			LOG_LEVEL: 'warn',
			METRICS_PORT: '9100'
		})
	).toEqual({
		port: 65_535,
		host: '::',
		origin: 'https://samspil.solby.dk',
		dataFolder: '/var/lib/samspil',
		secret: SECRET,
		secondFactor: 'staff',
		databaseUrl: 'postgresql://a:b@db/samspil?sslmode=require',
		poolSize: 40,
		preparedStatements: false,
		smtpUrl: 'smtp://mail',
		mailFrom: 'Samspil <samspil@solby.dk>',
		logLevel: 'warn',
		metricsPort: 9100,
		oidc: { issuer: 'https://id.dk', clientId: 'a', clientSecret: 'b' },
		seal: { timeStamps: 'http://tid.dk', file, password: 'c' },
		signing: { issuer: 'https://broker.dk/op', clientId: 'd', clientSecret: 'e' },
		digitalPost: {
			url: 'https://api.digitalpost.dk/apis/v1',
			sender: '29189846',
			system: 'f:g',
			p12: file,
			password: 'h',
			ca: file
		}
	});
});

test('the address people see follows host and port, where a browser can reach them', () => {
	const origin = (HOST: string) =>
		readSettings({ SAMSPIL_SECRET: SECRET, HOST, PORT: '81' }).origin;
	expect(origin('0.0.0.0')).toBe('http://localhost:81');
	expect(origin('10.0.0.7')).toBe('http://10.0.0.7:81');
	expect(origin('fd00::7')).toBe('http://[fd00::7]:81');
});

test.each([
	['PORT', '0', 'a whole number from 1 to 65535'],
	['PORT', '65536', 'a whole number from 1 to 65535'],
	['PORT', '3000x', 'a whole number from 1 to 65535'],
	['METRICS_PORT', '-1', 'a whole number from 1 to 65535'],
	['HOST', 'a b', 'an address of this machine, like 127.0.0.1'],
	['HOST', '256.1.1.1', 'an address of this machine, like 127.0.0.1'],
	['HOST', 'fe80::1%eth0', 'an address of this machine, like 127.0.0.1'],
	['ORIGIN', 'samspil.dk', 'an address without a path, like https://samspil.solby.dk'],
	['ORIGIN', 'https://samspil.dk/', 'an address without a path, like https://samspil.solby.dk'],
	['ORIGIN', 'ftp://samspil.dk', 'an address without a path, like https://samspil.solby.dk'],
	['ADDRESS_HEADER', 'x forwarded', 'the name of a header, like x-forwarded-for'],
	['XFF_DEPTH', '0', 'a whole number from 1 to 99'],
	['DATABASE_POOL', '0', 'a whole number from 1 to 999'],
	['DATABASE_PREPARE', 'yes', 'one of on, off'],
	['MAIL_FROM', 'Samspil', 'a mail address, like Samspil <samspil@solby.dk>'],
	['MAIL_FROM', 'a@b.dk\nBcc: c@d.dk', 'a mail address, like Samspil <samspil@solby.dk>'],
	['LOG_LEVEL', 'loud', 'one of trace, debug, info, warn, error, fatal, silent'],
	['SAMSPIL_SECOND_FACTOR', 'no', 'one of everyone, staff, nobody'],
	['SEAL_P12', '/dev/null/seal.p12', 'a PKCS #12 file that we may read'],
	['SEAL_P12', '/', 'a PKCS #12 file that we may read'],
	[
		'DIGITAL_POST_URL',
		'http://api.digitalpost.dk',
		'an address like https://api.digitalpost.dk/apis/v1'
	],
	['DIGITAL_POST_SENDER', 'DK29189846', 'a CVR number of eight digits'],
	['DIGITAL_POST_P12', '/', 'a PKCS #12 file that we may read'],
	['DIGITAL_POST_CA', '/nowhere.pem', 'a file of certificates that we may read']
])('%s cannot be %j', (name, value, shouldBe) => {
	expect(complaint({ [name]: value })).toBe(
		`${name} must be ${shouldBe}, not ${JSON.stringify(value)}.`
	);
});

test.each([
	['DATABASE_URL', 'mysql://root:hunter2@db/x'],
	['SMTP_URL', 'https://user:hunter2@mail'],
	['SMTP_URL', 'smtp://'],
	['SMTP_URL', 'smtp:x'],
	['IMAP_URL', 'https://user:hunter2@mail'],
	['IMAP_URL', 'imaps://mail.solby.dk'],
	['SAMSPIL_SECRET', 'hunter2'],
	['DIGITAL_POST_SYSTEM', 'hunter2'],
	['TSA_URL', 'ftp://user:hunter2@tid.dk']
])('a complaint about %s does not repeat it', (name, value) => {
	expect(complaint({ [name]: value })).toMatch(new RegExp(`^${name} must be [^\n]+$`));
	expect(complaint({ [name]: value })).not.toContain('hunter2');
});

test.each(['OIDC', 'SIGNING'])('%s is described wholly or not at all', (prefix) => {
	const half = { [`${prefix}_ISSUER`]: 'https://id.dk', [`${prefix}_CLIENT_SECRET`]: 'hunter2' };
	expect(complaint(half)).toBe(
		`${prefix}_CLIENT_ID must be given too: ${prefix}_ISSUER, ${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET come together.`
	);
});

test.each([
	[{ DIGITAL_POST_URL: 'https://api.digitalpost.dk/apis/v1' }, 'DIGITAL_POST_SENDER'],
	[{ DIGITAL_POST_P12_PASSWORD: 'hunter2' }, 'DIGITAL_POST_URL']
])('L-30 Digital Post is described wholly or not at all', (half, missing) => {
	expect(complaint(half)).toBe(
		`${missing} must be given too: DIGITAL_POST_URL, DIGITAL_POST_SENDER, DIGITAL_POST_SYSTEM and DIGITAL_POST_P12 come together.`
	);
});

test('measurements have a port of their own', () => {
	const said = 'METRICS_PORT must be another port than PORT, not "3000".';
	expect(complaint({ METRICS_PORT: '3000' })).toBe(said);
	expect(complaint({ PORT: '3001', METRICS_PORT: '3001' })).toMatch(
		/^METRICS_PORT must be another/
	);
});

test('mail that goes out says who it is from', () => {
	expect(complaint({ SMTP_URL: 'smtp://mail' })).toMatch(/^MAIL_FROM must be/);
	expect(complaint({ IMAP_URL: 'imaps://user:hunter2@mail' })).toMatch(/^SMTP_URL must be/);
});

test('without SAMSPIL_SECRET one is made, kept for us alone and used again', () => {
	const SAMSPIL_DATA = newFolder();
	const { secret } = readSettings({ SAMSPIL_DATA });
	expect(secret).toHaveLength(43);
	expect(readSettings({ SAMSPIL_DATA }).secret).toBe(secret);
	const file = path.join(SAMSPIL_DATA, 'secret');
	expect(readFileSync(file, 'utf8').trim()).toBe(secret);
	expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a secret file that was emptied is not quietly replaced', () => {
	const SAMSPIL_DATA = newFolder();
	writeFileSync(path.join(SAMSPIL_DATA, 'secret'), '');
	expect(() => readSettings({ SAMSPIL_DATA })).toThrow(/SAMSPIL_DATA must be .*holds no secret/);
});

test.each(['/dev/null/data', '/proc/samspil'])(
	'a data folder that cannot be: %s',
	(SAMSPIL_DATA) => {
		const said = /^SAMSPIL_DATA must be a folder we may write to: /;
		expect(() => readSettings({ SAMSPIL_DATA })).toThrow(said);
		expect(() => readSettings({ SAMSPIL_DATA, SAMSPIL_SECRET: SECRET })).toThrow(said);
		const DATABASE_URL = 'postgres://db/samspil';
		expect(readSettings({ SAMSPIL_DATA, SAMSPIL_SECRET: SECRET, DATABASE_URL }).dataFolder).toBe(
			SAMSPIL_DATA
		);
	}
);
