import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import { settingTarget } from '../communities/index.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { keepSetting, startSetting, storedSetting } from '../settings.queries.ts';
import { tagsFor } from '../tags/index.ts';
import { FILING, SaveFiling, type FilingRule, type FilingRuleRef } from './filing.schema.ts';
import { changeTally, onlyOf, resumed, stepped } from './tally.ts';

/**
 * Changes the rules, all at once, upon the version that the editor started from. Throws `filing.changed_meanwhile`, and
 * for a space or a tag that is not there and that the rule did not name before.
 */
export async function saveFiling(
	ctx: CommunityContext,
	{ rules, version }: SaveFiling,
): Promise<{ version: number }> {
	ctx.authorize('administer', 'Setting', { key: 'approval' });
	const now = ctx.clock.now();
	return ctx.transaction(async (tx) => {
		await startSetting(tx.db, FILING, { rules: [], version: 0 }, now).execute();
		const row = await storedSetting(tx.db, FILING).forNoKeyUpdate().executeTakeFirstOrThrow();
		const before = SaveFiling.parse(row.value);
		if (before.version !== version) throw new ConflictError('filing.changed_meanwhile');
		await checkNamed(ctx, tx, { before: before.rules, rules });
		const after = { rules, version: version + 1 };
		await keepSetting(tx.db, FILING, after, now).execute();
		const ruleIds = rules.map(({ id }) => id);
		if (!before.rules.every(({ id }) => ruleIds.includes(id)))
			await changeTally(tx, now, (tally) => onlyOf(tally, ruleIds));
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget(FILING) },
			...{ before: asWritten(before.rules), after: asWritten(rules) },
		});
		return { version: after.version };
	});
}

/** Lets a rule that was stopped go on. Throws `filing.rule_not_found`. */
export async function resumeRule(
	ctx: CommunityContext,
	{ filingRuleId }: FilingRuleRef,
): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'approval' });
	await ctx.transaction(async (tx) => {
		const row = await storedSetting(tx.db, FILING).executeTakeFirst();
		const { rules } = SaveFiling.parse(row?.value ?? { rules: [], version: 0 });
		const rule = rules.find(({ id }) => id === filingRuleId);
		if (!rule) throw new NotFoundError('filing.rule_not_found');
		await changeTally(tx, ctx.clock.now(), (tally) => stepped(tally, [rule.id], resumed));
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget(FILING) },
			...{ before: { [rule.name]: 'stopped' }, after: { [rule.name]: 'resumed' } },
		});
	});
}

/** Each rule under its name, so that only those that changed are written down, and the order of all. */
const asWritten = (rules: readonly FilingRule[]) => ({
	order: rules.map(({ name }) => name),
	...Object.fromEntries(rules.map((rule) => [`“${rule.name}”`, rule])),
});

type Change = { before: readonly FilingRule[]; rules: readonly FilingRule[] };

async function checkNamed(
	{ snapshot }: CommunityContext,
	{ db }: CommunityTransaction,
	{ before, rules }: Change,
): Promise<void> {
	const isNew = (rule: FilingRule, id: string) => {
		const old = before.find((one) => one.id === rule.id);
		return !old || ![...old.spaceIds, old.toSpaceId, ...old.tagIds].includes(id);
	};
	const newOnes = (of: (rule: FilingRule) => readonly string[]) =>
		rules.flatMap((rule) => of(rule).filter((id) => isNew(rule, id)));
	const spaceIds = newOnes((rule) => [
		...rule.spaceIds,
		...(rule.toSpaceId ? [rule.toSpaceId] : []),
	]);
	if (!spaceIds.every((spaceId) => snapshot.spaces.some(({ id }) => id === spaceId)))
		throw new NotFoundError('spaces.not_found');
	const tagIds = newOnes((rule) => rule.tagIds);
	const { known } = await tagsFor(db, tagIds);
	if (!tagIds.every((tagId) => known.some(({ id }) => id === tagId)))
		throw new NotFoundError('tags.not_found');
}
