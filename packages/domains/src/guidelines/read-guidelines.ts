import * as z from 'zod';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { acceptances, versions, versionTexts } from './guidelines.queries.ts';
import {
	GuidelineRule,
	MOST_VERSIONS,
	type Acceptance,
	type Guidelines,
	type GuidelinesVersion,
	type ListAcceptances,
} from './guidelines.schema.ts';

const Rules = z.array(GuidelineRule);
const PLACE = z.tuple([z.int(), z.uuid()]);

/** The guidelines in force; null where there are none. Everyone may read them before joining, also of private communities. */
// authorize: what a community asks of newcomers is told to all who come to its door.
export async function currentGuidelines(ctx: CommunityContext): Promise<Guidelines | null> {
	const { version } = ctx.snapshot.guidelines;
	if (version === 0) return null;
	const texts = await versionTexts(ctx.db, version).executeTakeFirst();
	if (!texts) return null;
	const { accepted, owes } = ctx.grants.guidelines;
	return { ...texts, rules: Rules.parse(texts.rules), accepted, mustAccept: owes };
}

/** The last versions with how many accepted each. */
export async function listVersions(ctx: CommunityContext): Promise<GuidelinesVersion[]> {
	ctx.authorize('administer', 'Setting', { key: 'guidelines' });
	const rows = await versions(ctx.db, MOST_VERSIONS).execute();
	return rows.map((row) => ({ ...row, rules: Rules.parse(row.rules) }));
}

/** Who accepted which version, of one version or of all. */
export async function listAcceptances(
	ctx: CommunityContext,
	{ version, cursor, limit }: ListAcceptances,
): Promise<Page<Acceptance>> {
	ctx.authorize('administer', 'Setting', { key: 'guidelines' });
	const after = decodeCursor(cursor, PLACE);
	const rows = await acceptances(ctx.db, { version: version ?? null, after, limit }).execute();
	return toPage(rows, limit, (last) => [last.version, last.memberId]);
}
