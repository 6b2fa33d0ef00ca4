import { error, type RequestEvent } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';

type Here = Pick<RequestEvent, 'locals'> & { params: { slug: string } };

/** The space of the address when it has a library; any other one has no such page. */
export async function librarySpace({ locals, params }: Here) {
	const space = await orErrorPage(locals.api.spaces.get({ slug: params.slug }));
	if (space.library === 'off') error(404, 'library.not_found');
	return space;
}
