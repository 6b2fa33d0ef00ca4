import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { guidelinesInForce, putInForce } from './guidelines.queries.ts';
import { GuidelinesInForce, type WithdrawText } from './guidelines.schema.ts';
import { settingOf, textTarget } from './text-setting.ts';

/**
 * Takes a legal text off the site; nobody is asked to accept it any more, and its versions stay for the next one. Throws
 * `guidelines.not_found` where none is shown.
 */
export async function withdrawText(ctx: CommunityContext, { kind }: WithdrawText): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: settingOf(kind) });
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		const row = await guidelinesInForce(tx.db, kind).forUpdate().executeTakeFirst();
		const before = row && GuidelinesInForce.parse(row.value);
		if (!before || before.isOff || before.version === 0)
			throw new NotFoundError('guidelines.not_found');
		await putInForce(tx.db, kind, { ...before, required: 0, isOff: true }, now).execute();
		tx.audit({
			...{ action: 'legal.withdrawn', before: { ...before } },
			target: textTarget(kind, before.version, before.title),
		});
		tx.touchCommunity();
	});
}
