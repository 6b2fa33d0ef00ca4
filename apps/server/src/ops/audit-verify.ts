import type pg from 'pg';
import { communityOf, createRoot, platformOf } from '@kith/db/handles';
import { quotedSchemaOf } from '@kith/db/schema-name';
import { checkLog } from '@kith/domains/audit';
import { checkOrganizationLog } from '@kith/domains/organizations';
import { readSecret } from '../prepare.ts';
import { Refusal, type Command } from './command.ts';
import { withOwner } from './database.ts';
import { findBySlug, type FoundCommunity } from './find-community.ts';

const WORDS: Readonly<Record<string, string>> = {
	changed: 'is not what was written',
	missing: 'is missing',
	out_of_order: 'is not in its place',
	forgotten_unsaid: 'was emptied without anybody having asked to be forgotten',
	cut_short: 'is the last one, and there were more',
	too_long: 'stands behind the end of the log',
	no_head: 'is the last one, and what says so is gone',
	head_forged: 'is the last one, and what says so was not signed by this installation',
};

/** Checks that audit logs say what was written into them. */
export const verifyAudit: Command = {
	usage: 'audit verify <slug> [--noted N:hash] | --all',
	summary: 'Checks the chain of audit logs and names the first broken entry; changes nothing.',
	details: [
		'Says how far each log goes and the hash of its last entry. Note that elsewhere: with --noted 120:5fe1… a later',
		'run also checks that entry 120 is still the same, which finds a log that was written anew with the secret known.',
		'Exits with 1 when a log is broken.',
	],
	options: { all: { type: 'boolean' }, noted: { type: 'string' } },
	takes: { least: 0, most: 1 },
	run: (call) =>
		withOwner(call, async (owner) => {
			const [slug] = call.positionals;
			const noted = call.text('noted');
			if ((slug === undefined) !== call.flag('all') || (noted && slug === undefined))
				throw new Refusal('Say which: audit verify <slug>, or audit verify --all');
			const secret = await readSecret(call.config);
			if (!secret)
				throw new Refusal('The secret of the installation is not here: set KITH_SECRET.');
			const wanted =
				slug === undefined ? await everyCommunity(owner) : [await findBySlug(owner, slug)];
			let broken = 0;
			for (const community of wanted) {
				const fault = await faultIn(owner, community, secret, noted);
				if (fault) broken += 1;
				call.say(fault ? `✗ ${community.slug}: ${fault}` : await soundLine(owner, community));
			}
			if (slug === undefined) broken += await brokenOrganizations(owner, secret, call.say);
			return broken > 0 ? 1 : 0;
		}),
};

/** Checks the log of every organization; returns how many are broken. */
async function brokenOrganizations(
	owner: pg.Pool,
	secret: string,
	say: (line: string) => void,
): Promise<number> {
	const { rows } = await owner.query<{ id: string; name: string }>(
		'select id, name from platform.organizations order by created_at',
	);
	const platform = platformOf(createRoot(owner));
	let broken = 0;
	for (const { id, name } of rows) {
		const log = { organizationId: id, secret };
		const { checked, fault } = await checkOrganizationLog(platform, log);
		if (fault) broken += 1;
		if (fault) say(`✗ organization ${name}: entry ${fault.number} ${WORDS[fault.fault]}`);
		else say(`✓ organization ${name}: ${checked} entries`);
	}
	return broken;
}

async function everyCommunity(owner: pg.Pool): Promise<FoundCommunity[]> {
	const { rows } = await owner.query<FoundCommunity>(
		`select id, slug, name, status, version, false as waits
		from platform.communities join platform.community_schemas using (id)
		where status <> 'deleting' order by slug`,
	);
	return rows;
}

async function faultIn(
	owner: pg.Pool,
	{ id }: FoundCommunity,
	secret: string,
	noted: string | undefined,
): Promise<string | null> {
	const db = communityOf(createRoot(owner), id);
	const { fault } = await checkLog({ db, communityId: id, secret });
	if (fault) return `entry ${fault.number} ${WORDS[fault.fault]}`;
	if (!noted) return null;
	const [number = '', hash = ''] = noted.split(':');
	const { rows } = await owner.query<{ hash: string }>(
		`select hash from ${quotedSchemaOf(id)}.audit_entries where number::text = $1`,
		[number],
	);
	return rows[0]?.hash === hash ? null : `entry ${number} is not the one that was noted`;
}

async function soundLine(owner: pg.Pool, { id, slug }: FoundCommunity): Promise<string> {
	const { rows } = await owner.query<{ number: number; hash: string }>(
		`select number, hash from ${quotedSchemaOf(id)}.audit_entries order by at desc, number desc limit 1`,
	);
	const [last] = rows;
	return last
		? `✓ ${slug}: ${last.number} entries, the last ${last.number}:${last.hash}`
		: `✓ ${slug}: empty`;
}
