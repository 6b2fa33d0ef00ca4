import { isDeepStrictEqual } from 'node:util';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { holdersBy } from './access.queries.ts';
import {
	MOST_RULES,
	RuleDefinition,
	type PublishRule,
	type RuleRef,
	type SaveRule,
	type StopRule,
} from './gamification.schema.ts';
import { settleLater } from './note-deeds.ts';
import { recountLater } from './recount.ts';
import { requireMayBring, requireSound } from './require-sound.ts';
import {
	changeRule,
	closeVersions,
	dropRule,
	insertRule,
	insertVersion,
	lastVersion,
	placesTaken,
	ruleRow,
	takeTurn,
} from './rules.queries.ts';

const DAY_MS = 86_400_000;

/**
 * Writes the draft of a rule; what is in force goes on as it is until the draft is published. Sent again, a new rule is
 * there once. Throws `gamification.rule_not_found`, `gamification.changed_meanwhile`, `gamification.too_many_rules`, and as
 * `requireSound` and `requireMayBring`.
 */
export async function saveRule(
	ctx: CommunityContext,
	{ id: ruleId, name, definition, version }: SaveRule,
): Promise<void> {
	ctx.authorize('update', 'PointRule');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		await requireSound(ctx, tx, definition);
		requireMayBring(ctx, definition);
		const draft = JSON.stringify(definition);
		const now = ctx.clock.now();
		if (version === null) {
			if (!(await addRule(ctx, tx, { ruleId, name, draft }))) return;
		} else {
			const { archivedAt } = await ruleAt(tx, ruleId, version);
			await changeRule(tx.db, ruleId, { name, draft, archivedAt: null }, now).execute();
			// What it brought before it was taken off the list, it brings again.
			if (archivedAt) await recountLater(ctx, tx);
		}
		const action = version === null ? 'point_rules.created' : 'point_rules.updated';
		tx.audit({ action, target: ruleTarget({ id: ruleId, name }), after: { name, ...definition } });
	});
}

async function addRule(
	{ clock }: CommunityContext,
	tx: CommunityTransaction,
	{ ruleId, name, draft }: { ruleId: string; name: string; draft: string | null },
): Promise<boolean> {
	await takeTurn(tx.db).execute();
	const rows = await placesTaken(tx.db).execute();
	if (rows.some(({ id }) => id === ruleId)) return false;
	if (rows.filter(({ archivedAt }) => !archivedAt).length >= MOST_RULES)
		throw new LimitReachedError('gamification.too_many_rules');
	const position = Math.max(0, ...rows.map((row) => row.position)) + 1;
	const [createdAt, updatedAt] = [clock.now(), clock.now()];
	const row = { id: ruleId, name, draft, position, createdAt, updatedAt };
	return (await insertRule(tx.db, row).executeTakeFirst()) !== undefined;
}

/**
 * Puts a rule's draft in force: from now on, or also for what was done in the last days, which is counted anew in a moment.
 * Without a draft, what it said last comes into force again. Throws as `saveRule`, and `gamification.nothing_to_publish`.
 */
export async function publishRule(
	ctx: CommunityContext,
	{ ruleId, version, daysBack }: PublishRule,
): Promise<void> {
	ctx.authorize('update', 'PointRule');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const rule = await ruleAt(tx, ruleId, version);
		const last = await lastVersion(tx.db, ruleId).executeTakeFirst();
		const wanted = rule.draft ?? (last?.countsUntil ? last.definition : null);
		if (wanted === null) throw new ConflictError('gamification.nothing_to_publish');
		const definition = RuleDefinition.parse(wanted);
		await requireSound(ctx, tx, definition);
		requireMayBring(ctx, definition);
		await putInForce(ctx, tx, { ruleId, number: (last?.number ?? 0) + 1, definition, daysBack });
		const change = { name: rule.name, draft: null, archivedAt: null };
		await changeRule(tx.db, ruleId, change, ctx.clock.now()).execute();
		tx.audit({
			...{ action: 'point_rules.published', target: ruleTarget(rule) },
			...(last && { before: RuleDefinition.parse(last.definition) }),
			after: { ...definition, daysBack },
		});
	});
}

type Coming = {
	ruleId: string;
	number: number;
	definition: RuleDefinition;
	daysBack: number | null;
};

async function putInForce(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ ruleId, number, definition, daysBack }: Coming,
): Promise<void> {
	const now = ctx.clock.now();
	const countsFrom = daysBack === null ? new Date(0) : new Date(now.getTime() - daysBack * DAY_MS);
	await closeVersions(tx.db, ruleId, countsFrom).execute();
	const json = JSON.stringify(definition);
	const made = { ruleId, number, definition: json, countsFrom, publishedAt: now };
	await insertVersion(tx.db, made).execute();
	if (daysBack !== 0) await recountLater(ctx, tx);
}

/** Puts rules in force in the transaction that switches points on; those that are there already are left alone. */
// authorize: switching points on has asked.
export async function startRules(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	rules: readonly { id: string; name: string; definition: RuleDefinition }[],
	daysBack: number | null,
): Promise<void> {
	for (const { id: ruleId, name, definition } of rules) {
		await requireSound(ctx, tx, definition);
		requireMayBring(ctx, definition);
		if (!(await addRule(ctx, tx, { ruleId, name, draft: null }))) continue;
		await putInForce(ctx, tx, { ruleId, number: 1, definition, daysBack });
		tx.audit({
			...{ action: 'point_rules.published', target: ruleTarget({ id: ruleId, name }) },
			after: { ...definition, daysBack },
		});
	}
}

/**
 * Stops a rule: from now on it gives nothing more, and what it gave stays, as long as it would have. Stopped again, it
 * changes nothing.
 */
export async function stopRule(
	ctx: CommunityContext,
	{ ruleId, version }: StopRule,
): Promise<void> {
	ctx.authorize('update', 'PointRule');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const rule = await ruleAt(tx, ruleId, version);
		const now = ctx.clock.now();
		const closed = await closeVersions(tx.db, ruleId, now).execute();
		if (closed.length === 0) return;
		await changeRule(tx.db, ruleId, {}, now).execute();
		tx.audit({ action: 'point_rules.ended', target: ruleTarget(rule) });
	});
}

/**
 * Takes a rule off the list: one that was ever in force stops first and stays in the books, another one is gone. Roles
 * and spaces that it brought are taken back in a moment. Throws `gamification.rule_not_found`.
 */
export async function removeRule(ctx: CommunityContext, { ruleId }: RuleRef): Promise<void> {
	ctx.authorize('delete', 'PointRule');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const rule = await ruleRow(tx.db, ruleId).forUpdate().executeTakeFirst();
		if (!rule) throw new NotFoundError('gamification.rule_not_found');
		if (rule.archivedAt) return;
		const now = ctx.clock.now();
		const last = await lastVersion(tx.db, ruleId).executeTakeFirst();
		await closeVersions(tx.db, ruleId, now).execute();
		if (last) await changeRule(tx.db, ruleId, { archivedAt: now, draft: null }, now).execute();
		else await dropRule(tx.db, ruleId).execute();
		const holders = await holdersBy(tx.db, ruleId).execute();
		await settleLater(
			ctx,
			tx,
			holders.map(({ memberId }) => memberId),
		);
		tx.audit({ action: 'point_rules.removed', target: ruleTarget(rule) });
	});
}

async function ruleAt(tx: CommunityTransaction, ruleId: string, version: number) {
	const row = await ruleRow(tx.db, ruleId).forUpdate().executeTakeFirst();
	if (!row) throw new NotFoundError('gamification.rule_not_found');
	if (row.version !== version) throw new ConflictError('gamification.changed_meanwhile');
	return row;
}

const ruleTarget = ({ id, name }: { id: string; name: string }) => ({
	...{ kind: 'point_rule', id, label: name },
});

/** Whether two rules pay for the same: one of them would be enough. */
export const isSame = (a: RuleDefinition, b: RuleDefinition): boolean =>
	a.on === b.on && a.to === b.to && isDeepStrictEqual(a.when, b.when);
