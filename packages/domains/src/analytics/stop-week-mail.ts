import { NotFoundError } from '@kith/kernel/errors';
import { isSigned, sign } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { unmail } from './weeks.queries.ts';

const PURPOSE = 'stop-week-mail';

const subjectOf = ({ community }: Pick<CommunityContext, 'community'>, memberId: string) =>
	`${community.id} ${memberId}`;

/**
 * What proves that somebody has a member's own mail of a week, and may stop these mails by it: the same each time, so that
 * a mail that is sent again is the same mail.
 */
export function stopTokenOf(ctx: CommunityContext, memberId: string): string {
	return `${memberId}.${sign(ctx.services.secret, PURPOSE, subjectOf(ctx, memberId))}`;
}

/** Whether a token was made by `stopTokenOf` for a member of this community. */
// authorize: the token is of a member's own mail.
export function isStopToken(ctx: CommunityContext, token: string): boolean {
	const [, memberId = '', signature = ''] = /^([0-9a-f-]{36})\.([\w-]{1,64})$/.exec(token) ?? [];
	return isSigned(ctx.services.secret, PURPOSE, subjectOf(ctx, memberId), signature);
}

/**
 * Stops the mails of weeks for whoever's mail a token came with; again, it changes nothing, and neither does it for who is
 * not here any more or where nothing is counted: they get none. Throws `analytics.link_unknown`.
 */
// authorize: as above.
export async function stopWeekMail(ctx: CommunityContext, token: string): Promise<void> {
	if (!isStopToken(ctx, token)) throw new NotFoundError('analytics.link_unknown');
	if (hasModule(ctx, 'analytics')) await unmail(ctx.db, token.slice(0, 36)).execute();
}
