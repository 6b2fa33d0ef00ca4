import { error } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';

/** What `promise` gives; a failed call becomes the page's error with the stable code as its message. */
export async function orErrorPage<T>(promise: Promise<T>): Promise<T> {
	try {
		return await promise;
	} catch (cause) {
		const { status, code } = failureOf(cause);
		if (status >= 500 || status === 0) throw cause;
		error(status, code);
	}
}
