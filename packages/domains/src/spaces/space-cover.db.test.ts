import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { testPhoto } from '@kith/testing/test-photo';
import { openShop } from '@kith/testing/test-tiers';
import type { CommunityContext } from '../context.ts';
import { communityCaller as api, jobs } from '../index.ts';
import { openAddress, openFile, uploadImage, uploadSpaceCover } from '../media/index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let shop: Awaited<ReturnType<typeof openShop>>;
let photo: Uint8Array;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	shop = await openShop(installation, here);
	photo = await testPhoto(640, 200);
});
afterAll(() => installation.close());

const sent = (ctx: CommunityContext) => uploadSpaceCover(ctx, { bytes: photo, name: 'wide.png' });
const opens = (ctx: CommunityContext, fileId: string) =>
	outcomeOf(openFile(ctx, { fileId, variant: 'full' }).then(async ({ body }) => body.cancel()));

type Visibility = 'public' | 'members' | 'private';
/** A space with a cover. */
async function covered(visibility: Visibility = 'members') {
	const owner = await shop.owner();
	const { fileId } = await sent(owner);
	const fields = { ...spaceFields(), visibility, coverFileId: fileId };
	const { spaceId } = await api(owner).spaces.create(fields);
	const { coverFileId: _, ...rest } = fields;
	return { spaceId, fileId, fields: { ...rest, spaceId }, slug: fields.slug };
}
const someone = async () => shop.fresh(await here.member('member', `Noa ${newId().slice(-6)}`));

test('a cover is kept in three sizes, stands in the space with what stands in for it, and is removed again', async () => {
	const { spaceId, slug, fields, fileId } = await covered();
	const owner = await shop.owner();
	const { cover } = await api(owner).spaces.get({ slug });
	expect(cover).toMatchObject({ fileId, width: 640, height: 200 });
	expect(cover?.hint).toMatch(/^data:image\/png;base64,/);
	const tree = await api(owner).spaces.tree();
	expect(tree.spaces.find(({ id }) => id === spaceId)).toMatchObject({ coverFileId: fileId });
	await api(owner).spaces.update({ ...fields, version: 1, name: 'Renamed' });
	expect((await api(await shop.owner()).spaces.get({ slug })).cover).toMatchObject({ fileId });
	await api(owner).spaces.update({ ...fields, version: 2, coverFileId: null });
	expect((await api(await shop.owner()).spaces.get({ slug })).cover).toBeNull();
	expect(await opens(await someone(), fileId)).toBe('media.not_found');
});

test('whoever may open the space sees its cover, and nobody else', async () => {
	const open = await covered('public');
	const inside = await covered('members');
	const shut = await covered('private');
	const visitor = await shop.fresh(null);
	expect(await opens(visitor, open.fileId)).toBe('done');
	expect(await opens(visitor, inside.fileId)).toBe('media.not_found');
	expect(await opens(await someone(), inside.fileId)).toBe('done');
	const guest = await here.member('member', `Gus ${newId().slice(-6)}`);
	for (const ctx of [visitor, await someone(), await shop.fresh(guest)])
		expect(await opens(ctx, shut.fileId)).toBe('media.not_found');
	const letIn = { spaceId: shut.spaceId, memberId: guest.memberId, allowed: true };
	await api(await shop.owner()).spaces.setMember(letIn);
	const ctx = await shop.fresh(guest);
	expect(await opens(ctx, shut.fileId)).toBe('done');
	const ref = { fileId: shut.fileId, variant: 'full' as const };
	const led = await openAddress(ctx, ref, { signature: null });
	expect(led).toEqual({ signed: { until: expect.any(Number), signature: expect.any(String) } });
	const elsewhere = await createTestCommunity(installation);
	const stranger = await elsewhere.as(await elsewhere.member('owner', 'Eve'));
	expect(await opens(stranger, open.fileId)).toBe('media.not_found');
});

test('on the door of a space that is on offer stands its cover, for as long as there is a door', async () => {
	const { spaceId, slug, fileId } = await covered('private');
	const visitor = () => shop.fresh(null);
	expect(await opens(await visitor(), fileId)).toBe('media.not_found');
	await shop.tier([{ kind: 'space', spaceId }]);
	expect(await opens(await visitor(), fileId)).toBe('done');
	expect((await api(await visitor()).spaces.locked({ slug })).cover).toMatchObject({ fileId });
	await api(await shop.owner()).spaces.archive({ spaceId });
	expect(await opens(await visitor(), fileId)).toBe('media.not_found');
});

test('who manages spaces uploads covers, and chooses what they uploaded for one space', async () => {
	const [owner, member] = [await shop.owner(), await someone()];
	expect(await outcomeOf(sent(member))).toBe('permissions.denied');
	expect(await outcomeOf(sent(await here.as(null)))).not.toBe('done');
	const { fileId } = await sent(owner);
	expect(await opens(owner, fileId)).toBe('done');
	expect(await opens(member, fileId)).toBe('media.not_found');
	const choose = (ctx: CommunityContext, coverFileId: string) =>
		outcomeOf(api(ctx).spaces.create({ ...spaceFields(), coverFileId }));
	const admin = await shop.fresh(await here.member('admin', 'Ada'));
	expect(await choose(admin, fileId)).toBe('media.foreign_picture');
	expect(await choose(owner, fileId)).toBe('done');
	expect(await choose(owner, fileId)).toBe('media.foreign_picture');
	const posted = await uploadImage(owner, { bytes: photo, name: 'a.png', purpose: 'post' });
	expect(await choose(owner, posted.fileId)).toBe('media.foreign_picture');
	const elsewhere = await createTestCommunity(installation);
	const foreign = await sent(await elsewhere.as(await elsewhere.member('owner', 'Eve')));
	expect(await choose(owner, foreign.fileId)).toBe('media.foreign_picture');
	expect(await choose(owner, newId())).toBe('media.foreign_picture');
});

test('the sweep takes covers that were replaced or never chosen, and gives their room back', async () => {
	const { fileId, fields } = await covered();
	const owner = await shop.owner();
	const [next, never] = [await sent(owner), await sent(owner)];
	await api(owner).spaces.update({ ...fields, version: 1, coverFileId: next.fileId });
	await here.db
		.updateTable('files')
		.set({ createdAt: new Date('2020-01-01') })
		.where('purpose', '=', 'space')
		.execute();
	const used = () => api(owner).media.storage();
	const before = await used();
	const sweep = { communityId: here.community.id };
	await jobs.get('sweep-community-files')?.run(installation.services, sweep);
	const left = await here.db.selectFrom('files').select('id').execute();
	const ids = left.map(({ id }) => id);
	expect(ids).toContain(next.fileId);
	expect(ids).not.toContain(fileId);
	expect(ids).not.toContain(never.fileId);
	const after = await used();
	expect(after.files).toBe(left.length);
	expect(after.bytes).toBeLessThan(before.bytes);
});
