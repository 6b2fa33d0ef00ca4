import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_LOOK } from '../communities/communities.schema.ts';
import { newId } from '@kith/kernel/ids';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff } from '@kith/testing/test-staff';
import { checkAddress } from './check-address.ts';
import { chooseCommunity } from './choose-community.ts';
import { chooseAccess, chooseLook, tryLook } from './choose-look.ts';
import { goLive } from './go-live.ts';
import { openCommunity } from './open-community.ts';
import { currentSignup, readSignup, startSignup, templateChoices } from './read-signup.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const choice = (signupId: string, slug = `acme-${newId().slice(-8)}`) => ({
	...{ signupId, name: 'Acme', slug, template: 'product-users', locale: 'en' as const },
});
const look = { ...DEFAULT_LOOK, brand: '#0f766e' };
const access = { visibility: 'private' as const, join: 'invite' as const };
async function begin() {
	const { staffId } = await createTestStaff(installation);
	const ctx = await asStaff(installation, staffId);
	const { id } = await startSignup(ctx);
	return { ctx, staffId, signupId: id };
}
async function communityDbOf(communityId: string) {
	const community = await installation.services.directory.byId(communityId);
	if (!community) throw new Error('no such community');
	return installation.services.communityDb(community);
}
const communitiesOf = (staffId: string) =>
	installation.services.platform
		.selectFrom('communities')
		.select(['id', 'status', 'slug'])
		.where('createdBy', '=', staffId)
		.execute();

test('from nothing to an open community, going on where one stopped', async () => {
	const { ctx, signupId, staffId } = await begin();
	expect(await startSignup(ctx)).toMatchObject({ id: signupId, step: 'community' });
	const chosen = await chooseCommunity(ctx, choice(signupId));
	expect(chosen).toMatchObject({ step: 'look', community: { name: 'Acme' } });
	await tryLook(ctx, { signupId, look });
	expect(await currentSignup(ctx)).toMatchObject({ step: 'look', community: { look } });
	expect(await chooseLook(ctx, { signupId, look })).toMatchObject({ step: 'access' });
	const invites = ['ann@example.org', 'ann@example.org', 'bob@example.org'];
	expect(await chooseAccess(ctx, { signupId, access, invites })).toMatchObject({
		...{ step: 'live', invites: ['ann@example.org', 'bob@example.org'] },
	});
	const later = await asStaff(installation, staffId);
	expect((await goLive(later, { signupId })).url).toMatch(/\/enter\?token=/);
	expect(await currentSignup(later)).toBeNull();
	expect(await readSignup(later, { signupId })).toMatchObject({ step: 'done' });
	expect(await communitiesOf(staffId)).toMatchObject([{ status: 'live' }]);
});

test('going live again, five times at once, opens once, invites once and always lets the organizer in', async () => {
	const { ctx, signupId, staffId } = await begin();
	await chooseCommunity(ctx, choice(signupId));
	await chooseLook(ctx, { signupId, look });
	await chooseAccess(ctx, { signupId, access, invites: ['eve@example.org'] });
	const later = await asStaff(installation, staffId);
	expect(await atOnce(5, () => goLive(later, { signupId }))).toEqual({ done: 5 });
	expect(await outcomeOf(goLive(later, { signupId }))).toBe('done');
	const [community] = await communitiesOf(staffId);
	const requested = await installation.owner.query<{ payload: { payload: unknown } }>(
		`select payload from streams.outbox where payload->>'name' = 'open-community'
			and payload->'payload'->>'signupId' = $1`,
		[signupId],
	);
	expect(requested.rows).toHaveLength(1);
	// The queue delivers at least once.
	for (let delivery = 0; delivery < 2; delivery++)
		await openCommunity(installation.services, requested.rows[0]?.payload.payload);
	const db = await communityDbOf(community?.id ?? '');
	expect(await db.selectFrom('invitations').select('revokedAt').execute()).toEqual([
		{ revokedAt: null },
	]);
	const events = await installation.owner.query(
		`select type from streams.outbox where community_id = $1 order by type`,
		[community?.id],
	);
	expect(events.rows).toEqual([{ type: 'communities.opened' }, { type: 'members.invited' }]);
});

test('choosing again, five times at once, makes one community', async () => {
	const { ctx, signupId, staffId } = await begin();
	const input = choice(signupId);
	expect(await atOnce(5, () => chooseCommunity(ctx, input))).toEqual({ done: 5 });
	expect(await communitiesOf(staffId)).toHaveLength(1);
});

test('another template in setup starts over with its spaces, and the community keeps its id', async () => {
	const { ctx, signupId } = await begin();
	const first = await chooseCommunity(ctx, choice(signupId));
	const db = await communityDbOf(first.community?.id ?? '');
	const slugs = async () =>
		(await db.selectFrom('spaces').select('slug').orderBy('slug').execute()).map(
			({ slug }) => slug,
		);
	const before = await slugs();
	const other = { ...choice(signupId), name: 'Gamers', template: 'gaming' };
	const second = await chooseCommunity(ctx, other);
	expect(second.community).toMatchObject({
		...{ id: first.community?.id, name: 'Gamers', slug: other.slug, template: 'gaming' },
	});
	expect(await slugs()).not.toEqual(before);
	expect(await db.selectFrom('members').select('id').execute()).toHaveLength(1);
	const authors = await db.selectFrom('posts').select('isExample').distinct().execute();
	expect(authors).toEqual([{ isExample: true }]);
});

test('an open community is no longer filled, restyled or opened up through its old sign-up', async () => {
	const { ctx, signupId, staffId } = await begin();
	await chooseCommunity(ctx, choice(signupId));
	const later = await asStaff(installation, staffId);
	await goLive(later, { signupId });
	const attempts = [
		chooseCommunity(later, { ...choice(signupId), template: 'gaming' }),
		tryLook(later, { signupId, look }),
		chooseLook(later, { signupId, look }),
		chooseAccess(later, { signupId, access, invites: [] }),
	];
	expect(await Promise.all(attempts.map(outcomeOf))).toEqual(Array(4).fill('signups.done'));
});

test('steps out of order are refused', async () => {
	const { ctx, signupId } = await begin();
	const unknown = { ...choice(signupId), template: 'nothing' };
	expect(await outcomeOf(chooseCommunity(ctx, unknown))).toBe('signups.unknown_template');
	const attempts = [
		tryLook(ctx, { signupId, look }),
		chooseLook(ctx, { signupId, look }),
		chooseAccess(ctx, { signupId, access, invites: [] }),
		goLive(ctx, { signupId }),
	];
	expect(await Promise.all(attempts.map(outcomeOf))).toEqual(Array(4).fill('signups.no_community'));
});

test("somebody else's sign-up is as unknown as one that never was, and visitors are sent to sign in", async () => {
	const mine = await begin();
	const theirs = await begin();
	const visitor = await asStaff(installation, null);
	const attemptsOf = (ctx: typeof visitor, signupId: string) => [
		readSignup(ctx, { signupId }),
		chooseCommunity(ctx, choice(signupId)),
		tryLook(ctx, { signupId, look }),
		chooseLook(ctx, { signupId, look }),
		chooseAccess(ctx, { signupId, access, invites: [] }),
		goLive(ctx, { signupId }),
	];
	for (const signupId of [theirs.signupId, newId()]) {
		const outcomes = await Promise.all(attemptsOf(mine.ctx, signupId).map(outcomeOf));
		expect(outcomes).toEqual(Array(6).fill('signups.not_found'));
	}
	const outcomes = await Promise.all(attemptsOf(visitor, mine.signupId).map(outcomeOf));
	expect(outcomes).toEqual(Array(6).fill('identity.sign_in_needed'));
	expect(await outcomeOf(startSignup(visitor))).toBe('identity.sign_in_needed');
	expect(await outcomeOf(currentSignup(visitor))).toBe('identity.sign_in_needed');
	expect(templateChoices(visitor, 'de')).toHaveLength(installation.services.templates.size);
});

test("after a lost answer, the address that a sign-up has got is free for it and for nobody else's", async () => {
	const mine = await begin();
	const theirs = await begin();
	const { slug } = choice(mine.signupId);
	const look = { slug, signupId: mine.signupId };
	expect(await checkAddress(mine.ctx, look)).toEqual({ slug, available: true });
	await chooseCommunity(mine.ctx, choice(mine.signupId, slug));
	expect(await checkAddress(mine.ctx, look)).toEqual({ slug, available: true });
	expect(await outcomeOf(chooseCommunity(mine.ctx, choice(mine.signupId, slug)))).toBe('done');
	const taken = { slug, available: false, reason: 'slug.taken' };
	expect(await checkAddress(mine.ctx, { slug })).toMatchObject(taken);
	expect(await checkAddress(theirs.ctx, { slug, signupId: theirs.signupId })).toMatchObject(taken);
	expect(await outcomeOf(checkAddress(theirs.ctx, look))).toBe('signups.not_found');
});
