import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { confirmAddress, nextOf } from '#lib/identity/security-address.ts';

type Here = Pick<RequestEvent, 'url'>;

/**
 * Changes how somebody signs in. Where a proof is asked for first, they are led to it and come back to this page.
 */
export async function changing<Done extends string>(
	{ url }: Here,
	done: Done,
	change: () => Promise<{ recoveryCodes: string[] | null } | void>,
) {
	try {
		const given = await change();
		return { done, code: null, minutes: 0, recoveryCodes: given?.recoveryCodes ?? null };
	} catch (error) {
		return refused(error, backTo(url));
	}
}

/** The same for what a page needs to be shown. */
export async function orConfirm<T>(promise: Promise<T>, { url }: Here): Promise<T> {
	return promise.catch((error: unknown) => {
		const { code } = failureOf(error);
		if (code === 'identity.confirm_first') redirect(303, confirmAddress(backTo(url)));
		throw error;
	});
}

/** This page, with where one is led on from it. */
function backTo(url: URL): string {
	const next = nextOf(url);
	return url.pathname + (next ? `?next=${encodeURIComponent(next)}` : '');
}

/** A failed change as the page shows it. */
export function refused(error: unknown, path: string) {
	const { status, code, details } = failureOf(error);
	if (code === 'identity.confirm_first') redirect(303, confirmAddress(path));
	if (status >= 500 || status === 0) throw error;
	const seconds = Number(details['retryAfterSeconds'] ?? 0);
	return refuse(status, code, Math.max(1, Math.ceil(seconds / 60)));
}

export function refuse(status: number, code: string, minutes = 0) {
	return fail(status, { done: null, code, minutes, recoveryCodes: null });
}
