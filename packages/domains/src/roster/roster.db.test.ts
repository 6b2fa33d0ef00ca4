import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { fieldFields, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { rowsTouched, statementOf } from '@kith/testing/test-plans';
import { communityCaller } from '../index.ts';
import { wantedBy } from './look-up.ts';
import { rosterCount, rosterRows } from './roster.queries.ts';
import { RosterFilter } from './roster.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
let ann: typeof admin;
let bob: typeof admin;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
	ann = await here.member('member', 'Ann');
	bob = await here.member('moderator', 'Bob');
	await here.member('member', 'Paul', 'pending');
});
afterAll(() => installation.close());

type Filter = Partial<RosterFilter>;
const api = async (who = admin) => communityCaller(await here.as(who));
const names = async (filter: Filter) => {
	const { items } = await (await api()).roster.list({ filter, sort: 'name', limit: 100 });
	return items.map(({ name }) => name).filter((name) => name !== 'Olga Owner');
};

test('staff find members by state, role, words and address', async () => {
	expect(await names({})).toEqual(['Ada', 'Ann', 'Bob', 'Paul']);
	expect(await names({ states: ['pending'] })).toEqual(['Paul']);
	expect(await names({ states: ['active'], roleKeys: ['member'] })).toEqual(['Ann']);
	expect(await names({ roleKeys: ['moderator', 'admin'] })).toEqual(['Ada', 'Bob']);
	expect(await names({ search: 'nn' })).toEqual(['Ann']);
	expect(await names({ search: ann.email.slice(0, 12) })).toEqual(['Ann']);
	expect(await names({ search: '100%_\\' })).toEqual([]);
	const { restrictions } = await api();
	const hold = { memberId: ann.memberId, hours: 24, reason: 'Why not.' };
	await restrictions.restrict({ ...hold, kind: 'silenced' });
	expect(await names({ states: ['silenced'] })).toEqual(['Ann']);
	expect(await names({ states: ['active'] })).not.toContain('Ann');
	await restrictions.restrict({ ...hold, kind: 'suspended' });
	expect(await names({ states: ['suspended', 'pending'] })).toEqual(['Ann', 'Paul']);
	const { items } = await (await api()).roster.list({ filter: { states: ['suspended'] } });
	expect(items[0]?.restriction).toMatchObject({ kind: 'suspended', reason: 'Why not.' });
	await restrictions.lift({ memberId: ann.memberId });
});

test('whoever takes members as a file is written down, with the filter and how many', async () => {
	const { fields } = await api();
	for (const visibility of ['members', 'staff', 'self'] as const)
		await fields.create({
			...fieldFields(),
			...{ kind: 'text', isFilterable: false, label: visibility, visibility },
		});
	const log = async () => (await (await api()).audit.list({ action: 'members.exported' })).items;
	const whole = await (await api()).roster.export({});
	expect(whole.fields.map(({ label }) => label)).toEqual(['members', 'staff']);
	expect(whole.count).toBe((await (await api()).roster.count({})).count);
	const part = await (
		await api(bob)
	).roster.export({
		filter: { search: 'nn', states: ['active'] },
	});
	expect(part).toMatchObject({ count: 1, fields: [{ label: 'members' }] });
	expect((await log()).map(({ actor, details }) => [actor.memberId, details?.after])).toEqual([
		[bob.memberId, { count: 1, search: 'nn', states: ['active'] }],
		[admin.memberId, { count: whole.count }],
	]);
	const asked = (await api(bob)).roster.export({ filter: { states: ['pending'] } });
	expect(await outcomeOf(asked)).toBe('permissions.denied');
	expect(await outcomeOf((await api(ann)).roster.export({}))).toBe('permissions.denied');
	expect(await log()).toHaveLength(2);
});

test('who may not see addresses gets none, and finds nobody by one', async () => {
	const owner = communityCaller(await here.as(await founderOf(here)));
	const less = await here.member('admin', 'Lee');
	const role = {
		id: newId(),
		name: 'No addresses',
		permissions: { 'members:emails': 'deny' },
	} as const;
	await owner.roles.create(role);
	await owner.roles.give({ memberId: less.memberId, roleId: role.id, spaceId: null });
	const { roster } = await api(less);
	const { items } = await roster.list({ filter: {}, sort: 'name', limit: 100 });
	expect(items.length).toBeGreaterThan(4);
	expect(items.filter(({ email }) => email !== null)).toEqual([]);
	expect(JSON.stringify(items)).not.toContain('@');
	const search = ann.email.slice(0, 12);
	expect((await roster.list({ filter: { search }, limit: 100 })).items).toEqual([]);
	expect((await (await api()).roster.list({ filter: { search } })).items[0]?.email).toBe(ann.email);
	expect(await outcomeOf((await api(ann)).roster.list({ filter: {} }))).toBe('permissions.denied');
	await owner.members.remove({ memberId: less.memberId, contributions: 'keep' });
});

test('staff find members by what they do and follow', async () => {
	const ctx = await here.as(ann);
	const spaceId = ctx.grants.spaces.readable[0] ?? '';
	const post = { id: newId(), spaceId, title: 'Hello', body: words('Hello') };
	await communityCaller(ctx).posts.publish(post);
	await communityCaller(ctx).relations.followSpace({ spaceId, on: true });
	expect(await names({ activity: { kind: 'posted', days: 7 } })).toEqual(['Ann']);
	expect(await names({ activity: { kind: 'not_posted', days: 7 } })).not.toContain('Ann');
	expect(await names({ spaceIds: [spaceId] })).toEqual(['Ann']);
	const seen = installation.clock.now();
	await here.db
		.updateTable('members')
		.set({ lastSeenAt: seen })
		.where('id', '=', bob.memberId)
		.execute();
	expect(await names({ activity: { kind: 'seen', days: 1 } })).toEqual(['Bob']);
	expect(await names({ activity: { kind: 'not_seen', days: 1 } })).toEqual(['Ada', 'Ann', 'Paul']);
	const tagId = newId();
	await here.db
		.insertInto('tags')
		.values({ id: tagId, name: 'Altos', slug: 'altos', createdAt: seen })
		.execute();
	const createdAt = seen;
	await here.db
		.insertInto('tagFollows')
		.values({ memberId: bob.memberId, tagId, createdAt })
		.execute();
	expect(await names({ tagIds: [tagId] })).toEqual(['Bob']);
	const today = seen.toISOString().slice(0, 10);
	expect(await names({ joinedFrom: today, joinedTo: today })).toContain('Ann');
	expect(await names({ joinedTo: '2020-01-01' })).toEqual([]);
});

test('staff find members by a role they hold in a space', async () => {
	const owner = communityCaller(await here.as(await founderOf(here)));
	const keeps = { id: newId(), name: 'Gardener', scope: 'space', permissions: {} } as const;
	await owner.roles.create(keeps);
	const { roles, spaces } = (await here.as(admin)).snapshot;
	const roleKey = roles.find(({ id }) => id === keeps.id)?.key ?? '';
	const [one, other] = spaces.map(({ id }) => id);
	await owner.roles.give({ memberId: ann.memberId, roleId: keeps.id, spaceId: one ?? '' });
	await owner.roles.give({ memberId: bob.memberId, roleId: keeps.id, spaceId: other ?? '' });
	expect(await names({ spaceRole: { roleKey, spaceId: null } })).toEqual(['Ann', 'Bob']);
	expect(await names({ spaceRole: { roleKey, spaceId: one ?? '' } })).toEqual(['Ann']);
	expect(await names({ spaceRole: { roleKey: 'moderator', spaceId: null } })).toEqual([]);
	const count = async (filter: Filter, who = admin) =>
		outcomeOf((await api(who)).roster.count({ filter }));
	expect(await count({ spaceRole: { roleKey, spaceId: newId() } })).toBe('spaces.not_found');
	expect(await count({ spaceRole: { roleKey: 'no', spaceId: null } })).toBe('roles.not_found');
	await here.db
		.updateTable('spaces')
		.set({ visibility: 'private' })
		.where('id', '=', one ?? '')
		.execute();
	installation.services.snapshots.drop(here.id);
	const keeper = await here.member('moderator', 'Kim');
	const seen = await (
		await api(keeper)
	).roster.list({
		filter: { spaceRole: { roleKey, spaceId: null } },
	});
	expect(seen.items.map(({ name }) => name)).toEqual(['Bob']);
	expect(await count({ spaceRole: { roleKey, spaceId: one ?? '' } }, keeper)).toBe(
		'spaces.not_found',
	);
});

test('a filter kept under a name is there for all who run the community', async () => {
	const other = await here.member('admin', 'Abe');
	const segment = { id: newId(), name: 'Keepers', filter: { roleKeys: ['moderator'] } };
	const { roster } = await api();
	await roster.saveSegment(segment);
	await roster.saveSegment({ ...segment, name: 'Order' });
	expect(await (await api(other)).roster.segments()).toMatchObject([
		{ id: segment.id, name: 'Order', filter: { roleKeys: ['moderator'], search: '' } },
	]);
	const twin = roster.saveSegment({ id: newId(), name: 'order', filter: {} });
	expect(await outcomeOf(twin)).toBe('roster.name_taken');
	const unknown = roster.saveSegment({ id: newId(), name: 'X', filter: { roleKeys: ['no'] } });
	expect(await outcomeOf(unknown)).toBe('roles.not_found');
	await (await api(other)).roster.deleteSegment({ segmentId: segment.id });
	expect(await outcomeOf(roster.deleteSegment({ segmentId: segment.id }))).toBe(
		'roster.segment_not_found',
	);
	const many = Array.from({ length: 52 }, (_, at) =>
		roster.saveSegment({ id: newId(), name: `S ${at}`, filter: {} }),
	);
	const outcomes = await Promise.all(many.map(outcomeOf));
	expect(outcomes.filter((one) => one === 'roster.too_many')).toHaveLength(2);
});

test('pages come one after the other and hold everybody once', async () => {
	for (const sort of ['newest', 'name', 'active'] as const) {
		const found: string[] = [];
		let cursor: string | null = null;
		do {
			const page = await (await api()).roster.list({ sort, cursor, limit: 2 });
			found.push(...page.items.map(({ id }) => id));
			cursor = page.nextCursor;
		} while (cursor);
		const { count } = await (await api()).roster.count({});
		expect(new Set(found).size).toBe(count);
		expect(found).toHaveLength(count);
	}
});

test('fifty thousand members are listed by the page and counted within a moment', async () => {
	await installation.owner.query(
		`insert into c_${here.id}.members (id, handle, name, status, joined_at, last_seen_at)
		select gen_random_uuid(), 'm' || n, 'Member ' || n, 'active', now() - n * interval '1 minute', now() - n * interval '1 minute'
		from generate_series(1, 50000) n`,
	);
	await installation.owner.query(`analyze c_${here.id}.members`);
	const ctx = await here.as(admin);
	const filters: Filter[] = [{}, { states: ['active'] }, { search: 'ber 4999' }];
	const heavy = { activity: { kind: 'not_posted', days: 30 }, roleKeys: ['member'] } as const;
	for (const filter of [...filters, { ...heavy, roleKeys: ['member'] }]) {
		const wanted = wantedBy(ctx, RosterFilter.parse(filter));
		const began = performance.now();
		await rosterRows(ctx.db, { wanted, sort: 'newest', after: null, limit: 50 }).execute();
		await rosterCount(ctx.db, wanted).execute();
		expect(performance.now() - began).toBeLessThan(10_000);
	}
	const plain = wantedBy(ctx, RosterFilter.parse({ states: ['active'] }));
	const page = rosterRows(ctx.db, { wanted: plain, sort: 'newest', after: null, limit: 50 });
	expect(await rowsTouched(page)).toBeLessThanOrEqual(2000);
	expect(statementOf(page)).toMatchSnapshot();
	await (await api()).roster.changeLabels({ memberId: ann.memberId, add: ['Speaker'] });
	await installation.owner.query(`vacuum analyze c_${here.id}.members`);
	const labelled = wantedBy(ctx, RosterFilter.parse({ labels: ['speaker'] }));
	const found = rosterRows(ctx.db, { wanted: labelled, sort: 'newest', after: null, limit: 50 });
	expect((await found.execute()).map(({ name }) => name)).toEqual(['Ann']);
	expect(await rowsTouched(found)).toBeLessThanOrEqual(100);
});
