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
import { EXTERNAL_ID, USER_NAME } from './account-rows.ts';
import { readFilter } from './attribute-path.ts';
import { listOf, pageIn, userResource, type Resource } from './resources.ts';
import { invalid, ScimError } from './scim-error.ts';
import {
	countKnown,
	knownPeople,
	personOfEmail,
	personOfMember,
	personOfUser,
	userOfAccount,
	type PersonRow,
} from './scim.queries.ts';
import { scimNow } from './setting.ts';
import { changeUser, createUser, removeUser, replaceUser, userById, visible } from './users.ts';
import { readUser } from './user-wish.ts';

/** Answers what is asked of users. */
// authorize: the directory's token is the proof.
export async function answerUsers(ctx: CommunityContext, asked: Asked): Promise<DirectoryAnswer> {
	const { method, json } = asked;
	const shown = (person: PersonRow) => show(ctx, asked, person);
	if (asked.id === null) {
		if (method === 'GET') return ok(await listUsers(ctx, asked));
		if (method !== 'POST') throw notAllowed();
		const { person, isNew } = await createUser(ctx, readUser(await json()));
		return ok(await shown(person), isNew ? 201 : 200);
	}
	const id = idIn(asked.id, 'user');
	if (method === 'GET') return ok(await shown(await userById(ctx, id)));
	if (method === 'PUT') return ok(await shown(await replaceUser(ctx, id, readUser(await json()))));
	if (method === 'PATCH')
		return ok(await shown(await changeUser(ctx, id, readOperations(await json()))));
	if (method !== 'DELETE') throw notAllowed();
	await removeUser(ctx, id);
	return done;
}

async function show(
	ctx: CommunityContext,
	{ baseUrl }: Asked,
	person: PersonRow,
): Promise<Resource> {
	return userResource(baseUrl, person, (await scimNow(ctx)).groups);
}

/** Those whom the directory knows; whom it looks for by an address of its own may be any member. */
async function listUsers(ctx: CommunityContext, { query, baseUrl }: Asked): Promise<Resource> {
	const { startIndex, count } = pageIn(query);
	const filter = query.get('filter');
	const { groups } = await scimNow(ctx);
	const shown = (person: PersonRow) => userResource(baseUrl, person, groups);
	if (filter !== null) {
		const found = await findUser(ctx, readFilter(filter));
		const page = startIndex === 1 ? found.slice(0, count) : [];
		return listOf(page.map(shown), { total: found.length, startIndex });
	}
	const known = await countKnown(ctx.db).executeTakeFirstOrThrow();
	const people =
		count === 0
			? []
			: await knownPeople(ctx.db, { offset: startIndex - 1, limit: count }).execute();
	return listOf(people.map(shown), { total: Number(known.count), startIndex });
}

async function findUser(
	ctx: CommunityContext,
	{ attribute, value }: { attribute: string; value: string },
): Promise<PersonRow[]> {
	const person = await lookUp(ctx, attribute, value);
	try {
		return [visible(ctx, person)];
	} catch (error) {
		if (error instanceof ScimError && error.status === 404) return [];
		throw error;
	}
}

async function lookUp(
	ctx: CommunityContext,
	attribute: string,
	value: string,
): Promise<PersonRow | undefined> {
	const small = value.toLowerCase();
	const byEmail = () => personOfEmail(ctx.db, small).executeTakeFirst();
	switch (attribute) {
		case 'username':
			return (await byAccount(ctx, USER_NAME, small)) ?? unnamed(await byEmail());
		case 'externalid':
			return byAccount(ctx, EXTERNAL_ID, value);
		case 'emails':
		case 'emails.value':
			return byEmail();
		case 'id':
			return personOfMember(ctx.db, idIn(value, 'user')).executeTakeFirst();
		default:
			throw invalid(
				'Users are found by userName, externalId, id or emails.value.',
				'invalidFilter',
			);
	}
}

/** Whom the directory calls otherwise is not found by their address. */
const unnamed = (person: PersonRow | undefined) => (person?.userName == null ? person : undefined);

async function byAccount(ctx: CommunityContext, provider: string, value: string) {
	const found = await userOfAccount(ctx.db, provider, value).executeTakeFirst();
	return found && personOfUser(ctx.db, found.userId).executeTakeFirst();
}
