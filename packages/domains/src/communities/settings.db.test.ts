import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { deleteExamples, publishPost } from '@kith/testing/test-verbs';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { launchChecklist } from './launch-checklist.ts';
import { previewTokenFor, readPreviewToken } from '../roles/index.ts';
import {
	dismissChecklist,
	faceOf,
	markAddressShared,
	updateAccess,
	updateGeneral,
} from './settings.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
const general = { name: 'Acme', tagline: 'Better together', description: 'All of us' };

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
});
afterAll(() => installation.close());

const face = async () => {
	const community = await installation.services.directory.byId(here.id);
	const { snapshot } = await here.as(null);
	if (!community) throw new Error('the community is gone');
	return faceOf({ ...(await here.as(null)), community, snapshot });
};

test('name, tagline and description change at once, here only', async () => {
	const before = faceOf(await there.as(null));
	await updateGeneral(await actors.as('admin'), general);
	expect(await face()).toMatchObject(general);
	expect(faceOf(await there.as(null))).toEqual(before);
	const topics = installation.heard.filter(({ communityId }) => communityId === here.id);
	expect(topics.map(({ topic }) => topic)).toContain('directory.changed');
});

test('settings that are saved at the same time do not undo each other', async () => {
	const [one, two, three] = [
		await actors.as('admin'),
		await actors.as('admin'),
		await actors.as('owner'),
	];
	await Promise.all([
		updateGeneral(one, { ...general, tagline: 'Said first' }),
		markAddressShared(two),
		dismissChecklist(three, true),
	]);
	const { snapshot } = await actors.as('owner');
	expect(snapshot.general).toEqual({
		...{ tagline: 'Said first', description: general.description },
		...{ checklistDismissed: true, sharedAddressAt: expect.any(String) },
	});
});

test('a community that opens its doors shows itself to visitors at once, and hides again', async () => {
	const ctx = await actors.as('admin');
	await updateAccess(ctx, { visibility: 'public', join: 'approval' });
	expect((await here.as(null)).ability.can('enter', 'Community')).toBe(true);
	await updateAccess(ctx, { visibility: 'private', join: 'open' });
	expect((await here.as(null)).ability.can('enter', 'Community')).toBe(false);
});

test('the checklist is read off what was done', async () => {
	const done = async (ctx: CommunityContext) =>
		(await launchChecklist(ctx)).items.filter((item) => item.done).map(({ key }) => key);
	expect(await done(await actors.as('owner'))).not.toContain('first_post');
	const ctx = await actors.as('owner');
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	await publishPost(ctx, { id: newId(), spaceId, title: 'First', body: words('First') });
	expect((await launchChecklist(ctx)).exampleCount).toBeGreaterThan(0);
	await deleteExamples(ctx);
	expect(await done(await actors.as('owner'))).toEqual(
		expect.arrayContaining(['tagline', 'first_post', 'invite', 'share', 'examples']),
	);
	expect(await launchChecklist(await actors.as('owner'))).toMatchObject({ exampleCount: 0 });
});

test('only who administers the community changes it', async () => {
	const { access } = await face();
	for (const actor of ['anonymous', 'pending', 'foreigner', 'member', 'moderator'] as const) {
		const ctx = await actors.as(actor);
		const refused = ctx.actor.kind === 'member' ? 'permissions.denied' : 'identity.sign_in_needed';
		const attempts = [
			updateGeneral(ctx, general),
			updateAccess(ctx, access),
			dismissChecklist(ctx, true),
			markAddressShared(ctx),
			launchChecklist(ctx),
		];
		expect(await Promise.all(attempts.map(outcomeOf))).toEqual(Array(5).fill(refused));
	}
});

test('a preview link opens its own community for two hours', async () => {
	const { services, clock } = installation;
	const token = previewTokenFor(services, here.community);
	const shown = () => readPreviewToken(services, here.community, token);
	expect(shown()).toEqual({ whom: null });
	expect(readPreviewToken(services, there.community, token)).toBeNull();
	const [until = '', , signature = ''] = token.split('.');
	const longer = `${Number(until) + 60}..${signature}`;
	const asVisitor = `${until}.eyJraW5kIjoidmlzaXRvciJ9.${signature}`;
	for (const forged of ['', 'x.y.z', longer, `NaN..${signature}`, `..${signature}`, asVisitor])
		expect(readPreviewToken(services, here.community, forged)).toBeNull();
	const visitor = previewTokenFor(services, here.community, { kind: 'visitor' });
	expect(readPreviewToken(services, here.community, visitor)).toEqual({
		whom: { kind: 'visitor' },
	});
	clock.advance(121 * 60);
	expect(shown()).toBeNull();
});
