import * as z from 'zod';
import { requestJob } from '@kith/db/jobs';
import { memberIdOf } from '@kith/kernel/actor';
import type { Services } from '../context.ts';
import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { ideaById, votersOf } from '../ideas/index.ts';
import { IdeaStatus } from '../ideas/ideas.schema.ts';
import { readersOf } from '../permissions/index.ts';
import { continueAfter, MAIL_BATCH, mailToAll, placeOf } from './readers.ts';

const Payload = z.strictObject({
	...{ communityId: z.string(), eventId: z.string(), postId: z.uuid() },
	...{ status: IdeaStatus, note: z.string() },
	/** Whoever made the change knows of it. */
	actorId: z.uuid().nullable(),
	after: z.uuid().nullable(),
});

/** Starts telling the voters of an idea that its status changed. */
export const ideaStatusMail: Consumer = {
	on: ['ideas.status_changed'],
	async handle({ community, services }, event) {
		const { postId, to, note } = eventCatalogue['ideas.status_changed'].payload.parse(
			event.payload,
		);
		const actorId = memberIdOf(event.actor) ?? null;
		const payload = { communityId: community.id, eventId: event.id, postId, status: to, note };
		await requestJob(
			services.platform,
			'mail-voters',
			{ ...payload, actorId, after: null },
			{ key: `mail-voters:${event.id}`, now: services.clock.now() },
		);
	},
};

/** Mails a batch of an idea's voters, those who may still read it, and asks for the next batch. */
export async function mailVoters(services: Services, input: unknown): Promise<void> {
	const payload = Payload.parse(input);
	const { postId, eventId, status, note, actorId, after } = payload;
	const place = await placeOf(services, payload.communityId);
	const idea = place && (await ideaById(place.db, postId).executeTakeFirst());
	if (!place || idea?.status !== 'published') return;
	const mayRead = readersOf(place.snapshot, idea.spaceId);
	const batch = await votersOf(place.db, { postId, after, limit: MAIL_BATCH, mayRead }).execute();
	const url = `${place.community.origin}/p/${postId}`;
	const props = { title: idea.title, status, note, url };
	const told = batch.filter(({ id }) => id !== actorId);
	await mailToAll(services, place, told, {
		kind: 'idea-status',
		props: () => props,
		about: eventId,
	});
	await continueAfter(services, 'mail-voters', { batch, payload, about: eventId });
}
