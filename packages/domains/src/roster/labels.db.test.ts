import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { asStaff } from '@kith/testing/test-staff';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { batches } from '../batches/index.ts';
import { imports as lists, receiveList } from '../imports/index.ts';
import { communityCaller, platformCaller } from '../index.ts';
import { MOST_KNOWN } from './labels.schema.ts';
import type { RosterFilter } from './roster.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
let keeper: typeof admin;
let ann: typeof admin;
let bob: typeof admin;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
	keeper = await here.member('moderator', 'Mo');
	ann = await here.member('member', 'Ann');
	bob = await here.member('member', 'Bob');
});
afterAll(() => installation.close());

const api = async (who = admin) => communityCaller(await here.as(who));
const add = async (who: typeof admin, ...labels: string[]) =>
	(await api(keeper)).roster.changeLabels({ memberId: who.memberId, add: labels });
const remove = async (who: typeof admin, ...labels: string[]) =>
	(await api(keeper)).roster.changeLabels({ memberId: who.memberId, remove: labels });
const known = async () => (await api()).roster.labels();
const names = async (filter: Partial<RosterFilter>) => {
	const { items } = await (await api()).roster.list({ filter, sort: 'name', limit: 100 });
	return items.map(({ name }) => name).filter((name) => name !== 'Olga Owner');
};

test('a label has one spelling here, and who gave or took it is written down', async () => {
	expect(await add(ann, '  Board   member ', 'VIP', 'vip')).toEqual(['Board member', 'VIP']);
	expect(await add(bob, 'vip', 'BOARD MEMBER')).toEqual(['VIP', 'Board member']);
	expect(await known()).toEqual(['Board member', 'VIP']);
	expect(await remove(ann, 'vIp')).toEqual(['Board member']);
	expect(await remove(ann, 'vIp')).toEqual(['Board member']);
	const { items } = await (await api()).audit.list({ action: 'members.labelled' });
	expect(items.map(({ details }) => [details?.before, details?.after])).toEqual([
		[{ labels: ['Board member', 'VIP'] }, { labels: ['Board member'] }],
		[{ labels: [] }, { labels: ['VIP', 'Board member'] }],
		[{ labels: [] }, { labels: ['Board member', 'VIP'] }],
	]);
	expect(items[0]).toMatchObject({
		target: { id: ann.memberId },
		actor: { memberId: keeper.memberId },
	});
});

test('a member has twenty at most, and a label is a short word without the signs of lists', async () => {
	const twenty = Array.from({ length: 20 }, (_, at) => `Label ${at}`);
	expect(await add(ann, ...twenty)).toHaveLength(20);
	expect(await outcomeOf(add(ann, 'One more'))).toBe('roster.too_many_labels');
	expect(await known()).not.toContain('One more');
	expect(await outcomeOf(add(ann, 'label 3'))).toBe('done');
	const change = { memberId: ann.memberId, remove: ['Label 3'], add: ['One more'] };
	expect(await (await api()).roster.changeLabels(change)).toContain('One more');
	for (const odd of ['', '   ', 'x'.repeat(41), 'a,b', 'a;b', 'a|b'])
		expect(await outcomeOf(add(bob, odd)), odd).not.toBe('done');
	expect(await add(bob, 'x'.repeat(40), 'عضو')).toHaveLength(2);
});

test('what nobody has any more is forgotten, so that two hundred are two hundred that are in use', async () => {
	await add(ann, 'Typo', 'Kept');
	await add(bob, 'Kept');
	await remove(ann, 'Typo', 'Kept');
	expect(await known()).toEqual(['Kept']);
	const many = Array.from({ length: MOST_KNOWN - 1 }, (_, at) => `L${at}`);
	const people = [];
	for (let at = 0; at < many.length; at += 20) {
		const who = await here.member('member', `P${at}`);
		people.push(who);
		await add(who, ...many.slice(at, at + 20));
	}
	expect(await known()).toHaveLength(MOST_KNOWN);
	expect(await outcomeOf(add(ann, 'One too many'))).toBe('roster.too_many_known_labels');
	const memberId = people[0]?.memberId ?? '';
	await (await api()).members.remove({ memberId, contributions: 'keep' });
	expect(await add(ann, 'One too many')).toEqual(['One too many']);
	expect(await known()).toHaveLength(MOST_KNOWN - 20 + 1);
});

test('staff find members by a label and by one they have not, in any spelling', async () => {
	await add(ann, 'Speaker', 'Donor');
	await add(bob, 'Donor');
	expect(await names({ labels: ['speaker'] })).toEqual(['Ann']);
	expect(await names({ labels: ['SPEAKER', 'Donor'] })).toEqual(['Ann', 'Bob']);
	expect(await names({ labels: ['Donor'], withoutLabels: ['Speaker'] })).toEqual(['Bob']);
	expect(await names({ withoutLabels: ['donor'] })).toEqual(['Ada', 'Mo']);
	expect(await names({ labels: ['Nobody’s'] })).toEqual([]);
	expect(await names({ withoutLabels: ['Nobody’s'] })).toHaveLength(4);
	const { roster } = await api();
	const segment = { id: newId(), name: 'Donors', filter: { labels: [' Donor '] } };
	await roster.saveSegment(segment);
	expect((await roster.segments())[0]?.filter).toMatchObject({
		labels: ['Donor'],
		withoutLabels: [],
	});
	const { items } = await roster.list({ filter: { labels: ['Speaker'] } });
	expect(items[0]?.labels).toEqual(['Speaker', 'Donor']);
	expect((await roster.get({ memberId: ann.memberId })).labels).toEqual(['Speaker', 'Donor']);
	expect((await roster.export({})).hasLabels).toBe(true);
});

test('members see no label in any answer, neither their own nor another’s', async () => {
	const word = 'Troublesome';
	await add(ann, word);
	for (const who of [ann, bob]) {
		const { members, roster, directory } = await api(who);
		const ctx = await here.as(who);
		const answers = [
			...[await members.me(), await members.list({}), ctx.viewer, ctx.grants],
			...[await members.profile({ handle: ann.memberId }), await directory.searches()],
		];
		expect(JSON.stringify(answers)).not.toContain(word);
		expect(await outcomeOf(roster.labels())).toBe('permissions.denied');
		expect(await outcomeOf(roster.get({ memberId: ann.memberId }))).toBe('permissions.denied');
		const change = { memberId: ann.memberId, remove: [word] };
		expect(await outcomeOf(roster.changeLabels(change))).toBe('permissions.denied');
	}
	expect(JSON.stringify(await (await api(keeper)).members.list({}))).not.toContain(word);
});

test('staff who may not read notes see no labels and find nobody by them', async () => {
	await add(ann, 'Speaker');
	const owner = communityCaller(await here.as(await founderOf(here)));
	const role = { id: newId(), name: 'No notes', permissions: { 'members:note': 'deny' } } as const;
	await owner.roles.create(role);
	await owner.roles.give({ memberId: admin.memberId, roleId: role.id, spaceId: null });
	const { roster, batches, imports } = await api();
	expect((await roster.list({})).items.map(({ labels }) => labels)).not.toContainEqual(['Speaker']);
	expect(await roster.get({ memberId: ann.memberId })).toMatchObject({
		labels: null,
		mayLabel: false,
	});
	expect((await roster.export({})).hasLabels).toBe(false);
	for (const filter of [{ labels: ['Speaker'] }, { withoutLabels: ['Speaker'] }]) {
		expect(await outcomeOf(roster.count({ filter }))).toBe('permissions.denied');
		expect(await outcomeOf(roster.list({ filter }))).toBe('permissions.denied');
	}
	const action = { kind: 'add_label', label: 'Speaker' } as const;
	const many = batches.preview({ action, memberIds: [bob.memberId] });
	expect(await outcomeOf(many)).toBe('permissions.denied');
	const bytes = new TextEncoder().encode('Email,Labels\nzoe@example.org,Speaker\n');
	const { importId } = await receiveList(await here.as(admin), { bytes, name: 'list.csv' });
	const { plan } = await imports.get({ importId });
	expect(plan.targets).toEqual(['email', 'labels']);
	expect(await outcomeOf(imports.check({ importId, plan }))).toBe('permissions.denied');
});

test('many are labelled at once and it is taken back, where it was not there before', async () => {
	await add(ann, 'Donor');
	const memberIds = [ann.memberId, bob.memberId];
	const change = async (kind: 'add_label' | 'remove_label', label: string) => {
		const id = newId();
		await (await api()).batches.start({ id, action: { kind, label }, memberIds });
		const run = () =>
			batches.jobs['run-bulk'].run(installation.services, { communityId: here.id, batchId: id });
		await run();
		const done = await (await api()).batches.get({ batchId: id });
		return {
			...done,
			undo: async () => {
				await (await api()).batches.undo({ batchId: id });
				await run();
			},
		};
	};
	const added = await change('add_label', 'donor');
	expect(added).toMatchObject({ changed: 1, unchanged: 1 });
	expect(await names({ labels: ['Donor'] })).toEqual(['Ann', 'Bob']);
	await added.undo();
	expect(await names({ labels: ['Donor'] })).toEqual(['Ann']);
	const taken = await change('remove_label', 'DONOR');
	expect(taken).toMatchObject({ changed: 1, unchanged: 1 });
	expect(await known()).toEqual([]);
	await taken.undo();
	expect(await names({ labels: ['Donor'] })).toEqual(['Ann']);
	await add(bob, ...Array.from({ length: 20 }, (_, at) => `Label ${at}`));
	expect(await change('add_label', 'VIP')).toMatchObject({ changed: 1, passed: 1 });
});

test('a list brings labels to who is new and to who is there, beside those they have', async () => {
	await add(ann, 'Donor');
	const rows = [
		'Email;Labels',
		'zoe@example.org;"Speaker; donor, Speaker"',
		`${ann.email};speaker`,
		`long@example.org;${'x'.repeat(41)}`,
	];
	const bytes = new TextEncoder().encode(rows.join('\n'));
	const { importId } = await receiveList(await here.as(admin), { bytes, name: 'list.csv' });
	const { imports } = await api();
	const plan = { ...(await imports.get({ importId })).plan, existing: 'update' as const };
	const report = await imports.check({ importId, plan });
	expect(report).toMatchObject({ fresh: 1, existing: 1, bad: 1, problems: { bad_label: 1 } });
	await imports.start({ importId });
	await lists.jobs['run-import'].run(installation.services, { communityId: here.id, importId });
	expect(await names({ labels: ['Speaker'], states: ['staged'] })).toEqual(['zoe']);
	const { items } = await (
		await api()
	).roster.list({ filter: { labels: ['Donor'] }, sort: 'name' });
	expect(items.map(({ name, labels }) => [name, labels])).toEqual([
		['Ann', ['Donor', 'Speaker']],
		['zoe', ['Speaker', 'Donor']],
	]);
	expect(await known()).toEqual(['Donor', 'Speaker']);
});

test('labels of two accounts that become one are united, and of who goes none are left', async () => {
	await add(ann, 'Speaker', 'Donor');
	await add(bob, 'Board', 'Donor');
	const owner = await asStaff(installation, here.staffId);
	const { handle } = await here.db
		.selectFrom('members')
		.select('handle')
		.where('id', '=', ann.memberId)
		.executeTakeFirstOrThrow();
	const pair = { memberId: ann.memberId, intoId: bob.memberId, handle };
	await platformCaller(owner).merging.merge({ communityId: here.id, ...pair });
	const labels = async (memberId: string) => {
		const row = here.db.selectFrom('members').select('labels').where('id', '=', memberId);
		return (await row.executeTakeFirstOrThrow()).labels;
	};
	expect(await labels(bob.memberId)).toEqual(['Board', 'Donor', 'Speaker']);
	expect(await labels(ann.memberId)).toEqual([]);
	await (await api(bob)).members.leave({});
	expect(await labels(bob.memberId)).toEqual([]);
	expect(await outcomeOf(add(bob, 'Gone'))).toBe('members.not_found');
});

test('twenty hands at once leave a list that knows what they gave, and no more', async () => {
	await add(ann, 'Shared');
	const turns = Array.from({ length: 20 }, (_, at) =>
		at % 2 === 0 ? add(bob, `Own ${at}`, 'Shared') : remove(ann, 'Shared'),
	);
	expect(new Set(await Promise.all(turns.map(outcomeOf)))).toEqual(new Set(['done']));
	const { labels } = await (await api()).roster.get({ memberId: bob.memberId });
	expect(labels).toHaveLength(11);
	expect(await known()).toEqual(labels?.toSorted((one, other) => one.localeCompare(other)));
});
