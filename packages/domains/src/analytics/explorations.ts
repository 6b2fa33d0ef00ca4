import { memberIdOf, selfOf } from '@kith/kernel/actor';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { settingTarget } from '../communities/index.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { keepSetting, startSetting, storedSetting } from '../settings.queries.ts';
import { namesOf } from './explorations.queries.ts';
import {
	Explorations,
	MOST_EXPLORATIONS,
	type KeptExploration,
	type ListedExploration,
	type RemoveExploration,
	type RenameExploration,
	type SaveExploration,
} from './explorations.schema.ts';

export const EXPLORATIONS = 'explorations';

/** What is kept for everybody who sees numbers, and what the actor keeps for themselves, by name. Throws `module.off`. */
export async function listExplorations(ctx: CommunityContext): Promise<ListedExploration[]> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const row = await storedSetting(ctx.db, EXPLORATIONS).executeTakeFirst();
	const seen = Explorations.parse(row?.value ?? []).filter((one) => sees(ctx, one));
	const ids = seen.flatMap(({ memberId }) => memberId ?? []);
	const members = ids.length > 0 ? await namesOf(ctx.db, ids).execute() : [];
	const self = memberIdOf(ctx.actor);
	return seen.map(({ memberId, mails, ...one }) => ({
		...one,
		mail: mails.find((mail) => mail.memberId === self)?.rhythm ?? null,
		mayMail: self !== null && one.question.from === null,
		by: members.find(({ id }) => id === memberId)?.name ?? null,
		isManageable: manages(ctx, { memberId }),
	}));
}

/**
 * Keeps a question under a name. What only its maker finds needs a member who makes it. Throws `analytics.name_taken`,
 * `analytics.too_many_explorations` and `module.off`.
 */
export async function saveExploration(
	ctx: CommunityContext,
	{ id, name, question, isShared }: SaveExploration,
): Promise<void> {
	ctx.authorize('read', 'Analytics');
	const memberId = isShared ? memberIdOf(ctx.actor) : selfOf(ctx.actor);
	await change(ctx, (all) => {
		if (all.some((one) => one.id === id)) return null;
		if (all.length >= MOST_EXPLORATIONS)
			throw new LimitReachedError('analytics.too_many_explorations');
		const after: KeptExploration = {
			...{ id, name, question, isShared, memberId, version: 1, mails: [] },
		};
		requireFree(ctx, all, after);
		return { before: null, after };
	});
}

/**
 * Calls it otherwise, or has others find it or not. Throws `analytics.exploration_not_found`, `analytics.name_taken` and
 * `analytics.exploration_changed`.
 */
export async function renameExploration(
	ctx: CommunityContext,
	{ explorationId, name, isShared, version }: RenameExploration,
): Promise<void> {
	ctx.authorize('read', 'Analytics');
	await change(ctx, (all) => {
		const before = manageableIn(ctx, all, { explorationId, version });
		// What nobody made would be found by nobody.
		const after = {
			...{ ...before, name, version: version + 1 },
			isShared: isShared || before.memberId === null,
		};
		requireFree(
			ctx,
			all.filter(({ id }) => id !== explorationId),
			after,
		);
		return { before, after };
	});
}

/** Forgets it. Throws `analytics.exploration_not_found` and `analytics.exploration_changed`. */
export async function removeExploration(
	ctx: CommunityContext,
	{ explorationId, version }: RemoveExploration,
): Promise<void> {
	ctx.authorize('read', 'Analytics');
	await change(ctx, (all) => ({
		before: manageableIn(ctx, all, { explorationId, version }),
		after: null,
	}));
}

export const sees = (
	{ actor }: CommunityContext,
	{ isShared, memberId }: KeptExploration,
): boolean => isShared || (memberId !== null && memberId === memberIdOf(actor));

/** Its maker does, and of what is shared whoever has a say in the community's settings. */
const manages = (
	{ actor, ability }: CommunityContext,
	{ memberId }: Pick<KeptExploration, 'memberId'>,
): boolean =>
	(memberId !== null && memberId === memberIdOf(actor)) ||
	isAllowed(ability, 'administer', 'Setting', { key: 'general' });

function manageableIn(
	ctx: CommunityContext,
	all: Explorations,
	{ explorationId, version }: RemoveExploration,
): KeptExploration {
	const found = all.find(({ id }) => id === explorationId);
	if (!found || !sees(ctx, found)) throw new NotFoundError('analytics.exploration_not_found');
	if (!manages(ctx, found)) ctx.authorize('administer', 'Setting', { key: 'general' });
	if (found.version !== version) throw new ConflictError('analytics.exploration_changed');
	return found;
}

/** Of two with one name that somebody finds, nobody could tell which is meant. */
function requireFree(ctx: CommunityContext, others: Explorations, { name }: KeptExploration): void {
	const folded = name.toLowerCase();
	if (others.some((one) => sees(ctx, one) && one.name.toLowerCase() === folded))
		throw new ConflictError('analytics.name_taken');
}

type Changed = { before: KeptExploration | null; after: KeptExploration | null };

/** One change after the other; null for none. */
async function change(
	ctx: CommunityContext,
	edit: (all: Explorations) => Changed | null,
): Promise<void> {
	requireModule(ctx, 'analytics');
	const now = ctx.clock.now();
	// authorize: the verbs have asked.
	await ctx.transaction(async (tx) => {
		await startSetting(tx.db, EXPLORATIONS, [], now).execute();
		const row = await storedSetting(tx.db, EXPLORATIONS).forNoKeyUpdate().executeTakeFirstOrThrow();
		const all = await withoutLost(tx, Explorations.parse(row.value));
		const changed = edit(all);
		if (!changed) return;
		const { before, after } = changed;
		const others = all.filter(({ id }) => id !== (before ?? after)?.id);
		const kept = [...others, ...(after ? [after] : [])].toSorted((one, other) =>
			one.name.localeCompare(other.name),
		);
		await keepSetting(tx.db, EXPLORATIONS, kept, now).execute();
		const told = { before: saidOf(before), after: saidOf(after) };
		tx.audit({ action: 'settings.updated', target: settingTarget(EXPLORATIONS), ...told });
	});
}

/** What only somebody finds who is not here any more takes up no room. */
async function withoutLost({ db }: CommunityTransaction, all: Explorations): Promise<Explorations> {
	const own = all.flatMap(({ isShared, memberId }) => (isShared ? [] : (memberId ?? [])));
	const members = own.length > 0 ? await namesOf(db, own).execute() : [];
	const here = new Set(members.map(({ id }) => id));
	return all.filter(({ isShared, memberId }) => isShared || here.has(memberId ?? ''));
}

/** What is written down of it; nothing had no name. */
const saidOf = (one: KeptExploration | null) =>
	one ? { name: one.name, isShared: one.isShared, ...one.question } : { name: null };
