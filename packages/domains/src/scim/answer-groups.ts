import type { CommunityContext } from '../context.ts';
import {
	done,
	idIn,
	notAllowed,
	ok,
	readOperations,
	type Asked,
	type DirectoryAnswer,
} from './asked.ts';
import { readFilter } from './attribute-path.ts';
import { readGroup, readGroupChange } from './group-wish.ts';
import { changeGroup, createGroup, groupById, removeGroup, replaceGroup } from './groups.ts';
import { groupResource, listOf, pageIn, type Resource } from './resources.ts';
import { invalid } from './scim-error.ts';
import { membersOfGroup } from './scim.queries.ts';
import { MOST_IN_GROUP, type Group } from './scim.schema.ts';
import { scimNow } from './setting.ts';

/** Answers what is asked of groups. */
// authorize: the directory's token is the proof.
export async function answerGroups(ctx: CommunityContext, asked: Asked): Promise<DirectoryAnswer> {
	const { method, json } = asked;
	const shown = (group: Group) => show(ctx, asked, group);
	if (asked.id === null) {
		if (method === 'GET') return ok(await listGroups(ctx, asked));
		if (method !== 'POST') throw notAllowed();
		return ok(await shown(await createGroup(ctx, readGroup(await json()))), 201);
	}
	const id = idIn(asked.id, 'group');
	if (method === 'GET') return ok(await shown(await groupById(ctx, id)));
	if (method === 'PUT')
		return ok(await shown(await replaceGroup(ctx, id, readGroup(await json()))));
	if (method === 'PATCH') {
		const change = readGroupChange(readOperations(await json()));
		return ok(await shown(await changeGroup(ctx, id, change)));
	}
	if (method !== 'DELETE') throw notAllowed();
	await removeGroup(ctx, id);
	return done;
}

async function show(
	ctx: CommunityContext,
	{ baseUrl, query }: Asked,
	group: Group,
): Promise<Resource> {
	const without = (query.get('excludedAttributes') ?? '').toLowerCase().split(',');
	const members = without.some((name) => name.trim() === 'members')
		? null
		: await membersOfGroup(ctx.db, group.id, MOST_IN_GROUP).execute();
	return groupResource(baseUrl, group, members);
}

/** Who is in a group is told by the group alone: a list of all of them would have no bound. */
async function listGroups(ctx: CommunityContext, { query, baseUrl }: Asked): Promise<Resource> {
	const { startIndex, count } = pageIn(query);
	const { groups } = await scimNow(ctx);
	const all = Object.values(groups).toSorted((a, b) => (a.id < b.id ? -1 : 1));
	const filter = query.get('filter');
	const found = filter === null ? all : all.filter(matching(filter));
	const page = found.slice(startIndex - 1, startIndex - 1 + count);
	return listOf(
		page.map((group) => groupResource(baseUrl, group, null)),
		{ total: found.length, startIndex },
	);
}

function matching(filter: string): (group: Group) => boolean {
	const { attribute, value } = readFilter(filter);
	switch (attribute) {
		case 'displayname':
			return ({ displayName }) => displayName.toLowerCase() === value.toLowerCase();
		case 'externalid':
			return ({ externalId }) => externalId === value;
		case 'id':
			return ({ id }) => id === value;
		default:
			throw invalid('Groups are found by displayName, externalId or id.', 'invalidFilter');
	}
}
