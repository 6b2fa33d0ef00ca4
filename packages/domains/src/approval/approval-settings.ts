import { NotFoundError } from '@kith/kernel/errors';
import { saveSetting, settingTarget } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { REACTION_LIMITS } from '../reactions/reactions.schema.ts';
import type { ApprovalSettings, SaveApprovalSettings } from './approval.schema.ts';

/** The rules of approval and how posts live here. */
export function readApprovalSettings(ctx: CommunityContext): ApprovalSettings {
	ctx.authorize('administer', 'Setting', { key: 'approval' });
	const { approval, life, reactionLimits, spaces } = ctx.snapshot;
	const isThere = (spaceId: string | null) =>
		spaceId === null || spaces.some(({ id }) => id === spaceId);
	return {
		rules: approval.rules.filter(({ spaceId }) => isThere(spaceId)),
		life: { ...life, spaceIdleDays: life.spaceIdleDays.filter(({ spaceId }) => isThere(spaceId)) },
		reactions: reactionLimits,
	};
}

/** Replaces them. Throws for a rule about a space or role that is not there. */
export async function saveApprovalSettings(
	ctx: CommunityContext,
	{ rules, life, reactions = ctx.snapshot.reactionLimits }: SaveApprovalSettings,
): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'approval' });
	const { spaces, roles, approval, life: before, reactionLimits } = ctx.snapshot;
	const named = [...rules, ...life.spaceIdleDays].map(({ spaceId }) => spaceId);
	for (const spaceId of named)
		if (spaceId !== null && !spaces.some(({ id }) => id === spaceId))
			throw new NotFoundError('spaces.not_found');
	for (const { roleKey } of rules)
		if (roleKey !== null && !roles.some(({ key }) => key === roleKey))
			throw new NotFoundError('roles.not_found');
	await ctx.transaction(async (tx) => {
		const now = ctx.clock.now();
		await saveSetting(tx.db, 'approval', { rules }, now).execute();
		await saveSetting(tx.db, 'life', life, now).execute();
		if (reactions !== reactionLimits)
			await saveSetting(tx.db, REACTION_LIMITS, reactions, now).execute();
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget('approval') },
			before: { rules: approval.rules, ...before, reactions: reactionLimits },
			after: { rules, ...life, reactions },
		});
		tx.touchCommunity();
	});
}
