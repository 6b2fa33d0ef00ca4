import * as z from 'zod';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const STRIPE_WEBHOOK_SECRETS = /^whsec_\w{16,}(,whsec_\w{16,})?$/;

/** Every setting of an installation: name, shape, default, and what it does. `.env.example` is made from this. */
export const ConfigSchema = z.object({
	KITH_ENV: z
		.enum(['development', 'production'])
		.default('development')
		.describe('development offers the local mailbox at /dev/mail and accepts a generated secret.'),
	KITH_SECRET: z
		.string()
		.min(32)
		.optional()
		.describe(
			'Signs cookies and seals queued codes; at least 32 characters. Required in production; elsewhere kept in the data directory.',
		),
	PORT: z.coerce.number().int().min(1).max(65_535).default(3000).describe('Port to listen on.'),
	BIND_ADDRESS: z.string().default('127.0.0.1').describe('Address to listen on.'),
	PLATFORM_ORIGIN: z
		.url({ protocol: /^https?$/ })
		.optional()
		.describe(
			'Where the studio lives, such as https://kith.example. Communities live one label below: https://<slug>.kith.example. Default: http://localhost:<PORT>.',
		),
	TRUST_PROXY: flag
		.default(false)
		.describe('Believe X-Forwarded-For and X-Forwarded-Proto. Only behind a proxy that sets both.'),
	DATA_DIR: z
		.string()
		.default('.data')
		.describe('Embedded database, uploads and the local secret.'),
	DATABASE_URL: z
		.url({ protocol: /^postgres(ql)?$/ })
		.optional()
		.describe('PostgreSQL 18 owner connection. Unset: an embedded PostgreSQL under DATA_DIR.'),
	LANES: z.coerce
		.number()
		.int()
		.min(1)
		.max(64)
		.default(8)
		.describe('Connection lanes per placement; each lane holds two connections.'),
	POOL_LOW: z.coerce
		.number()
		.int()
		.min(0)
		.max(500)
		.default(6)
		.describe('Refill the pool of ready community schemas when fewer are left.'),
	POOL_HIGH: z.coerce
		.number()
		.int()
		.min(1)
		.max(1000)
		.default(12)
		.describe('How many ready community schemas a refill makes.'),
	SECOND_FACTOR_DAYS: z.coerce
		.number()
		.int()
		.min(0)
		.max(90)
		.default(0)
		.describe(
			'For so many days a new community goes without a second factor for what is dangerous (roles, bans, export, who joins).',
		),
	RESEND_API_KEY: z
		.string()
		.startsWith('re_')
		.optional()
		.describe(
			'Sends mail through Resend. Unset: a local stand-in keeps mail and shows it at /dev/mail.',
		),
	RESEND_BASE_URL: z.url().optional().describe('Another address for the Resend API.'),
	RESEND_WEBHOOK_SECRET: z
		.string()
		.regex(/^whsec_[A-Za-z0-9+/]{22,}={0,2}(,whsec_[A-Za-z0-9+/]{22,}={0,2})*$/)
		.optional()
		.describe(
			'Signing secret of the webhook at Resend that tells <PLATFORM_ORIGIN>/webhooks/resend what became of mail; while it is replaced the old and the new one, separated by a comma. Unset: nothing is taken there.',
		),
	MAIL_FROM: z
		.email()
		.default('hello@kith.invalid')
		.describe('Sender address; its domain must be verified at Resend.'),
	STRIPE_SECRET_KEY: z
		.string()
		.regex(/^[rs]k_(test|live)_\w{8,}$/)
		.optional()
		.describe(
			'Takes payments through Stripe; a test key moves no money. Unset: a local stand-in whose pages are at /dev/stripe.',
		),
	STRIPE_WEBHOOK_SECRET: z
		.string()
		.regex(STRIPE_WEBHOOK_SECRETS)
		.optional()
		.describe(
			'Signing secret of the endpoint at Stripe for events of your own account, <PLATFORM_ORIGIN>/webhooks/stripe; while it is replaced the old and the new one, separated by a comma. Unset: nothing is taken there.',
		),
	STRIPE_CONNECT_WEBHOOK_SECRET: z
		.string()
		.regex(STRIPE_WEBHOOK_SECRETS)
		.optional()
		.describe(
			'The same for events of connected accounts, <PLATFORM_ORIGIN>/webhooks/stripe-connect.',
		),
	S3_BUCKET: z
		.string()
		.min(3)
		.optional()
		.describe('Keeps uploads in this S3 bucket. Unset: under DATA_DIR.'),
	S3_REGION: z.string().default('us-east-1').describe('Region of the bucket.'),
	S3_ENDPOINT: z
		.url({ protocol: /^https?$/ })
		.optional()
		.describe('Address of another S3 server. Default: https://s3.<S3_REGION>.amazonaws.com.'),
	S3_ACCESS_KEY_ID: z
		.string()
		.optional()
		.describe('Key for the bucket. Unset: the keys of the role that the container runs as.'),
	S3_SECRET_ACCESS_KEY: z.string().optional().describe('Secret of that key.'),
	S3_PATH_STYLE: flag
		.default(false)
		.describe('Put the bucket into the path, as most S3 servers of one’s own want it.'),
	AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: z
		.string()
		.startsWith('/')
		.optional()
		.describe('Set by ECS itself: where the role’s keys are.'),
	LOG_LEVEL: z
		.enum(['debug', 'info', 'warn', 'error', 'silent'])
		.default('info')
		.describe('Least severe log line kept.'),
});

/** What has a stand-in, or a value of its own, only while developing. */
const REQUIRED_IN_PRODUCTION = [
	...(['KITH_SECRET', 'RESEND_API_KEY', 'STRIPE_SECRET_KEY', 'PLATFORM_ORIGIN'] as const),
];

export type Config = Omit<z.infer<typeof ConfigSchema>, 'PLATFORM_ORIGIN'> & {
	PLATFORM_ORIGIN: string;
};

/**
 * Reads the settings from `env`. Throws an Error that names each bad setting and what it should be,
 * never its value; empty strings count as unset.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = ConfigSchema.safeParse(given);
	if (!parsed.success) {
		const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
		throw new Error(`These settings cannot be used:\n${lines.join('\n')}`);
	}
	if (parsed.data.KITH_ENV === 'production')
		for (const name of REQUIRED_IN_PRODUCTION)
			if (!parsed.data[name])
				throw new Error(`These settings cannot be used:\n  ${name}: required in production`);
	const origin = parsed.data.PLATFORM_ORIGIN ?? `http://localhost:${parsed.data.PORT}`;
	return { ...parsed.data, PLATFORM_ORIGIN: new URL(origin).origin };
}

/** The text of `.env.example`: every setting with its description and default, all commented out. */
export function envExample(): string {
	const blocks = Object.entries(ConfigSchema.shape).map(([name, shape]) => {
		const fallback = z.safeParse(shape, undefined);
		const value = fallback.success && fallback.data !== undefined ? String(fallback.data) : '';
		return `# ${shape.description ?? ''}\n# ${name}=${value}\n`;
	});
	return `# Every setting of Kith, made from packages/kernel/src/config.ts by \`npm run env:example\`.\n\n${blocks.join('\n')}`;
}
