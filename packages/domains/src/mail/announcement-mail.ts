import * as z from 'zod';
import { requestJob } from '@kith/db/jobs';
import { addresseesOf, announcementById, termsOf } from '../announcements/index.ts';
import type { Services } from '../context.ts';
import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { readersOf } from '../permissions/index.ts';
import { excerptsFor } from './excerpts-for.ts';
import { continueAfter, MAIL_BATCH, mailToAll, placeOf, type Addressee } from './readers.ts';

const Payload = z.strictObject({
	...{ communityId: z.string(), postId: z.uuid(), after: z.uuid().nullable() },
});

/** Starts telling an announcement to its audience. */
export const announcementMail: Consumer = {
	on: ['posts.published'],
	async handle({ community, db, services }, event) {
		const { postId } = eventCatalogue['posts.published'].payload.parse(event.payload);
		if (!(await announcementById(db, postId).executeTakeFirst())) return;
		await requestJob(
			services.platform,
			'mail-audience',
			{ communityId: community.id, postId, after: null },
			{ key: `mail-audience:${postId}`, now: services.clock.now() },
		);
	},
};

/** Mails a batch of an announcement's audience, each member once, and asks for the next batch. */
export async function mailAudience(services: Services, input: unknown): Promise<void> {
	const payload = Payload.parse(input);
	const { postId, after } = payload;
	const place = await placeOf(services, payload.communityId);
	const post = place && (await announcementById(place.db, postId).executeTakeFirst());
	if (!place || post?.status !== 'published') return;
	const mayRead = readersOf(place.snapshot, post.spaceId);
	const page = { postId, after, limit: MAIL_BATCH, mayRead };
	const batch = await addresseesOf(place.db, page).execute();
	const { mustAcknowledge } = termsOf(post.kindFacts);
	const url = `${place.community.origin}/p/${postId}`;
	const excerptFor = await excerptsFor(place.db, post, batch);
	const props = (to: Addressee) => ({
		...{ title: post.title, excerpt: excerptFor(to), mustAcknowledge, url },
	});
	await mailToAll(services, place, batch, { kind: 'announcement', props, about: postId });
	await continueAfter(services, 'mail-audience', { batch, payload, about: postId });
}
