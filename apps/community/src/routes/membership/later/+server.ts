import { redirect } from '@sveltejs/kit';
import { nextPathOf } from '#lib/identity/server/next-path.ts';
import { textIn } from '#lib/identity/server/form-text.ts';
import { LATER } from '#lib/membership/server/owed-bar.ts';
import type { RequestHandler } from './$types';

const KEY = /^[0-9a-f-]{36}\.[a-z_]{1,20}$/;

/** Puts away for this visit what is said on every page of a payment that is owed. */
export const POST: RequestHandler = async ({ request, cookies }) => {
	const form = await request.formData();
	const key = textIn(form, 'key');
	// Without an age: the browser forgets it when the visit ends.
	if (KEY.test(key)) cookies.set(LATER, key, { path: '/', httpOnly: true, sameSite: 'lax' });
	redirect(303, nextPathOf(textIn(form, 'back')));
};
