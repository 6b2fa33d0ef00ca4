import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as z from 'zod';
import { LocalPath } from '@kith/domains/communities/schema';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';

const Fields = z.object({ id: z.uuid(), state: z.enum(['on', 'off']), back: LocalPath });

/** Puts a suggestion away as a plain form wants it, or back, then goes to where the form was. */
export async function dismissByForm(event: RequestEvent): Promise<never> {
	onlyMembers(event);
	const fields = Fields.safeParse(Object.fromEntries(await event.request.formData()));
	if (!fields.success) redirect(303, '/members');
	const { id: suggestedId, state, back } = fields.data;
	await orErrorPage(event.locals.api.feeds.dismiss({ suggestedId, on: state === 'on' }));
	redirect(303, back);
}
