import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCommunityId, newId } from '@kith/kernel/ids';
import { people, type TestMember } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints, type Points } from '@kith/testing/test-points';
import { uploadedBy } from '@kith/testing/test-uploads';
import type { CommunityIdentity } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communityCaller, jobs } from '../index.ts';
import { media, openFile } from '../media/index.ts';
import { loadArchive, writeArchive } from './index.ts';

const DAY = 86_400;
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(400, 32)]);

let installation: TestInstallation;
let points: Points;
let ana: TestMember;
beforeAll(async () => {
	installation = await createTestInstallation();
	points = await openPoints(installation);
	ana = await points.here.member('member', 'Ana');
});
afterAll(() => installation.close());

async function arrange(roleId: string, spaceId: string): Promise<void> {
	const { gamification } = await points.as(points.founder);
	const { version, levels } = await gamification.levels();
	const wanted = [0, 20, 100].map((from) => ({
		...{ name: '', points: from, roleId: from === 100 ? roleId : null },
		spaceIds: from === 100 ? [spaceId] : [],
	}));
	await gamification.saveLevels({ version, levels: { ...levels, levels: wanted, holdDays: 14 } });
}

async function give(amount: number): Promise<void> {
	const { gamification } = await points.as(points.founder);
	const { memberId } = ana;
	await gamification.give({ id: newId(), memberId, points: amount, reason: '-' });
}

/** A field that takes a file, with a file of Ana's in it; who may see it is all members. */
async function fileInField(): Promise<{ fieldId: string; fileId: string }> {
	const { fields } = await points.as(points.founder);
	const { fieldId } = await fields.create({
		...{ kind: 'file', accepts: ['pdf'], visibility: 'members', isFilterable: false },
		...{ label: 'Papers', hint: '', options: [], isRequired: false },
	});
	installation.services.snapshots.drop(points.here.id);
	const upload = { name: 'cv.pdf', bytes: PDF };
	const { fileId } = await uploadedBy(await points.here.as(ana), upload);
	const { members } = await points.as(ana);
	const { version, name, handle } = await members.me();
	await members.updateProfile({
		...{ name, handle, bio: '', avatarFileId: null, version },
		fields: [{ fieldId, values: [fileId] }],
	});
	return { fieldId, fileId };
}

/** The community as a file, and that file as a new one. */
async function carried(): Promise<CommunityIdentity> {
	const { services } = installation;
	const { blobs, clock } = services;
	const { community } = points.here;
	const found = await services.platform
		.selectFrom('communities')
		.select(['slug', 'name', 'locale', 'template', 'organizationId'])
		.where('id', '=', community.id)
		.executeTakeFirstOrThrow();
	const { organizationId, ...named } = found;
	const { version: schemaVersion } = await services.platform
		.selectFrom('communitySchemas')
		.select('version')
		.where('id', '=', community.id)
		.executeTakeFirstOrThrow();
	const from = { id: community.id, ...named, schemaVersion };
	const bytes = await services.asOwner((client) =>
		new Response(writeArchive({ client, blobs, community: from, at: clock.now() }).body).bytes(),
	);
	const communityId = newCommunityId();
	await loadArchive({
		...{ services, communityId, organizationId },
		body: new Blob([bytes as BlobPart]).stream(),
		as: { name: 'Twin', slug: `twin-${communityId}` },
		importer: { staffId: newId(), email: 'importer@example.org', name: 'Ines Importer' },
	});
	const twin = await services.directory.byId(communityId);
	if (!twin) throw new Error('the twin is not there');
	return twin;
}

/** What somebody has by points, what they filled in, and the file of it. */
async function kept({ db }: CommunityContext, fileId: string) {
	const of = ana.memberId;
	return {
		score: await db
			.selectFrom('scores')
			.select(['points', 'level', 'holds'])
			.where('memberId', '=', of)
			.execute(),
		roles: await db
			.selectFrom('memberRoles')
			.select(['roleId', 'source'])
			.where('memberId', '=', of)
			.orderBy('source')
			.execute(),
		rooms: await db
			.selectFrom('spaceMembers')
			.select(['spaceId', 'source'])
			.where('memberId', '=', of)
			.execute(),
		filled: await db
			.selectFrom('members')
			.select(['fields', 'fieldKeys'])
			.where('id', '=', of)
			.execute(),
		file: await db
			.selectFrom('files')
			.select(['name', 'kind', 'mime', 'purpose', 'bytes', 'ownerId', 'attachedAt', 'spaceId'])
			.where('id', '=', fileId)
			.execute(),
		room: await db
			.selectFrom('storageUsage')
			.select(['bytes', 'files'])
			.where('ownerId', '=', of)
			.execute(),
		settings: await db
			.selectFrom('settings')
			.select(['key', 'value'])
			.where('key', 'in', ['fields', 'levels'])
			.orderBy('key')
			.execute(),
	};
}

test('a level that somebody keeps and a file in a field of their profile come along, and end and open as they did', async () => {
	const { services } = installation;
	const { roleId, spaceId } = await points.opened('Regular', 'tags:create');
	await arrange(roleId, spaceId);
	await give(120);
	await give(-30);
	const { fieldId, fileId } = await fileInField();
	const before = await kept(await points.here.as(points.founder), fileId);
	expect(before.score).toMatchObject([{ points: 90, level: 1, holds: [{ level: 2 }] }]);
	expect(before.roles.map(({ source }) => source)).toContain('level');
	expect(before.rooms).toMatchObject([{ spaceId, source: 'level' }]);
	expect(before.file).toMatchObject([{ name: 'cv.pdf', purpose: 'field', bytes: PDF.length }]);

	const twin = await carried();
	const there = await createJobContext(services, twin, 'test');
	expect(await kept(there, fileId)).toEqual(before);

	const { as, member } = people(installation, twin);
	const ben = await member('member', 'Ben');
	const reads = async (who: TestMember | null) =>
		outcomeOf(openFile(await as(who), { fileId, variant: 'original' }));
	expect([await reads(ana), await reads(ben)]).toEqual(['done', 'done']);
	const { members } = communityCaller(await as(ana));
	const { fields } = await members.me();
	expect(fields.find((field) => field.fieldId === fieldId)?.values).toEqual([fileId, 'cv.pdf']);

	const score = async () => (await communityCaller(await as(ana)).gamification.mine())?.score;
	expect(await score()).toMatchObject({ level: { number: 3 }, kept: { reached: { number: 2 } } });
	installation.clock.advance(15 * DAY);
	await media.jobs['sweep-community-files'].run(services, { communityId: twin.id });
	expect(await reads(ben)).toBe('done');
	// No job came along: the sweep ends what is over.
	await jobs.get('sweep-levels')?.run(services, {});
	expect(await score()).toMatchObject({ level: { number: 2 }, kept: null });
	const left = await kept(there, fileId);
	expect(left.score).toEqual([{ points: 90, level: 1, holds: [] }]);
	expect([left.roles.map(({ source }) => source), left.rooms]).toEqual([[], []]);
});
