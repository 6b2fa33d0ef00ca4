import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { testFilm } from '@kith/testing/test-film';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { uploadedBy } from '@kith/testing/test-uploads';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { mediaJobs } from './media.jobs.ts';

let installation: TestInstallation;
let here: TestCommunity;
let ann: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	ann = await here.as(await here.member('member', 'Ann'));
});
afterAll(() => installation.close());

const uploaded = async (bytes: Uint8Array, name = 'film.mp4') =>
	uploadedBy(ann, { name, bytes: Buffer.from(bytes) });
const probe = async (fileId: string, communityId = here.id) =>
	mediaJobs['probe-film'].run(installation.services, { communityId, fileId });
const facts = async (fileId: string) => communityCaller(ann).media.file({ fileId });

test('a film that has arrived asks for its probe, and is known by its length and shape after it', async () => {
	const { fileId } = await uploaded(await testFilm({ seconds: 12, width: 320, height: 568 }));
	expect(await facts(fileId)).toMatchObject({ kind: 'video', width: 0, durationMs: null });
	const { rows } = await installation.owner.query(
		`select payload from streams.outbox where payload::text like '%probe-film%' and payload::text like '%${fileId}%'`,
	);
	expect(rows).toHaveLength(1);
	await probe(fileId);
	await probe(fileId);
	expect(await facts(fileId)).toMatchObject({ width: 320, height: 568, durationMs: 12_000 });
	const row = here.db.selectFrom('files').select('codec').where('id', '=', fileId);
	expect(await row.executeTakeFirst()).toEqual({ codec: 'vp9' });
});

test('a post shows a film in its shape from the first, with how long it plays', async () => {
	const { fileId } = await uploaded(await testFilm({ seconds: 65, width: 640, height: 360 }));
	const attrs = { fileId, name: 'film.mp4', bytes: 10, mime: 'video/mp4' };
	const body = { type: 'doc' as const, content: [{ type: 'file' as const, attrs }] };
	const spaceId = ann.grants.spaces.postable[0] ?? '';
	const post = { id: newId(), spaceId, title: 'A film', body };
	const { posts } = communityCaller(ann);
	const { postId } = await posts.publish(post);
	const shown = async () => (await posts.get({ postId })).body.content[0];
	expect(await shown()).toEqual({ type: 'file', attrs: { ...attrs, hasPoster: false } });
	await probe(fileId);
	const shape = { width: 640, height: 360, durationMs: 65_000, hasPoster: false };
	expect(await shown()).toEqual({ type: 'file', attrs: { ...attrs, ...shape } });
});

test('what only begins like a film stays as it was', async () => {
	const { fileId } = await uploaded(Buffer.from('0000001866747970697336d069736f6d', 'hex'));
	await probe(fileId);
	expect(await facts(fileId)).toMatchObject({ width: 0, height: 0, durationMs: null });
});

test('a probe of a community or a file that is gone does nothing', async () => {
	const { fileId } = await uploaded(Buffer.from('No film'), 'notes.txt');
	await probe(fileId);
	await probe(fileId, 'gone');
	expect(await facts(fileId)).toMatchObject({ kind: 'file', durationMs: null });
});
