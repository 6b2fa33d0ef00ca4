import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { fillIn, keysOf } from '../fields/index.ts';
import type { FieldValues } from '../fields/fields.schema.ts';
import { lockLabels, relabel } from '../roster/index.ts';
import { handleFrom, inviteOne } from '../members/index.ts';
import type { Row } from './check-rows.ts';
import {
	followTagRows,
	giveRoles,
	insertPeople,
	insertStaged,
	letIntoSpaces,
	peopleByEmails,
	takenHandles,
	updateFields,
	type Staged,
} from './imports.queries.ts';
import type { Plan, Results } from './imports.schema.ts';
import { ordinaryRoleId } from './known-names.ts';
import { standingOf } from './member-standings.ts';

type Person = Awaited<ReturnType<ReturnType<typeof peopleByEmails>['execute']>>[number];

/** Brings rows in, in the caller's transaction: a few statements for all of them. */
// authorize: the job does what its starter was allowed to.
export async function writeRows(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	rows: readonly Row[],
	{ plan, rank }: { plan: Plan; rank: number },
): Promise<Results> {
	const results: Results = { added: 0, updated: 0, skipped: 0, bad: 0 };
	if (rows.length === 0) return results;
	if (rows.some(({ labels }) => labels.length > 0)) await lockLabels(ctx, tx);
	const emails = rows.map(({ email }) => email);
	const people = await peopleByEmails(tx.db, emails).execute();
	const byEmail = new Map(people.map((person) => [person.email, person] as const));
	const fresh: Row[] = [];
	const there: { row: Row; person: Person }[] = [];
	for (const row of rows) {
		const person = byEmail.get(row.email);
		const standing = person ? standingOf(ctx, person, rank) : 'fresh';
		if (standing === 'fresh') fresh.push(row);
		else if (standing !== 'there' || !person) results.bad += 1;
		else if (plan.existing === 'update') there.push({ row, person });
		else results.skipped += 1;
	}
	const added = await addFresh(ctx, tx, fresh, byEmail);
	for (const { row, person } of there) await refill(ctx, tx, row, person);
	const placed = there.map(({ row, person }) => ({ row, memberId: person.id ?? '' }));
	const had = new Map(people.map(({ id, labels }) => [id, labels] as const));
	await label(ctx, tx, [...added, ...placed], had);
	await placeIn(ctx, tx, [...added, ...placed]);
	if (plan.invites) await invite(ctx, tx, fresh);
	for (const { memberId } of placed) tx.touchMember(memberId);
	return { ...results, added: added.length, updated: there.length };
}

type Placed = { row: Row; memberId: string };

async function addFresh(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	rows: readonly Row[],
	byEmail: ReadonlyMap<string, Person>,
): Promise<Placed[]> {
	if (rows.length === 0) return [];
	const named = rows.map((row) => ({ ...row, name: row.name || (row.email.split('@')[0] ?? '') }));
	const handles = await freeHandles(tx, named);
	const strangers = named
		.filter(({ email }) => !byEmail.has(email))
		.map(({ email, name }) => ({ id: newId(), email, name }));
	if (strangers.length > 0) await insertPeople(tx.db, strangers).execute();
	const userIds = new Map(strangers.map(({ email, id }) => [email, id] as const));
	const staged = named.map((row, at): Staged => {
		const known = ctx.snapshot.memberFields;
		const fields = fillIn(known, row.fields, {});
		return {
			id: newId(),
			userId: userIds.get(row.email) ?? byEmail.get(row.email)?.userId ?? '',
			...{ handle: handles[at] ?? '', name: row.name.slice(0, 80), bio: row.bio },
			joinedAt: row.joinedAt ?? ctx.clock.now(),
			...{ fields: JSON.stringify(fields), fieldKeys: keysOf(known, fields) },
		};
	});
	await insertStaged(tx.db, staged).execute();
	return staged.map(({ id }, at) => ({ row: rows[at] as Row, memberId: id }));
}

/** The plain handle for the first of a name, and one that nobody else tries for the others. */
async function freeHandles(
	tx: CommunityTransaction,
	rows: readonly { name: string }[],
): Promise<string[]> {
	const bases = rows.map(({ name }) => handleFrom(name));
	const rowsTaken = await takenHandles(tx.db, [...new Set(bases)]).execute();
	const taken = new Set(rowsTaken.map(({ handle }) => handle));
	return bases.map((base) => {
		const handle = taken.has(base) ? `${base}-${newId().slice(-5)}` : base;
		taken.add(handle);
		return handle;
	});
}

/** Fills in what the row says; what it does not say stays. */
async function refill(
	{ snapshot }: CommunityContext,
	tx: CommunityTransaction,
	row: Row,
	person: Person,
): Promise<void> {
	if (row.fields.length === 0 || !person.id) return;
	const fields = fillIn(snapshot.memberFields, row.fields, (person.fields ?? {}) as FieldValues);
	const fieldKeys = keysOf(snapshot.memberFields, fields);
	await updateFields(tx.db, person.id, { fields, fieldKeys }).execute();
}

async function placeIn(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	placed: readonly Placed[],
): Promise<void> {
	const ordinary = ordinaryRoleId(ctx);
	const isPrivate = (id: string) =>
		ctx.snapshot.spaces.some((space) => space.id === id && space.visibility === 'private');
	const roles = placed.flatMap(({ memberId, row }) =>
		row.roleIds.filter((id) => id !== ordinary).map((roleId) => ({ memberId, roleId })),
	);
	const spaces = placed.flatMap(({ memberId, row }) =>
		row.spaceIds.filter(isPrivate).map((spaceId) => ({ memberId, spaceId })),
	);
	const tags = placed.flatMap(({ memberId, row }) =>
		row.tagIds.map((tagId) => ({ memberId, tagId })),
	);
	if (roles.length > 0) await giveRoles(tx.db, roles).execute();
	if (spaces.length > 0) await letIntoSpaces(tx.db, spaces).execute();
	if (tags.length > 0) await followTagRows(tx.db, tags, ctx.clock.now()).execute();
}

/** Beside the labels they have already; those that there is no room for are left out. */
async function label(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	placed: readonly Placed[],
	had: ReadonlyMap<string | null, string[] | null>,
): Promise<void> {
	const named = placed.filter(({ row }) => row.labels.length > 0);
	const wishes = named.map(({ row, memberId: id }) => ({
		...{ id, labels: had.get(id) ?? [], add: row.labels },
	}));
	if (wishes.length > 0) await relabel(ctx, tx, wishes);
}

async function invite(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	rows: readonly Row[],
): Promise<void> {
	const roleId = ordinaryRoleId(ctx);
	if (!roleId) return;
	for (const { email } of rows)
		await inviteOne(ctx, tx, { email, roleId, spaceId: null, message: '' });
}
