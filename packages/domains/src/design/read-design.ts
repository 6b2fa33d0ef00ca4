import type { CommunityContext } from '../context.ts';
import { readableSpaces } from '../spaces/index.ts';
import { compileCss } from './compile-css.ts';
import { designRows } from './design.queries.ts';
import type { DesignView } from './design.schema.ts';
import { changedSections, designOf, stampOf } from './site.schema.ts';

/** What everybody sees, and what is being tried, read past the memory of this process. */
export async function getDesign(ctx: CommunityContext): Promise<DesignView> {
	ctx.authorize('update', 'Community');
	const { published, draft, versions } = designOf(await designRows(ctx.db).execute());
	const { source } = draft.css;
	const { refusals } = source === '' ? { refusals: [] } : await compileCss(source);
	return {
		...{ published, draft, versions, refusals, stamp: stampOf(versions) },
		changed: changedSections(published, draft),
		...choicesOf(ctx),
	};
}

function choicesOf(ctx: CommunityContext): Pick<DesignView, 'roles' | 'groups'> {
	const spaces = readableSpaces(ctx);
	const groups = [...ctx.snapshot.groups, { id: null, name: '' }];
	return {
		roles: ctx.snapshot.roles
			.filter(({ key }) => key !== 'guest' && key !== 'member')
			.map(({ id, name }) => ({ id, name })),
		groups: groups
			.map(({ id, name }) => ({
				...{ id, name },
				spaces: spaces
					.filter(({ groupId }) => groupId === id)
					.map((space) => ({ id: space.id, name: space.name, icon: space.icon })),
			}))
			.filter(({ id, spaces: inside }) => id !== null || inside.length > 0),
	};
}
