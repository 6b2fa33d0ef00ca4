import { redirect, type RequestEvent } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { textIn } from '#lib/identity/server/form-text.ts';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { queryIn } from '../directory-address.ts';
import { directoryChoices } from './directory-choices.ts';

type Change = (event: RequestEvent, data: FormData, asked: URLSearchParams) => Promise<unknown>;

/** An action on saved searches as a plain form wants it; it ends in the directory as it was, or says why not. */
const changing =
	(change: Change) =>
	async (event: RequestEvent): Promise<never> => {
		onlyMembers(event);
		const data = await event.request.formData();
		const asked = new URL(textIn(data, 'back', 4000), 'http://directory').searchParams;
		asked.delete('failed');
		try {
			await change(event, data, asked);
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			asked.set('failed', code);
		}
		redirect(303, asked.size > 0 ? `/members?${asked.toString()}` : '/members');
	};

export const searchActions = {
	save: changing(async ({ locals }, data, asked) => {
		const query = queryIn(asked, await directoryChoices(locals));
		const name = textIn(data, 'name', 60);
		await locals.api.directory.saveSearch({ id: crypto.randomUUID(), name, query });
	}),
	rename: changing(({ locals }, data) =>
		locals.api.directory.renameSearch({
			...{ searchId: textIn(data, 'searchId'), name: textIn(data, 'name', 60) },
		}),
	),
	forget: changing(({ locals }, data) =>
		locals.api.directory.deleteSearch({ searchId: textIn(data, 'searchId') }),
	),
};
