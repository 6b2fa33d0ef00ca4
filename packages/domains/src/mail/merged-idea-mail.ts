import * as z from 'zod';
import { requestJob } from '@kith/db/jobs';
import { memberIdOf } from '@kith/kernel/actor';
import type { Services } from '../context.ts';
import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { ideaById, votersOf } from '../ideas/index.ts';
import { readersOf } from '../permissions/index.ts';
import { continueAfter, MAIL_BATCH, mailToAll, placeOf } from './readers.ts';

const Payload = z.strictObject({
	...{ communityId: z.string(), eventId: z.string(), postId: z.uuid(), intoId: z.uuid() },
	/** Whoever merged them knows of it. */
	actorId: z.uuid().nullable(),
	after: z.uuid().nullable(),
});

/** Starts telling the voters of an idea that it was merged into another. */
export const mergedIdeaMail: Consumer = {
	on: ['ideas.merged'],
	async handle({ community, services }, event) {
		const { postId, intoId } = eventCatalogue['ideas.merged'].payload.parse(event.payload);
		const actorId = memberIdOf(event.actor) ?? null;
		const payload = { communityId: community.id, eventId: event.id, postId, intoId, actorId };
		await requestJob(
			services.platform,
			'mail-merged-voters',
			{ ...payload, after: null },
			{ key: `mail-merged-voters:${event.id}`, now: services.clock.now() },
		);
	},
};

/**
 * Mails a batch of a merged idea's voters, those who may read what it was merged into, and asks for the next batch. A
 * merge that was undone before is told to nobody.
 */
export async function mailMergedVoters(services: Services, input: unknown): Promise<void> {
	const payload = Payload.parse(input);
	const { postId, intoId, eventId, actorId, after } = payload;
	const place = await placeOf(services, payload.communityId);
	if (!place) return;
	const idea = await ideaById(place.db, postId).executeTakeFirst();
	const into = await ideaById(place.db, intoId).executeTakeFirst();
	if (idea?.mergedIntoId !== intoId || into?.status !== 'published') return;
	const mayRead = readersOf(place.snapshot, into.spaceId);
	const batch = await votersOf(place.db, { postId, after, limit: MAIL_BATCH, mayRead }).execute();
	const url = `${place.community.origin}/p/${intoId}`;
	const props = { title: idea.title, into: into.title, url };
	const told = batch.filter(({ id }) => id !== actorId);
	await mailToAll(services, place, told, {
		kind: 'idea-merged',
		props: () => props,
		about: eventId,
	});
	await continueAfter(services, 'mail-merged-voters', { batch, payload, about: eventId });
}
