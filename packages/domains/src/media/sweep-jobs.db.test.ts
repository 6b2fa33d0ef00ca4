import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { mediaJobs } from './media.jobs.ts';
import { sweepEverywhere } from './sweep-files.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(() => installation.close());

/** What the job queue's requests in the outbox say, oldest first. */
async function requested() {
	const { rows } = await installation.owner.query<{ payload: Record<string, unknown> }>(
		`select payload from streams.outbox where type = 'jobs.requested' order by id`,
	);
	return rows
		.map(({ payload }) => payload)
		.filter((payload) => JSON.stringify(payload).includes('sweep-community-files'));
}
async function leaveUpload({ db, id: communityId }: TestCommunity): Promise<string> {
	const id = newId();
	const storageKey = `${communityId}/files/${id}`;
	const file = { name: 'cat', mime: 'image/webp', bytes: 1, width: 1, height: 1, storageKey };
	const createdAt = new Date(installation.clock.now().getTime() - 2 * 86_400_000);
	await db
		.insertInto('files')
		.values({ id, purpose: 'post', ...file, createdAt })
		.execute();
	await installation.services.blobs.put(`${storageKey}/full.webp`, new Uint8Array(1), {
		contentType: 'image/webp',
	});
	return id;
}
const filesOf = async ({ db }: TestCommunity) =>
	(await db.selectFrom('files').select('id').execute()).map(({ id }) => id);

test('the nightly sweep asks for one sweep of every community, and of none that is still being made', async () => {
	const { platform } = installation.services;
	const unseeded = await createTestCommunity(installation);
	const update = platform.updateTable('communities').set({ seededAt: null });
	await update.where('id', '=', unseeded.id).execute();
	await sweepEverywhere(installation.services);
	const seen = JSON.stringify(await requested());
	expect(seen).toContain(here.id);
	expect(seen).toContain(there.id);
	expect(seen).not.toContain(unseeded.id);
});

test('it reaches every community however many there are', async () => {
	const { rows } = await installation.owner.query<{ id: string }>(
		`with schemas as (
			insert into platform.community_schemas (id, placement, state, version)
			select 'zz' || lpad(n::text, 10, '0'), placement, state, version
			from platform.community_schemas, generate_series(1, 450) as n where id = $1
		) insert into platform.communities
			(id, organization_id, slug, skeleton, name, template, locale, status, created_by, seeded_at)
		select 'zz' || lpad(n::text, 10, '0'), organization_id, 'many-' || n, 'many-' || n, name, template,
			locale, status, created_by, now()
		from platform.communities, generate_series(1, 450) as n where id = $1 returning id`,
		[here.id],
	);
	const before = (await requested()).length;
	await mediaJobs['sweep-files'].run(installation.services, {});
	const asked = JSON.stringify((await requested()).slice(before));
	expect(rows).toHaveLength(450);
	expect(rows.filter(({ id }) => !asked.includes(id))).toEqual([]);
});

test('the sweep of one community takes its forgotten uploads and touches no other community', async () => {
	const mine = await leaveUpload(here);
	const theirs = await leaveUpload(there);
	await mediaJobs['sweep-community-files'].run(installation.services, { communityId: here.id });
	expect(await filesOf(here)).not.toContain(mine);
	expect(await filesOf(there)).toContain(theirs);
	const blob = await installation.services.blobs.get(`${here.id}/files/${mine}/full.webp`);
	expect(blob).toBeNull();
});

test('a sweep of nobody does nothing, and one that names no community is refused', async () => {
	const sweep = mediaJobs['sweep-community-files'];
	const theirs = await filesOf(there);
	await sweep.run(installation.services, { communityId: '000000000000' });
	expect(await filesOf(there)).toEqual(theirs);
	for (const payload of [undefined, {}, { communityId: 1 }, { communityId: here.id, all: true }])
		await expect(sweep.run(installation.services, payload)).rejects.toThrow();
});
