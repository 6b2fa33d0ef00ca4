import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { pictureOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { testPhoto } from '@kith/testing/test-photo';
import { uploadedBy } from '@kith/testing/test-uploads';
import type { CommunityContext } from '../context.ts';
import { communityCaller as api } from '../index.ts';
import { mediaJobs } from './media.jobs.ts';
import { uploadImage } from './upload-image.ts';

let installation: TestInstallation;
let here: TestCommunity;
let ann: CommunityContext;
let bytes: Buffer<ArrayBuffer>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	ann = await here.as(await here.member('member', 'Ann'));
	bytes = Buffer.from(await testPhoto(400, 300));
});
afterAll(() => installation.close());

const HINT = /^data:image\/png;base64,/;
async function posted(fileId: string): Promise<string> {
	const spaceId = ann.grants.spaces.postable[0] ?? '';
	const post = { id: newId(), spaceId, title: 'The sea', body: pictureOf(fileId) };
	return (await api(ann).posts.publish(post)).postId;
}
const shown = async (postId: string) => {
	const { body, cover } = await api(ann).posts.get({ postId });
	return { attrs: body.content[0] && 'attrs' in body.content[0] && body.content[0].attrs, cover };
};
const forget = (fileId: string) =>
	here.db
		.updateTable('files')
		.set({ thumbhash: null, avif: null })
		.where('id', '=', fileId)
		.execute();

test('a picture is shown in the shape it has, whatever it was written with, and with its hint', async () => {
	for (const { fileId } of [
		await uploadImage(ann, { bytes, name: 'sea.png', purpose: 'post' }),
		await uploadedBy(ann, { bytes, name: 'sea.png' }),
	]) {
		const postId = await posted(fileId);
		const { attrs, cover } = await shown(postId);
		const shape = { fileId, width: 400, height: 300, hint: expect.stringMatching(HINT) };
		const srcset = `/files/${fileId}/thumb 320w, /files/${fileId}/medium 400w`;
		expect([attrs, cover]).toEqual([{ ...shape, alt: '', srcset }, shape]);
		const { items } = await api(ann).posts.list({});
		expect(items.find(({ id }) => id === postId)?.cover).toEqual(shape);
	}
});

test('a hint is no part of a text: what an editor sends back is kept without it', async () => {
	const { fileId } = await uploadImage(ann, { bytes, name: 'sea.png', purpose: 'post' });
	const postId = await posted(fileId);
	const { body, title, version } = await api(ann).posts.get({ postId });
	await api(ann).posts.edit({ postId, title: `${title}!`, body, version });
	const row = here.db.selectFrom('posts').select('body').where('id', '=', postId);
	expect(JSON.stringify(await row.executeTakeFirst())).not.toContain('data:');
});

test('pictures from before are shown without one, until the job has been there', async () => {
	const { fileId } = await uploadImage(ann, { bytes, name: 'sea.png', purpose: 'post' });
	const postId = await posted(fileId);
	await forget(fileId);
	const before = await shown(postId);
	expect(before.attrs).not.toHaveProperty('hint');
	expect(before.cover).toMatchObject({ hint: null });
	await mediaJobs['dress-pictures'].run(installation.services, { communityId: here.id });
	expect((await shown(postId)).cover?.hint).toMatch(HINT);
});
