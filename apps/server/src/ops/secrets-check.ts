import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { appUrl } from '@kith/db/installation';
import type { Config } from '@kith/kernel/config';
import pg from 'pg';
import { readSecret } from '../prepare.ts';
import type { Command } from './command.ts';
import { withDatabase } from './database.ts';
import type { Finding } from './finding.ts';

/** Says whether the installation has the secrets it needs; never what they are. */
export const checkSecrets: Command = {
	usage: 'secrets check',
	summary: 'Checks that the secrets are there, well kept and accepted by the database; shows none.',
	run: async (call) => {
		const { config, say } = call;
		const secret = await readSecret(config);
		const findings = [
			...[secretFinding(config, secret), mailFinding(config)],
			...[webhookFinding(config), ...paymentFindings(config), originFinding(config)],
		];
		if (!config.KITH_SECRET && secret) findings.push(await keptFinding(config, 'secret'));
		if (!config.DATABASE_URL) findings.push(await keptFinding(config, 'postgres.password'));
		if (secret) findings.push(await withDatabase(call, (url) => loginFinding(appUrl(url, secret))));
		for (const { ok, what, todo } of findings)
			say(`${ok ? '✓' : '✗'} ${what}${ok || !todo ? '' : `\n    → ${todo}`}`);
		return findings.every(({ ok }) => ok) ? 0 : 1;
	},
};

function secretFinding({ KITH_SECRET }: Config, secret: string | null): Finding {
	const from = KITH_SECRET ? 'from KITH_SECRET' : 'kept in the data directory';
	return {
		ok: secret !== null && new Set(secret).size >= 12,
		what: secret ? `the installation's secret is ${from}` : 'there is no secret yet',
		todo: 'Set KITH_SECRET to what `openssl rand -hex 32` prints.',
	};
}

function mailFinding({ RESEND_API_KEY, KITH_ENV }: Config): Finding {
	const what = RESEND_API_KEY
		? 'mail is sent with RESEND_API_KEY'
		: 'mail is kept by the local stand-in: RESEND_API_KEY is not set';
	return { ok: Boolean(RESEND_API_KEY) || KITH_ENV === 'development', what };
}

function webhookFinding({ RESEND_API_KEY, RESEND_WEBHOOK_SECRET }: Config): Finding {
	return {
		ok: Boolean(RESEND_WEBHOOK_SECRET) || !RESEND_API_KEY,
		what: RESEND_WEBHOOK_SECRET
			? 'what Resend tells of mail is taken with RESEND_WEBHOOK_SECRET'
			: 'nothing is heard of bounces: RESEND_WEBHOOK_SECRET is not set',
		todo: 'Set up the webhook: docs/runbooks/mail.md',
	};
}

function paymentFindings(config: Config): Finding[] {
	const { STRIPE_SECRET_KEY: key, KITH_ENV } = config;
	if (!key)
		return [
			{
				ok: KITH_ENV === 'development',
				what: 'payments are tried out on the local stand-in: STRIPE_SECRET_KEY is not set',
			},
		];
	const how = key.includes('_live_') ? 'payments are taken' : 'payments are tried out at Stripe';
	return [
		{ ok: true, what: `${how} with STRIPE_SECRET_KEY` },
		...(['STRIPE_WEBHOOK_SECRET', 'STRIPE_CONNECT_WEBHOOK_SECRET'] as const).map((name) => ({
			ok: Boolean(config[name]),
			what: config[name]
				? `what Stripe tells is taken with ${name}`
				: `payments go unheard until the night: ${name} is not set`,
			todo: 'Set up both endpoints: docs/runbooks/payments.md',
		})),
	];
}

function originFinding({ PLATFORM_ORIGIN, KITH_ENV }: Config): Finding {
	return {
		ok: PLATFORM_ORIGIN.startsWith('https:') || KITH_ENV === 'development',
		what: `cookies are for ${PLATFORM_ORIGIN}`,
		todo: 'Put a proxy with TLS in front and set PLATFORM_ORIGIN to its https address.',
	};
}

async function keptFinding({ DATA_DIR }: Config, name: string): Promise<Finding> {
	const facts = await stat(join(DATA_DIR, name)).catch(() => null);
	return {
		ok: facts !== null && (facts.mode & 0o077) === 0,
		what: facts ? `only its owner may read ${name}` : `${name} is not there yet`,
		todo: facts ? `chmod 600 ${join(DATA_DIR, name)}` : 'npm run ops -- migrate',
	};
}

async function loginFinding(url: string): Promise<Finding> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
	client.on('error', () => {});
	const what = 'the database admits the app with this secret';
	try {
		await client.connect();
		return { ok: true, what };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return {
			...{ ok: false, what: `${what}: ${reason}` },
			todo: 'After a new secret, or on an empty database: npm run ops -- migrate',
		};
	} finally {
		await client.end().catch(() => {});
	}
}
