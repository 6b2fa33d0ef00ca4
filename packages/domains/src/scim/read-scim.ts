import type { CommunityContext } from '../context.ts';
import type { ScimView } from './scim.schema.ts';
import { baseUrlOf, domainsOf, scimNow } from './setting.ts';

/** What is set of the directory, without what its tokens are compared with. */
export async function readScim(ctx: CommunityContext): Promise<ScimView> {
	ctx.authorize('administer', 'Connection');
	const { tokens, groups, rules } = await scimNow(ctx);
	const byAge = Object.values(tokens).toSorted((a, b) => (a.madeAt < b.madeAt ? -1 : 1));
	const byName = Object.values(groups).toSorted((a, b) => (a.displayName < b.displayName ? -1 : 1));
	return {
		...{ baseUrl: baseUrlOf(ctx), domains: domainsOf(ctx), rules },
		tokens: byAge.map(({ id, name, madeAt, lastUsedAt }) => ({ id, name, madeAt, lastUsedAt })),
		groups: byName.map(({ id, displayName }) => ({ id, displayName })),
	};
}
