import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { permissionCatalogue, permissionFacts } from '../permissions/permissions.schema.ts';
import type { CommunityContext } from '../context.ts';
import { readStandingOf, standingOf } from '../members/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import type { Grants } from '../permissions/permission.ts';
import { abilityOf } from '../permissions/compile.ts';
import { membersWith } from '../permissions/members-where.ts';
import { group, role, space } from '../permissions/resolve-fixture.ts';
import { BY_RULES } from '../permissions/by-rules-fixture.ts';
import type { Standing } from '../permissions/standing.ts';
import { accessible } from '../permissions/where.ts';
import type { CommunitySnapshot, Overrides, SpaceFact } from '../snapshot.ts';
import { otherwise } from './otherwise.ts';
import { explainPermission, previewRights } from './explain.ts';
import type { RolePreview } from './roles.schema.ts';

const SETS = 500;
const onSpaces = permissionCatalogue.filter((key) => permissionFacts[key] === 'space');

let installation: TestInstallation;
let here: TestCommunity;
let owner: CommunityContext;
/** Real rows for SQL to look at; what they say is made up anew for every set. */
let ids: { member: string; roles: string[]; spaces: string[]; wing: string; members: string[] };

const STRANGER = newId();
const standings: Standing[] = [];
const make = (count: number) => Array.from({ length: count }, () => newId());

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	owner = await here.as(await here.member('owner', 'Second Owner'));
	const { db } = here;
	const [roles, spaces, wing] = [make(5), make(3), newId()];
	await db.insertInto('spaceGroups').values({ id: wing, name: 'Wing', position: 9 }).execute();
	for (const id of roles)
		await db
			.insertInto('roles')
			.values({ id, key: id.slice(-12), name: id, rank: 30 })
			.execute();
	for (const [position, id] of spaces.entries())
		await db
			.insertInto('spaces')
			.values({
				...{ id, slug: `s-${id.slice(-12)}`, name: id, position, groupId: wing },
				...{ visibility: 'members', posting: 'everyone' },
			})
			.execute();
	const members: string[] = [];
	for (const name of ['Plain', 'One Role', 'Two Roles', 'Scoped'])
		members.push((await here.member('member', name)).memberId);
	const member = owner.snapshot.roles.find(({ key }) => key === 'member')?.id ?? '';
	ids = { member, roles, spaces, wing, members };
	await holdSome(ids);
	for (const memberId of members) {
		const row = await readStandingOf(db, memberId);
		if (row) standings.push(standingOf(row));
	}
});
afterAll(() => installation.close());

/** Nobody's, one, two, and one everywhere with one in a single space; one of them was let into a private space. */
async function holdSome({ members, roles, spaces }: typeof ids) {
	const [, one, two, scoped] = members as [string, string, string, string];
	const [a, b, c, d, e] = roles as [string, string, string, string, string];
	const [first, second] = spaces as [string, string];
	const held = [
		[one, a],
		[two, b],
		[two, c],
		[scoped, d],
	] as const;
	for (const [memberId, roleId] of held)
		await here.db.insertInto('memberRoles').values({ memberId, roleId }).execute();
	await here.db
		.insertInto('scopedRoles')
		.values({ memberId: scoped, roleId: e, spaceId: first })
		.execute();
	await here.db.insertInto('spaceMembers').values({ spaceId: second, memberId: one }).execute();
}

const word = fc.constantFrom('allow' as const, 'deny' as const);
const PLAIN = { noNullPrototype: true };
const words = fc.dictionary(fc.constantFrom(...onSpaces), word, { maxKeys: 6, ...PLAIN });
/** What a role says: also of what is decided in the whole community alone. */
const wordsOfRole = fc.dictionary(fc.constantFrom(...permissionCatalogue), word, {
	...{ maxKeys: 18, ...PLAIN },
});
const maybe = fc.option(words, { nil: {} });
/** What each role, or nobody, says somewhere. */
const said = fc
	.array(maybe, { minLength: 6, maxLength: 6 })
	.map(
		(all) => (): Overrides =>
			Object.fromEntries([ids.member, ...ids.roles].map((id, at) => [id, all[at] ?? {}])),
	);
const room = fc.record({
	visibility: fc.constantFrom('public', 'members', 'private'),
	posting: fc.constantFrom('everyone', 'staff'),
	said,
});
const world = fc.record({
	roles: fc.array(fc.record({ words: wordsOfRole, strict: fc.boolean() }), {
		minLength: 5,
		maxLength: 5,
	}),
	everyone: wordsOfRole,
	wing: said,
	rooms: fc.array(room, { minLength: 3, maxLength: 3 }),
	own: fc.array(fc.record({ wing: maybe, room: maybe }), { minLength: 4, maxLength: 4 }),
	who: fc.nat(3),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function snapshotOf({ roles, everyone, wing, rooms }: World): CommunitySnapshot {
	const own = owner.snapshot.roles.find(({ key }) => key === 'owner');
	return {
		...owner.snapshot,
		roles: [
			...(own ? [own] : []),
			role(ids.member, { key: 'member', rank: 20, permissions: everyone }),
			...ids.roles.map((id, at) =>
				role(id, {
					permissions: roles[at]?.words ?? {},
					requiresSecondFactor: roles[at]?.strict ?? false,
				}),
			),
		],
		groups: [group(ids.wing, wing())],
		spaces: ids.spaces.map((id, at): SpaceFact => {
			const { visibility = 'members', posting = 'everyone', said: says } = rooms[at] ?? {};
			const settings = { visibility, posting } as Pick<SpaceFact, 'visibility' | 'posting'>;
			return space(id, { groupId: ids.wing, ...settings, overrides: says?.() ?? {} });
		}),
	};
}

const exceptionsOf = ({ own }: World, at: number) => ({
	...{ [ids.wing]: own[at]?.wing ?? {}, [ids.spaces[0] ?? '']: own[at]?.room ?? {} },
});

/** Says each member's exceptions in the rows that SQL reads. */
async function except(made: World) {
	const all = Object.fromEntries(ids.members.map((id, at) => [id, exceptionsOf(made, at)]));
	await here.db
		.updateTable('members')
		.set({ overrides: sql<never>`${JSON.stringify(all)}::jsonb -> id::text` })
		.where('id', 'in', ids.members)
		.execute();
}

/** In the whole community. */
const EVERYWHERE = 'everywhere';
/** Who may what, as SQL finds members: "member permission space". */
async function foundBySql(snapshot: CommunitySnapshot): Promise<Set<string>> {
	const found = new Set<string>();
	const questions = [
		...permissionCatalogue.map((permission) => ({ permission, one: undefined })),
		...onSpaces.flatMap((permission) => snapshot.spaces.map((one) => ({ permission, one }))),
	];
	const rows = await here.db
		.selectFrom('members')
		.select('id')
		.select((eb) =>
			questions.map(({ permission, one }, at) =>
				sql<boolean>`${membersWith(snapshot, permission, one)(eb)}`.as(`q${at}`),
			),
		)
		.where('id', 'in', ids.members)
		.execute();
	for (const { id, ...answers } of rows)
		for (const [at, { permission, one }] of questions.entries())
			if ((answers as Record<string, unknown>)[`q${at}`] === true)
				found.add(`${id} ${permission} ${one?.id ?? EVERYWHERE}`);
	return found;
}

function rightsByRule(memberId: string, grants: Grants): string[] {
	const everywhere = permissionCatalogue.filter((permission) => grants.has(permission));
	return [
		...everywhere.map((permission) => `${memberId} ${permission} ${EVERYWHERE}`),
		...onSpaces.flatMap((permission) =>
			grants.where(permission).map((spaceId) => `${memberId} ${permission} ${spaceId}`),
		),
	];
}

const rightsOf = (memberId: string, all: Set<string>) =>
	[...all].filter((one) => one.startsWith(memberId)).toSorted();

const asPairs = (memberId: string, { community, spaces }: RolePreview) => [
	...community.map((key) => `${memberId} ${key} ${EVERYWHERE}`),
	...spaces.flatMap(({ id, allowed }) => allowed.map((key) => `${memberId} ${key} ${id}`)),
];

test(
	'the studio, the rules, the lists and SQL give one answer, for five hundred sets of roles',
	{ timeout: 300_000 },
	async () => {
		const counted = { yes: 0, no: 0 };
		const seen = new Set<string>();
		await fc.assert(
			fc.asyncProperty(world, async (made) => {
				await except(made);
				const snapshot = snapshotOf(made);
				const bySql = await foundBySql(snapshot);
				for (const [at, memberId] of ids.members.entries()) {
					const standing = { ...standings[at], overrides: exceptionsOf(made, at) } as Standing;
					const { grants, ability } = abilityOf(snapshot, standing);
					const rights = rightsByRule(memberId, grants);
					counted.yes += rights.length;
					counted.no += permissionCatalogue.length - rights.length;
					for (const one of rights) seen.add(one.split(' ')[1] ?? '');
					expect(rightsOf(memberId, bySql)).toEqual(rights.toSorted());
					for (const [permission, action, name, more] of BY_RULES) {
						const row = { ...more, status: 'published', authorId: STRANGER };
						const there = snapshot.spaces.filter(({ id }) =>
							isAllowed(ability, action, name, {
								...row,
								...(name === 'Space' ? { id } : { spaceId: id }),
							}),
						);
						const found = there.map(({ id }) => id);
						expect(found, `${action} ${name}`).toEqual(grants.where(permission));
					}
					if (at !== made.who) continue;
					const listed = await here.db
						.selectFrom('spaces')
						.select('id')
						.where(accessible(ability, 'read', 'Space', 'spaces'))
						.orderBy('position')
						.execute();
					expect(listed.map(({ id }) => id)).toEqual(grants.spaces.readable);
				}
				await sameInTheGrid(snapshot);
				await sameInTheStudio(snapshot, ids.members[made.who] ?? '', bySql);
			}),
			{ numRuns: SETS },
		);
		expect(Math.min(counted.yes, counted.no)).toBeGreaterThan(SETS);
		expect([...seen].toSorted()).toEqual(permissionCatalogue.toSorted());
	},
);

/** What the grid of a space says comes of a role where the space says nothing, beside what is shown of that role. */
async function sameInTheGrid(snapshot: CommunitySnapshot) {
	const ctx = { ...owner, snapshot };
	const { id: scopeId = '', overrides = {} } = snapshot.spaces[0] ?? {};
	const told = await otherwise(ctx, { scope: { kind: 'space', scopeId }, changes: {} });
	const roleId = nextOf(ids.roles);
	const { spaces } = await previewRights(ctx, { kind: 'role', roleId });
	const inherited = onSpaces.filter((permission) => !overrides[roleId]?.[permission]);
	expect(told.find((one) => one.roleId === roleId)?.allowed.filter(isIn(inherited))).toEqual(
		spaces[0]?.allowed.filter(isIn(inherited)),
	);
}
const isIn = (all: readonly string[]) => (one: string) => all.includes(one);

let asked = 0;
/** One after the other, so that every one is asked for some set. */
const nextOf = <T>(all: readonly T[]): T => all[Math.floor(asked++ / 2) % all.length] as T;

/** What the page of roles shows of a member, and how it explains one decision. */
async function sameInTheStudio(snapshot: CommunitySnapshot, memberId: string, bySql: Set<string>) {
	const ctx = { ...owner, snapshot };
	const whom = { kind: 'member' as const, memberId };
	const shown = asPairs(memberId, await previewRights(ctx, whom));
	expect(shown.toSorted()).toEqual(rightsOf(memberId, bySql));
	const questions = [
		{ permission: nextOf(permissionCatalogue), spaceId: null },
		{ permission: nextOf(onSpaces), spaceId: snapshot.spaces[0]?.id ?? '' },
	];
	for (const question of questions) {
		const { allowed, rules } = await explainPermission(ctx, { whom, ...question });
		const { permission, spaceId } = question;
		expect(allowed).toBe(shown.includes(`${memberId} ${permission} ${spaceId ?? EVERYWHERE}`));
		expect(rules.at(-1)?.word === 'allow').toBe(allowed);
	}
}
