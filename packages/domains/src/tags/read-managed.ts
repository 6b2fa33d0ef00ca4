import * as z from 'zod';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { factsOf, lookOf } from './read-tags.ts';
import type { ListTags, ManagedTag } from './tags.schema.ts';
import { managedTags } from './tags.queries.ts';

/** What may be set up by tag: what newcomers follow, how posts are filed, and what points are given for. */
const BY_TAG = [
	['administer', 'Setting', { key: 'onboarding' }],
	['administer', 'Setting', { key: 'approval' }],
	['read', 'PointRule', undefined],
] as const;

const Keys = z.tuple([z.int(), z.string().max(200), z.uuid()]);

/** All tags with what belongs to them, by group and name, for who looks after them or sets something up by them. */
export async function listManaged(
	ctx: CommunityContext,
	{ search = '', cursor, limit }: ListTags,
): Promise<Page<ManagedTag>> {
	const may = BY_TAG.some(([action, name, row]) => isAllowed(ctx.ability, action, name, row));
	if (!may) ctx.authorize('update', 'Tag');
	const after = decodeCursor(cursor, Keys);
	const rows = await managedTags(ctx.db, lookOf(ctx), { search, after, limit }).execute();
	const page = toPage(rows, limit, ({ place, sortName, id }) => [place, sortName, id]);
	return {
		...page,
		items: page.items.map(({ groupName, followerCount, synonyms, roleIds, version, ...row }) => ({
			...{ ...factsOf(row), groupName, followerCount, synonyms, roleIds, version },
		})),
	};
}
