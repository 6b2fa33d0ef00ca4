import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { chooseCommunity, startSignup } from '@kith/testing/test-verbs';
import { asStaff, createTestStaff } from '@kith/testing/test-staff';
import { retireSlug } from './communities.queries.ts';
import { checkSlug } from './slug-availability.ts';

let installation: TestInstallation;
let staffId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	staffId = (await createTestStaff(installation)).staffId;
});
afterAll(() => installation.close());

async function reasonFor(slug: string, asWhom = staffId, own: string | null = null) {
	const answer = await checkSlug(await asStaff(installation, asWhom), slug, own);
	return answer.available ? 'free' : answer.reason;
}

test('an address is three to forty letters, digits and inner hyphens', async () => {
	expect(await reasonFor('ab')).toBe('slug.too_short');
	expect(await reasonFor('a'.repeat(41))).toBe('slug.too_long');
	for (const slug of ['a_b', 'äpfel', '-abc', 'abc-', 'a--b', 'a.b', 'xn--bcher-kva', 'a b'])
		expect(await reasonFor(slug)).toBe('slug.bad_characters');
	for (const slug of ['abc', 'a'.repeat(40), '  Garden-2  '])
		expect(await reasonFor(slug)).toBe('free');
});

test("the platform's own addresses, and what looks like them, are kept", async () => {
	for (const slug of ['admin', 'www', 'api', 'kith', 'adrnin', 'b1og', 'l0gin', '5upport', 'vvww'])
		expect(await reasonFor(slug)).toBe('slug.reserved');
});

test('an address that is taken is refused with others to choose from', async () => {
	await createTestCommunity(installation, { slug: 'orchard' });
	const ctx = await asStaff(installation, staffId);
	expect(await checkSlug(ctx, 'Orchard', null)).toMatchObject({
		...{ available: false, reason: 'slug.taken' },
		suggestions: ['orchard-community', 'orchard-hub', 'orchard-club'],
	});
	expect(await reasonFor('orchard', staffId, 'orchard')).toBe('free');
});

test("what an eye would take for another organization's address is refused; one's own is fine", async () => {
	const { staffId: ownerId } = await createTestCommunity(installation, { slug: 'morning' });
	for (const slug of ['rnorning', 'moming', 'm0rning']) {
		expect(await reasonFor(slug)).toBe('slug.confusable');
		expect(await reasonFor(slug, ownerId)).toBe('free');
	}
});

test('who only looks at the numbers of an organization cannot imitate its address', async () => {
	const { community } = await createTestCommunity(installation, { slug: 'acorn' });
	const analyst = await createTestStaff(installation);
	const { organizationId } = community;
	const employment = { organizationId, staffId: analyst.staffId, role: 'analyst' };
	const { platform } = installation.services;
	await platform.insertInto('organizationStaff').values(employment).execute();
	expect(await reasonFor('ac0rn', analyst.staffId)).toBe('slug.confusable');
});

test('an address given up is kept free for ninety days', async () => {
	const { services, clock } = installation;
	await retireSlug(services.platform, 'meadow', newId().slice(-12), clock.now()).execute();
	expect(await reasonFor('meadow')).toBe('slug.retired');
	clock.advance(91 * 86_400);
	expect(await outcomeOf(reasonFor('meadow'))).toBe('done');
});

test('of six organizations that choose one address at once, one gets it and nothing is left behind', async () => {
	const contexts = await Promise.all(
		Array.from({ length: 6 }, async () => {
			const ctx = await asStaff(installation, (await createTestStaff(installation)).staffId);
			return { ctx, signupId: (await startSignup(ctx)).id };
		}),
	);
	const outcomes = await atOnce(6, async (index) => {
		const { ctx, signupId } = contexts[index] ?? { signupId: '' };
		if (!ctx) throw new Error('no context');
		const naming = { name: 'Race', slug: 'the-race', template: 'gaming', locale: 'en' as const };
		return chooseCommunity(ctx, { signupId, ...naming });
	});
	expect(outcomes).toEqual({ done: 1, 'slug.taken': 5 });
	const { rows } = await installation.owner.query(`
		select id from platform.community_schemas where state = 'claimed'
		except select id from platform.communities`);
	expect(rows).toEqual([]);
	const empty = await installation.owner.query(`
		select id from platform.organizations except select organization_id from platform.communities`);
	expect(empty.rows).toEqual([]);
});

test('a visitor is told nothing about addresses', async () => {
	const visitor = await asStaff(installation, null);
	expect(await outcomeOf(checkSlug(visitor, 'orchard', null))).toBe('identity.sign_in_needed');
});
