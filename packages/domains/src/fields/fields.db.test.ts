import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { fieldFields, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { newId } from '@kith/kernel/ids';
import { communityCaller } from '../index.ts';
import type { CreateField, FieldInput } from './fields.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
});
afterAll(() => installation.close());

const as = async (who: typeof admin | null) => communityCaller(await here.as(who));
const create = async (change: Partial<CreateField> = {}) =>
	(await as(admin)).fields.create({ kind: 'text', ...fieldFields(), ...change });
const options = (...labels: string[]) => labels.map((label) => ({ id: newId(), label }));

async function fill(who: typeof admin, fields?: FieldInput[]) {
	const { members } = await as(who);
	const { version, name, handle } = await members.me();
	return members.updateProfile({
		...{ name, handle, bio: '', avatarFileId: null, version },
		...(fields && { fields }),
	});
}
const say = (fieldId: string, ...values: string[]) => ({ fieldId, values });

test('fields are made, changed, put in order, and a stale change is refused', async () => {
	const [first, second] = [await create(), await create({ label: 'City', kind: 'location' })];
	const { fields } = await as(admin);
	await fields.arrange({ fieldIds: [second.fieldId] });
	await fields.update({ ...first, ...fieldFields(), label: 'Voice', version: 1 });
	const list = await (await as(admin)).fields.list();
	expect(list.map(({ label, version }) => [label, version])).toEqual([
		['City', 1],
		['Voice', 2],
	]);
	const stale = fields.update({ ...first, ...fieldFields(), version: 1 });
	expect(await outcomeOf(stale)).toBe('fields.changed_meanwhile');
});

test('a field that could not work is refused', async () => {
	const twice = options('A', 'A');
	const [only = { id: newId(), label: 'A' }] = options('A');
	for (const [code, change] of [
		['fields.no_options', { kind: 'select' }],
		['fields.no_options', { kind: 'text', options: options('A') }],
		['fields.same_options', { kind: 'select', options: twice }],
		['fields.same_options', { kind: 'select', options: [only, { ...only, label: 'B' }] }],
		['fields.not_filterable', { kind: 'long_text' }],
		['fields.not_filterable', { kind: 'text', visibility: 'self' }],
	] as const)
		expect(await outcomeOf(create(change as Partial<CreateField>))).toBe(code);
	expect(await (await as(admin)).fields.list()).toEqual([]);
});

test('thirty fields are in use at most, also when one comes back', async () => {
	const { fieldId } = await create();
	await (await as(admin)).fields.archive({ fieldId, archived: true });
	for (let at = 0; at < 30; at++) await create();
	expect(await outcomeOf(create())).toBe('fields.too_many');
	const back = (await as(admin)).fields.archive({ fieldId, archived: false });
	expect(await outcomeOf(back)).toBe('fields.too_many');
});

test('two fields made at the same time are both there', async () => {
	await Promise.all([create({ label: 'One' }), create({ label: 'Two' })]);
	const labels = (await (await as(admin)).fields.list()).map(({ label }) => label);
	expect(labels.toSorted()).toEqual(['One', 'Two']);
});

test('a member fills fields in, and what is wrong is told by its field', async () => {
	const choices = options('Alto', 'Bass');
	const voice = await create({ kind: 'multi_select', options: choices, isRequired: true });
	const site = await create({ kind: 'url', isFilterable: false });
	const ann = await here.member('member', 'Ann');
	expect(await outcomeOf(fill(ann, [say(site.fieldId, 'example.org')]))).toBe('fields.required');
	const [alto] = choices;
	const filled = await fill(ann, [
		say(voice.fieldId, alto?.id ?? ''),
		say(site.fieldId, 'example.org'),
	]);
	expect(filled.fields.map(({ values }) => values)).toEqual([[alto?.id], ['https://example.org/']]);
	expect(await outcomeOf(fill(ann, [say(site.fieldId, 'javascript:1')]))).toBe(
		'fields.bad_address',
	);
	expect(await outcomeOf(fill(ann, [say(newId(), 'x')]))).toBe('fields.not_found');
	// A form that knows of no fields changes none.
	expect((await fill(ann)).fields.map(({ values }) => values)).toEqual([
		[alto?.id],
		['https://example.org/'],
	]);
});

test('an archived field says how many filled it in, hides what they said, and gives it back', async () => {
	const { fieldId } = await create();
	const [ann, bob] = [await here.member('member', 'Ann'), await here.member('member', 'Bob')];
	await fill(ann, [say(fieldId, 'Cello')]);
	await fill(bob, [say(fieldId, 'Viola')]);
	const { fields } = await as(admin);
	expect(await fields.planArchive({ fieldId })).toEqual({ filledIn: 2 });
	const said = async () =>
		(await (await as(bob)).members.profile({ handle: 'ann' })).fields.map(({ values }) => values);
	expect(await said()).toEqual([['Cello']]);
	await fields.archive({ fieldId, archived: true });
	expect(await said()).toEqual([]);
	expect((await (await as(ann)).members.me()).fields).toEqual([]);
	expect(await outcomeOf(fill(ann, [say(fieldId, 'Flute')]))).toBe('fields.not_found');
	await fields.archive({ fieldId, archived: false });
	await fields.archive({ fieldId, archived: false });
	expect(await said()).toEqual([['Cello']]);
});

test('an option that is gone is said by nobody any more', async () => {
	const choices = options('Alto', 'Bass');
	const { fieldId } = await create({ kind: 'select', options: choices });
	const ann = await here.member('member', 'Ann');
	await fill(ann, [say(fieldId, choices[0]?.id ?? '')]);
	await (
		await as(admin)
	).fields.update({ fieldId, ...fieldFields(), options: choices.slice(1), version: 1 });
	expect((await (await as(admin)).members.profile({ handle: 'ann' })).fields).toEqual([]);
});

test('members and moderators define nothing', async () => {
	const field = await create();
	for (const role of ['member', 'moderator']) {
		const { fields } = await as(await here.member(role, `Some ${role}`));
		for (const attempt of [
			() => fields.list(),
			() => fields.create({ kind: 'text', ...fieldFields() }),
			() => fields.update({ ...field, ...fieldFields(), version: 1 }),
			() => fields.arrange({ fieldIds: [] }),
			() => fields.planArchive(field),
			() => fields.archive({ ...field, archived: true }),
		])
			expect(await outcomeOf(attempt())).toBe('permissions.denied');
	}
});

test.for(['keep', 'anonymise', 'delete'] as const)(
	'who leaves (%s) leaves nothing of what they filled in',
	async (contributions) => {
		const { fieldId } = await create();
		const [ann, bob] = [await here.member('member', 'Ann'), await here.member('member', 'Bob')];
		for (const who of [ann, bob]) await fill(who, [say(fieldId, 'Cello')]);
		await (await as(ann)).members.leave({ contributions });
		await (await as(admin)).members.remove({ memberId: bob.memberId, contributions });
		const rows = here.db.selectFrom('members').select(['fields', 'fieldKeys']);
		for (const { memberId } of [ann, bob])
			expect(await rows.where('id', '=', memberId).execute()).toEqual([
				{ fields: {}, fieldKeys: [] },
			]);
		expect(await (await as(admin)).fields.planArchive({ fieldId })).toEqual({ filledIn: 0 });
	},
);
