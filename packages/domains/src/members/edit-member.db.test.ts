import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { fieldFields, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { saveSetting } from '../communities/index.ts';
import { keysOf } from '../fields/index.ts';
import type { FieldValues, MemberField } from '../fields/fields.schema.ts';
import { communityCaller } from '../index.ts';
import { uploadImage } from '../media/index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
let ann: typeof admin;
let round = 0;
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const fieldOf = (label: string, change: Partial<MemberField> = {}): MemberField => ({
	...{ id: newId(), kind: 'text', ...fieldFields(), label, archivedAt: null, version: 1 },
	...change,
});
const choices = [
	{ id: newId(), label: 'Alto' },
	{ id: newId(), label: 'Bass' },
];
const [city, voice, secret, site] = [
	fieldOf('City', { isRequired: true }),
	fieldOf('Voice', { kind: 'select', options: choices }),
	fieldOf('Health', { visibility: 'self', isFilterable: false }),
	fieldOf('Website', { kind: 'url' }),
] as const;
const known = [city, voice, secret, site];
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
	await saveSetting(here.db, 'fields', known, new Date()).execute();
	installation.services.snapshots.drop(here.id);
});
beforeEach(async () => {
	round += 1;
	ann = await here.member('member', `Ann ${round}`);
});
afterAll(() => installation.close());

const api = async (who = admin) => communityCaller(await here.as(who)).members;
const form = (change: object = {}) => ({
	...{ memberId: ann.memberId, name: 'Ann Lee', handle: `ann-lee-${round}`, bio: 'Sings.' },
	...{ version: 1, ...change },
});
const edit = async (change: object = {}, who = admin) =>
	outcomeOf((await api(who)).edit(form(change)));
const row = () =>
	here.db
		.selectFrom('members')
		.selectAll()
		.where('id', '=', ann.memberId)
		.executeTakeFirstOrThrow();
const fillIn = (values: FieldValues) =>
	here.db
		.updateTable('members')
		.set({ fields: JSON.stringify(values), fieldKeys: keysOf(known, values) })
		.where('id', '=', ann.memberId)
		.execute();
async function lastEntry() {
	const { audit } = communityCaller(await here.as(admin));
	const { items } = await audit.list({ action: 'members.edited', aboutId: ann.memberId });
	return items[0];
}

test('what staff change of a profile is there, is found by, and stands in the log and the timeline', async () => {
	await fillIn({ [city.id]: ['Bern'], [voice.id]: [choices[0]?.id ?? ''] });
	const before = await (await api()).edited({ memberId: ann.memberId });
	expect(before).toMatchObject({ name: `Ann ${round}`, handle: `ann-${round}`, version: 1 });
	expect(before.fields.map(({ values }) => values)).toEqual([['Bern'], [choices[0]?.id], [], []]);
	const fields = [
		{ fieldId: voice.id, values: [choices[1]?.id ?? ''] },
		{ fieldId: site.id, values: ['ann.example'] },
	];
	expect(await edit({ fields })).toBe('done');
	const after = await row();
	expect(after).toMatchObject({ name: 'Ann Lee', handle: `ann-lee-${round}`, bio: 'Sings.' });
	expect(after).toMatchObject({ version: 2, locale: null });
	expect(after.fields).toEqual({
		...{ [city.id]: ['Bern'], [voice.id]: [choices[1]?.id] },
		[site.id]: ['https://ann.example/'],
	});
	expect(after.fieldKeys).toEqual(keysOf(known, after.fields as FieldValues));
	expect((await lastEntry())?.details).toMatchObject({
		before: { name: `Ann ${round}`, handle: `ann-${round}`, bio: '', fields: { Voice: ['Alto'] } },
		after: {
			...{ name: 'Ann Lee', handle: `ann-lee-${round}`, bio: 'Sings.' },
			fields: { Voice: ['Bass'], Website: ['https://ann.example/'] },
		},
	});
	const { notes } = communityCaller(await here.as(admin));
	const { items } = await notes.timeline({ memberId: ann.memberId, kinds: ['action'] });
	expect(items).toMatchObject([{ kind: 'action', entry: { action: 'members.edited' } }]);
});

test('a form that is older than the profile is refused, whoever changed it meanwhile', async () => {
	const own = { name: 'Anna', handle: `anna-${round}`, bio: '', avatarFileId: null, version: 1 };
	await (await api(ann)).updateProfile(own);
	expect(await edit()).toBe('members.changed_meanwhile');
	expect(await row()).toMatchObject({ name: 'Anna', version: 2 });
	expect(await edit({ version: 2 })).toBe('done');
	expect(await lastEntry()).toMatchObject({ details: { before: { name: 'Anna' } } });
});

test('a handle is given by the rules that members have', async () => {
	for (const handle of ['ada', 'admin'])
		expect(await edit({ handle })).toBe('members.handle_taken');
	expect(await row()).toMatchObject({ handle: `ann-${round}`, version: 1 });
	expect(await edit({ handle: 'A b' })).toContain('invalid_format');
});

test('what must be filled in may stay empty, is not emptied, and is checked as ever', async () => {
	const of = (field: MemberField, value: string) => ({
		fields: [{ fieldId: field.id, values: [value] }],
	});
	expect(await edit(of(voice, choices[0]?.id ?? ''))).toBe('done');
	expect(await edit({ version: 2, ...of(city, '') })).toBe('done');
	expect(await edit({ version: 3, ...of(city, 'Bern') })).toBe('done');
	const refused = outcomeOf((await api()).edit(form({ version: 4, ...of(city, ' ') })));
	expect(await refused).toBe('fields.required');
	expect(await edit({ version: 4, ...of(voice, newId()) })).toBe('fields.bad_option');
	expect(await edit({ version: 4, ...of(site, 'no address') })).toBe('fields.bad_address');
	expect(await edit({ version: 4, ...of(fieldOf('Nowhere'), 'x') })).toBe('fields.not_found');
	expect((await row()).fields).toEqual({ [voice.id]: [choices[0]?.id], [city.id]: ['Bern'] });
});

test('what only the member sees is told to nobody, and its change is, whatever stood there', async () => {
	await fillIn({ [city.id]: ['Bern'], [secret.id]: ['asthma-before'] });
	const shown = await (await api()).edited({ memberId: ann.memberId });
	expect(shown.fields.find(({ fieldId }) => fieldId === secret.id)).toMatchObject({
		...{ isHidden: true, values: [] },
	});
	for (const [at, value] of ['asthma-after', 'asthma-after'].entries()) {
		const fields = [{ fieldId: secret.id, values: [value] }];
		expect(await edit({ fields, version: at + 1 })).toBe('done');
		expect(await lastEntry()).toMatchObject({ details: { after: { hiddenFields: ['Health'] } } });
	}
	expect((await row()).fields).toEqual({ [city.id]: ['Bern'], [secret.id]: ['asthma-after'] });
	const kept = here.db.selectFrom('auditEntries').select('details');
	expect(JSON.stringify(await kept.execute())).not.toContain('asthma');
});

test('a picture can be taken away', async () => {
	const upload = { bytes: PIXEL, name: 'a.png', purpose: 'avatar' } as const;
	const { fileId } = await uploadImage(await here.as(ann), upload);
	const own = { name: 'Ann', handle: `ann-${round}`, bio: '', avatarFileId: fileId, version: 1 };
	await (await api(ann)).updateProfile(own);
	expect(await edit({ version: 2 })).toBe('done');
	expect(await row()).toMatchObject({ avatarFileId: fileId });
	expect(await edit({ version: 3, removesAvatar: true })).toBe('done');
	expect(await row()).toMatchObject({ avatarFileId: null });
	const left = here.db.selectFrom('files').select('attachedAt').where('id', '=', fileId);
	expect(await left.execute()).toEqual([{ attachedAt: null }]);
	expect(await lastEntry()).toMatchObject({
		details: { before: { hasPicture: true }, after: { hasPicture: false } },
	});
});

test('nobody edits who is not below them, themselves, or somebody of another community', async () => {
	const [keeper, bob] = [
		await here.member('moderator', `Mo ${round}`),
		await here.member('member', `Bob ${round}`),
	];
	const boss = await here.member('admin', `Boss ${round}`);
	const founder = await founderOf(here);
	const elsewhere = await createTestCommunity(installation);
	const fay = await elsewhere.member('member', 'Fay');
	const attempts = [
		[{}, keeper, 'permissions.denied'],
		[{}, bob, 'permissions.denied'],
		[{}, ann, 'members.not_oneself'],
		[{ memberId: boss.memberId }, admin, 'members.above_you'],
		[{ memberId: founder.memberId }, admin, 'members.above_you'],
		[{ memberId: admin.memberId }, admin, 'members.not_oneself'],
		[{ memberId: fay.memberId }, admin, 'members.not_found'],
	] as const;
	for (const [change, who, code] of attempts) {
		expect(await edit(change, who)).toBe(code);
		const { memberId } = form(change);
		expect(await outcomeOf((await api(who)).edited({ memberId }))).toBe(code);
	}
	expect(await row()).toMatchObject({ name: `Ann ${round}`, version: 1 });
});
