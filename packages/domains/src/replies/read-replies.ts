import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { storedSetting } from '../settings.queries.ts';
import { REPLIES, SaveReplies } from './replies.schema.ts';

/** Whoever does any of this gives reasons. */
const GIVES_REASONS = [
	['approve', 'Member'],
	['silence', 'Member'],
	['remove', 'Member'],
] as const;

/** The saved replies of the community, for those who give reasons there and those who may write them. */
export async function readReplies(ctx: CommunityContext): Promise<SaveReplies> {
	const mayWrite = isAllowed(ctx.ability, 'administer', 'Setting', { key: 'approval' });
	const givesReasons = GIVES_REASONS.some(([action, name]) => isAllowed(ctx.ability, action, name));
	if (!mayWrite && !givesReasons) ctx.authorize('approve', 'Submission');
	const row = await storedSetting(ctx.db, REPLIES).executeTakeFirst();
	return row ? SaveReplies.parse(row.value) : { replies: [], version: 0 };
}
