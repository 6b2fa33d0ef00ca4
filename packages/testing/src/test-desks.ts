import { newId } from '@kith/kernel/ids';
import { communityCaller, platformCaller } from '@kith/domains';
import type { CommunityContext, Staff } from '@kith/domains/context';
import {
	createCommunityContext,
	createStaffContext,
	NO_REQUEST,
} from '@kith/domains/create-context';
import { readStanding } from '@kith/domains/members';
import type { CommunityInputs } from '@kith/domains';
import { founderOf } from './test-actors.ts';
import type { Person, TestCommunity, TestMember } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';
import { asStaff, createTestStaff, openBrowser } from './test-staff.ts';

type Words = CommunityInputs['roles']['create']['permissions'];

/** A member with a role of the community's own that says this; returns both. */
export async function memberWith(
	here: TestCommunity,
	permissions: Words,
): Promise<TestMember & { roleId: string }> {
	const { roles } = communityCaller(await here.as(await founderOf(here)));
	const { roleId } = await roles.create({ id: newId(), name: `Role ${newId()}`, permissions });
	const member = await here.member('member', `Mia ${newId().slice(-12)}`);
	await roles.give({ memberId: member.memberId, roleId, spaceId: null });
	return { ...member, roleId };
}

/** What a member may in a session that was opened with a second factor. */
export async function strongAs(
	{ services }: TestInstallation,
	{ community, db }: TestCommunity,
	who: Person,
): Promise<CommunityContext> {
	const standing = await readStanding(db, who.userId);
	const member = standing && { ...standing, hasSecondFactor: true };
	const now = services.clock.now();
	const session = { id: newId(), provedAt: now, factor: 'app' as const };
	const until = new Date(now.getTime() + 60_000);
	services.sessions.set(community.id, who.userId, { ...who, member, session }, until);
	const request = { ...NO_REQUEST, cookie: `kith=${who.userId}` };
	return createCommunityContext(services, community, request);
}

/** The way into the studio that a member is given. */
export async function deskToken(here: TestCommunity, who: Person): Promise<{ token: string }> {
	const { url } = await communityCaller(await here.as(who)).desks.open();
	return { token: new URL(url).searchParams.get('token') ?? '' };
}

/** Somebody with an account of the platform: their calls there, and what they find in a community. */
export async function somebodyAt(installation: TestInstallation) {
	const { staffId, email } = await createTestStaff(installation, 'Mia Outside');
	const platform = async () => platformCaller(await asStaff(installation, staffId));
	async function visit(place: TestCommunity, more: Partial<Staff> = {}): Promise<CommunityContext> {
		const { staff } = await asStaff(installation, staffId);
		if (!staff) throw new Error('nobody is signed in');
		const { services } = installation;
		return createStaffContext(services, place.community, { ...staff, ...more }, openBrowser());
	}
	return { staffId, email, platform, visit };
}

/** A member who opens the studio with an account of theirs. */
export async function openedBy(installation: TestInstallation, here: TestCommunity, who: Person) {
	const account = await somebodyAt(installation);
	await (await account.platform()).desks.take(await deskToken(here, who));
	return account;
}
