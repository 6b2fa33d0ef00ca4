import * as z from 'zod';
import { memberIdOf } from '@kith/kernel/actor';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import { noteOfFile } from '../audit/index.ts';
import type { CommunityContext } from '../context.ts';
import { NOBODY } from '../permissions/permission.ts';
import {
	acceptances,
	acceptancesCount,
	audience,
	versions,
	versionTexts,
} from './guidelines.queries.ts';
import {
	GuidelineRule,
	isAcceptable,
	MOST_VERSIONS,
	type Acceptance,
	type Guidelines,
	type GuidelinesVersion,
	type ExportAcceptances,
	type ListAcceptances,
	type TextAudience,
	type TextKind,
	type TextRef,
} from './guidelines.schema.ts';
import { settingOf } from './text-setting.ts';

const Rules = z.array(GuidelineRule);
const PLACE = z.tuple([z.int(), z.uuid()]);

/** The guidelines or the legal text in force; null where there is none. Everyone may read them before joining, also of private communities. */
// authorize: what a community asks of newcomers is told to all who come to its door.
export async function currentGuidelines(
	ctx: CommunityContext,
	{ kind }: TextRef,
): Promise<Guidelines | null> {
	const { guidelines, legal } = ctx.snapshot;
	const { version, isOff } = kind === 'guidelines' ? guidelines : legal[kind];
	if (version === 0 || isOff) return null;
	const texts = await versionTexts(ctx.db, kind, version).executeTakeFirst();
	if (!texts) return null;
	return { ...texts, rules: Rules.parse(texts.rules), ...saidTo(ctx, kind) };
}

function saidTo({ grants }: CommunityContext, kind: TextKind) {
	if (!isAcceptable(kind)) return { accepted: 0, mustAccept: false };
	const { accepted, owes } = grants[kind === 'terms' ? 'terms' : 'guidelines'];
	return { accepted, mustAccept: owes };
}

/** The last versions with how many accepted each. */
export async function listVersions(
	ctx: CommunityContext,
	{ kind }: TextRef,
): Promise<GuidelinesVersion[]> {
	ctx.authorize('administer', 'Setting', { key: settingOf(kind) });
	const rows = await versions(ctx.db, kind, MOST_VERSIONS).execute();
	return rows.map((row) => ({ ...row, rules: Rules.parse(row.rules) }));
}

/** How many a text is for, and how many a new version would ask: owners never owe it, and who publishes has accepted. */
export async function textAudience(
	ctx: CommunityContext,
	{ kind }: TextRef,
): Promise<TextAudience> {
	ctx.authorize('administer', 'Setting', { key: settingOf(kind) });
	const owner = ctx.snapshot.roles.find(({ key }) => key === 'owner')?.id ?? NOBODY;
	const actorId = memberIdOf(ctx.actor) ?? NOBODY;
	const found = await audience(ctx.db, { owner, actorId }).executeTakeFirstOrThrow();
	const { active, owners, isInside } = found;
	return { active, asked: Math.max(0, active - owners - (isInside ? 1 : 0)) };
}

/** Who accepted which version, of one version or of all. */
export async function listAcceptances(
	ctx: CommunityContext,
	{ kind, version, cursor, limit }: ListAcceptances,
): Promise<Page<Acceptance>> {
	ctx.authorize('administer', 'Setting', { key: settingOf(kind) });
	const after = decodeCursor(cursor, PLACE);
	const rows = await acceptances(ctx.db, {
		...{ kind, version: version ?? null, after, limit },
	}).execute();
	return toPage(rows, limit, (last) => [last.version, last.memberId]);
}

/** Begins a file of who accepted a text, and writes down who takes how much of it. */
export async function exportAcceptances(
	ctx: CommunityContext,
	{ kind, version }: ExportAcceptances,
): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: settingOf(kind) });
	const wanted = { kind, version: version ?? null };
	await ctx.transaction(async (tx) => {
		const { count } = await acceptancesCount(tx.db, wanted).executeTakeFirstOrThrow();
		tx.audit(noteOfFile(ctx, 'acceptances.exported', { count: Number(count), ...wanted }));
	});
}
