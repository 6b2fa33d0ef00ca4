import { redirect } from '@sveltejs/kit';
import type { ServerLoadEvent } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { orErrorPage, refuseLookingOn } from '#lib/shell/loading.ts';

type Here = Pick<ServerLoadEvent, 'locals' | 'url'>;

/** Lets active members on; anyone else is led to the door, and from there back to this page. */
export function onlyMembers({ locals, url }: Here): void {
	const { viewer } = locals.request;
	if (viewer?.standing === 'active') return;
	redirect(303, viewer ? '/join' : doorTo(url));
}

/** For what is a member's own alone: who looks at the site as somebody else is told that it is not shown. */
export function onlyThemselves(here: Here): void {
	onlyMembers(here);
	if (here.locals.request.viewedAs !== null) refuseLookingOn();
}

/** What `promise` gives; who would have to sign in first is led to do so, any other failure is the page's error. */
export async function orSignIn<T>(promise: Promise<T>, { url }: Pick<Here, 'url'>): Promise<T> {
	return orErrorPage(
		promise.catch((error: unknown) => {
			if (failureOf(error).code === 'identity.sign_in_needed') redirect(303, doorTo(url));
			throw error;
		}),
	);
}

function doorTo({ pathname, search }: URL): string {
	return `/sign-in?next=${encodeURIComponent(pathname + search)}`;
}
