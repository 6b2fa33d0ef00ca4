import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { readerLanguage } from '../communities/index.ts';
import type { CommunityContext, Services } from '../context.ts';
import type { Consumer } from '../domain.ts';
import { membersWith } from '../permissions/members-where.ts';
import { whoIsTold } from '../rota/index.ts';
import { waitingLonger } from '../submissions/index.ts';
import { brandOf } from './brands.ts';
import { deliverAll } from './deliver.ts';
import { membersWho } from './mail.queries.ts';
import { placeOf } from './readers.ts';

const TOO_LONG = 2 * 86_400;
/** What grows old within one quarter of a day is looked at together. */
const BUNDLE_MS = 6 * 3_600_000;
/** So many are looked for in each space, and so many of them are told. */
const MOST_FOUND = 100;
const MOST_TOLD = 50;

/** Looks again when two days are over whether what is sent now still waits. */
const waitingMail: Consumer = {
	on: ['submissions.held'],
	async handle(ctx, event) {
		const old = addSeconds(event.occurredAt, TOO_LONG).getTime();
		const at = new Date(Math.ceil((old + 1) / BUNDLE_MS) * BUNDLE_MS);
		const payload = { communityId: ctx.community.id, at: at.toISOString() };
		const key = `mail-waiting:${payload.communityId}:${payload.at}`;
		await requestJob(ctx.db, 'mail-waiting', payload, { key, now: ctx.clock.now(), runAt: at });
	},
};

/**
 * Tells those who approve, or whoever of them is on call, of what has waited for two days and longer where they do, once a
 * day at most; nobody when nothing has. One statement per space in which something has.
 */
export async function mailWaiting(
	services: Services,
	{ communityId, at }: { communityId: string; at: string },
): Promise<void> {
	const place = await placeOf(services, communityId);
	if (!place) return;
	const { community, snapshot } = place;
	const url = `${services.platformOrigin}/c/${communityId}/moderation/queue`;
	const approvers = await approversOf(place, addSeconds(new Date(at), -TOO_LONG));
	const told = await whoIsTold(place, approvers, services.clock.now());
	await deliverAll(
		services,
		told.slice(0, MOST_TOLD).map(({ id, email, locale: own, count, since }) => {
			const locale = readerLanguage(community, snapshot, own);
			const timeZone = snapshot.localization.timeZone ?? 'UTC';
			const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(since);
			return {
				...{ kind: 'waiting' as const, to: email, locale, brand: brandOf(community, snapshot) },
				props: { count, since: day, url },
				idempotencyKey: `waiting:${communityId}:${at.slice(0, 10)}:${id}`,
			};
		}),
	);
}

type Waiting = { count: number; since: Date };
type Approver = Waiting & { id: string; email: string; locale: string | null };

/** Who approves where something has waited since before a moment, with how much that is and since when. */
async function approversOf(
	{ db, snapshot }: Pick<CommunityContext, 'db' | 'snapshot'>,
	before: Date,
): Promise<Approver[]> {
	const found = new Map<string, Approver>();
	for (const { spaceId, count, since } of await waitingLonger(db, before).execute()) {
		const space = snapshot.spaces.find(({ id }) => id === spaceId);
		if (!space) continue;
		const may = membersWith(snapshot, 'posts:approve', space);
		for (const { id, email, locale } of await membersWho(db, may, MOST_FOUND).execute()) {
			const known = found.get(id);
			const first = known && known.since < since ? known.since : since;
			found.set(id, { id, email, locale, count: (known?.count ?? 0) + count, since: first });
		}
	}
	return [...found.values()];
}

export const waitingMailConsumers = { 'waiting-mail': waitingMail } as const;
