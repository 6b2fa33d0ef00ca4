import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { uploadedBy } from '@kith/testing/test-uploads';
import { communityCaller } from '../index.ts';
import { openFile, media } from '../media/index.ts';
import { FieldVisibility, MOST_FIELD_BYTES, type CreateField } from './fields.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let founder: TestMember;
let ada: TestMember;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	founder = await founderOf(here);
	ada = await here.member('member', 'Ada');
});
afterAll(() => installation.close());

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(400, 32)]);
const apiOf = async (who: TestMember, place = here) => {
	installation.services.snapshots.drop(place.id);
	return communityCaller(await place.as(who));
};

async function field(more: Partial<CreateField> = {}, place = here): Promise<string> {
	const { fields } = await apiOf(await founderOf(place), place);
	const about = { label: `File ${newId()}`, hint: '', options: [], isRequired: false };
	const { fieldId } = await fields.create({
		...{ kind: 'file', accepts: ['pdf'], visibility: 'members', isFilterable: false },
		...{ ...about, ...more },
	});
	return fieldId;
}

const upload = async (who: TestMember, { bytes = PDF, name = 'cv.pdf', place = here } = {}) =>
	(await uploadedBy(await place.as(who), { name, bytes })).fileId;

async function put(who: TestMember, fieldId: string, values: string[], place = here) {
	const { members } = await apiOf(who, place);
	const { version, name, handle } = await members.me();
	return members.updateProfile({
		...{ name, handle, bio: '', avatarFileId: null, version },
		fields: [{ fieldId, values }],
	});
}

const sees = async (who: TestMember | null, fileId: string, place = here) => {
	installation.services.snapshots.drop(place.id);
	return outcomeOf(openFile(await place.as(who), { fileId, variant: 'original' }));
};
const attached = async (fileId: string) => {
	const row = here.db.selectFrom('files').select(['purpose', 'attachedAt']);
	return row.where('id', '=', fileId).executeTakeFirstOrThrow();
};
const sweep = async () => {
	installation.clock.advance(2 * 86_400);
	await media.jobs['sweep-community-files'].run(installation.services, { communityId: here.id });
};

test('a member puts a file into a field, and who may see the field reads its name and the file', async () => {
	const [ben, mod] = [await here.member('member', 'Ben'), await here.member('admin', 'Ann')];
	const other = await createTestCommunity(installation);
	const foreign = await other.member('member', 'Far');
	const expected = {
		public: { ben: 'done', mod: 'done' },
		members: { ben: 'done', mod: 'done' },
		staff: { ben: 'media.not_found', mod: 'done' },
		self: { ben: 'media.not_found', mod: 'media.not_found' },
	} as const;
	for (const visibility of FieldVisibility.options) {
		const fieldId = await field({ visibility });
		const fileId = await upload(ada);
		expect(await sees(ben, fileId)).toBe('media.not_found');
		await put(ada, fieldId, [fileId]);
		const mine = (await (await apiOf(ada)).members.me()).fields;
		expect(mine.find((one) => one.fieldId === fieldId)?.values).toEqual([fileId, 'cv.pdf']);
		expect(await sees(ada, fileId)).toBe('done');
		expect([visibility, await sees(ben, fileId), await sees(mod, fileId)]).toEqual([
			...[visibility, expected[visibility].ben, expected[visibility].mod],
		]);
		expect(await sees(null, fileId)).not.toBe('done');
		expect(await sees(foreign, fileId, other)).toBe('media.not_found');
		const { fields } = await (await apiOf(ben)).members.profile({ handle: await handleOf(ada) });
		const isShown = fields.some((one) => one.fieldId === fieldId);
		expect([visibility, isShown]).toEqual([visibility, expected[visibility].ben === 'done']);
	}
});

test('a field takes its own kinds of file, of the member’s own, once, and no more than ten megabytes', async () => {
	const ben = await here.member('member', 'Bo');
	const [fieldId, second] = [await field(), await field()];
	const refused = async (fileId: string) => outcomeOf(put(ada, fieldId, [fileId]));
	const text = await upload(ada, { bytes: Buffer.from('Only words'), name: 'cv.pdf' });
	const big = Buffer.concat([PDF, Buffer.alloc(MOST_FIELD_BYTES, 32)]);
	for (const fileId of [text, newId(), await upload(ben)])
		expect(await refused(fileId)).toBe('fields.bad_file');
	expect(await refused('no id')).toBe('fields.bad_file');
	const largeId = newId();
	const large = await here.db
		.insertInto('files')
		.values({
			...{ id: largeId, ownerId: ada.memberId, purpose: 'post', kind: 'file', state: 'ready' },
			...{ name: 'big.pdf', mime: 'application/pdf', bytes: big.length, width: 0, height: 0 },
			...{ storageKey: `${here.id}/files/${largeId}`, createdAt: installation.clock.now() },
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	expect(await refused(large.id)).toBe('fields.bad_file');
	// Nor what stands somewhere else already.
	for (const elsewhere of [
		{ attachedAt: installation.clock.now() },
		{ spaceId: (await here.as(ada)).grants.spaces.postable[0] ?? '' },
	]) {
		const used = await upload(ada);
		await here.db.updateTable('files').set(elsewhere).where('id', '=', used).execute();
		expect(await refused(used)).toBe('fields.bad_file');
	}
	const good = await upload(ada);
	await put(ada, fieldId, [good]);
	expect(await outcomeOf(put(ada, second, [good]))).toBe('fields.bad_file');
	const { fields } = await apiOf(founder);
	const bare = { kind: 'file' as const, label: 'X', hint: '', options: [], isRequired: false };
	const about = { ...bare, visibility: 'members' as const, isFilterable: false };
	expect(await outcomeOf(fields.create(about))).toBe('fields.no_files');
	expect(await outcomeOf(fields.create({ ...about, kind: 'text', accepts: ['pdf'] }))).toBe(
		'fields.no_files',
	);
	expect(await outcomeOf(fields.create({ ...about, accepts: ['pdf'], isFilterable: true }))).toBe(
		'fields.not_filterable',
	);
});

test('what is replaced, taken out or left behind is deleted, and takes no room any more', async () => {
	const cleo = await here.member('member', 'Cleo');
	const fieldId = await field();
	const roomOf = async () => {
		const row = here.db.selectFrom('storageUsage').select('bytes');
		return Number((await row.where('ownerId', '=', cleo.memberId).executeTakeFirst())?.bytes ?? 0);
	};
	const first = await upload(cleo);
	await put(cleo, fieldId, [first]);
	// Sent again as it stands, it stays.
	await put(cleo, fieldId, [first]);
	await sweep();
	expect(await attached(first)).toMatchObject({ purpose: 'field' });
	const next = await upload(cleo, { name: 'new.pdf' });
	await put(cleo, fieldId, [next]);
	await sweep();
	expect(await outcomeOf(attached(first))).not.toBe('done');
	expect(await roomOf()).toBe(PDF.length);
	const admin = await apiOf(founder);
	const edited = await admin.members.edited({ memberId: cleo.memberId });
	const taken = edited.fields.find((one) => one.fieldId === fieldId);
	expect(taken?.values).toEqual([next, 'new.pdf']);
	const { name, handle, version } = edited;
	const change = { memberId: cleo.memberId, name, handle, bio: '', removesAvatar: false };
	const foreign = await upload(founder);
	for (const [values, outcome] of [
		[[foreign], 'fields.bad_file'],
		[taken?.values ?? [], 'done'],
	] as const)
		expect(
			await outcomeOf(
				admin.members.edit({ ...change, version, fields: [{ fieldId, values: [...values] }] }),
			),
		).toBe(outcome);
	expect((await attached(next)).attachedAt).not.toBeNull();
	await (await apiOf(cleo)).members.leave({ contributions: 'keep' });
	await sweep();
	expect(await outcomeOf(attached(next))).not.toBe('done');
	expect(await roomOf()).toBe(0);
});

test('a field that is put away shows its files to nobody but their owner, and shows them again when it is back', async () => {
	const [dora, ben] = [await here.member('member', 'Dora'), await here.member('member', 'Bill')];
	const fieldId = await field();
	const fileId = await upload(dora);
	await put(dora, fieldId, [fileId]);
	const { fields } = await apiOf(founder);
	await fields.archive({ fieldId, archived: true });
	expect([await sees(ben, fileId), await sees(dora, fileId)]).toEqual(['media.not_found', 'done']);
	await (await apiOf(founder)).fields.archive({ fieldId, archived: false });
	expect(await sees(ben, fileId)).toBe('done');
	const change = here.db.updateTable('members').where('id', '=', dora.memberId);
	await change.set({ status: 'suspended' }).execute();
	expect(await sees(ben, fileId)).toBe('media.not_found');
});

const handleOf = async ({ memberId }: TestMember) => {
	const row = here.db.selectFrom('members').select('handle').where('id', '=', memberId);
	return (await row.executeTakeFirstOrThrow()).handle;
};
