import { error, redirect } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { failureOf } from '@kith/client/failure';
import { factorAddress } from '#lib/identity/security-address.ts';

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
		error(status, code);
	}
}

/** What `promise` gives, or `otherwise` to who may not see it: for parts of a page that others may see without them. */
export function orWithout<T, Otherwise>(
	promise: Promise<T>,
	otherwise: Otherwise,
): Promise<T | Otherwise> {
	return promise.catch((cause: unknown) => {
		if (failureOf(cause).status !== 403) throw cause;
		return otherwise;
	});
}
