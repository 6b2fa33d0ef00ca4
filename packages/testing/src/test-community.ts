import { randomBytes } from 'node:crypto';
import { newId } from '@kith/kernel/ids';
import {
	insertCommunity,
	markLive,
	saveSetting,
	seedCommunity,
	type CommunityIdentity,
} from '@kith/domains/communities';
import { skeletonOf } from '@kith/domains/communities/slug';
import type { Access } from '@kith/domains/communities/schema';
import type { CommunityContext, RequestFacts } from '@kith/domains/context';
import { createCommunityContext, NO_REQUEST } from '@kith/domains/create-context';
import { readStanding } from '@kith/domains/members';
import { foundOrganization } from '@kith/domains/organizations';
import type { TestInstallation } from './test-installation.ts';

type Options = {
	access?: Access;
	template?: string;
	slug?: string;
	name?: string;
	locale?: string;
	secondFactorDays?: number;
};

export type Person = { userId: string; email: string; name: string };
export type TestMember = Person & { memberId: string };

/** A live community made the way the product makes it: claimed, seeded from a template, opened. */
export async function createTestCommunity(
	installation: TestInstallation,
	{
		access = { visibility: 'private', join: 'open' },
		template = 'product-users',
		slug = `test-${randomBytes(4).toString('hex')}`,
		name = 'Test community',
		locale = 'en',
		secondFactorDays = installation.services.secondFactorDays,
	}: Options = {},
) {
	const { services } = installation;
	const email = `owner@${slug}.example`;
	const staffId = newId();
	await services.ensureReadySchema();
	const id = await services.platform.transaction().execute(async (tx) => {
		await tx
			.insertInto('authUsers')
			.values({ id: staffId, email, name: 'Olga Owner', emailVerified: true })
			.execute();
		const organizationId = await foundOrganization(tx, { staffId, name });
		const now = services.clock.now();
		const claimed = await services.claimSchema(tx);
		await insertCommunity(tx, {
			...{ id: claimed, organizationId, slug, skeleton: skeletonOf(slug) },
			...{ name, template, locale },
			...{ createdBy: staffId, createdAt: now },
		}).execute();
		await markLive(tx, claimed, now).execute();
		return claimed;
	});
	await seedCommunity(services, id, secondFactorDays);
	const community = await services.directory.byId(id);
	if (!community) throw new Error('the community was not made');
	await saveSetting(
		services.communityDb(community),
		'access',
		access,
		services.clock.now(),
	).execute();
	services.snapshots.drop(id);
	const found = { ...people(installation, community), community, id, ownerEmail: email, staffId };
	return { ...found, platform: services.platform };
}

export type TestCommunity = Awaited<ReturnType<typeof createTestCommunity>>;

/** Who is in a community, whichever way it was made. */
export function people({ services }: TestInstallation, community: CommunityIdentity) {
	const db = services.communityDb(community);

	/** Someone who has proved who they are here, and is no member yet. */
	async function person(email: string, name = ''): Promise<Person> {
		const userId = newId();
		await db
			.insertInto('authUsers')
			.values({ id: userId, email, name, emailVerified: true })
			.execute();
		return { userId, email, name };
	}

	/** A member with a role, there at once. */
	async function member(roleKey: string, name: string, status = 'active'): Promise<TestMember> {
		const handle = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
		const who = await person(`${handle}@${community.id}.example`, name);
		const memberId = newId();
		const joinedAt = services.clock.now();
		await db
			.insertInto('members')
			.values({
				...{ id: memberId, userId: who.userId, handle, name, status, joinedAt },
				guidelinesVersion: 1,
			})
			.execute();
		const role = db.selectFrom('roles').select('id').where('key', '=', roleKey);
		const { id: roleId } = await role.executeTakeFirstOrThrow();
		if (roleKey !== 'member')
			await db.insertInto('memberRoles').values({ memberId, roleId }).execute();
		return { ...who, memberId };
	}

	/** What `who` sees and may do: the context of a request with their session, or a visitor's. */
	async function as(
		who: Person | null,
		request: Partial<RequestFacts> = {},
	): Promise<CommunityContext> {
		if (!who) return createCommunityContext(services, community, { ...NO_REQUEST, ...request });
		const standing = await readStanding(db, who.userId);
		const until = new Date(services.clock.now().getTime() + 60_000);
		const session = { id: newId(), provedAt: services.clock.now(), factor: null };
		services.sessions.set(community.id, who.userId, { ...who, member: standing, session }, until);
		const cookie = `kith=${who.userId}`;
		return createCommunityContext(services, community, { ...NO_REQUEST, ...request, cookie });
	}

	return { db, person, member, as };
}
