import { newId } from '@kith/kernel/ids';
import type { CommunityContext, PlatformContext, StaffRole } from '@kith/domains/context';
import { createStaffContext } from '@kith/domains/create-context';
import type { ActorName } from './matrix-actors.ts';
import type { Stage } from './matrix-stage.ts';
import type { TestInstallation } from './test-installation.ts';
import { asStaff, createTestStaff } from './test-staff.ts';

/** Who comes to a community through the studio: who works for the organization, and a moderator with a desk. */
export const STUDIO_ACTORS = ['owner', 'admin', 'billing', 'desk'] as const;
export type StudioActor = (typeof STUDIO_ACTORS)[number];

type Paths = Readonly<Record<string, string>>;

/** What belongs to a member: who works for the organization and never entered the community has none of it. */
const OF_MEMBERS: Paths = {
	affiliates: 'own ownCommissions join',
	analytics: 'setWeekMail mailExploration',
	announcements: 'markSeen acknowledge dismiss',
	approval: 'mine schedule',
	bookmarks: 'list folders save drop createFolder renameFolder deleteFolder',
	comments: 'publish reading markRead markUnread markAllRead',
	directory: 'searches saveSearch renameSearch deleteSearch',
	drafts: 'list get save discard',
	feeds: 'hide hidden dismiss personal switchPersonal forgetLearned',
	gamification: 'joinChallenge leaveChallenge handIn seeChallenge shareBadge',
	gifts: 'buy check given redeem',
	guidelines: 'accept',
	ideas: 'vote',
	library: 'deleted add addVersion restoreVersion createFolder',
	links: 'preview',
	media: 'file',
	members: 'me updateProfile leave',
	memberships: 'mine',
	onboarding: 'welcome answer finishStep firstSteps hideFirstSteps',
	polls: 'vote',
	posts: 'publish',
	reactions: 'set',
	relations: 'follow followSpace mute muteSpace block avoided mutedSpaces',
	sales:
		'buy check previewChange change cancel retention acceptOffer keep pause resume invoices portal',
	search: 'forget',
	seats:
		'buy group people take takeOwn leave remove rename setLink invite revoke previewChange change offer withdraw answer offered',
	tags: 'follow followed',
};

/** What hangs on a session of the community besides what has to do with signing in: no desk is opened from a desk. */
const OF_SESSIONS: Paths = { desks: 'own open leave' };

/** What looking after the money of an organization opens in each of its communities. */
const OF_BILLING: Paths = {
	affiliates:
		'programme saveProgramme list get invite decide referrals commissions decideCommissions owed exportOwed payouts payOut undoPayout',
	audit: 'list actors',
	gifts: 'list',
	memberships: 'list get give extend end',
	offers: 'list create update archive',
	payments: 'get payouts readAgain connect continue openDashboard planDisconnect disconnect',
	sales: 'entries care openDisputes ledger exportLedger revenue creditNotes taxes saveTaxes',
	tiers: 'start list create update setStatus arrange addPrice archivePrice',
};

const isIn = (paths: Paths, path: string): boolean => {
	const [domain = '', name = ''] = path.split('.');
	return paths[domain]?.split(' ').includes(name) ?? false;
};

/**
 * Whether who comes through the studio may call a procedure that `allowed` may at the community's own address: owners
 * and admins what their roles may there, without what is a member's own; a desk what its member may; and everybody what
 * hangs on no session of that address.
 */
export function mayThroughStudio(
	actor: StudioActor,
	path: string,
	allowed: readonly ActorName[],
): boolean {
	if (allowed.includes('anonymous')) return true;
	if (actor === 'billing') return isIn(OF_BILLING, path);
	// Who waits outside has nothing but their session.
	if (allowed.includes('pending') || isIn(OF_SESSIONS, path)) return false;
	if (actor === 'desk') return allowed.includes('moderator');
	return allowed.includes(actor) && !isIn(OF_MEMBERS, path);
}

/** What is written down here of procedures. */
export const writtenDown: readonly string[] = [OF_MEMBERS, OF_SESSIONS, OF_BILLING].flatMap(
	(paths) =>
		Object.entries(paths).flatMap(([domain, names]) =>
			names.split(' ').map((name) => `${domain}.${name}`),
		),
);

/** How those come to the stage's community who come through the studio, with a session at a second factor each. */
export function openStudio(installation: TestInstallation, { here }: Stage) {
	const { services, clock } = installation;
	const sessions = new Map<StudioActor, Promise<PlatformContext>>();

	/** Somebody new with an account of the platform. */
	async function somebody(actor: StudioActor): Promise<PlatformContext> {
		const { staffId } = await createTestStaff(installation);
		if (actor === 'desk') await seat(staffId);
		else await employ(staffId, actor);
		return asStaff(installation, staffId);
	}
	async function seat(staffId: string): Promise<void> {
		const { memberId } = await here.member('moderator', `Desk ${newId().slice(-12)}`);
		const desk = { communityId: here.id, memberId, staffId, createdAt: clock.now() };
		await here.platform.insertInto('desks').values(desk).execute();
	}
	async function employ(staffId: string, role: StaffRole): Promise<void> {
		const { organizationId } = here.community;
		const row = { organizationId, staffId, role };
		await here.platform.insertInto('organizationStaff').values(row).execute();
	}
	/** A new member at each desk, because what they do to themselves touches no other; the others have nothing here. */
	function sessionOf(actor: StudioActor): Promise<PlatformContext> {
		const known = sessions.get(actor) ?? somebody(actor);
		if (actor !== 'desk') sessions.set(actor, known);
		return known;
	}
	return async (actor: StudioActor): Promise<CommunityContext> => {
		const { staff, request } = await sessionOf(actor);
		if (!staff) throw new Error('nobody is signed in');
		const strong = { ...staff, hasSecondFactor: true };
		return createStaffContext(services, here.community, strong, request);
	};
}
