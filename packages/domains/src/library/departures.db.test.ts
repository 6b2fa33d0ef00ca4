import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { addSeconds } from '@kith/kernel/clock';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { documentBy, openLibrary } from '@kith/testing/test-library';
import { uploadedBy } from '@kith/testing/test-uploads';
import type { CommunityContext } from '../context.ts';
import { communityCaller as api } from '../index.ts';
import { media } from '../media/index.ts';
import { libraryConsumers } from './library.consumers.ts';
import { libraryJobs } from './library.jobs.ts';

let installation: TestInstallation;
let here: TestCommunity;
let spaceId: string;
let owner: CommunityContext;
let staged = 0;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	spaceId = await openLibrary(await here.as(await founderOf(here)));
	owner = await here.as(await founderOf(here));
});
afterAll(() => installation.close());

/** Somebody with a document of their own, a version of the owner's document, and a download. */
async function stage() {
	const member = await here.member('member', `Lea Leaver ${(staged += 1)}`);
	const { memberId } = member;
	const leaver = await here.as(member);
	const own = await documentBy(leaver, { spaceId, title: 'Own' });
	const shared = await documentBy(owner, { spaceId, title: 'Shared', name: 'first.txt' });
	// A moderator for as long as it took to put a newer file in.
	const { fileId } = await uploadedBy(leaver, { name: 'second.txt' });
	await here.db
		.insertInto('documentVersions')
		.values({ documentId: shared, number: 2, fileId, memberId, createdAt: new Date() })
		.execute();
	await here.db
		.updateTable('documents')
		.set({ number: 2, fileName: 'second.txt' })
		.where('id', '=', shared)
		.execute();
	await api(leaver).library.download({ documentId: own });
	await api(owner).library.download({ documentId: own });
	return { member, memberId, own, shared };
}

async function leave(
	who: { memberId: string },
	contributions: 'keep' | 'anonymise' | 'delete',
): Promise<void> {
	await api(owner).members.remove({ memberId: who.memberId, contributions });
	const event = {
		...{ id: newId(), communityId: here.id, type: 'members.removed', occurredAt: new Date() },
		...{ payload: { memberId: who.memberId, contributions }, actor: { kind: 'job', name: 'test' } },
	} as unknown as Parameters<(typeof libraryConsumers)['forget-documents']['handle']>[1];
	for (let delivery = 0; delivery < 2; delivery++)
		await libraryConsumers['forget-documents'].handle(owner, event);
}
const rememberedOf = (memberId: string) =>
	here.db.selectFrom('documentDownloads').selectAll().where('memberId', '=', memberId).execute();

test('who leaves and lets everything stay is still its author; what they took is forgotten, not uncounted', async () => {
	const { memberId, own, shared } = await stage();
	await leave({ memberId }, 'keep');
	const { document } = await api(owner).library.get({ documentId: own });
	expect(document).toMatchObject({
		author: { name: expect.stringMatching(/^Lea Leaver/) },
		downloads: 2,
	});
	expect((await api(owner).library.get({ documentId: shared })).document.number).toBe(2);
	expect(await rememberedOf(memberId)).toEqual([]);
});

test('who leaves without a name is no longer named beside documents and versions', async () => {
	const { memberId, own, shared } = await stage();
	await leave({ memberId }, 'anonymise');
	for (const documentId of [own, shared])
		expect(JSON.stringify(await api(owner).library.get({ documentId }))).not.toContain('Leaver');
	expect(await rememberedOf(memberId)).toEqual([]);
});

test('who takes everything along takes documents and versions; others’ documents fall back', async () => {
	const { memberId, own, shared } = await stage();
	await leave({ memberId }, 'delete');
	expect(await outcomeOf(api(owner).library.get({ documentId: own }))).toBe(
		'library.document_not_found',
	);
	const { document, versions } = await api(owner).library.get({ documentId: shared });
	expect(document).toMatchObject({ number: 1, fileName: 'first.txt' });
	expect(versions).toHaveLength(1);
	const uses = here.db.selectFrom('fileUses').selectAll().where('subjectId', '=', own);
	expect(await uses.execute()).toEqual([]);
});

test('what was deleted is gone for good after seven days, with its files and the room they took', async () => {
	const member = await here.as(await here.member('member', 'Ben'));
	const documentId = await documentBy(member, { spaceId });
	const kept = await documentBy(member, { spaceId });
	const { fileId } = await api(member).library.download({ documentId });
	await api(member).library.delete({ documentId });
	const after = (days: number) => ({
		...installation.services,
		clock: { now: () => addSeconds(installation.services.clock.now(), days * 86_400 + 120) },
	});
	const run = async (days: number) => {
		await libraryJobs['purge-documents'].run(after(days), { communityId: here.id });
		await media.jobs['sweep-community-files'].run(after(days), { communityId: here.id });
	};
	const files = () => here.db.selectFrom('files').select('id').where('id', '=', fileId).execute();
	await run(6);
	expect(await files()).toHaveLength(1);
	await run(7);
	expect(await files()).toEqual([]);
	expect(await outcomeOf(api(member).library.restore({ documentId }))).toBe(
		'library.document_not_found',
	);
	expect(await outcomeOf(api(member).library.download({ documentId: kept }))).toBe('done');
	const usage = here.db.selectFrom('storageUsage').select(['bytes', 'files']);
	const { memberId } = member.grants;
	expect(await usage.where('ownerId', '=', memberId).executeTakeFirst()).toMatchObject({
		files: 1,
	});
});
