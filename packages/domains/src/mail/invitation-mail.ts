import * as z from 'zod';
import { requestJob } from '@kith/db/jobs';
import { eventsBetween, type OutboxEvent } from '@kith/db/outbox';
import { unseal } from '@kith/kernel/seal';
import type { Services } from '../context.ts';
import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { INVITATION_SEAL, invitationsByIds, joinUrl } from '../members/index.ts';
import { brandOf } from './brands.ts';
import { deliverAll } from './deliver.ts';
import { MAIL_BATCH, placeOf, type Place } from './readers.ts';

/** Invitations of so many milliseconds go out together: a list that is brought in invites many at once. */
const BUNDLE_MS = 2000;

const Payload = z.strictObject({
	communityId: z.string(),
	until: z.iso.datetime(),
	after: z.uuid().nullable(),
});

/** Asks for the mails of the few seconds that an invitation was made in. */
export const invitationMail: Consumer = {
	on: ['members.invited'],
	async handle(ctx, event) {
		const until = new Date(
			Math.ceil((event.occurredAt.getTime() + 1) / BUNDLE_MS) * BUNDLE_MS,
		).toISOString();
		const payload = { communityId: ctx.community.id, until, after: null };
		const key = `mail-invitations:${payload.communityId}:${until}`;
		const now = ctx.clock.now();
		await requestJob(ctx.db, 'mail-invitations', payload, { key, now, runAt: new Date(until) });
	},
};

/** Mails the invitations of the seconds before `until` that can still be accepted, each once, a batch at a time. */
export async function mailInvitations(services: Services, input: unknown): Promise<void> {
	const { communityId, until, after } = Payload.parse(input);
	const place = await placeOf(services, communityId);
	if (!place) return;
	const end = new Date(until);
	const since = new Date(end.getTime() - BUNDLE_MS);
	const stretch = { communityId, type: 'members.invited', since, until: end };
	const events = await eventsBetween(place.db, { ...stretch, after, limit: MAIL_BATCH });
	await mailThese(services, place, events);
	const last = events.at(-1);
	if (!last || events.length < MAIL_BATCH) return;
	const next = { communityId, until, after: last.id };
	const key = `mail-invitations:${communityId}:${until}:${last.id}`;
	await requestJob(services.platform, 'mail-invitations', next, {
		...{ key, now: services.clock.now() },
	});
}

type Somewhere = NonNullable<Awaited<ReturnType<typeof placeOf>>> & Place;

async function mailThese(
	services: Services,
	{ db, community, snapshot }: Somewhere,
	events: readonly OutboxEvent[],
): Promise<void> {
	if (events.length === 0) return;
	const invited = events.map(({ id, payload }) => ({
		...{ eventId: id, ...eventCatalogue['members.invited'].payload.parse(payload) },
	}));
	const ids = invited.map(({ invitationId }) => invitationId);
	const rows = await invitationsByIds(db, ids, services.clock.now()).execute();
	const open = new Map(rows.map((row) => [row.id, row]));
	const brand = brandOf(community, snapshot);
	await deliverAll(
		services,
		invited.flatMap(({ eventId, invitationId, sealedToken, message }) => {
			const { email, inviterName = null } = open.get(invitationId) ?? {};
			if (!email) return [];
			const token = tokenIn(services, sealedToken);
			if (token === null) return [];
			const url = joinUrl(community, token);
			return {
				...{ kind: 'invitation' as const, to: email, brand, locale: community.locale },
				props: { inviterName, message, url },
				idempotencyKey: `invitation-mail:${eventId}`,
			};
		}),
	);
}

/** Sealed by a secret that was replaced since, a link is lost; the others go out all the same. */
function tokenIn({ secret, logger }: Services, sealedToken: string): string | null {
	try {
		return unseal(secret, INVITATION_SEAL, sealedToken);
	} catch (error) {
		logger.warn({ error: String(error) }, 'an invitation was not mailed');
		return null;
	}
}
