import { error, redirect } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { failureOf } from '@kith/client/failure';
import { factorAddress } from '#lib/identity/factor-address.ts';
import { m } from '#lib/paraglide/messages.js';

/** What `promise` gives; a failed call becomes the page's error with the stable code as its message. */
export async function orErrorPage<T>(promise: Promise<T>): Promise<T> {
	try {
		return await promise;
	} catch (cause) {
		const { status, code } = failureOf(cause);
		// Who only lacks a second factor is led to where it is shown, or set up.
		if (code === 'permissions.second_factor_needed') {
			const { pathname, search } = getRequestEvent().url;
			redirect(303, factorAddress(pathname + search));
		}
		// Nothing failed: it may be asked again in a moment.
		if (code === 'server.busy') error(status, code);
		if (status >= 500 || status === 0) throw cause;
		if (code === LOOKING_ON) refuseLookingOn();
		// A page of what is not switched on is one that is not there.
		error(code === 'module.off' ? 404 : status, code);
	}
}

const LOOKING_ON = 'permissions.looking_on';

/** Says that what is somebody's own is not shown to who looks at the site as them. */
export function refuseLookingOn(): never {
	const words = { title: m.error_theirs_title(), body: m.error_theirs_body() };
	error(403, { message: LOOKING_ON, ...words });
}
