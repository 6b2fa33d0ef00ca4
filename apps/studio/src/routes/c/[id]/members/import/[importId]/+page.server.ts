import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const { importId } = event.params;
	const [list, fields] = await orErrorPage(
		Promise.all([
			api.imports.get({ importId }),
			api.fields.list().then((all) => all.filter(({ kind }) => kind !== 'file')),
		]),
	);
	return { list, fields: fields.filter(({ archivedAt }) => archivedAt === null) };
};
