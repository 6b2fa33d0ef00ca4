import { NotFoundError } from '@kith/kernel/errors';
import { settingTarget } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { checkRules } from '../sso/index.ts';
import { alignAllSoon } from './align-groups.ts';
import { GROUPS_CLAIM, SCIM, type SaveGroupRules } from './scim.schema.ts';
import { keepScim, lockScim } from './setting.ts';

/**
 * Says what groups bring; everybody who is in one has it a moment later. Throws `scim.group_not_found` and what
 * `checkRules` throws: nobody gives by a group what they could not give by hand.
 */
export async function saveGroupRules(
	ctx: CommunityContext,
	{ rules: wanted }: SaveGroupRules,
): Promise<void> {
	ctx.authorize('administer', 'Connection');
	await checkRules(ctx, wanted);
	const rules = wanted.map((rule) => ({ ...rule, claim: GROUPS_CLAIM }));
	await ctx.transaction(async (tx) => {
		const setting = await lockScim(ctx, tx);
		if (rules.some(({ value }) => !setting.groups[value]))
			throw new NotFoundError('scim.group_not_found');
		await keepScim(ctx, tx, { ...setting, rules });
		await alignAllSoon(ctx, tx);
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget(SCIM) },
			...{ before: { rules: setting.rules }, after: { rules } },
		});
	});
}
