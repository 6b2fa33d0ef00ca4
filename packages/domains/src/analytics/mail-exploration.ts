import { selfOf } from '@kith/kernel/actor';
import { InvalidError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { isSigned, sign } from '@kith/kernel/seal';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { hasModule, requireModule } from '../modules/index.ts';
import { keepSetting, storedSetting } from '../settings.queries.ts';
import { EXPLORATIONS, sees } from './explorations.ts';
import {
	Explorations,
	MOST_MAILED,
	type KeptExploration,
	type MailExploration,
	type Rhythm,
} from './explorations.schema.ts';

/**
 * Whether whoever asks has the answer by mail, and how often; set again, it changes nothing. Throws `module.off`,
 * `analytics.exploration_not_found`, `analytics.days_fixed` for a question whose answer stays the same, and
 * `analytics.too_many_mails`.
 */
export async function mailExploration(
	ctx: CommunityContext,
	{ explorationId, rhythm }: MailExploration,
): Promise<void> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const memberId = selfOf(ctx.actor);
	await ctx.transaction((tx) =>
		changeMails(ctx, tx, (all) => {
			const found = all.find(({ id }) => id === explorationId);
			if (!found || !sees(ctx, found)) throw new NotFoundError('analytics.exploration_not_found');
			if (rhythm !== null && found.question.from !== null)
				throw new InvalidError('analytics.days_fixed');
			const mails = mailedTo(found, memberId, rhythm);
			if (mails.length > MOST_MAILED) throw new LimitReachedError('analytics.too_many_mails');
			return all.map((one) => (one === found ? { ...one, mails } : one));
		}),
	);
}

const mailedTo = (
	{ mails }: KeptExploration,
	memberId: string,
	rhythm: Rhythm | null,
): KeptExploration['mails'] => [
	...mails.filter((mail) => mail.memberId !== memberId),
	...(rhythm ? [{ memberId, rhythm }] : []),
];

async function changeMails(
	{ clock }: CommunityContext,
	tx: CommunityTransaction,
	change: (all: Explorations) => Explorations,
): Promise<void> {
	const row = await storedSetting(tx.db, EXPLORATIONS).forNoKeyUpdate().executeTakeFirst();
	const before = Explorations.parse(row?.value ?? []);
	const after = change(before);
	if (JSON.stringify(after) !== JSON.stringify(before))
		await keepSetting(tx.db, EXPLORATIONS, after, clock.now()).execute();
}

/** What is mailed on a day, to whom. What is somebody's own is mailed to nobody else. */
// authorize: asked for by the job that mails it.
export async function mailedOn(
	ctx: CommunityContext,
	day: string,
): Promise<{ exploration: KeptExploration; memberIds: string[] }[]> {
	if (!hasModule(ctx, 'analytics')) return [];
	const due = rhythmsOn(day);
	const row = await storedSetting(ctx.db, EXPLORATIONS).executeTakeFirst();
	return Explorations.parse(row?.value ?? [])
		.map((exploration) => ({
			exploration,
			memberIds: exploration.mails
				.filter(({ memberId }) => exploration.isShared || memberId === exploration.memberId)
				.filter(({ rhythm }) => due.includes(rhythm))
				.map(({ memberId }) => memberId),
		}))
		.filter(({ memberIds }) => memberIds.length > 0);
}

/** What ends on the evening before a day. */
export const rhythmsOn = (day: string): readonly Rhythm[] => [
	...(new Date(`${day}T00:00:00Z`).getUTCDay() === 1 ? (['weekly'] as const) : []),
	...(day.endsWith('-01') ? (['monthly'] as const) : []),
];

/** Ends all these mails for those who may not see numbers any more. */
// authorize: asked for by the job that mails them.
export async function endMailsFor(
	ctx: CommunityContext,
	memberIds: readonly string[],
): Promise<void> {
	if (memberIds.length === 0) return;
	await ctx.transaction((tx) =>
		changeMails(ctx, tx, (all) =>
			all.map((one) => ({
				...one,
				mails: one.mails.filter(({ memberId }) => !memberIds.includes(memberId)),
			})),
		),
	);
}

const PURPOSE = 'stop-exploration-mail';
type Mailed = { memberId: string; explorationId: string };

const subjectOf = ({ community }: CommunityContext, { memberId, explorationId }: Mailed) =>
	`${community.id} ${memberId} ${explorationId}`;

/** What proves that somebody has a member's own mail of a kept question: the same each time. */
export function explorationStopTokenOf(ctx: CommunityContext, mailed: Mailed): string {
	const signature = sign(ctx.services.secret, PURPOSE, subjectOf(ctx, mailed));
	return `${mailed.memberId}.${mailed.explorationId}.${signature}`;
}

const TOKEN = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.([\w-]{1,64})$/;

/** Whose mail of what a token came with; null for one that was not made here. */
// authorize: the token is of a member's own mail.
export function mailedByToken(ctx: CommunityContext, token: string): Mailed | null {
	const [, memberId = '', explorationId = '', signature = ''] = TOKEN.exec(token) ?? [];
	const mailed = { memberId, explorationId };
	return isSigned(ctx.services.secret, PURPOSE, subjectOf(ctx, mailed), signature) ? mailed : null;
}

/** Stops these mails for whoever's mail a token came with; again, it changes nothing. Throws `analytics.link_unknown`. */
// authorize: as above.
export async function stopExplorationMail(ctx: CommunityContext, token: string): Promise<void> {
	const mailed = mailedByToken(ctx, token);
	if (!mailed) throw new NotFoundError('analytics.link_unknown');
	await ctx.transaction((tx) =>
		changeMails(ctx, tx, (all) =>
			all.map((one) =>
				one.id === mailed.explorationId
					? { ...one, mails: mailedTo(one, mailed.memberId, null) }
					: one,
			),
		),
	);
}
