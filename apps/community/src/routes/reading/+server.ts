import { error } from '@sveltejs/kit';
import * as z from 'zod';
import { failureOf } from '@kith/client/failure';
import type { RequestHandler } from './$types';

const Place = z.strictObject({
	postId: z.uuid(),
	commentId: z.uuid(),
	asOf: z.coerce.date(),
});

/** Takes how far somebody has read, also from a page that is just being left: nobody waits for the answer. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const body: unknown = await request.json().catch(() => null);
	const place = Place.safeParse(body);
	if (!place.success) error(400, 'input.invalid');
	try {
		await locals.api.comments.markRead(place.data);
	} catch (cause) {
		const { status, code } = failureOf(cause);
		error(status, code);
	}
	return new Response(null, { status: 204 });
};
