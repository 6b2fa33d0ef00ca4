import { error } from '@sveltejs/kit';
import * as z from 'zod';
import { orErrorPage } from '#lib/shell/loading.ts';

const Fields = z.object({ tagId: z.uuid(), on: z.enum(['on', 'off']) });

/** The form behind the button that follows a tag, for browsers without scripts. */
export async function followByForm({ locals, request }: { locals: App.Locals; request: Request }) {
	const fields = Fields.safeParse(Object.fromEntries(await request.formData()));
	if (!fields.success) error(400, 'input.invalid');
	const { tagId, on } = fields.data;
	await orErrorPage(locals.api.tags.follow({ tagId, on: on === 'on' }));
}
