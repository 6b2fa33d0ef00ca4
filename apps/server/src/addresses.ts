import { originOf } from '@kith/domains/communities';
import type { Config } from '@kith/kernel/config';
import type { SeededDemo } from './seed-demos.ts';

/** Prints where everything is, how to sign in, and which outside services are stood in for. */
export function printAddresses(config: Config, demos: readonly SeededDemo[]): void {
	const { PLATFORM_ORIGIN: studio } = config;
	const lines = ['', `Studio       ${studio}`];
	for (const { name, slug, ownerEmail, memberEmail, password } of demos)
		lines.push(
			'',
			`${name.padEnd(12)} ${originOf(studio, slug)}`,
			`  owner      ${ownerEmail}  (also signs in to the studio)`,
			`  member     ${memberEmail}`,
			`  password   ${password}`,
		);
	lines.push('');
	if (!config.DATABASE_URL) lines.push('PostgreSQL is embedded; set DATABASE_URL for your own.');
	if (!config.RESEND_API_KEY)
		lines.push(`Mail is kept here: ${studio}/dev/mail; set RESEND_API_KEY to send it.`);
	if (!config.STRIPE_SECRET_KEY)
		lines.push('Payments are tried out with test cards; set STRIPE_SECRET_KEY for Stripe.');
	lines.push('Ctrl+C stops everything.', '');
	process.stdout.write(`${lines.map((line) => `  ${line}`).join('\n')}\n`);
}
