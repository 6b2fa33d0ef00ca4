import { platformCaller } from '@kith/domains';
import type { PlatformContext, StaffRole } from '@kith/domains/context';
import { createPlatformContext } from '@kith/domains/platform-context';
import { newId } from '@kith/kernel/ids';
import { accountCases, signInCases, type Permitted } from './matrix-line.ts';
import { createTestCommunity } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';
import { openedBy } from './test-desks.ts';
import { asStaff, createTestStaff, openBrowser } from './test-staff.ts';
import { chooseCommunity, startSignup } from './test-verbs.ts';

/**
 * Who comes to the platform: nobody, a member of the community with the session they have there, who has an account and
 * no more, a member who opens the studio by a desk, the owner of another organization, and everybody who can work for
 * this one.
 */
export const PLATFORM_ACTORS = [
	...(['anonymous', 'member', 'newcomer', 'desk', 'foreigner'] as const),
	...(['analyst', 'billing', 'admin', 'owner'] as const),
] as const;
export type PlatformActor = (typeof PLATFORM_ACTORS)[number];

/** An organization with a community, and one person of every kind before it. */
export async function createPlatformStage(installation: TestInstallation) {
	const { services } = installation;
	const here = await createTestCommunity(installation);
	const there = await createTestCommunity(installation);
	const { organizationId } = here.community;
	const ours = () => ({ organizationId });
	async function employed(role: StaffRole): Promise<string> {
		const { staffId } = await createTestStaff(installation);
		const row = { organizationId, staffId, role };
		await services.platform.insertInto('organizationStaff').values(row).execute();
		return staffId;
	}
	const people: Record<PlatformActor, string | null> = {
		...{ anonymous: null, member: null, foreigner: there.staffId, owner: here.staffId },
		...{ admin: await employed('admin'), billing: await employed('billing') },
		...{
			analyst: await employed('analyst'),
			newcomer: (await createTestStaff(installation)).staffId,
		},
		desk: await seated(),
	};
	async function seated(): Promise<string> {
		const member = await here.member('moderator', `Moderator ${newId().slice(-12)}`);
		return (await openedBy(installation, here, member)).staffId;
	}
	/** What an actor may do now, with a session of its own: what ends it touches no other. */
	async function actor(name: PlatformActor): Promise<PlatformContext> {
		if (name !== 'member') return asStaff(installation, people[name]);
		const { userId } = await here.member('member', `Member ${newId().slice(-12)}`);
		const browser = openBrowser();
		const { headers } = await services.realms.community(here.community).api.enterAs({
			...{ body: { userId }, headers: new Headers(), returnHeaders: true },
		});
		for (const line of headers.getSetCookie()) browser.setCookie(line);
		return createPlatformContext(services, browser);
	}
	const owner = () => actor('owner');
	const colleague = async () => ({ ...ours(), staffId: await employed('analyst') });
	/** A sign-up of the owner's, with a community in setup. */
	async function signup() {
		const ctx = await owner();
		const { id: signupId } = await startSignup(ctx);
		await chooseCommunity(ctx, choice(signupId));
		return { signupId };
	}
	/** An archive that the owner brings in; not more of them at once than there may be. */
	async function anImport() {
		const open = services.platform.updateTable('archives').set({ state: 'expired' });
		await open.where('kind', '=', 'import').execute();
		const input = { ...ours(), name: 'a.tar.gz', bytes: 10 };
		return platformCaller(await owner()).archives.beginImport(input);
	}
	/** One is written at a time. */
	async function endExports() {
		const open = installation.services.platform.updateTable('archives').set({ state: 'expired' });
		await open.where('kind', '=', 'export').execute();
	}
	return { here, there, ours, actor, owner, colleague, signup, anImport, endExports };
}
export type PlatformStage = Awaited<ReturnType<typeof createPlatformStage>>;

type Case = Permitted<PlatformActor> & { input?: (stage: PlatformStage) => unknown };

const EVERYONE = PLATFORM_ACTORS;
const SIGNED_IN = [
	'newcomer',
	'desk',
	'foreigner',
	'analyst',
	'billing',
	'admin',
	'owner',
] as const;
const STAFF = ['analyst', 'billing', 'admin', 'owner'] as const;
const RUNNING = ['admin', 'owner'] as const;
const PAYING = ['billing', 'owner'] as const;
const OWNER = ['owner'] as const;

const look = {
	...{ brand: '#0f766e', font: 'inter', radius: 'medium', density: 'compact', logoFileId: null },
};
const access = { visibility: 'private', join: 'open' };
const email = () => `${newId()}@example.org`;
const choice = (signupId: string) => ({
	...{ signupId, name: 'Acme', slug: `acme-${newId().slice(-10)}` },
	...{ template: 'gaming', locale: 'en' as const },
});
const offer = ({ ours }: PlatformStage) => ({
	...{ ...ours(), email: email(), inviterBecomes: 'admin' as const },
});
const pro = ({ ours }: PlatformStage) => ({
	...{ ...ours(), plan: 'pro' as const, interval: 'month' as const },
});
const ours = (stage: PlatformStage) => stage.ours();
const community = ({ here }: PlatformStage) => ({ communityId: here.id });
const anImport = (stage: PlatformStage) => stage.anImport();
const signup = (stage: PlatformStage) => stage.signup();
const made = { input: () => ({ token: 'made up' }) };

/** For every procedure of the platform: who may call it on the owner's things, and a valid input. */
export const PLATFORM_CASES: Readonly<Record<string, Case>> = {
	'archives.closing': { allowed: [...STAFF, 'desk'], input: community },
	'archives.exports': { allowed: RUNNING, input: community },
	'archives.requestExport': {
		...{ allowed: RUNNING },
		input: async (stage) => {
			await stage.endExports();
			return community(stage);
		},
	},
	'archives.imports': { allowed: RUNNING, input: ours },
	'archives.beginImport': {
		...{ allowed: RUNNING },
		input: async (stage) => {
			await stage.anImport();
			return { ...stage.ours(), name: 'a.tar.gz', bytes: 10 };
		},
	},
	'archives.import': { allowed: RUNNING, input: anImport },
	'archives.load': {
		...{ allowed: RUNNING, outcome: 'archives.not_checked' },
		input: async (stage) => ({ ...(await stage.anImport()), name: 'Acme', slug: 'acme-again' }),
	},
	'archives.discard': { allowed: RUNNING, input: anImport },
	'archives.close': {
		...{ allowed: OWNER, outcome: 'archives.other_address' },
		input: ({ here }) => ({ communityId: here.id, address: 'another' }),
	},
	'archives.keep': { allowed: OWNER, outcome: 'archives.not_closed', input: community },
	'merging.merge': {
		...{ allowed: RUNNING, outcome: 'members.not_found' },
		input: ({ here }) => ({
			...{ communityId: here.id, memberId: newId(), intoId: newId(), handle: 'anna' },
		}),
	},
	'desks.list': { allowed: SIGNED_IN },
	'desks.token': { allowed: EVERYONE, input: () => ({ token: 'made up' }) },
	'desks.take': {
		...{ allowed: SIGNED_IN, input: () => ({ token: 'made up' }) },
		outcome: 'desks.token_used',
	},
	'desks.leave': {
		...{ allowed: SIGNED_IN, outcome: 'desks.not_found' },
		input: ({ there }) => ({ communityId: there.id }),
	},
	'identity.me': { allowed: EVERYONE },
	...signInCases(EVERYONE),
	...accountCases(SIGNED_IN),
	'organizations.communities': { allowed: SIGNED_IN },
	'organizations.team': { allowed: RUNNING, input: ours },
	'organizations.activity': { allowed: RUNNING, input: ours },
	'organizations.exportActivity': { allowed: RUNNING, input: ours },
	'organizations.activityActors': { allowed: RUNNING, input: ours },
	'organizations.inviteStaff': {
		...{ allowed: RUNNING },
		input: (stage) => ({ ...stage.ours(), email: email(), role: 'admin' }),
	},
	'organizations.revokeInvitation': {
		...{ allowed: RUNNING },
		input: async (stage) => {
			const input = { ...stage.ours(), email: email(), role: 'billing' as const };
			const { organizations } = platformCaller(await stage.owner());
			return { ...stage.ours(), ...(await organizations.inviteStaff(input)) };
		},
	},
	'organizations.invitation': { allowed: EVERYONE, ...made },
	'organizations.acceptInvitation': {
		...{ allowed: SIGNED_IN, ...made },
		outcome: 'organizations.invitation_used',
	},
	'organizations.setStaffRole': {
		...{ allowed: RUNNING },
		input: async (stage) => ({ ...(await stage.colleague()), role: 'billing' }),
	},
	'organizations.removeStaff': { allowed: RUNNING, input: (stage) => stage.colleague() },
	'organizations.find': { allowed: SIGNED_IN, input: () => ({}) },
	'organizations.get': { allowed: STAFF, input: ours },
	'organizations.update': {
		...{ allowed: RUNNING },
		input: (stage) => ({
			...{ ...stage.ours(), name: 'Renamed', contactEmail: null },
			...{ locale: 'de', timeZone: 'Europe/Berlin' },
		}),
	},
	'organizations.delete': {
		...{ allowed: OWNER, input: ours },
		outcome: 'organizations.has_communities',
	},
	'organizations.offerOwnership': { allowed: OWNER, input: offer },
	'organizations.withdrawOwnership': {
		...{ allowed: OWNER },
		input: async (stage) => {
			const { organizations } = platformCaller(await stage.owner());
			const open = (await organizations.get(stage.ours())).handover?.offer;
			const { invitationId } = open
				? { invitationId: open.id }
				: await organizations.offerOwnership(offer(stage));
			return { ...stage.ours(), invitationId };
		},
	},
	'organizations.acceptOwnership': {
		...{ allowed: SIGNED_IN, ...made },
		outcome: 'organizations.offer_gone',
	},
	'organizations.declineInvitation': {
		...{ allowed: SIGNED_IN, ...made },
		outcome: 'organizations.invitation_used',
	},
	'organizations.enter': {
		...{ allowed: RUNNING },
		input: ({ here }) => ({ communityId: here.id, next: '/' }),
	},
	'plans.current': { allowed: ['billing', 'admin', 'owner'], input: ours },
	'plans.readAgain': { allowed: PAYING, input: ours },
	'plans.preview': { allowed: PAYING, input: pro },
	'plans.checkOut': { allowed: PAYING, input: pro },
	'plans.change': {
		...{ allowed: PAYING, outcome: 'plans.none' },
		input: (stage) => ({ ...pro(stage), at: null }),
	},
	'plans.cancel': {
		...{ allowed: PAYING, outcome: 'plans.none' },
		input: (stage) => ({ ...stage.ours(), reason: null, comment: '' }),
	},
	'plans.keep': { allowed: PAYING, input: ours, outcome: 'plans.none' },
	'plans.invoices': { allowed: PAYING, input: ours },
	'plans.openPortal': { allowed: PAYING, input: ours },
	'signups.templates': { allowed: EVERYONE, input: () => ({ locale: 'en' }) },
	'signups.current': { allowed: SIGNED_IN },
	'signups.start': { allowed: SIGNED_IN },
	'signups.get': { allowed: OWNER, input: signup },
	'signups.checkSlug': { allowed: SIGNED_IN, input: () => ({ slug: 'orchard' }) },
	'signups.chooseCommunity': {
		...{ allowed: OWNER },
		input: async (stage) => choice((await stage.signup()).signupId),
	},
	'signups.tryLook': {
		...{ allowed: OWNER },
		input: async (stage) => ({ ...(await stage.signup()), look }),
	},
	'signups.chooseLook': {
		...{ allowed: OWNER },
		input: async (stage) => ({ ...(await stage.signup()), look }),
	},
	'signups.chooseAccess': {
		...{ allowed: OWNER },
		input: async (stage) => ({ ...(await stage.signup()), access, invites: [] }),
	},
	'signups.goLive': { allowed: OWNER, input: signup },
};
