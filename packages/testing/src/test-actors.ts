import type { CommunityContext } from '@kith/domains/context';
import type { Person, TestCommunity, TestMember } from './test-community.ts';

/** Who can stand before a community, from nobody to its owner. */
export const ACTORS = [
	'anonymous',
	'pending',
	'foreigner',
	'member',
	'moderator',
	'admin',
	'owner',
] as const;
export type ActorName = (typeof ACTORS)[number];

/** The person who founded a community, as its member. */
export async function founderOf(community: TestCommunity): Promise<TestMember> {
	const { db, ownerEmail } = community;
	return db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id as memberId', 'members.name', 'authUsers.id as userId', 'authUsers.email'])
		.where('authUsers.email', '=', ownerEmail)
		.executeTakeFirstOrThrow();
}

/** One person of every kind; `foreigner` is a member of `elsewhere` and comes with their session from there. */
export async function everyActor(here: TestCommunity, elsewhere: TestCommunity) {
	const people: Record<ActorName, Person | null> = {
		anonymous: null,
		pending: await here.member('member', 'Paul Pending', 'pending'),
		foreigner: await elsewhere.member('admin', 'Fay Foreigner'),
		member: await here.member('member', 'Mia Member'),
		moderator: await here.member('moderator', 'Mo Moderator'),
		admin: await here.member('admin', 'Ada Admin'),
		owner: await founderOf(here),
	};
	async function as(actor: ActorName): Promise<CommunityContext> {
		const person = people[actor];
		if (actor !== 'foreigner' || !person) return here.as(person);
		const there = await elsewhere.as(person);
		return here.as(null, { cookie: there.request.cookie });
	}
	return { people, as };
}
