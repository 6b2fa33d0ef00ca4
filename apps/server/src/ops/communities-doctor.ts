import type { Config } from '@kith/kernel/config';
import type pg from 'pg';
import { checkCommunity } from './check-community.ts';
import { installationFindings } from './check-installation.ts';
import type { Command } from './command.ts';
import { withOwner } from './database.ts';
import type { Finding } from './finding.ts';
import { findBySlug, type FoundCommunity, WAITS } from './find-community.ts';

/** Looks for what should never be, and says what to do about it. */
export const doctor: Command = {
	usage: 'communities doctor [slug]',
	summary: 'Checks schemas, versions, counters, seeding, the pool and the queue; changes nothing.',
	details: [
		'With an address only that community is looked at. Exits with 1 when something is wrong.',
	],
	takes: { least: 0, most: 1 },
	run: (call) =>
		withOwner(call, async (owner) => {
			const [slug] = call.positionals;
			const findings = await (slug === undefined
				? everything(owner, call.config)
				: findBySlug(owner, slug).then((community) => checkCommunity(owner, community)));
			for (const { ok, what, todo } of findings)
				call.say(`${ok ? '✓' : '✗'} ${what}${ok || !todo ? '' : `\n    → ${todo}`}`);
			const wrong = findings.filter(({ ok }) => !ok).length;
			call.say(wrong === 0 ? 'All is well.' : `${wrong} of ${findings.length} checks failed.`);
			return wrong === 0 ? 0 : 1;
		}),
};

async function everything(owner: pg.Pool, config: Config): Promise<Finding[]> {
	const findings = await installationFindings(owner, config);
	const { rows } = await owner.query<FoundCommunity>(
		`select id, slug, name, status, version, ${WAITS}
		from platform.communities join platform.community_schemas using (id) order by slug`,
	);
	const wrong: Finding[] = [];
	for (const community of rows)
		wrong.push(...(await checkCommunity(owner, community)).filter(({ ok }) => !ok));
	const sound = { ok: true, what: `${rows.length} communities: schema, version, counters` };
	return [...findings, ...(wrong.length > 0 ? wrong : [sound])];
}
